using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>An article as feeds show it: enough to choose what to read. Its text is on its page, with the proof that a feed cannot carry.</summary>
public sealed record FeedItem
{
    /// <summary>The article's name.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>Where its page stands in the edition.</summary>
    public required string Path { get; init; }

    /// <summary>The headline.</summary>
    public required string Headline { get; init; }

    /// <summary>The standfirst, or null.</summary>
    public string? Deck { get; init; }

    /// <summary>BCP 47 language of the text.</summary>
    public required string Language { get; init; }

    /// <summary>When it was first published.</summary>
    public required DateTimeOffset FirstPublished { get; init; }

    /// <summary>When its newest revision was published.</summary>
    public required DateTimeOffset VersionCreated { get; init; }

    /// <summary>Who wrote it, by the names that readers see.</summary>
    public ImmutableArray<string> Authors { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Its topics.</summary>
    public ImmutableArray<string> Topics { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>A small picture, or null.</summary>
    public Rendition? Picture { get; init; }

    /// <summary>The item of an article; null for one that was taken down: no feed names it.</summary>
    public static FeedItem? From(PublishedArticle article) => article.Status == ArticleStatus.Withdrawn ? null : new()
    {
        Id = article.Id,
        Path = article.Path,
        Headline = article.Text.Headline,
        Deck = article.Text.Deck is { Length: > 0 } deck ? deck : null,
        Language = LanguageTag.TryCanonical(article.Text.Language, out var tag) ? tag : article.Desk.Value,
        FirstPublished = article.FirstPublished,
        VersionCreated = article.VersionCreated,
        Authors = [.. article.Text.Bylines.Where(b => b.Display != BylineDisplay.Withheld && b.Name.Length > 0).Select(b => b.Name)],
        Topics = [.. article.Text.Subjects.Select(s => s.Name).Take(ListNames.MostOfAKind)],
        Picture = article.Text.LeadPicture is { Renditions: [var first, ..] all } ? all.FirstOrDefault(r => r.Extension is "jpg") ?? first : null,
    };
}
