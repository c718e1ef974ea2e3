using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;

namespace Skywave.Reading;

/// <summary>
/// Checks a page that may be of a closed epoch: the tiles that show its checkpoint to be part of the closed log are fetched as they are asked for. What
/// they say counts only when it leads to the closing root.
/// </summary>
internal sealed class ClosedLogTiles(EditionSource source, LogsDocument logs)
{
    // A proof touches a few tiles a level, each looked for as the partial and as the full one; a log of 2^63 entries has eight levels.
    private const int MaxTiles = 64;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _tiles = new(StringComparer.Ordinal);

    public async Task<Checked<CheckedPage>> CheckAsync(ReadOnlyMemory<byte> page, string address, CancellationToken cancel)
    {
        while (true)
        {
            var missing = new HashSet<string>(StringComparer.Ordinal);
            var outcome = PageCheck.Check(page, logs, address, null, (epoch, checkpoint) => Consistency(epoch, checkpoint, missing));
            if (missing.Count == 0 || _tiles.Count > MaxTiles)
            {
                return outcome;
            }
            await FetchAsync(missing, cancel).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<TreeHash>? Consistency(LogEpoch epoch, Checkpoint checkpoint, HashSet<string> missing)
    {
        ReadOnlyMemory<byte>? Read(string path)
        {
            var full = $"{epoch.Folder}/{path}";
            if (_tiles.TryGetValue(full, out var tile))
            {
                return tile;
            }
            missing.Add(full);
            return null;
        }
        return new TileTree(epoch.Closed!.Size, Read).Consistency(checkpoint.Size).TryGet(out var proof, out _) ? proof : null;
    }

    private async Task FetchAsync(HashSet<string> paths, CancellationToken cancel)
    {
        foreach (var path in paths)
        {
            // What is not there counts as nothing, and is not asked for again.
            _tiles[path] = await source.FetchAsync(path, TilePath.Width * TreeHash.Size, cancel).ConfigureAwait(false) is Fetched.Content { Bytes: var tile } ? tile : default;
        }
    }
}
