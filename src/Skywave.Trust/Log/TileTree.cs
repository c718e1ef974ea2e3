using System.Numerics;

namespace Skywave.Trust.Log;

/// <summary>
/// A log's tree of one size, read from its tiles; a proof reads O(log n) of them, and each node is hashed once for all proofs. Tiles from a stranger are not believed here: check what comes out
/// with <see cref="MerkleProof"/> against a signed root. Not safe for several threads.
/// </summary>
/// <param name="size">Entries in the tree.</param>
/// <param name="read">The bytes of a tile by its path (<see cref="TilePath"/>), or null (or nothing) when it is not there. A partial tile that is gone is looked for as the full one.</param>
public sealed class TileTree(long size, Func<string, ReadOnlyMemory<byte>?> read)
{
    private const int Height = 8;

    // 16 KB each, nodes included.
    private const int MaxTiles = 1024;

    private readonly Dictionary<(int Level, long Index), TileNodes> _tiles = [];
    private readonly Queue<(int Level, long Index)> _order = new();
    private readonly Dictionary<long, TreeHash> _edge = [];
    private Refusal? _refusal;
    private long _hashed;

    /// <summary>Entries in the tree.</summary>
    public long Size => size;

    /// <summary>How many nodes were hashed: what all proofs together cost beyond look-ups.</summary>
    internal long Hashed => _hashed + _tiles.Values.Sum(tile => tile.Hashed);

    /// <summary>The tree's root. Refused: <see cref="Codes.LogTileMissing"/>, <see cref="Codes.LogTile"/>.</summary>
    public Checked<TreeHash> Root() => Finish(size == 0 ? TreeHash.Empty : Range(0, size));

    /// <summary>The hashes that show the entry at an index. Refused: as <see cref="Root"/>, and <see cref="Codes.LogInclusion"/> for an index outside.</summary>
    public Checked<IReadOnlyList<TreeHash>> Inclusion(long index)
    {
        if (index < 0 || index >= size)
        {
            return new Refusal(Codes.LogInclusion, $"the log has no entry {index}");
        }
        var proof = new List<TreeHash>();
        long low = 0, high = size;
        while (high - low > 1)
        {
            var middle = low + Split(high - low);
            proof.Add(index < middle ? Range(middle, high) : Range(low, middle));
            (low, high) = index < middle ? (low, middle) : (middle, high);
        }
        proof.Reverse();
        return Finish<IReadOnlyList<TreeHash>>(proof);
    }

    /// <summary>The hashes that show that the tree of an earlier size is a prefix of this one. Refused: as <see cref="Root"/>, and <see cref="Codes.LogConsistency"/> for a greater size.</summary>
    public Checked<IReadOnlyList<TreeHash>> Consistency(long oldSize)
    {
        if (oldSize < 0 || oldSize > size)
        {
            return new Refusal(Codes.LogConsistency, $"a tree of {oldSize} entries is no prefix of one of {size}");
        }
        var proof = new List<TreeHash>();
        long low = 0, high = size;
        while (oldSize > 0 && oldSize != high)
        {
            var middle = low + Split(high - low);
            proof.Add(oldSize <= middle ? Range(middle, high) : Range(low, middle));
            (low, high) = oldSize <= middle ? (low, middle) : (middle, high);
        }
        if (low > 0)
        {
            proof.Add(Range(low, high));
        }
        proof.Reverse();
        return Finish<IReadOnlyList<TreeHash>>(proof);
    }

    // The greatest power of two less than n.
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));

    // What is not a power of two ends where the tree ends: those few are asked for with every proof.
    private TreeHash Range(long low, long high)
    {
        if (BitOperations.IsPow2(high - low))
        {
            return Subtree(BitOperations.Log2((ulong)(high - low)), low);
        }
        if (!_edge.TryGetValue(low, out var edge))
        {
            var middle = low + Split(high - low);
            edge = TreeHash.OfNode(Range(low, middle), Range(middle, high));
            if (_refusal is null)
            {
                _edge[low] = edge;
                _hashed++;
            }
        }
        return edge;
    }

    // A complete subtree over 2^depth entries: a node inside one tile.
    private TreeHash Subtree(int depth, long first)
    {
        var (level, inside) = (depth / Height, depth % Height);
        var place = first >> (level * Height);
        var tile = Tile(level, place / TilePath.Width);
        return _refusal is null ? TreeHash.FromBytes(tile!.Node(inside, (int)(place % TilePath.Width) >> inside)) : TreeHash.Empty;
    }

    private TileNodes? Tile(int level, long index)
    {
        if (_tiles.TryGetValue((level, index), out var known) || _refusal is not null)
        {
            return known;
        }
        var width = (int)Math.Min(TilePath.Width, (size >> (level * Height)) - index * TilePath.Width);
        var path = TilePath.Tile(level, index, width);
        var (found, length) = (read(path), width);
        if (found is not { IsEmpty: false } && width < TilePath.Width)
        {
            (found, length) = (read(TilePath.Tile(level, index)), TilePath.Width);
        }
        if (found is not { } bytes || bytes.Length != length * TreeHash.Size)
        {
            _refusal = found is not { IsEmpty: false } ? new(Codes.LogTileMissing, path + " is missing") : new(Codes.LogTile, path + " has the wrong length");
            return null;
        }
        return Keep((level, index), new TileNodes(bytes[..(width * TreeHash.Size)]));
    }

    // A tree of a quarter of a million entries is kept whole; of a greater one, the tiles read last.
    private TileNodes Keep((int Level, long Index) place, TileNodes tile)
    {
        if (_tiles.Count == MaxTiles && _tiles.Remove(_order.Dequeue(), out var oldest))
        {
            _hashed += oldest.Hashed;
        }
        _order.Enqueue(place);
        return _tiles[place] = tile;
    }

    private Checked<T> Finish<T>(T value)
        where T : notnull => _refusal is { } refusal ? refusal : value;
}
