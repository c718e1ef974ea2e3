using System.Collections.Immutable;
using System.Globalization;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A published article whose entry is no longer what it was.</summary>
/// <param name="Number">Its arrival number.</param>
/// <param name="Words">False when only what a result shows changed (status, language) and no word of headline, deck, topics and names; a withdrawal changes words.</param>
public readonly record struct SearchChange(int Number, bool Words = true);

/// <summary>What a publish does to a desk's index.</summary>
/// <param name="Files">
/// Files to write, made as they are asked for, in the order in which they go out: what is referred to first, <c>tail.json</c> last. One may have the bytes that stand already.
/// </param>
/// <param name="Superseded">Paths no new reader asks for; they stay for a day, because a reader may hold the tail of before.</param>
public sealed record SearchUpdate(IEnumerable<EditionFile> Files, ImmutableArray<string> Superseded);

/// <summary>
/// A desk's search index (docs/900-design.md, section 14): static files that a page loads when a reader searches. Each file is a function of the articles as they
/// are now, so in whatever steps they were published, the same files come out.
/// </summary>
public static class SearchIndex
{
    /// <summary>Gives the entries of a range of arrival numbers: exactly that many, null where an article is withdrawn.</summary>
    /// <param name="from">The first number.</param>
    /// <param name="count">How many; at most 8,192.</param>
    public delegate IReadOnlyList<SearchEntry?> Entries(int from, int count);

    /// <summary>What has to be written when a desk goes from so many articles to so many.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="before">Articles in the index as it stands; 0 when there is none, or to make all of it anew.</param>
    /// <param name="after">Articles from now on, withdrawn ones counted; not fewer than before.</param>
    /// <param name="changed">Which of those before are not what they were.</param>
    /// <param name="entries">Gives articles as they are now. Each is asked for once.</param>
    public static SearchUpdate Update(DeskTag desk, int before, int after, IReadOnlyCollection<SearchChange> changed, Entries entries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, before);
        if (changed.Any(c => c.Number < 0 || c.Number >= before))
        {
            throw new ArgumentException("what changed was not in the index", nameof(changed));
        }
        var (old, now) = (new SearchLayout(before), new SearchLayout(after));
        var files = before == after && before > 0 && changed.Count == 0 ? [] : Write(desk, old, now, changed, entries);
        return new(files, [.. Words(desk, old).Except(Words(desk, now), StringComparer.Ordinal)]);
    }

    /// <summary>Every file of an index of so many articles.</summary>
    public static IEnumerable<string> Paths(DeskTag desk, int count)
    {
        var layout = new SearchLayout(count);
        return [.. Words(desk, layout), .. Enumerable.Range(0, layout.Blocks).Select(b => LinesPath(desk, b)), TailPath(desk)];
    }

    private static IEnumerable<EditionFile> Write(DeskTag desk, SearchLayout old, SearchLayout now, IReadOnlyCollection<SearchChange> changed, Entries entries)
    {
        var (segmentsBefore, recentBefore) = (old.Segments.ToHashSet(), old.Recent.ToHashSet());
        var blocks = changed.Select(c => c.Number / SearchLayout.Block).Where(b => b < now.Blocks).Concat(Enumerable.Range(old.Blocks, now.Blocks - old.Blocks)).ToHashSet();
        foreach (var segment in now.Segments.Where(s => !segmentsBefore.Contains(s) || changed.Any(c => c.Words && s.Has(c.Number))))
        {
            var articles = Read(entries, segment.First, segment.Size);
            for (var i = 0; i < segment.Size; i += SearchLayout.Block)
            {
                if (blocks.Remove((segment.First + i) / SearchLayout.Block))
                {
                    yield return Block(desk, segment.First + i, [.. articles.Skip(i).Take(SearchLayout.Block)]);
                }
            }
            var shard = 0;
            foreach (var bytes in SearchFiles.Shards(segment, articles))
            {
                yield return new(ShardPath(desk, segment, shard++), bytes);
            }
        }
        foreach (var block in blocks.Union(now.Recent.Where(b => !recentBefore.Contains(b))).Order())
        {
            var articles = Read(entries, block * SearchLayout.Block, SearchLayout.Block);
            if (blocks.Contains(block))
            {
                yield return Block(desk, block * SearchLayout.Block, articles);
            }
            if (now.Recent.Contains(block))
            {
                yield return new(RecentPath(desk, block), SearchFiles.Lines(block * SearchLayout.Block, SearchLayout.Block, articles, words: true));
            }
        }
        yield return new(TailPath(desk), SearchFiles.Lines(now.Tail, now.Count, Read(entries, now.Tail, now.Count - now.Tail), words: true));
    }

    private static EditionFile Block(DeskTag desk, int from, IReadOnlyList<SearchEntry?> articles) =>
        new(LinesPath(desk, from / SearchLayout.Block), SearchFiles.Lines(from, SearchLayout.Block, articles, words: false));

    private static IReadOnlyList<SearchEntry?> Read(Entries entries, int from, int count)
    {
        var given = count == 0 ? [] : entries(from, count);
        return given.Count == count ? given : throw new InvalidOperationException($"asked for {count} articles from number {from} on, given {given.Count}");
    }

    // The files with words: those that segments replace.
    private static IEnumerable<string> Words(DeskTag desk, SearchLayout layout) =>
        layout.Recent.Select(b => RecentPath(desk, b)).Concat(layout.Segments.SelectMany(s => Enumerable.Range(0, s.Shards).Select(i => ShardPath(desk, s, i))));

    private static string TailPath(DeskTag desk) => $"{desk.Value}/search/tail.json";

    private static string LinesPath(DeskTag desk, int block) => string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/search/lines/{block}.json");

    private static string RecentPath(DeskTag desk, int block) => string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/search/recent/{block}.json");

    private static string ShardPath(DeskTag desk, SearchSegment segment, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/search/words/{segment.Size}/{segment.Index}/{shard}.json");
}
