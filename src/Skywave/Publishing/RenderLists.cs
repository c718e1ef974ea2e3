using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>A page of a list that is to be made, with everything it needs.</summary>
internal sealed record ListJob(string Path, Func<byte[]> Render);

/// <summary>Makes one desk's lists. Each method gives what it names and asks the archive for no more.</summary>
internal sealed partial class RenderLists(Archive archive, DeskChrome chrome, Newsroom newsroom, Theme theme, DateTimeOffset cut)
{
    private readonly Masthead _masthead = new(chrome.Desk, newsroom, chrome.Locale, theme, chrome.Standing);
    private readonly DeskTag _desk = chrome.Desk;

    /// <summary>Front and feeds, which every article changes, and the page of acts, which a first recording does.</summary>
    /// <param name="front">What stands on the front. Feeds have the newest, whatever editors put before them.</param>
    /// <param name="podcast">True where the desk has recordings.</param>
    public IEnumerable<EditionFile> Front(FrontOfDesk front, bool podcast) =>
    [
        new(ListPage.PathOf(_desk, null), FrontPageOf(front, podcast)),
        ActsPage.Render(_desk, chrome.Notices, newsroom, chrome.Locale, theme, chrome.Standing, cut, podcast),
        .. Feed.Render(_desk, [.. front.Newest.Select(FeedItem.From).OfType<FeedItem>()], newsroom, chrome.Locale),
    ];

    /// <summary>The front page.</summary>
    public byte[] FrontPageOf(FrontOfDesk front, bool podcast) => FrontPage.Render(
        _desk, [.. front.Newest.Select(FrontItem.From)], (int)archive.Count(_desk.Value) - front.PassedOver, chrome.Notices, newsroom, chrome.Locale, theme, chrome.Standing, cut, podcast, front.Layout);

    /// <summary>What changes only with what stands around articles: the missing page, the page that searches, the one that keeps news, the one for alerts.</summary>
    public IEnumerable<EditionFile> Fixed() =>
    [
        new($"{_desk.Value}/404.html", NotFoundPage.Render(_desk, newsroom, chrome.Locale, theme, chrome.Standing)),
        SearchPage.Render(_desk, chrome.Notices, newsroom, chrome.Locale, theme, chrome.Standing, [new("archive.html", "nav.archive"), new("page/1.html", "nav.older")], cut),
        SharePage.Render(_masthead, chrome.Notices, cut),
        .. chrome.Standing.Contains(KeepPage.Standing) ? [KeepPage.Render(_masthead, chrome.Notices, cut)] : Array.Empty<EditionFile>(),
        .. chrome.AlertsKey is { } key ? [AlertsPage.Render(_masthead, chrome.Notices, key, cut)] : Array.Empty<EditionFile>(),
    ];

    /// <summary>Years and months, and the kinds of lists there are.</summary>
    public EditionFile Archived() => new(ArchivePage.PathOf(_desk), ArchivePage.Render(_masthead, archive.Months(_desk.Value), Kinds.Where(k => archive.Largest(_desk.Value, Shelve.KindOf(k), 1).Count > 0)));

    /// <summary>The lists of a kind.</summary>
    public EditionFile OfKind(ListKind kind) => new(ListIndexPage.PathOf(_desk, kind), ListIndexPage.Render(
        _masthead, kind, archive.Largest(_desk.Value, Shelve.KindOf(kind), ListIndexPage.Most).ConvertAll(l => new ListSize(NameOf(l), (int)l.Count))));

    /// <summary>The kinds that have such a page.</summary>
    public static IEnumerable<ListKind> Kinds => Enum.GetValues<ListKind>().Where(k => k != ListKind.Story);

