using System.Collections.Immutable;
using Microsoft.AspNetCore.Html;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// What an article's page says to machines in its head: schema.org's terms, the same story in other languages, and what a messenger shows of a link. Without an
/// address: an edition knows none. Open Graph's own address and picture must be absolute, and so are left out (docs/050-pages.md).
/// </summary>
internal static class ArticleHead
{
    /// <summary>The markup; null for a standing page and for what was taken down.</summary>
    public static HtmlString? Of(Site site, PublishedArticle article, ImmutableArray<PublishedArticle> translations)
    {
        if (article.Standing is not null || article.Status == ArticleStatus.Withdrawn)
        {
            return null;
        }
        var html = new Html();
        if (article.Text.Deck is { Length: > 0 } deck)
        {
            html.Open("meta", ("name", "description"), ("property", "og:description"), ("content", deck)).Line();
        }
        html.Open("meta", ("property", "og:title"), ("content", article.Text.Headline)).Line();
        foreach (var other in translations)
        {
            html.Open("link", ("rel", "alternate"), ("hreflang", other.Desk.Value), ("href", site.To(other.Path))).Line();
        }
        return new($"{html}<script type=\"application/ld+json\">{LinkedData.Article(article, translations, site.Newsroom, site.Root)}</script>");
    }
}
