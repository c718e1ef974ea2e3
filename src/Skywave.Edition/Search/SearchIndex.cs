using System.Collections.Immutable;
using System.Globalization;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A published article whose entry is no longer what it was.</summary>
/// <param name="Number">Its arrival number.</param>
/// <param name="Words">False when only what a result shows changed (status, language) and no word of headline, deck, topics and names; a withdrawal changes words.</param>
public readonly record struct SearchChange(int Number, bool Words = true)
{
    /// <summary>What changed between two states of an entry; null when nothing did. The slug and the day of an article never change.</summary>
    public static SearchChange? Between(int number, SearchEntry? before, SearchEntry? after)
    {
        if (before is null && after is null)
        {
            return null;
        }
        var words = before is null || after is null || before.Headline != after.Headline || !before.Texts.SequenceEqual(after.Texts, StringComparer.Ordinal);
        return words || before!.Status != after!.Status || before.Language != after.Language ? new(number, words) : null;
    }
}

/// <summary>What a publish does to a desk's index.</summary>
/// <param name="Files">
/// Files to write, made as they are asked for, in the order in which they go out: what is referred to first, <c>tail.json</c> last. One may have the bytes that stand already.
/// </param>
/// <param name="Superseded">Paths no new reader asks for; they stay for a day, because a reader may hold the tail of before. Known once every file was made.</param>
public sealed record SearchUpdate(IEnumerable<EditionFile> Files, IEnumerable<string> Superseded);

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
    /// <param name="parts">The files that stand for which <see cref="IsPart"/> is true. Default: none.</param>
    public static SearchUpdate Update(DeskTag desk, int before, int after, IReadOnlyCollection<SearchChange> changed, Entries entries, IReadOnlyCollection<string>? parts = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, before);
        if (changed.Any(c => c.Number < 0 || c.Number >= before))
        {
            throw new ArgumentException("what changed was not in the index", nameof(changed));
        }
        var (old, now) = (new SearchLayout(before), new SearchLayout(after));
        var isAsBefore = before == after && before > 0 && changed.Count == 0;
        HashSet<SearchSegment> fresh = isAsBefore ? [] : [.. now.Segments.Except(old.Segments), .. now.Segments.Where(s => changed.Any(c => c.Words && s.Has(c.Number)))];
        var written = new HashSet<string>(StringComparer.Ordinal);
        var files = isAsBefore ? [] : Write(desk, old, now, fresh, changed, entries).Select(file =>
        {
            written.Add(file.Path);
            return file;
        });
        var untouched = now.Segments.Where(s => !fresh.Contains(s)).Select(s => FolderOf(desk, s)).ToList();
        var gone = (parts ?? []).Where(part => !written.Contains(part) && !untouched.Exists(folder => part.StartsWith(folder, StringComparison.Ordinal)));
        return new(files, Words(desk, old).Except(Words(desk, now), StringComparer.Ordinal).Concat(gone));
    }

    /// <summary>True for a file in which a shard too large for one goes on: which there are does not follow from the number of articles.</summary>
    public static bool IsPart(string path) => path.Contains("/search/words/", StringComparison.Ordinal) && path[path.LastIndexOf('/')..].Contains('-', StringComparison.Ordinal);

    /// <summary>Every file of an index of so many articles.</summary>
    public static IEnumerable<string> Paths(DeskTag desk, int count)
    {
        var layout = new SearchLayout(count);
        return [.. Words(desk, layout), .. Enumerable.Range(0, layout.Blocks).Select(b => LinesPath(desk, b)), TailPath(desk)];
    }

    private static IEnumerable<EditionFile> Write(DeskTag desk, SearchLayout old, SearchLayout now, HashSet<SearchSegment> fresh, IReadOnlyCollection<SearchChange> changed, Entries entries)
    {
        var recentBefore = old.Recent.ToHashSet();
        var blocks = changed.Select(c => c.Number / SearchLayout.Block).Where(b => b < now.Blocks).Concat(Enumerable.Range(old.Blocks, now.Blocks - old.Blocks)).ToHashSet();
        foreach (var segment in now.Segments.Where(fresh.Contains))
        {
            var articles = Read(entries, segment.First, segment.Size);
            for (var i = 0; i < segment.Size; i += SearchLayout.Block)
            {
                if (blocks.Remove((segment.First + i) / SearchLayout.Block))
                {
                    yield return Block(desk, segment.First + i, [.. articles.Skip(i).Take(SearchLayout.Block)]);
                }
            }
            foreach (var (name, bytes) in SearchFiles.Shards(segment, articles))
            {
                yield return new($"{FolderOf(desk, segment)}{name}.json", bytes);
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
        layout.Recent.Select(b => RecentPath(desk, b)).Concat(layout.Segments.SelectMany(s => Enumerable.Range(0, s.Shards).Select(i => string.Create(CultureInfo.InvariantCulture, $"{FolderOf(desk, s)}{i}.json"))));

    private static string TailPath(DeskTag desk) => $"{desk.Value}/search/tail.json";

    private static string LinesPath(DeskTag desk, int block) => string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/search/lines/{block}.json");

    private static string RecentPath(DeskTag desk, int block) => string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/search/recent/{block}.json");

    private static string FolderOf(DeskTag desk, SearchSegment segment) => string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/search/words/{segment.Size}/{segment.Index}/");
}
