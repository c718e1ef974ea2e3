namespace Skywave.Trust.Log;

/// <summary>A tile and the nodes above its hashes, as far as its width makes them whole. Each is hashed when it is first asked for. Not safe for several threads.</summary>
internal sealed class TileNodes
{
    private readonly ReadOnlyMemory<byte> _tile;
    private readonly byte[] _above;
    private readonly bool[] _known;

    public TileNodes(ReadOnlyMemory<byte> tile)
    {
        _tile = tile;
        var width = tile.Length / TreeHash.Size;
        _above = new byte[width * TreeHash.Size];
        _known = new bool[width];
    }

    /// <summary>How many of its nodes were hashed.</summary>
    public int Hashed { get; private set; }

    /// <summary>The root over 2^height neighbouring hashes; height 0 is the tile's own.</summary>
    public ReadOnlySpan<byte> Node(int height, int place)
    {
        if (height == 0)
        {
            return _tile.Span.Slice(place * TreeHash.Size, TreeHash.Size);
        }
        // A node stands where the middle of what it spans is: no two have the same.
        var at = (place << height) + (1 << (height - 1));
        var node = _above.AsSpan(at * TreeHash.Size, TreeHash.Size);
        if (!_known[at])
        {
            TreeHash.OfNode(Node(height - 1, 2 * place), Node(height - 1, 2 * place + 1), node);
            _known[at] = true;
            Hashed++;
        }
        return node;
    }

    /// <summary>The root over a power of two of neighbouring hashes.</summary>
    public static TreeHash Fold(ReadOnlySpan<byte> hashes)
    {
        Span<byte> work = stackalloc byte[TilePath.Width * TreeHash.Size];
        hashes.CopyTo(work);
        for (var count = hashes.Length / TreeHash.Size; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                var pair = work.Slice(2 * i * TreeHash.Size, 2 * TreeHash.Size);
                TreeHash.OfNode(pair[..TreeHash.Size], pair[TreeHash.Size..], work.Slice(i * TreeHash.Size, TreeHash.Size));
            }
        }
        return TreeHash.FromBytes(work[..TreeHash.Size]);
    }
}
