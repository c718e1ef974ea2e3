using Skywave.Words;

namespace Skywave.Writing;

/// <summary>The newsroom.</summary>
internal sealed class NewsroomRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }
}

/// <summary>A desk; desks that left the settings stay, because their articles do.</summary>
internal sealed class DeskRow
{
    public required string Tag { get; init; }

    public required string Newsroom { get; set; }

    public required int Position { get; set; }
}

/// <summary>A story: only what its articles share.</summary>
internal sealed class StoryRow
{
    public required string Id { get; init; }

    public required long Created { get; init; }
}

/// <summary>One desk's text of a story, and what is published of it. Times are Unix seconds.</summary>
internal sealed class ArticleRow
{
    public required string Id { get; init; }

    public required string Desk { get; init; }

    public required string Uri { get; init; }

    public required string Story { get; set; }

    public string? Standing { get; set; }

    /// <summary>Null until the first publication, then fixed.</summary>
    public string? Slug { get; set; }

    /// <summary>The revision that is published; 0 while none is.</summary>
    public int Revision { get; set; }

    public ArticleStatus? Status { get; set; }

    public long? FirstPublished { get; set; }

    public long? VersionCreated { get; set; }
}

/// <summary>One numbered text of an article. From <see cref="RevisionState.Approved"/> on it does not change.</summary>
internal sealed class RevisionRow
{
    public required string Article { get; init; }

    public required int Number { get; init; }

    public required RevisionState State { get; set; }

    public required Change Change { get; set; }

    public required string Language { get; set; }

    public required string Headline { get; set; }

    /// <summary>The headline as searching sees it: <see cref="Fold.ForSearch"/>.</summary>
    public required string HeadlineFolded { get; set; }

    public required int Urgency { get; set; }

    public required bool Breaking { get; set; }

    /// <summary>JSON of <see cref="ArticleText"/>.</summary>
    public required string Text { get; set; }

    /// <summary>Hash of the text as it was handed in, before approval left anything out.</summary>
    public required string SourceHash { get; set; }

    public CorrectionKind? CorrectionKind { get; set; }

    public string? CorrectionText { get; set; }

    /// <summary>Words of the text at which the correction is shown.</summary>
    public string? CorrectionWords { get; set; }

    /// <summary>The first publication its source states; used for revision 1 only.</summary>
    public long? FirstPublished { get; set; }

    /// <summary>Publishing this revision overwrites the texts before it.</summary>
    public bool PurgesOlder { get; set; }

    public required long Written { get; set; }

    public long? ApprovedAt { get; set; }

    public long? VersionCreated { get; set; }
}

/// <summary>An entry of the append-only list of corrections.</summary>
internal sealed class CorrectionRow
{
    public required string Article { get; init; }

    public required int ToRevision { get; init; }

    public required int FromRevision { get; init; }

    public required CorrectionKind Kind { get; init; }

    public required long At { get; init; }

    public required string Text { get; init; }

    public string? Words { get; init; }
}

/// <summary>A legal-risk notice in one desk's language: JSON of <see cref="Words.Notice"/>.</summary>
internal sealed class NoticeRow
{
    public required string Desk { get; init; }

    public required string Id { get; init; }

    public required string Notice { get; set; }
}

/// <summary>What editors put on a desk's front: JSON of <see cref="CuratedFront"/>.</summary>
internal sealed class FrontRow
{
    public required string Desk { get; init; }

    public required string Front { get; set; }
}

/// <summary>The renditions made of one original for one wish: made once.</summary>
internal sealed class PictureRow
{
    public required string Original { get; init; }

    /// <summary><see cref="PictureWish.Key"/>; of the first version, when only JPEGs were made, the shape alone.</summary>
    public required string Shape { get; init; }

    /// <summary>JSON of the renditions.</summary>
    public required string Renditions { get; init; }

    public required long Entered { get; init; }
}

/// <summary>That a revision was published, and when. Append-only.</summary>
internal sealed class PublicationRow
{
    public required string Article { get; init; }

    public required int Revision { get; init; }

    public required long At { get; init; }

    public required ArticleStatus Status { get; init; }
}

/// <summary>What a revision does to the article.</summary>
internal enum Change
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>The same text, no longer stood by.</summary>
    Retraction,

    /// <summary>A tombstone.</summary>
    Withdrawal,
}
