using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>
/// One revision of an article with all that another newsroom needs to have it as it is: what stands in an exported item as <c>skywave:article</c> (docs/046-newsroom-folder.md). Nothing private is in it.
/// </summary>
public sealed record MovedArticle
{
    /// <summary>The article's name.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>The desk it belongs to.</summary>
    public required DeskTag Desk { get; init; }

    /// <summary>What its source calls it; with the desk it makes <see cref="Id"/>.</summary>
    public required string Uri { get; init; }

    /// <summary>The story it tells.</summary>
    public required string Story { get; init; }

    /// <summary>A page that is always there, or null for news.</summary>
    public string? Standing { get; init; }

    /// <summary>How far this revision has come.</summary>
    public required MovedState State { get; init; }

    /// <summary>What this revision does to the article; <see cref="MovedChange.Text"/> for most.</summary>
    public MovedChange Change { get; init; }

    /// <summary>From 1.</summary>
    public required int Revision { get; init; }

    /// <summary>The readable part of the address; null while nothing of the article is published.</summary>
    public string? Slug { get; init; }

    /// <summary>What became of the article; null for a revision that is not published.</summary>
    public ArticleStatus? Status { get; init; }

    /// <summary>When the first revision was published; of a draft that will be the first, when its source says that it was; or null.</summary>
    public DateTimeOffset? FirstPublished { get; init; }

    /// <summary>When this revision was published, or null.</summary>
    public DateTimeOffset? VersionCreated { get; init; }

    /// <summary>The article's corrections up to this revision, oldest first; empty for one that is not published.</summary>
    public ImmutableArray<Correction> Corrections { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What an unpublished revision mends, or null.</summary>
    public MovedNote? Note { get; init; }

    /// <summary>True: publishing it overwrites the article's earlier texts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PurgesOlder { get; init; }

    /// <summary>By which the same text is known when its source sends it again: SHA-256 in hex.</summary>
    public required string SourceHash { get; init; }

    /// <summary>The text, without where pictures were fetched from.</summary>
    public required ArticleText Text { get; init; }

    /// <summary>Every file it names in the media folder, as <c>media/&lt;hash&gt;.&lt;ext&gt;</c>; a name that is none of that form stands as it is.</summary>
    [JsonIgnore]
    public IEnumerable<string> Media =>
    [
        .. Pictures(Text).SelectMany(Renditions).Select(r => r.Path),
        .. Text.Body.OfType<MediaBlock>().Select(m => m.Media.File?.Path).OfType<string>(),
        .. Text.Body.OfType<MediaBlock>().SelectMany(m => m.Media.Captions).Where(c => c.Hash is not null).Select(c => c.Path),
    ];

    /// <summary>All renditions of all pictures, posters too.</summary>
    public static IEnumerable<Rendition> Renditions(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.Lighter.IsDefault ? picture.Renditions : picture.Renditions.Concat(picture.Lighter);
    }

    /// <summary>A text's pictures: the lead, those of the body, posters.</summary>
    public static IEnumerable<Picture> Pictures(ArticleText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (text.LeadPicture is null ? [] : new[] { text.LeadPicture }).Concat(text.Body.OfType<PictureBlock>().Select(b => b.Picture)).Concat(text.Body.OfType<MediaBlock>().Select(b => b.Media.Poster).OfType<Picture>());
    }
}

/// <summary>How far a moved revision has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MovedState>))]
public enum MovedState
{
    /// <summary>It is what readers have.</summary>
    Published,

    /// <summary>It goes out with the next edition.</summary>
    Approved,

    /// <summary>It is being written.</summary>
    Draft,
}

/// <summary>What a moved revision does to its article.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MovedChange>))]
public enum MovedChange
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>The same text, no longer stood by.</summary>
    Retraction,

    /// <summary>A tombstone.</summary>
    Withdrawal,
}

/// <summary>What a revision mends in the one before it.</summary>
/// <param name="Kind">What kind of correction.</param>
/// <param name="Text">What was wrong and what is right, as readers see it.</param>
/// <param name="Words">Words of the text at which it is shown, or null.</param>
public sealed record MovedNote(CorrectionKind Kind, string Text, string? Words = null);
