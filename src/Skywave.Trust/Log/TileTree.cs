using System.Numerics;

namespace Skywave.Trust.Log;

/// <summary>
/// A log's tree of one size, read from its tiles; a proof reads O(log n) of them. Tiles from a stranger are not believed here: check what comes out
/// with <see cref="MerkleProof"/> against a signed root. Not safe for several threads.
/// </summary>
/// <param name="size">Entries in the tree.</param>
/// <param name="read">The bytes of a tile by its path (<see cref="TilePath"/>), or null (or nothing) when it is not there. A partial tile that is gone is looked for as the full one.</param>
public sealed class TileTree(long size, Func<string, ReadOnlyMemory<byte>?> read)
{
    private const int Height = 8;

    private readonly Dictionary<(int Level, long Index), ReadOnlyMemory<byte>> _tiles = [];
    private Refusal? _refusal;

    /// <summary>Entries in the tree.</summary>
    public long Size => size;

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

    private TreeHash Range(long low, long high) =>
        BitOperations.IsPow2(high - low) ? Subtree(BitOperations.Log2((ulong)(high - low)), low)
        : TreeHash.OfNode(Range(low, low + Split(high - low)), Range(low + Split(high - low), high));

    // A complete subtree over 2^depth entries: some neighbouring hashes of one tile.
    private TreeHash Subtree(int depth, long first)
    {
        var (level, inside) = (depth / Height, depth % Height);
        var place = first >> (level * Height);
        var tile = Tile(level, place / TilePath.Width);
        if (_refusal is not null)
        {
            return TreeHash.Empty;
        }
        var from = (int)(place % TilePath.Width) * TreeHash.Size;
        return Fold(tile.Span.Slice(from, (1 << inside) * TreeHash.Size));
    }

    /// <summary>The root over a power of two of neighbouring hashes.</summary>
    internal static TreeHash Fold(ReadOnlySpan<byte> hashes)
    {
        var half = hashes.Length / 2;
        return hashes.Length == TreeHash.Size ? TreeHash.FromBytes(hashes) : TreeHash.OfNode(Fold(hashes[..half]), Fold(hashes[half..]));
    }

    private ReadOnlyMemory<byte> Tile(int level, long index)
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
            return default;
        }
        return _tiles[(level, index)] = bytes;
    }

    private Checked<T> Finish<T>(T value)
        where T : notnull => _refusal is { } refusal ? refusal : value;
}
