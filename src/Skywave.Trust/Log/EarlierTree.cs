using System.Buffers;
using System.Buffers.Text;
using System.Numerics;

namespace Skywave.Trust.Log;

/// <summary>
/// The tree of an earlier size of a log that is at hand whole. Its whole subtrees are the log's own; only those that end where it ends are hashed anew.
/// Safe for several threads.
/// </summary>
internal sealed class EarlierTree
{
    // Base64 of a hash, and its LF.
    private const int LineLength = 45;

    // Longer entries are no records of ours; their proofs are hashed like a stranger's.
    private const int MaxEntry = 2048;

    private readonly List<(int Height, long First, TreeHash Node, TreeHash Edge)> _blocks = [];

    /// <summary>The tree of a size, at most the log's.</summary>
    public EarlierTree(WholeLog log, long size)
    {
        (Log, Size) = (log, size);
        for (long first = 0; first < size;)
        {
            var height = BitOperations.Log2((ulong)(size - first));
            _blocks.Add((height, first, TreeHash.FromBytes(log.Node(height, first >> height)), default));
            first += 1L << height;
        }
        for (var i = _blocks.Count - 1; i >= 0; i--)
        {
            _blocks[i] = _blocks[i] with { Edge = i == _blocks.Count - 1 ? _blocks[i].Node : TreeHash.OfNode(_blocks[i].Node, _blocks[i + 1].Edge) };
        }
    }

    /// <summary>The log.</summary>
    public WholeLog Log { get; }

    /// <summary>Entries in the tree.</summary>
    public long Size { get; }

    /// <summary>The tree's root.</summary>
    public TreeHash Root => _blocks.Count == 0 ? TreeHash.Empty : _blocks[0].Edge;

    /// <summary>
    /// True when these are, byte for byte, the record and the hashes that a page of this entry carries. False says nothing: then the proof is to be hashed.
    /// </summary>
    /// <param name="index">Where the page says that its record is.</param>
    /// <param name="record">Base64.</param>
    /// <param name="hashes">Lines of base64, LF between them.</param>
    public bool Shows(long index, ReadOnlySpan<byte> record, ReadOnlySpan<byte> hashes)
    {
        if (index < 0 || index >= Size || Log.Entry(index).Length > MaxEntry)
        {
            return false;
        }
        Span<byte> text = stackalloc byte[Base64.GetMaxEncodedToUtf8Length(MaxEntry)];
        return Base64.EncodeToUtf8(Log.Entry(index).Span, text, out _, out var length) == OperationStatus.Done && record.SequenceEqual(text[..length])
            && hashes.SequenceEqual(text[..Path(index, text)]);
    }

    // Writes the inclusion proof of an entry: inside its block, then what is right of the block, then the blocks left of it.
    private int Path(long index, Span<byte> text)
    {
        var at = _blocks.Count - 1;
        while (_blocks[at].First > index)
        {
            at--;
        }
        var written = 0;
        for (var height = 0; height < _blocks[at].Height; height++)
        {
            Write(Log.Node(height, (index >> height) ^ 1), text, ref written);
        }
        if (at + 1 < _blocks.Count)
        {
            Write(_blocks[at + 1].Edge.Bytes, text, ref written);
        }
        for (var i = at - 1; i >= 0; i--)
        {
            Write(_blocks[i].Node.Bytes, text, ref written);
        }
        return Math.Max(written - 1, 0);
    }

    private static void Write(ReadOnlySpan<byte> hash, Span<byte> text, ref int written)
    {
        Base64.EncodeToUtf8(hash, text[written..], out _, out _);
        text[written + LineLength - 1] = (byte)'\n';
        written += LineLength;
    }
}
