using System.Collections.Immutable;
using System.Globalization;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// The pages of a list, in the order in which its articles came. Full pages, <c>N.html</c>, are numbered from the oldest and have the same thirty articles for ever.
/// A page leads on to its successor from birth: one article before page N is full, page N + 1 is written as a stub that leads to the list's first page, and is replaced
/// when it is full. (One article before, so that no story has to write both.)
/// The first page, <c>index.html</c>, shows what stands on no full page yet and the last full page, so that a publish touches nothing else. The desk's own
/// pages, <c>&lt;desk&gt;/page/N.html</c>, are the same with the front as their first page.
/// </summary>
public static class ListPage
{
    /// <summary>Articles on a full page.</summary>
    public const int Size = 30;

    /// <summary>The page on which a list's <paramref name="ordinal"/>th article stands, or will, from 1.</summary>
    public static int NumberOf(int ordinal) => ((ordinal - 1) / Size) + 1;

    /// <summary>How many full pages a list of that many articles has.</summary>
    public static int Full(int articles) => articles / Size;

    /// <summary>The numbers of a list's stubs: of its next page, and of the one after where the next page lacks one article only.</summary>
    /// <param name="articles">How many articles the list has.</param>
    /// <param name="isOwn">True for the desk's own pages, which have the first stub from their first article on; another list has its first page in its place.</param>
    public static IEnumerable<int> Stubs(int articles, bool isOwn) =>
        Enumerable.Range(Full(articles) + 1, 2).Where(number => FirstWith(number) <= articles && (isOwn || number > 1));

    /// <summary>With which article of a list, counted from 1, the page of that number begins to stand as a stub.</summary>
    public static int FirstWith(int number) => number == 1 ? 1 : ((number - 1) * Size) - 1;

    /// <summary>How many of a list's articles its first page shows: all up to 59, then 30 to 59.</summary>
    public static int Shown(int articles) => articles < Size ? articles : (articles % Size) + Size;

    /// <summary>Where a numbered page stands; the desk's own when <paramref name="list"/> is null.</summary>
    public static string PathOf(DeskTag desk, ListKey? list, int number) => string.Create(CultureInfo.InvariantCulture, $"{FolderOf(desk, list)}{number}.html");

    /// <summary>Where a list's first page stands: <c>index.html</c> of its folder; for null the desk's front.</summary>
    public static string PathOf(DeskTag desk, ListKey? list) => list is { } key ? key.FolderOf(desk) + "index.html" : desk.Value + "/index.html";

    /// <summary>A full page. On a desk's own page the first line of each day is named by its date (<c>#2026-11-24</c>, UTC).</summary>
    /// <param name="masthead">Whose.</param>
    /// <param name="list">Which list, by the name it is to have; null: the desk's own.</param>
    /// <param name="number">From 1, the oldest.</param>
    /// <param name="oldestFirst">Its <see cref="Size"/> items in the order in which they came.</param>
    public static byte[] Render(Masthead masthead, ListName? list, int number, IReadOnlyList<FrontItem> oldestFirst) => oldestFirst.Count == Size
        ? Page(masthead, list, number, [.. oldestFirst.Reverse()], newer: $"{number + 1}.html", number > 1 ? number - 1 : null)
        : throw new ArgumentException($"a full page has {Size} articles, not {oldestFirst.Count}", nameof(oldestFirst));

    /// <summary>A page that is not full yet: it says where the newest articles are.</summary>
    public static byte[] RenderStub(Masthead masthead, ListName? list, int number) =>
        Page(masthead, list, number, [], newer: list is null ? "../index.html" : "index.html", older: null);

    /// <summary>A list's first page. The desk's own is <see cref="FrontPage"/>.</summary>
    /// <param name="masthead">Whose.</param>
    /// <param name="list">Which list, by the name it is to have.</param>
    /// <param name="newestFirst">The <see cref="Shown"/> items that came last, the last one first.</param>
    /// <param name="articles">How many articles the list has in all.</param>
    public static byte[] RenderFirst(Masthead masthead, ListName list, IReadOnlyList<FrontItem> newestFirst, int articles) => newestFirst.Count == Shown(articles)
        ? Page(masthead, list, null, newestFirst, newer: null, Full(articles) > 1 ? Full(articles) - 1 : null)
        : throw new ArgumentException($"the first page of a list of {articles} shows {Shown(articles)}, not {newestFirst.Count}", nameof(newestFirst));

    private static byte[] Page(Masthead masthead, ListName? list, int? number, IReadOnlyList<FrontItem> newestFirst, string? newer, int? older)
    {
        var path = number is { } n ? PathOf(masthead.Desk, list?.Key, n) : PathOf(masthead.Desk, list?.Key);
        // A list says whom or what a text was about: what was taken down leaves it, and keeps its place on the desk's own pages only.
        var lines = newestFirst.Select((item, i) => new ListLine(item, list is null && (i == 0 || DayOf(newestFirst[i - 1]) != DayOf(item)) ? Locale.Machine(DayOf(item)) : null, Brief: i >= Size))
            .Where(l => list is null || l.Item.Status != ArticleStatus.Withdrawn);
        return Slice.Render(ListSlice.Create(new ListModel(masthead.At(path), list, number, [.. lines], newer, older is { } o ? $"{o.ToString(CultureInfo.InvariantCulture)}.html" : null)));
    }

    private static DateOnly DayOf(FrontItem item) => DateOnly.FromDateTime(item.FirstPublished.UtcDateTime);

    private static string FolderOf(DeskTag desk, ListKey? list) => list is { } key ? key.FolderOf(desk) : desk.Value + "/page/";
}

/// <summary>A line of a list.</summary>
/// <param name="Item">The article.</param>
/// <param name="Anchor">What the line is called in the page, or null.</param>
/// <param name="Brief">Without standfirst and picture: the first page shows up to 59, and must stay small.</param>
public sealed record ListLine(FrontItem Item, string? Anchor, bool Brief);

/// <summary>What the template of a list's page sees.</summary>
public sealed record ListModel(Site Site, ListName? List, int? Number, ImmutableArray<ListLine> Lines, string? Newer, string? Older)
{
    /// <summary>True where the newest articles are elsewhere.</summary>
    public bool IsStub => Number is not null && Newer?.EndsWith("index.html", StringComparison.Ordinal) == true;

    /// <summary>What the window is called.</summary>
    public string Title => string.Join(" · ", new[] { Name, Number is { } n ? Site.Locale.Text("front.page").Replace("{n}", Site.Locale.Number(n), StringComparison.Ordinal) : null, Site.Newsroom.Name }.OfType<string>());

    private string Name => List is null ? Site.Locale.Text("nav.older") : List.Name.Length > 0 ? List.Name : Site.Locale.Text("list.story");
}
