using System.Collections.Immutable;
using System.Globalization;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A change to a published text, as the list of corrections shows it.</summary>
/// <param name="Item">The article.</param>
/// <param name="At">When it was changed or taken down.</param>
/// <param name="Revision">The revision that it made: with the article, its name.</param>
/// <param name="Correction">What was changed; null when an article was taken down and nothing more is said.</param>
public sealed record CorrectionItem(FrontItem Item, DateTimeOffset At, int Revision, Correction? Correction)
{
    /// <summary>An article's changes, oldest first.</summary>
    public static IEnumerable<CorrectionItem> Of(PublishedArticle article)
    {
        if (article.Corrections.IsEmpty && article.Status != ArticleStatus.Withdrawn)
        {
            yield break;
        }
        var item = FrontItem.From(article);
        foreach (var correction in article.Corrections)
        {
            yield return new(item, correction.At, correction.ToRevision, correction);
        }
        if (article.Corrections.IsEmpty)
        {
            yield return new(item, article.VersionCreated, article.Revision, null);
        }
    }
}

/// <summary>
/// Every correction of a desk, in the order in which they came, paged as <see cref="ListPage"/> pages articles: <c>&lt;desk&gt;/corrections.html</c> shows the newest, full pages,
/// <c>&lt;desk&gt;/corrections/N.html</c>, are numbered from the oldest and have the same corrections for ever.
/// </summary>
public static class CorrectionsPage
{
    /// <summary>Where the first page stands.</summary>
    public static string PathOf(DeskTag desk) => desk.Value + "/corrections.html";

    /// <summary>Where a numbered page stands.</summary>
    public static string PathOf(DeskTag desk, int number) => string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/corrections/{number}.html");

    /// <summary>A full page.</summary>
    /// <param name="masthead">Whose.</param>
    /// <param name="number">From 1, the oldest.</param>
    /// <param name="oldestFirst">Its <see cref="ListPage.Size"/> corrections in the order in which they came; null where the article no longer has one.</param>
    public static byte[] Render(Masthead masthead, int number, IReadOnlyList<CorrectionItem?> oldestFirst) => oldestFirst.Count == ListPage.Size
        ? Page(masthead, number, oldestFirst.Reverse(), newer: Name(number + 1), number > 1 ? Name(number - 1) : null)
        : throw new ArgumentException($"a full page has {ListPage.Size} corrections, not {oldestFirst.Count}", nameof(oldestFirst));

    /// <summary>A page that is not full yet: it leads to the newest.</summary>
    public static byte[] RenderStub(Masthead masthead, int number) => Page(masthead, number, [], newer: "../corrections.html", older: null);

    /// <summary>The first page.</summary>
    /// <param name="masthead">Whose.</param>
    /// <param name="newestFirst">The <see cref="ListPage.Shown"/> corrections that came last, the last one first; null as on a full page.</param>
    /// <param name="corrections">How many the desk has made in all.</param>
    public static byte[] RenderFirst(Masthead masthead, IReadOnlyList<CorrectionItem?> newestFirst, int corrections) => newestFirst.Count == ListPage.Shown(corrections)
        ? Page(masthead, null, newestFirst, newer: null, ListPage.Full(corrections) is > 1 and var full ? "corrections/" + Name(full - 1) : null)
        : throw new ArgumentException($"the first page of {corrections} corrections shows {ListPage.Shown(corrections)}, not {newestFirst.Count}", nameof(newestFirst));

    private static byte[] Page(Masthead masthead, int? number, IEnumerable<CorrectionItem?> newestFirst, string? newer, string? older)
    {
        var site = masthead.At(number is { } n ? PathOf(masthead.Desk, n) : PathOf(masthead.Desk));
        var lines = newestFirst.Index().Where(c => c.Item is not null).Select(c => new CorrectionLine(c.Item!, Brief: c.Index >= ListPage.Size));
        return Slice.Render(CorrectionsSlice.Create(new CorrectionsModel(site, number, [.. lines], newer, older)));
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture) + ".html";
}

/// <summary>A line of the list of corrections.</summary>
/// <param name="Change">What changed.</param>
/// <param name="Brief">Without the words of the correction: they are on the article's page and on the page before.</param>
public sealed record CorrectionLine(CorrectionItem Change, bool Brief);

/// <summary>What the list of corrections' template sees.</summary>
public sealed record CorrectionsModel(Site Site, int? Number, ImmutableArray<CorrectionLine> Lines, string? Newer, string? Older)
{
    /// <summary>True where the newest corrections are elsewhere and none is here.</summary>
    public bool IsStub => Newer?.StartsWith("../", StringComparison.Ordinal) == true;

    /// <summary>What the window is called.</summary>
    public string Title => Site.Locale.Text("corrections.title")
        + (Number is { } n ? " · " + Site.Locale.Text("front.page").Replace("{n}", Site.Locale.Number(n), StringComparison.Ordinal) : "") + " · " + Site.Newsroom.Name;
}
