using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Skywave.Words;

namespace Skywave.Delivery;

/// <summary>
/// An edition kept in a folder: the first carrier of a newsroom and the copy a mirror keeps. Files are replaced atomically (written beside,
/// flushed to the disk, renamed), so that somebody who reads while we write, or after we were killed, finds whole files only.
/// </summary>
public sealed class EditionFolder
{
    /// <summary>Where unfinished files stand; emptied when a writer starts, never served.</summary>
    private const string UnfinishedName = ".unfinished";

    private static readonly SearchValues<char> Unsafe = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '\\', ':', '\u007f']);

    private readonly string _unfinished;

    /// <summary>Opens, and if need be makes, the folder.</summary>
    /// <param name="root">Its path on this machine.</param>
    public EditionFolder(string root)
    {
        Root = Path.GetFullPath(root);
        _unfinished = Path.Combine(Root, UnfinishedName);
        Directory.CreateDirectory(Root);
    }

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    /// <summary>
    /// Takes the folder for writing; a second writer waits its turn. Dispose to let go. The lock is the operating system's, so a killed
    /// writer holds nothing. Throws <see cref="IOException"/> when the wait is over.
    /// </summary>
    public async Task<IDisposable> LockAsync(TimeSpan wait, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(_unfinished);
        var path = Path.Combine(_unfinished, "lock");
        var until = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        while (true)
        {
            try
            {
                var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                DropUnfinished(path);
                return held;
            }
            catch (IOException) when (Environment.TickCount64 < until)
            {
                await Task.Delay(50, cancel).ConfigureAwait(false);
            }
            catch (IOException inUse)
            {
                throw new IOException($"another publish or mirror has been writing to {Root} for {wait.TotalSeconds:0} s", inUse);
            }
        }
    }

    /// <summary>True when the folder has the file.</summary>
    public bool Has(string path) => File.Exists(PathOf(path));

    /// <summary>The file's bytes, or null when it is not there.</summary>
    public byte[]? Read(string path) => File.Exists(PathOf(path)) ? File.ReadAllBytes(PathOf(path)) : null;

    /// <summary>Writes one file whole. False when the folder had exactly these bytes already.</summary>
    public bool Write(EditionFile file)
    {
        var target = PathOf(file.Path);
        if (HasSameBytes(target, file))
        {
            return false;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        Directory.CreateDirectory(_unfinished);
        var beside = Path.Combine(_unfinished, Guid.NewGuid().ToString("N"));
        using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
        {
            stream.Write(file.Bytes.Span);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, target, overwrite: true);
        if (SiblingName.MayHave(file.Path) && !CarrierOrder.IsImmutable(file.Path))
        {
            // Compressed copies of what stood here before must not go on being served.
            File.Delete(target + SiblingName.Brotli);
            File.Delete(target + SiblingName.Gzip);
        }
        return true;
    }

    /// <summary>Writes files in the order of <see cref="PushPhase"/>. Returns how many were written.</summary>
    /// <param name="files">All files, in any order.</param>
    /// <param name="progress">Told (done, all) as it goes.</param>
    /// <param name="cancel">Stops between two files; what is written stays whole.</param>
    public int Push(IReadOnlyCollection<EditionFile> files, IProgress<(int Done, int All)>? progress = null, CancellationToken cancel = default)
    {
        var (done, written) = (0, 0);
        foreach (var file in files.OrderBy(f => CarrierOrder.PhaseOf(f.Path)))
        {
            cancel.ThrowIfCancellationRequested();
            written += Write(file) ? 1 : 0;
            progress?.Report((++done, files.Count));
        }
        return written;
    }

    /// <summary>Makes a folder of the edition, its path with or without a slash at the end; empty: the root. True when it was not there.</summary>
    internal bool Prepare(string path)
    {
        var folder = path.Length == 0 ? Root : PathOf(path.TrimEnd('/'));
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        return isNew;
    }

    /// <summary>Moves a file that is on the disk already into its place in a folder that is there; copies it where that is another file system.</summary>
    internal void Take(string from, string path)
    {
        var target = PathOf(path);
        if (!Disk.TryReplace(from, target))
        {
            Write(new EditionFile(path, File.ReadAllBytes(from)));
            File.Delete(from);
        }
    }

    /// <summary>Removes files that nothing current refers to any more, with their compressed copies. Missing ones are no error.</summary>
    public void Remove(IEnumerable<string> paths)
    {
        foreach (var path in paths.SelectMany(path => SiblingName.MayHave(path) ? new[] { path, path + SiblingName.Brotli, path + SiblingName.Gzip } : [path]))
        {
            var full = PathOf(path);
            if (Directory.Exists(Path.GetDirectoryName(full)))
            {
                File.Delete(full);
            }
        }
    }

    /// <summary>The full path of an edition's file. Throws <see cref="ArgumentException"/> for a path that leaves the folder: callers check names first.</summary>
    [SuppressMessage("Design", "CA1055", Justification = "a path on this machine, not a URI")]
    public string PathOf(string path)
    {
        if (!IsSafe(path))
        {
            throw new ArgumentException($"'{path}' is not a path inside an edition", nameof(path));
        }
        return Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));
    }

    /// <summary>
    /// True for a relative path of plain segments: 1 to 255 characters each, no <c>.</c>, <c>..</c>, back-slash, colon, control character or leading dot.
    /// </summary>
    public static bool IsSafe(string path)
    {
        if (path.Length is 0 or > 1024 || path.AsSpan().ContainsAny(Unsafe))
        {
            return false;
        }
        foreach (var segment in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(segment) is not { Length: > 0 and <= 255 } name || name[0] == '.')
            {
                return false;
            }
        }
        return true;
    }

    private static bool HasSameBytes(string target, EditionFile file)
    {
        var there = new FileInfo(target);
        return there.Exists && there.Length == file.Bytes.Length && File.ReadAllBytes(target).AsSpan().SequenceEqual(file.Bytes.Span);
    }

    private void DropUnfinished(string lockPath)
    {
        foreach (var left in Directory.EnumerateFiles(_unfinished).Where(f => f != lockPath))
        {
            File.Delete(left);
        }
    }
}
