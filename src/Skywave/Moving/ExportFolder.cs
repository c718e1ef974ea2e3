using Skywave.Mirror;
using Skywave.Reading;

namespace Skywave.Moving;

/// <summary>The folder that an export writes: every file beside its place and then into it, <c>newsroom.json</c> last. What somebody else put there is left alone.</summary>
internal sealed class ExportFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _root;

    private ExportFolder(string root) => _root = root;

    /// <summary>How many files of media are in it.</summary>
    public int Media { get; private set; }

    /// <summary>Begins in a folder that does not exist, is empty, or holds nothing but an export that was not finished.</summary>
    /// <exception cref="Stop">It holds something else, or lies in the newsroom.</exception>
    public static ExportFolder Begin(string named, string newsroom)
    {
        var root = Path.GetFullPath(named);
        if (File.Exists(root))
        {
            throw Taken($"{named}: this is a file");
        }
        if (IsIn(Real(root), Real(newsroom)) || IsIn(Real(newsroom), Real(root)))
        {
            throw Taken($"{named}: this lies in the newsroom's own folder, or around it");
        }
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            Clear(named, root);
        }
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(root);
        }
        else
        {
            Directory.CreateDirectory(root, Owner);
            File.SetUnixFileMode(root, Owner);
        }
        File.WriteAllText(Path.Combine(root, MovedPaths.Unfinished), "This export was not finished. Run the same `skywave export` again: it begins anew.\n");
        return new ExportFolder(root);
    }

    /// <summary>Writes a file whole.</summary>
    public void Write(string path, ReadOnlySpan<byte> bytes) => WholeFile.Write(Made(path), bytes);

    /// <summary>A file of lines or of any length, written as it comes.</summary>
    public async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var file = Made(path);
        var stream = new FileStream(file + ".new", FileMode.Create, FileAccess.Write);
        await using (stream.ConfigureAwait(false))
        {
            await write(stream).ConfigureAwait(false);
        }
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Copies a file of the media folder, once.</summary>
    public void CopyMedia(string path, string from) => Media += Copy(path, from) ? 1 : 0;

    /// <summary>Copies a file, once; false: it is there.</summary>
    public bool Copy(string path, string from)
    {
        var file = Made(path);
        if (File.Exists(file))
        {
            return false;
        }
        File.Copy(from, file + ".new", overwrite: true);
        File.Move(file + ".new", file);
        return true;
    }

    /// <summary>It is whole.</summary>
    public void Finish(ReadOnlySpan<byte> newsroom)
    {
        Write(MovedPaths.Newsroom, newsroom);
        File.Delete(Path.Combine(_root, MovedPaths.Unfinished));
    }

    private string Made(string path)
    {
        var file = Path.Combine(_root, path.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    // Looks at all of it before it deletes the first file.
    private static void Clear(string named, string root)
    {
        if (!File.Exists(Path.Combine(root, MovedPaths.Unfinished)))
        {
            throw Taken(File.Exists(Path.Combine(root, MovedPaths.Newsroom)) ? $"{named}: there is an export here already" : $"{named}: the folder is not empty");
        }
        var entries = new DirectoryInfo(root).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).ToList();
        foreach (var entry in entries)
        {
            var path = Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
            if (entry.LinkTarget is not null || (entry is FileInfo && MovedPaths.KindOf(path.EndsWith(".new", StringComparison.Ordinal) ? path[..^4] : path) is null))
            {
                throw Taken($"{named}: an export was begun here, and {path} is none of its files");
            }
        }
        entries.OfType<FileInfo>().Where(f => f.Name != MovedPaths.Unfinished).ToList().ForEach(f => f.Delete());
    }

    private static bool IsIn(string path, string folder) => Path.GetRelativePath(folder, path) is var way && way != ".." && !way.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(way);

    // With links on the way followed, as far as the path exists.
    private static string Real(string path)
    {
        var target = Directory.Exists(path) ? Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null;
        return target is not null ? Real(target) : Path.GetDirectoryName(path) is { } above ? Path.Combine(Real(above), Path.GetFileName(path)) : path;
    }

    private static Stop Taken(string what) => new(Exit.Usage, "export.folder", what, "name a folder that does not exist yet, outside of the newsroom");
}
