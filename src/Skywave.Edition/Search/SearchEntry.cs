using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>What the search index knows of one article: what a result shows, and the texts whose words find it. Never its body.</summary>
public sealed record SearchEntry
{
    /// <summary>The article's name.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>The readable part of its address; may be empty.</summary>
    public required string Slug { get; init; }

    /// <summary>As a result shows it.</summary>
    public required string Headline { get; init; }

    /// <summary>UTC day of first publication.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What became of it; never <see cref="ArticleStatus.Withdrawn"/>.</summary>
    public required ArticleStatus Status { get; init; }

    /// <summary>BCP 47 language of the headline where it is not the desk's, else null.</summary>
    public string? Language { get; init; }

    /// <summary>Further texts whose words find it: short headline, deck, topics, places, people, authors.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>The entry of an article as published now; null when it is withdrawn or a standing page.</summary>
    /// <param name="article">The article.</param>
    /// <param name="more">Names of places and people that are not in <see cref="ArticleText.Located"/> and the bylines. Default: none.</param>
    public static SearchEntry? From(PublishedArticle article, IEnumerable<string>? more = null)
    {
        if (article.Status == ArticleStatus.Withdrawn || article.Standing is not null)
        {
            return null;
        }
        var text = article.Text;
        var language = LanguageTag.TryCanonical(text.Language, out var tag) && tag != article.Desk.Value ? tag : null;
        string?[] texts = [text.HeadlineShort, text.Deck, text.Located, .. text.Subjects.Select(s => s.Name), .. text.Bylines.Select(b => b.Name), .. more ?? []];
        return new()
        {
            Id = article.Id, Slug = article.Slug, Headline = text.Headline, Day = DateOnly.FromDateTime(article.FirstPublished.UtcDateTime), Status = article.Status,
            Language = language, Texts = [.. texts.OfType<string>().Where(t => t.Length > 0)],
        };
    }
}
