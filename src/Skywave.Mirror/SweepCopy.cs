using Skywave.Delivery;
using Skywave.Reading;
using Skywave.Trust.Log;

namespace Skywave.Mirror;

/// <summary>
/// Clears a copy of what nothing current refers to any more. It stays a while for readers who are in the middle of it. Looking at everything costs what is
/// there, so it is done once a day and not at every pull.
/// </summary>
internal sealed class SweepCopy(EditionFolder folder)
{
    private const string LastName = ".swept";

    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);
    private static readonly TimeSpan MetadataLife = TimeSpan.FromDays(21);
    private static readonly TimeSpan TileLife = TimeSpan.FromDays(1);

    /// <summary>Clears the copy, when that was not done today.</summary>
    public void Run(DateTimeOffset now)
    {
        var last = Path.Combine(folder.Root, LastName);
        if (File.Exists(last) && File.GetLastWriteTimeUtc(last) > (now - Pause).UtcDateTime)
        {
            return;
        }
        var current = new KeptEdition(path => folder.Read(path) is { } bytes ? (ReadOnlyMemory<byte>?)bytes : null).Files().ToHashSet(StringComparer.Ordinal);
        Sweep("metadata", path => current.Contains(path) || path.EndsWith(".root.json", StringComparison.Ordinal), now - MetadataLife);
        Sweep("targets", current.Contains, now - MetadataLife);
        SweepLogs(now - TileLife);
        new DeltaShelf(folder).Tidy(now);
        File.WriteAllBytes(last, []);
        File.SetLastWriteTimeUtc(last, now.UtcDateTime);
    }

    private void SweepLogs(DateTimeOffset before)
    {
        foreach (var checkpoint in Under("log").Where(p => p.EndsWith("/checkpoint", StringComparison.Ordinal)).ToList())
        {
            var log = checkpoint[..^"/checkpoint".Length];
            if (Checkpoint.Parse(folder.Read(checkpoint)).TryGet(out var state, out _))
            {
                var partials = TilePath.Partials(state.Size).Select(p => $"{log}/{p}").ToHashSet(StringComparer.Ordinal);
                Sweep(log, path => !path.Contains(".p/", StringComparison.Ordinal) || partials.Contains(path), before);
            }
        }
    }

    private void Sweep(string under, Func<string, bool> isNeeded, DateTimeOffset before)
    {
        foreach (var path in Under(under).Where(path => !isNeeded(path) && File.GetLastWriteTimeUtc(folder.PathOf(path)) < before.UtcDateTime).ToList())
        {
            File.Delete(folder.PathOf(path));
        }
    }

    private IEnumerable<string> Under(string name) => Directory.Exists(folder.PathOf(name))
        ? Directory.EnumerateFiles(folder.PathOf(name), "*", SearchOption.AllDirectories).Select(full => Path.GetRelativePath(folder.Root, full).Replace(Path.DirectorySeparatorChar, '/')) : [];
}
