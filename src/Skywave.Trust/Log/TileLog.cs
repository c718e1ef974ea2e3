using System.Collections.Immutable;

namespace Skywave.Trust.Log;

/// <summary>
/// The append-only log of C2SP tlog-tiles as a function: the tree so far and new entries in, the files to write out. Costs what is added:
/// it reads at most one tile a level and one entry bundle.
/// </summary>
public static class TileLog
{
    /// <summary>
    /// The log after adding entries. The files are new or replace nothing (a partial tile has its width in its name). In any batching the same
    /// entries give the same final tiles. Refused: <see cref="Codes.LogTileMissing"/>, <see cref="Codes.LogTile"/> when what is there does not fit.
    /// </summary>
    /// <param name="size">Entries so far.</param>
    /// <param name="read">The bytes of a tile or entry bundle so far by its path, or null.</param>
    /// <param name="entries">New entries in order, each at most 65535 bytes.</param>
    public static Checked<LogGrowth> Append(long size, Func<string, ReadOnlyMemory<byte>?> read, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var growth = new Growing(size, read, entries);
        return (growth.Bundles() ?? growth.Tiles()) is { } refusal ? refusal : growth.Finish();
    }

    private sealed class Growing(long size, Func<string, ReadOnlyMemory<byte>?> read, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        private readonly ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Builder _files = ImmutableSortedDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        private readonly ImmutableArray<string>.Builder _superseded = ImmutableArray.CreateBuilder<string>();

        public Refusal? Bundles()
        {
            var kept = (int)(size % TilePath.Width);
            var all = new List<ReadOnlyMemory<byte>>(kept + entries.Count);
            if (kept > 0 && entries.Count > 0)
            {
                var path = TilePath.Entries(size / TilePath.Width, kept);
                if (read(path) is not { } bytes)
                {
                    return new(Codes.LogTileMissing, path + " is missing");
                }
                if (!EntryBundle.Parse(bytes, kept).TryGet(out var old, out var refusal))
                {
                    return refusal;
                }
                all.AddRange(old);
                _superseded.Add(path);
            }
            all.AddRange(entries);
            var n = size / TilePath.Width;
            foreach (var bundle in all.Chunk(TilePath.Width))
            {
                _files[TilePath.Entries(n++, bundle.Length)] = EntryBundle.Write(bundle);
            }
            return null;
        }

        public Refusal? Tiles()
        {
            var added = new List<byte>(entries.Count * TreeHash.Size);
            foreach (var entry in entries)
            {
                added.AddRange(TreeHash.OfEntry(entry.Span).Bytes);
            }
            for (var (level, count) = (0, size); added.Count > 0; level++, count /= TilePath.Width)
            {
                var kept = (int)(count % TilePath.Width);
                if (kept > 0)
                {
                    var path = TilePath.Tile(level, count / TilePath.Width, kept);
                    if (read(path) is not { } old || old.Length != kept * TreeHash.Size)
                    {
                        return new(Codes.LogTileMissing, path + " is missing or has the wrong length");
                    }
                    added.InsertRange(0, old.Span);
                    _superseded.Add(path);
                }
                added = Level(level, count / TilePath.Width, added);
            }
            return null;
        }

        // Writes one level's tiles and gives the hashes of those that became full: what the level above gains.
        private List<byte> Level(int level, long index, List<byte> hashes)
        {
            var above = new List<byte>();
            foreach (var tile in hashes.Chunk(TilePath.Width * TreeHash.Size))
            {
                var width = tile.Length / TreeHash.Size;
                _files[TilePath.Tile(level, index++, width)] = tile;
                if (width == TilePath.Width)
                {
                    above.AddRange(TileNodes.Fold(tile).Bytes);
                }
            }
            return above;
        }

        public Checked<LogGrowth> Finish()
        {
            var files = _files.ToImmutable();
            var total = size + entries.Count;
            var tree = new TileTree(total, path => files.TryGetValue(path, out var bytes) ? bytes : read(path));
            return tree.Root().TryGet(out var root, out var refusal) ? new LogGrowth(total, root, files, _superseded.ToImmutable()) : refusal;
        }
    }
}

/// <summary>What an append does to a log.</summary>
/// <param name="Size">Entries after it.</param>
/// <param name="Root">The root after it.</param>
/// <param name="Files">New tiles and entry bundles by path, relative to the log's folder.</param>
/// <param name="Superseded">Partial tiles and bundles that fuller ones now replace; they may be removed a day later.</param>
public sealed record LogGrowth(long Size, TreeHash Root, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Files, ImmutableArray<string> Superseded);
