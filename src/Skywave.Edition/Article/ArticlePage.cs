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
    /// <param name="about">The desk's standing page <c>about</c> as lists show it, for the box that says who publishes this. Default: no box.</param>
    /// <param name="history">The article's revisions as the log has them, newest first. Default: not said; of one revision there is nothing to say.</param>
    public static byte[] Render(
        PublishedArticle article, ReadOnlyMemory<byte> fragment, ImmutableArray<Notice> notices, IReadOnlyList<PublishedArticle> translations,
        Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string>? standing = null, DateTimeOffset? cut = null, ArticleLinks? links = null, string entry = "",
        FrontItem? about = null, ImmutableArray<RevisionLine> history = default)
    {
        var site = new Site(newsroom, article.Desk, locale, theme, Fragment.RootOf(article.Path), standing ?? [], cut);
        var (isNews, stands) = (article.Standing is null, article.Status != ArticleStatus.Withdrawn);
        var model = new ArticleModel(site, article, fragment, notices.IsDefault ? [] : notices,
            [.. translations.OrderBy(t => t.Desk.Value, StringComparer.Ordinal).ThenBy(t => t.Id.Value, StringComparer.Ordinal)],
            isNews && stands ? links ?? ArticleLinks.None : ArticleLinks.None, entry, isNews && stands ? about : null, history.IsDefault || !stands ? [] : history);
        return Slice.Render(ArticleSlice.Create(model));
    }
}

/// <summary>One revision of an article as its log has it.</summary>
/// <param name="Revision">Its number, from 1.</param>
/// <param name="At">When it was published.</param>
/// <param name="Entry">The number of its entry in the desk's log.</param>
/// <param name="Change">What it corrects, or null.</param>
public sealed record RevisionLine(int Revision, DateTimeOffset At, long Entry, Correction? Change);

/// <summary>What the article's template sees.</summary>
public sealed record ArticleModel(
    Site Site, PublishedArticle Article, ReadOnlyMemory<byte> Fragment, ImmutableArray<Notice> Notices, ImmutableArray<PublishedArticle> Translations, ArticleLinks Links, string Entry,
    FrontItem? About, ImmutableArray<RevisionLine> History)
{
    /// <summary>True where there is something to share, like, save or comment on.</summary>
    public bool OffersActs => Article.Standing is null && Article.Status != ArticleStatus.Withdrawn;

    /// <summary>Which part of a live story it is; else null.</summary>
    public LivePart? Live => OffersActs ? Article.Text.Live : null;

    /// <summary>Where asking for this page again leads: to itself, and nobody asks but the reader.</summary>
    public string Again => Article.FileName;

    /// <summary>The text's language where it is not the page's; else null.</summary>
    public string? Language => LanguageTag.TryCanonical(Article.Text.Language, out var tag) && tag != Site.Locale.Tag ? tag : null;

    /// <summary>The text's direction where it has a language of its own.</summary>
    public string? Direction => Language is { } tag ? LanguageTag.Direction(tag) : null;

    /// <summary>What the window is called.</summary>
    public string Title => Article.Status == ArticleStatus.Withdrawn ? Site.Locale.Text("status.Withdrawn") : Article.Text.Headline;
}
