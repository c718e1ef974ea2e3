using System.Collections.Immutable;

namespace Skywave.Edition;

/// <summary>A part of an index: the words of so many articles, from number size * index on.</summary>
/// <param name="Size">How many articles.</param>
/// <param name="Index">Which of that size, from 0, the oldest.</param>
internal readonly record struct SearchSegment(int Size, int Index)
{
    /// <summary>The number of its first article.</summary>
    public int First => Size * Index;

    /// <summary>Into how many files its words are split.</summary>
    public int Shards => Math.Min(Size / 64, SearchLayout.MostShards);

    /// <summary>True when it has that article's words.</summary>
    public bool Has(int number) => number >= First && number - First < Size;
}

/// <summary>Which files an index of so many articles has (docs/900-design.md, section 14): it follows from their number alone.</summary>
internal sealed record SearchLayout
{
    /// <summary>Articles of a block.</summary>
    public const int Block = 32;

    /// <summary>Articles of the smallest segment.</summary>
    public const int Smallest = 256;

    /// <summary>Articles of the largest segment: bounds what one publish may write.</summary>
    public const int Largest = 8192;

    /// <summary>Shards of a segment at most.</summary>
    public const int MostShards = 64;

    /// <summary>How many articles.</summary>
    public int Count { get; }

    /// <summary>Blocks that stand whole, with their words; oldest first.</summary>
    public ImmutableArray<int> Recent { get; }

    /// <summary>Segments, oldest first.</summary>
    public ImmutableArray<SearchSegment> Segments { get; }

    public SearchLayout(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        var whole = count / Smallest * Smallest;
        var segments = ImmutableArray.CreateBuilder<SearchSegment>();
        for (var (at, size) = (0, Largest); size >= Smallest; size /= 2)
        {
            for (; at + size <= whole; at += size)
            {
                segments.Add(new(size, at / size));
            }
        }
        Segments = segments.ToImmutable();
        Recent = [.. Enumerable.Range(whole / Block, (count - whole) / Block)];
    }

    /// <summary>How many blocks are full.</summary>
    public int Blocks => Count / Block;

    /// <summary>The number of the tail's first article.</summary>
    public int Tail => Blocks * Block;
}
