using System.Collections.Concurrent;
using Skywave.Words;

namespace Skywave.Delivery;

/// <summary>
/// An edition that is being made, in a folder of its own: files are written plainly and by several threads, brought to the disk together, and moved into
/// the carrier in carrier order. Every file is written once. What was moved when a push was killed stands in the carrier; the next push moves the rest.
/// </summary>
public sealed class StagedEdition
{
    private readonly EditionFolder _folder;
    private readonly ConcurrentDictionary<string, bool> _made = new(StringComparer.Ordinal);

    /// <summary>Opens, and if need be makes, the folder.</summary>
    /// <param name="root">Its path on this machine; nothing else may be in it.</param>
    public StagedEdition(string root) => _folder = new EditionFolder(root);

    /// <summary>True when the edition is to be pushed, or goes on being pushed.</summary>
    public static bool Exists(string root) => Directory.Exists(root);

    /// <summary>Writes a file, whole or in the place of the one that is staged. Several threads may.</summary>
    public void Write(EditionFile file)
    {
        var target = _folder.PathOf(file.Path);
        var under = Path.GetDirectoryName(target)!;
        if (!_made.ContainsKey(under))
        {
            Directory.CreateDirectory(under);
            _made[under] = true; // only now: another thread must not find it before it is there
        }
        using var handle = File.OpenHandle(target, FileMode.Create, FileAccess.Write, FileShare.None);
        RandomAccess.Write(handle, file.Bytes.Span, 0);
    }

    /// <summary>Brings everything to the disk: from now on the edition survives a loss of power.</summary>
    public void Flush() => Disk.Flush(_folder.Root);

    /// <summary>
    /// Moves every file into the carrier in the order of <see cref="PushPhase"/>. What came before metadata is on the disk before metadata is written, and
    /// all of it at the end. Returns how many files were moved.
    /// </summary>
    /// <param name="carrier">Where to; its lock is the caller's.</param>
    /// <param name="progress">Told (done, all) as it goes.</param>
    /// <param name="cancel">Stops between two files; what is moved stays whole.</param>
    public int PushTo(EditionFolder carrier, IProgress<(int Done, int All)>? progress = null, CancellationToken cancel = default)
    {
        var paths = Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories)
            .Select(full => Path.GetRelativePath(_folder.Root, full).Replace(Path.DirectorySeparatorChar, '/')).Where(path => path[0] != '.')
            .Select(path => (Phase: CarrierOrder.PhaseOf(path), Path: path)).ToList();
        paths.Sort((a, b) => a.Phase != b.Phase ? a.Phase.CompareTo(b.Phase) : string.CompareOrdinal(a.Path, b.Path));
        var staged = paths.Select(p => p.Path).ToHashSet(StringComparer.Ordinal);
        var (done, isFlushed) = (0, false);
        foreach (var (phase, path) in paths)
        {
            cancel.ThrowIfCancellationRequested();
            if (phase >= PushPhase.OfflineMetadata && !isFlushed)
            {
                Disk.Flush(carrier.Root);
                isFlushed = true;
            }
            carrier.Take(_folder.PathOf(path), path);
            DropStaleCopies(carrier, path, staged);
            progress?.Report((++done, paths.Count));
        }
        Disk.Flush(carrier.Root);
        return done;
    }

    // A file that became too short for a compressed copy must not go on being served as its old one.
    private static void DropStaleCopies(EditionFolder carrier, string path, HashSet<string> staged)
    {
        if (SiblingName.MayHave(path) && !CarrierOrder.IsImmutable(path))
        {
            carrier.Remove(new[] { path + SiblingName.Brotli, path + SiblingName.Gzip }.Where(copy => !staged.Contains(copy)));
        }
    }
}
