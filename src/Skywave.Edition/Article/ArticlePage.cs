using System.Collections.Immutable;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// Puts the page around a fragment: everything that is not signed (docs/900-design.md, section 8). The page holds one empty
/// <c>&lt;pre id="proof"&gt;&lt;/pre&gt;</c> for the proof, so that making it needs no key.
/// </summary>
public static class ArticlePage
{
    /// <summary>The page of an article, its proof still empty.</summary>
    /// <param name="article">The article as published now.</param>
    /// <param name="fragment">Its signed bytes, unchanged.</param>
    /// <param name="notices">The desk's notices; they stand before the acts they are about.</param>
    /// <param name="translations">Other desks' articles of the same story.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locale">The desk's locale.</param>
    /// <param name="theme">How it looks.</param>
    /// <param name="standing">Names of the desk's standing pages (<c>about</c>, <c>verify</c>, <c>contact</c>, <c>privacy</c>): only these are linked. Default: none.</param>
    /// <param name="cut">The edition's time: a notice whose review is due before it says that it may be out of date. Default: not said.</param>
    /// <param name="entry">The number of the article's log entry as the desk's locale writes it, for the sentence about its proof.</param>
    /// <param name="links">Where the page leads on to. Default: nowhere. A standing page and what was taken down never do.</param>
    public static byte[] Render(
        PublishedArticle article, ReadOnlyMemory<byte> fragment, ImmutableArray<Notice> notices, IReadOnlyList<PublishedArticle> translations,
        Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string>? standing = null, DateTimeOffset? cut = null, ArticleLinks? links = null, string entry = "")
    {
        var site = new Site(newsroom, article.Desk, locale, theme, Fragment.RootOf(article.Path), standing ?? [], cut);
        var model = new ArticleModel(site, article, fragment, notices.IsDefault ? [] : notices,
            [.. translations.OrderBy(t => t.Desk.Value, StringComparer.Ordinal).ThenBy(t => t.Id.Value, StringComparer.Ordinal)],
            article.Standing is not null || article.Status == ArticleStatus.Withdrawn ? ArticleLinks.None : links ?? ArticleLinks.None, entry);
        return Slice.Render(ArticleSlice.Create(model));
    }
}

/// <summary>What the article's template sees.</summary>
public sealed record ArticleModel(
    Site Site, PublishedArticle Article, ReadOnlyMemory<byte> Fragment, ImmutableArray<Notice> Notices, ImmutableArray<PublishedArticle> Translations, ArticleLinks Links, string Entry)
{
    /// <summary>What the window is called.</summary>
    public string Title => Article.Status == ArticleStatus.Withdrawn ? Site.Locale.Text("status.Withdrawn") : Article.Text.Headline;
}
