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

    /// <summary>The bytes of a file that is staged.</summary>
    public byte[] Read(string path) => File.ReadAllBytes(_folder.PathOf(path));

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
        var folders = Folders();
        var (done, all, isFlushed) = (0, folders.Sum(f => f.Files), false);
        foreach (var phase in Enum.GetValues<PushPhase>())
        {
            foreach (var folder in folders.Where(f => f.Phases.Contains(phase)))
            {
                cancel.ThrowIfCancellationRequested();
                if (phase >= PushPhase.OfflineMetadata && !isFlushed)
                {
                    Disk.Flush(carrier.Root);
                    isFlushed = true;
                }
                foreach (var path in Move(folder, phase, carrier))
                {
                    cancel.ThrowIfCancellationRequested();
                    progress?.Report((++done, all));
                }
            }
        }
        Disk.Flush(carrier.Root);
        return done;
    }

    // Only folders are in memory, however many files there are.
    private List<Folder> Folders()
    {
        var folders = new List<Folder>();
        foreach (var full in Directory.EnumerateDirectories(_folder.Root, "*", SearchOption.AllDirectories).Prepend(_folder.Root))
        {
            var path = Path.GetRelativePath(_folder.Root, full).Replace(Path.DirectorySeparatorChar, '/') is var relative && relative == "." ? "" : relative + "/";
            var folder = new Folder(path, full, new SortedSet<PushPhase>());
            if (path.Length == 0 || path[0] != '.')
            {
                foreach (var name in NamesIn(full))
                {
                    folder.Phases.Add(CarrierOrder.PhaseOf(path + name));
                    folder.Files++;
                }
                folders.Add(folder);
            }
        }
        folders.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return folders;
    }

    private IEnumerable<string> Move(Folder folder, PushPhase phase, EditionFolder carrier)
    {
        var names = NamesIn(folder.Full).Where(name => CarrierOrder.PhaseOf(folder.Path + name) == phase).Order(StringComparer.Ordinal).ToList();
        var staged = names.ToHashSet(StringComparer.Ordinal);
        var isNew = carrier.Prepare(folder.Path);
        foreach (var name in names)
        {
            var path = folder.Path + name;
            carrier.Take(_folder.PathOf(path), path);
            if (!isNew)
            {
                DropStaleCopies(carrier, path, name, staged);
            }
            yield return path;
        }
    }

    private static IEnumerable<string> NamesIn(string folder) => Directory.EnumerateFiles(folder).Select(full => Path.GetFileName(full)).Where(name => name[0] != '.');

    // A file that became too short for a compressed copy must not go on being served as its old one.
    private static void DropStaleCopies(EditionFolder carrier, string path, string name, HashSet<string> staged)
    {
        if (SiblingName.MayHave(path) && !CarrierOrder.IsImmutable(path))
        {
            carrier.Remove(new[] { SiblingName.Brotli, SiblingName.Gzip }.Where(copy => !staged.Contains(name + copy)).Select(copy => path + copy));
        }
    }

    // A folder that is staged: its path in the edition with a slash at the end, which phases its files are of, how many there are.
    private sealed record Folder(string Path, string Full, SortedSet<PushPhase> Phases)
    {
        public int Files { get; set; }
    }
}
