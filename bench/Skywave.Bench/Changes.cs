using System.Diagnostics;

namespace Skywave.Bench;

/// <summary>What a publish wrote to a carrier.</summary>
internal sealed class Changes
{
    private readonly List<byte[]> _files;

    private Changes(List<byte[]> files) => _files = files;

    /// <summary>Bytes of all of them.</summary>
    public long Bytes => _files.Sum(f => (long)f.Length);

    /// <summary>When each file was written, and how long it is.</summary>
    public static Dictionary<string, (DateTime Written, long Length)> Look(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Name[0] != '.').ToDictionary(f => f.FullName, f => (f.LastWriteTimeUtc, f.Length));

    /// <summary>What is new or other than it was.</summary>
    public static Changes Since(Dictionary<string, (DateTime Written, long Length)> before, string folder) =>
        new([.. Look(folder).Where(f => !before.TryGetValue(f.Key, out var was) || was != f.Value).Select(f => File.ReadAllBytes(f.Key))]);

    /// <summary>How long it takes to write the same files twice and flush them, and nothing else.</summary>
    public TimeSpan Flush(string under)
    {
        var folder = Directory.CreateDirectory(Path.Combine(under, "skywave-bench-" + Guid.NewGuid().ToString("N"))).FullName;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 2 * _files.Count; i++)
        {
            using var file = new FileStream(Path.Combine(folder, $"{i}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
            file.Write(_files[i % _files.Count]);
            file.Flush(flushToDisk: true);
        }
        watch.Stop();
        Directory.Delete(folder, recursive: true);
        return watch.Elapsed;
    }
}
