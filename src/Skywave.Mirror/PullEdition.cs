using Skywave.Delivery;
using Skywave.Reading;
using Skywave.Words;

namespace Skywave.Mirror;

/// <summary>
/// Brings a folder up to an edition: everything is checked first and put aside, then written in carrier order. Readers of the folder have the last
/// good edition or the new one; a pull that was killed goes on with what it had put aside.
/// </summary>
public sealed class PullEdition
{
    private const string AsideName = ".incoming";
    private const string MemoryName = ".trust";
    private const string NotesName = ".ahead";

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    private readonly EditionFolder _folder;
    private readonly EditionFolder _aside;
    private readonly HashSet<string> _genuine = new(StringComparer.Ordinal);

    /// <summary>A pull into a folder.</summary>
    public PullEdition(string folder)
    {
        _folder = new EditionFolder(folder);
        _aside = new EditionFolder(Path.Combine(_folder.Root, AsideName));
        Memory = new ReaderMemory(Path.Combine(_folder.Root, MemoryName));
    }

    /// <summary>What the copy's keeper remembers of the newsroom.</summary>
    public ReaderMemory Memory { get; }

    /// <summary>Pulls once. The folder is changed only when everything is authentic; being past its expiry is told and no hindrance.</summary>
    /// <param name="source">Where the edition is.</param>
    /// <param name="root">The root to begin with, when nothing is remembered.</param>
    /// <param name="clock">The time.</param>
    /// <param name="progress">Told what it is at.</param>
    /// <param name="cancel">Stops it; what was put aside stays for the next time.</param>
    public async Task<EditionReport> RunAsync(EditionSource source, ReadOnlyMemory<byte> root, TimeProvider clock, Action<string> progress, CancellationToken cancel)
    {
        using var alone = await _folder.LockAsync(LockWait, cancel).ConfigureAwait(false);
        var packs = new TakePacks(source, _folder, clock.GetUtcNow(), progress);
        var report = await CheckAsync(packs.Source).ConfigureAwait(false);
        if (!report.IsAuthentic && packs.HasAny)
        {
            // Something in the packs was not what is signed. They are not needed: what the source itself has decides.
            progress("the packs are not of this edition; fetching the files …");
            report = await CheckAsync(source).ConfigureAwait(false);
        }
        else
        {
            KeepPacks(packs);
        }
        if (!report.IsAuthentic)
        {
            return report;
        }
        var files = Aside();
        var ahead = new NextRoles(_folder, Path.Combine(_aside.Root, NotesName));
        ahead.Point(files);
        _folder.Push(files, new Telling(progress), cancel);
        _folder.Remove(ahead.StandIns.Where(path => !_genuine.Contains(path)));
        new SweepCopy(_folder).Run(clock.GetUtcNow());
        foreach (var left in Directory.EnumerateFileSystemEntries(_aside.Root))
        {
            Drop(left);
        }
        return report with { Fetched = files.Count };

        Task<EditionReport> CheckAsync(EditionSource from)
        {
            _genuine.Clear();
            return CheckEdition.RunAsync(from, root, Memory, new EditionKeeper(Read, Keep) { Standing = Standing }, clock.GetUtcNow(), progress, cancel);
        }
    }

    // Whoever copies this copy may want them: all that came out of them was found genuine here.
    private void KeepPacks(TakePacks packs)
    {
        foreach (var file in packs.Taken)
        {
            Keep(file);
        }
    }

    // A log is only ever continued from what is served: what lies aside of it may be a part.
    private ReadOnlyMemory<byte>? Read(string path)
    {
        var bytes = path.StartsWith("log/", StringComparison.Ordinal) ? _folder.Read(path) : _aside.Read(path) ?? _folder.Read(path);
        return bytes is null ? null : (ReadOnlyMemory<byte>?)bytes;
    }

    private void Keep(EditionFile file)
    {
        if (!EditionFolder.IsSafe(file.Path))
        {
            throw new InvalidOperationException("a path was kept that was not checked: " + file.Path);
        }
        _genuine.Add(file.Path);
        if (_folder.Read(file.Path) is not { } there || !file.Bytes.Span.SequenceEqual(there))
        {
            _aside.Write(file);
        }
    }

    private List<EditionFile> Aside() =>
    [
        .. Directory.EnumerateFiles(_aside.Root, "*", SearchOption.AllDirectories)
            .Select(full => Path.GetRelativePath(_aside.Root, full).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => path[0] != '.' && (_genuine.Contains(path) || path.StartsWith("media/", StringComparison.Ordinal)))
            .Select(path => new EditionFile(path, _aside.Read(path))),
    ];

    private ReadOnlyMemory<byte>? Standing(string path) => _folder.Read(path) is { } bytes ? (ReadOnlyMemory<byte>?)bytes : null;

    private static void Drop(string entry)
    {
        if (Directory.Exists(entry))
        {
            Directory.Delete(entry, recursive: true);
        }
        else
        {
            File.Delete(entry);
        }
    }

    private sealed class Telling(Action<string> progress) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => progress($"writing {value.Done} of {value.All} files …");
    }
}
