using System.Collections.Immutable;
using System.Globalization;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's older stories, <c>&lt;desk&gt;/page/N.html</c>: thirty a page, numbered from the oldest, so that a full page has the same stories for ever. A full page
/// links on to its successor, which always stands: the last one may be empty until the next story comes.
/// </summary>
public static class OlderPage
{
    /// <summary>The page an article stands on that is the <paramref name="ordinal"/>th published by its desk, from 1.</summary>
    public static int NumberOf(int ordinal) => ((ordinal - 1) / FrontPage.Size) + 1;

    /// <summary>How many pages a desk with that many articles has: every full one and the open one after them.</summary>
    public static int Count(int articles) => (articles / FrontPage.Size) + 1;

    /// <summary>Where a page stands in the edition.</summary>
    public static string PathOf(DeskTag desk, int number) => string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/page/{number}.html");

    /// <summary>The page.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="number">From 1, the oldest.</param>
    /// <param name="oldestFirst">Its items, oldest first; thirty when it is full.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locale">The desk's locale.</param>
    /// <param name="theme">How it looks.</param>
    /// <param name="standing">The desk's standing pages that exist.</param>
    public static byte[] Render(
        DeskTag desk, int number, IReadOnlyList<FrontItem> oldestFirst, Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string>? standing = null)
    {
        var site = new Site(newsroom, desk, locale, theme, "../../", standing ?? [], null);
        return Slice.Render(OlderSlice.Create(new OlderModel(site, number, [.. oldestFirst.Reverse()], oldestFirst.Count == FrontPage.Size)));
    }
}

/// <summary>What an older page's template sees.</summary>
public sealed record OlderModel(Site Site, int Number, ImmutableArray<FrontItem> NewestFirst, bool Full);
