namespace Skywave.Trust.Log;

/// <summary>
/// A log of which every entry is at hand: its root and all its nodes come from the entries, each hashed once, and nothing is taken from anybody. Safe for
/// several threads.
/// </summary>
public sealed class WholeLog
{
    /// <summary>The greatest log that is held whole; 64 bytes an entry beside the entries themselves.</summary>
    public const long MaxSize = 1 << 25;

    private const int Height = 8;

    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _entries;
    private readonly object?[] _records; // a record or a refusal
    private readonly byte[][] _nodes; // by height: the hashes of all whole subtrees of 2^height entries, in order

    private WholeLog(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        _entries = entries;
        _records = new object?[entries.Count];
        var heights = 1;
        while (entries.Count >> heights > 0)
        {
            heights++;
        }
        _nodes = [.. Enumerable.Range(0, heights).Select(height => new byte[(entries.Count >> height) * TreeHash.Size])];
    }

    /// <summary>Entries in the log.</summary>
    public long Size => _entries.Count;

    /// <summary>The tree's root.</summary>
    public TreeHash Root { get; private set; }

    /// <summary>Reads a log. Throws <see cref="ArgumentException"/> for more than <see cref="MaxSize"/> entries.</summary>
    public static WholeLog Of(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count > MaxSize)
        {
            throw new ArgumentException("a log so great is not held whole", nameof(entries));
        }
        var log = new WholeLog(entries);
        Parallel.For(0, (entries.Count + TilePath.Width - 1) / TilePath.Width, log.HashTile);
        for (var height = Height + 1; height < log._nodes.Length; height++)
        {
            log.HashLevel(height, 0, (int)(log.Size >> height));
        }
        log.Root = new EarlierTree(log, log.Size).Root;
        return log;
    }

    /// <summary>An entry's bytes. Throws <see cref="ArgumentOutOfRangeException"/> outside the log.</summary>
    public ReadOnlyMemory<byte> Entry(long index) => _entries[(int)index];

    /// <summary>An entry as the record it is, or why it is none; read when it is first asked for.</summary>
    public Checked<Record> RecordAt(long index)
    {
        // Two threads may both read it, and find the same.
        if (Volatile.Read(ref _records[index]) is not { } known)
        {
            var read = Record.Parse(Entry(index).Span);
            Volatile.Write(ref _records[index], known = read.TryGet(out var record, out var refusal) ? record : refusal);
        }
        return known is Record one ? one : (Refusal)known;
    }

    /// <summary>True when the log was once of this size and root.</summary>
    public bool Continues(long oldSize, TreeHash oldRoot) => oldSize >= 0 && oldSize <= Size && new EarlierTree(this, oldSize).Root == oldRoot;

    /// <summary>The log's tiles and entry bundles, by path relative to its folder.</summary>
    public IEnumerable<(string Path, ReadOnlyMemory<byte> Bytes)> Files()
    {
        for (var level = 0; level * Height < _nodes.Length; level++)
        {
            ReadOnlyMemory<byte> hashes = _nodes[level * Height];
            for (var n = 0; !hashes.IsEmpty; n++)
            {
                var length = Math.Min(hashes.Length, TilePath.Width * TreeHash.Size);
                yield return (TilePath.Tile(level, n, length / TreeHash.Size), hashes[..length]);
                hashes = hashes[length..];
            }
        }
        foreach (var bundle in TilePath.Bundles(0, Size))
        {
            yield return (bundle.Path, EntryBundle.Write(Enumerable.Range((int)bundle.First, bundle.Width).Select(i => _entries[i])));
        }
    }

    /// <summary>The root over 2^height entries, the place-th of its height.</summary>
    internal ReadOnlySpan<byte> Node(int height, long place) => _nodes[height].AsSpan((int)place * TreeHash.Size, TreeHash.Size);

    // A tile's entries and the nodes over them: what one thread can do alone.
    private void HashTile(int tile)
    {
        var end = Math.Min((tile + 1) * TilePath.Width, (int)Size);
        for (var i = tile * TilePath.Width; i < end; i++)
        {
            TreeHash.OfEntry(_entries[i].Span, _nodes[0].AsSpan(i * TreeHash.Size, TreeHash.Size));
        }
        for (var height = 1; height <= Height && height < _nodes.Length; height++)
        {
            HashLevel(height, (tile * TilePath.Width) >> height, end >> height);
        }
    }

    private void HashLevel(int height, int from, int to)
    {
        for (var place = from; place < to; place++)
        {
            TreeHash.OfNode(Node(height - 1, 2L * place), Node(height - 1, 2L * place + 1), _nodes[height].AsSpan(place * TreeHash.Size, TreeHash.Size));
        }
    }
}