    /// <summary>A month of the archive.</summary>
    public ListJob Month(DateOnly month)
    {
        var first = new DateTimeOffset(month.Year, month.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var days = archive.Days(_desk.Value, first, first.AddMonths(1)).ConvertAll(d => new MonthDay(d.Day, d.Count, ListPage.NumberOf((int)d.First + 1)));
        return new(MonthPage.PathOf(_desk, month), () => MonthPage.Render(_masthead, month, days));
    }

    /// <summary>The desk's own pages on which these numbers stand, and the stubs that begin with them; null: all.</summary>
    public IEnumerable<ListJob> Older(IReadOnlyCollection<long>? numbers)
    {
        var count = (int)archive.Count(_desk.Value);
        var full = ListPage.Full(count);
        foreach (var page in PagesOf(numbers, count, isOwn: true))
        {
            var items = page > full ? [] : archive.Range(_desk.Value, (page - 1L) * ListPage.Size, (page * (long)ListPage.Size) - 1).ConvertAll(archive.ItemOf);
            yield return new(ListPage.PathOf(_desk, null, page), () => page > full ? ListPage.RenderStub(_masthead, null, page) : ListPage.Render(_masthead, null, page, items));
        }
    }

    /// <summary>A list's first page, those of its full pages on which these numbers stand, and the stubs that begin with them; null: all.</summary>
    public IEnumerable<ListJob> List(StandingList list, IReadOnlyCollection<long>? numbers)
    {
        var (name, count) = (NameOf(list), (int)list.Count);
        var full = ListPage.Full(count);
        foreach (var page in PagesOf(numbers, count, isOwn: false))
        {
            var items = page > full ? [] : Items(list, (page - 1L) * ListPage.Size, (page * (long)ListPage.Size) - 1);
            yield return new(ListPage.PathOf(_desk, name.Key, page), () => page > full ? ListPage.RenderStub(_masthead, name, page) : ListPage.Render(_masthead, name, page, items));
        }
        var shown = Items(list, count - ListPage.Shown(count), count);
        shown.Reverse();
        yield return new(ListPage.PathOf(_desk, name.Key), () => ListPage.RenderFirst(_masthead, name, shown, count));
    }

    /// <summary>What becomes of the desk's search index.</summary>
    /// <param name="before">Articles in the index as it stands; 0 to make all of it.</param>
    /// <param name="changed">What changed of them.</param>
    public SearchUpdate Search(long before, IReadOnlyCollection<SearchChange> changed) => SearchIndex.Update(
        _desk, (int)before, (int)archive.Count(_desk.Value), changed,
        (from, count) => archive.Range(_desk.Value, from, from + count - 1L).ConvertAll(row => NoteChanges.EntryOf(Archive.ReadItem(row))), archive.SearchParts(_desk.Value));

    /// <summary>The desk's newest recordings. Where the last one was taken down it stays, empty: what stood there must not go on being served.</summary>
    public EditionFile Podcast() => new(PodcastFeed.PathOf(_desk), PodcastFeed.Render(
        _desk, [.. archive.Recordings(_desk.Value, Feed.Size).SelectMany(row => PodcastItem.Of(Archive.ReadItem(row)))], newsroom, chrome.Locale));

    // Full pages by the numbers on them, and the stubs that begin with them; the desk's own has one from its first article on.
    private static IEnumerable<int> PagesOf(IReadOnlyCollection<long>? numbers, int count, bool isOwn)
    {
        var full = ListPage.Full(count);
        var pages = numbers is null ? Enumerable.Range(1, full) : numbers.Select(n => ListPage.NumberOf((int)n + 1)).Distinct().Where(p => p <= full).Order();
        return pages.Concat(ListPage.Stubs(count, isOwn).Where(stub => numbers is null || numbers.Contains(ListPage.FirstWith(stub) - 1L)));
    }

    private List<FrontItem> Items(StandingList list, long first, long last) =>
        archive.Listed(list, first, last).ConvertAll(l => l.IsOut ? archive.ItemOf(l.Article) with { Status = ArticleStatus.Withdrawn } : archive.ItemOf(l.Article));

    private static ListName NameOf(StandingList list) => new(Enum.Parse<ListKind>(list.Kind, ignoreCase: true), list.Slug, list.Name, null);
}
