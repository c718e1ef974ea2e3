using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Skywave.Intake.Moving;
using Skywave.Mirror;
using Skywave.Writing;

namespace Skywave.Moving;

/// <summary>An exported folder, to be read: its files by kind, in the order of their names. Nothing in it leads out of it.</summary>
internal sealed class MovedFolder
{
    private const int MostBytes = 2 << 20;
    private const int Deepest = 6;

    /// <summary>The most bytes a line of JSON Lines may have: a comment with all that it may quote.</summary>
    private const int LongestLine = 3 << 20;

    private readonly string _root;
    private readonly Dictionary<MovedKind, List<string>> _files = Enum.GetValues<MovedKind>().ToDictionary(kind => kind, _ => new List<string>());

    private MovedFolder(string root, NewsroomFile about) => (_root, About) = (root, about);

    /// <summary>What it says of itself.</summary>
    public NewsroomFile About { get; }

    /// <summary>Whether a folder says that it is an exported newsroom, or was to become one.</summary>
    public static bool Looks(string path)
    {
        try
        {
            return File.Exists(Path.Combine(path, MovedPaths.Unfinished)) || (new FileInfo(Path.Combine(path, MovedPaths.Newsroom)) is { Exists: true, Length: < MostBytes } file
                && File.ReadAllText(file.FullName).Contains($"\"{NewsroomFile.FormatName}\"", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="Stop">It is something else, half an export, or of a newer Skywave.</exception>
    public static MovedFolder Open(string path)
    {
        var root = Path.GetFullPath(path);
        if (!Directory.Exists(root))
        {
            throw new Stop(Exit.Unreachable, "path.missing", $"{path}: there is no such folder", "name the folder that `skywave export` wrote");
        }
        if (File.Exists(Path.Combine(root, MovedPaths.Unfinished)) || !File.Exists(Path.Combine(root, MovedPaths.Newsroom)))
        {
            throw Not(path, File.Exists(Path.Combine(root, MovedPaths.Unfinished)) ? "this export was not finished" : $"there is no {MovedPaths.Newsroom} in it: it is something else, or half an export");
        }
        try
        {
            var file = new FileInfo(Path.Combine(root, MovedPaths.Newsroom));
            var about = file.Length > MostBytes || file.LinkTarget is not null ? null : JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), MovingForms.Ours.NewsroomFile);
            return about is { Format: NewsroomFile.FormatName, Version: NewsroomFile.NewestVersion, Desks.IsDefault: false } ? new MovedFolder(root, about)
                : throw Not(path, $"{MovedPaths.Newsroom} is not that of a newsroom, or a newer Skywave wrote it");
        }
        catch (JsonException wrong)
        {
            throw Not(path, $"{MovedPaths.Newsroom}, line {(wrong.LineNumber ?? 0) + 1}: it is not as it was written");
        }
    }

    /// <summary>The files of a kind, in the order of their names.</summary>
    public IReadOnlyList<string> Files(MovedKind kind) => _files[kind];

    /// <summary>Finds all files. What is none of an export's is told, and passed over when it is harmless.</summary>
    public void Look(Action<string, string> refuse, Action<string, string> warn) => Walk(new DirectoryInfo(_root), "", 0, refuse, warn);

    /// <summary>Where a file lies.</summary>
    public string PathOf(string file) => Path.Combine(_root, file.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>A file's bytes, or null when it has more than it may.</summary>
    public async Task<byte[]?> ReadAsync(string file, MovedKind kind, CancellationToken cancel)
    {
        var most = kind switch { MovedKind.Media => LookAtMoved.MostBytes, MovedKind.Copy => TakeInLibrary.MostBytes, MovedKind.Article or MovedKind.Draft => MovedItem.MostBytes, _ => MostBytes };
        var path = PathOf(file);
        return new FileInfo(path).Length > most ? null : await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false);
    }

    /// <summary>The lines of a file, one at a time; null, and then no more: the next one is longer than a line can be.</summary>
    public async IAsyncEnumerable<byte[]?> LinesAsync(string file, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stream = File.OpenRead(PathOf(file));
        var lines = PipeReader.Create(stream);
        while (true)
        {
            var read = await lines.ReadAsync(cancel).ConfigureAwait(false);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            if (rest.Length > LongestLine)
            {
                yield return null;
                yield break;
            }
            if (read.IsCompleted)
            {
                if (rest.Length > 0)
                {
                    yield return rest.ToArray();
                }
                yield break;
            }
            lines.AdvanceTo(rest.Start, rest.End);
        }
    }

    private void Walk(DirectoryInfo folder, string name, int depth, Action<string, string> refuse, Action<string, string> warn)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(e => !e.Name.StartsWith('.')).OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var path = name + entry.Name;
            if (entry.LinkTarget is not null)
            {
                refuse(path, "it is a link: put the file itself in its place");
            }
            else if (entry is DirectoryInfo inner)
            {
                if (depth < Deepest)
                {
                    Walk(inner, path + "/", depth + 1, refuse, warn);
                }
                else
                {
                    refuse(path, "an export has no folders so deep: take it out");
                }
            }
            else if (MovedPaths.KindOf(path) is { } kind)
            {
                _files[kind].Add(path);
            }
            else
            {
                warn(path, "it is none of an export's files, and is passed over");
            }
        }
    }

    private static Stop Not(string path, string why) => new(Exit.Usage, "import.folder", $"{path}: {why}", "name a folder that `skywave export` wrote to its end; anything else is read without --format newsroom");
}