using Skywave.Delivery;

namespace Skywave.Bench;

/// <summary>Every file of an edition, in memory.</summary>
internal sealed class EditionBytes
{
    private readonly List<(string Path, byte[] Bytes)> _files;

    private EditionBytes(List<(string, byte[])> files) => _files = files;

    /// <summary>Its files.</summary>
    public IReadOnlyList<(string Path, byte[] Bytes)> Files => _files;

    /// <summary>The sum of their lengths.</summary>
    public long Length => _files.Sum(f => (long)f.Bytes.Length);

    /// <summary>Signatures in it: those of the metadata, and one line for each on the checkpoints.</summary>
    public int Signatures => _files.Sum(f =>
        f.Path.StartsWith("metadata/", StringComparison.Ordinal) ? Count(f.Bytes, "\"sig\":"u8)
        : f.Path.StartsWith("log/", StringComparison.Ordinal) && f.Path.EndsWith("/checkpoint", StringComparison.Ordinal) ? Count(f.Bytes, "\n\u2014 "u8) : 0);

    /// <summary>Reads them.</summary>
    public static EditionBytes Read(string folder) => new(
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(full => (Path.GetRelativePath(folder, full).Replace(Path.DirectorySeparatorChar, '/'), full))
            .Where(f => f.Item1[0] != '.')
            .Select(f => (f.Item1, File.ReadAllBytes(f.full)))]);

    /// <summary>Those of them that are signed: a copy in another coding is its carrier's.</summary>
    public EditionBytes WithoutCopies() => new(_files.FindAll(f => SiblingName.OriginalOf(f.Path) is null));

    /// <summary>Writes them plainly into a folder of its own, which goes away; on the disk as well when <paramref name="flush"/>. Says how long it took.</summary>
    public TimeSpan WriteUnder(string under, bool flush)
    {
        var root = Path.Combine(under, "skywave-bench-" + Guid.NewGuid().ToString("N"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, bytes) in _files)
        {
            var full = Path.Combine(root, path);
            var folder = Path.GetDirectoryName(full)!;
            if (made.Add(folder))
            {
                Directory.CreateDirectory(folder);
            }
            using var file = new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
            file.Write(bytes);
            if (flush)
            {
                file.Flush(flushToDisk: true);
            }
        }
        watch.Stop();
        Directory.Delete(root, recursive: true);
        return watch.Elapsed;
    }

    private static int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> what)
    {
        var count = 0;
        for (var at = bytes.IndexOf(what); at >= 0; at = bytes.IndexOf(what))
        {
            count++;
            bytes = bytes[(at + what.Length)..];
        }
        return count;
    }
}
