using System.Collections.Immutable;
using Microsoft.AspNetCore.Html;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A list that somebody without script looks for a story in.</summary>
/// <param name="Path">Relative to the desk: <c>page/12.html</c>.</param>
/// <param name="Key">The key of what the link says: <c>nav.older</c>.</param>
public sealed record SearchList(string Path, string Key);

/// <summary>
/// A desk's search, <c>&lt;desk&gt;/search.html</c>: one of few pages with script. What is typed stays in it; without script it says so and leads to lists.
/// </summary>
public static class SearchPage
{
    /// <summary>Among the names of a desk's standing pages: it has search. Every page then links to it.</summary>
    public const string Standing = "search";

    private static readonly Lazy<string> Css = new(() => string.Concat(SearchScript.Resource("search.css").Split('\n')));

    /// <summary>The page.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="notices">The desk's notices; those about searching stand before it.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locale">The desk's locale.</param>
    /// <param name="theme">How it looks.</param>
    /// <param name="standing">The desk's standing pages that exist, with <see cref="Standing"/>.</param>
    /// <param name="lists">Lists that exist, most useful first; the front page need not be named.</param>
    /// <param name="cut">The edition's time, for notices that are due for review.</param>
    public static EditionFile Render(
        DeskTag desk, ImmutableArray<Notice> notices, Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string> standing,
        IReadOnlyList<SearchList> lists, DateTimeOffset? cut = null)
    {
        var site = new Site(newsroom, desk, locale, theme, "../", standing, cut);
        var model = new SearchModel(site, [.. (notices.IsDefault ? [] : notices).Where(n => n.Acts.Contains(Act.Search))], [.. lists]);
        return new($"{desk.Value}/search.html", Slice.Render(SearchSlice.Create(model)));
    }

    /// <summary>The layout's part of it: a page whose policy lets a script run and ask this host for files.</summary>
    internal static Shell ShellOf(Site site) => Shell.WithScript(site, "nav.search", Css.Value, $"<script type=\"module\" src=\"{site.To(SearchScript.Path)}\"></script>");
}

/// <summary>What the search page's template sees.</summary>
public sealed record SearchModel(Site Site, ImmutableArray<Notice> Notices, ImmutableArray<SearchList> Lists)
{
    /// <summary>A sentence for the module, its places named by their names.</summary>
    public HtmlString Say(string key) => Site.Say(key, ("found", "found"), ("searched", "searched"), ("all", "all"));
}
