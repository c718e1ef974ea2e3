using Skywave.Words;

namespace Skywave.Edition;

/// <summary>An article as lists show it, without its text.</summary>
public sealed record FrontItem
{
    /// <summary>The article's name.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>Where its page stands in the edition.</summary>
    public required string Path { get; init; }

    /// <summary>The short headline when it has one; for a withdrawn article it is not shown.</summary>
    public required string Headline { get; init; }

    /// <summary>The standfirst, or null.</summary>
    public string? Deck { get; init; }

    /// <summary>BCP 47 language of the headline.</summary>
    public required string Language { get; init; }

    /// <summary>When it was first published: lists are ordered by this, then by id.</summary>
    public required DateTimeOffset FirstPublished { get; init; }

    /// <summary>When its newest revision was published.</summary>
    public required DateTimeOffset VersionCreated { get; init; }

    /// <summary>Shown in the breaking strip.</summary>
    public bool Breaking { get; init; }

    /// <summary>1 (flash) to 9.</summary>
    public int Urgency { get; init; } = 5;

    /// <summary>What became of it.</summary>
    public ArticleStatus Status { get; init; }

    /// <summary>What kind of text it is.</summary>
    public Genre Genre { get; init; }

    /// <summary>Which part of a live story it is, or null.</summary>
    public LivePart? Live { get; init; }

    /// <summary>Its lead picture, with at least one rendition, or null; null too where readers load pictures only when they ask.</summary>
    public Picture? Picture { get; init; }

    /// <summary>False for a tombstone.</summary>
    public bool Stands => Status is not (ArticleStatus.Withdrawn or ArticleStatus.Retracted);

    /// <summary>The item of an article.</summary>
    public static FrontItem From(PublishedArticle article) => new()
    {
        Id = article.Id,
        Path = article.Path,
        Headline = article.Text.HeadlineShort is { Length: > 0 } headline ? headline : article.Text.Headline,
        Deck = article.Text.Deck,
        Language = LanguageTag.TryCanonical(article.Text.Language, out var tag) ? tag : article.Desk.Value,
        FirstPublished = article.FirstPublished,
        VersionCreated = article.VersionCreated,
        Breaking = article.Text.Breaking,
        Urgency = article.Text.Urgency,
        Status = article.Status,
        Genre = article.Text.Genre,
        Live = article.Text.Live,
        Picture = article.Status != ArticleStatus.Withdrawn && article.Text.LeadPicture is { Renditions.IsDefaultOrEmpty: false, OnTap: false } picture ? picture : null,
    };
}
