using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A text as it comes in, from a wire, a file or an editor.</summary>
public sealed record Draft
{
    /// <summary>The desk it is for; one of the newsroom's.</summary>
    public required DeskTag Desk { get; init; }

    /// <summary>The source's own id for the item (docs/900-design.md, section 3), 1 to 2,000 characters. With the desk it makes the article's id.</summary>
    public required string Uri { get; init; }

    /// <summary>The story it tells, shared by the desks' texts of it; null: the article's own, or the one it already has.</summary>
    public string? Story { get; init; }

    /// <summary>A page that is always there (<c>about</c>); lower-case ASCII words joined by hyphens; null for news.</summary>
    public string? Standing { get; init; }

    /// <summary>The text.</summary>
    public required ArticleText Text { get; init; }

    /// <summary>When the source says it was first published; used for revision 1, and only when it is not later than the cut.</summary>
    public DateTimeOffset? FirstPublished { get; init; }

    /// <summary>What this text mends in the published one, or null.</summary>
    public CorrectionNote? Correction { get; init; }

    /// <summary>True when its source takes it back: the published article is withdrawn, with <see cref="Correction"/>'s text as the reason.</summary>
    public bool Withdraw { get; init; }

    /// <summary>Who the text's unnamed sources are. Goes to the private store only.</summary>
    public ImmutableArray<AnonymityGrant> Private { get; init; } = [];
}

/// <summary>What a text mends in the one before it.</summary>
/// <param name="Kind">What kind of correction.</param>
/// <param name="Text">What was wrong and what is right, as readers see it; 1 to 2,000 characters.</param>
/// <param name="Words">Words of the text at which it is shown, or null.</param>
public sealed record CorrectionNote(CorrectionKind Kind, string Text, string? Words = null);

/// <summary>What became of a draft.</summary>
public abstract record Drafted
{
    private Drafted()
    {
    }

    /// <summary>A new article, revision 1.</summary>
    public sealed record Created(ArticleId Id) : Drafted;

    /// <summary>A new draft revision, or a new text for the one that was not approved yet.</summary>
    public sealed record Revised(ArticleId Id, int Revision) : Drafted;

    /// <summary>The newest revision says the same already.</summary>
    public sealed record Unchanged(ArticleId Id, int Revision, RevisionState State) : Drafted;

    /// <summary>Its source took it back. A tombstone waits for the next cut; <paramref name="Revision"/> 0: nothing had been published, the draft is gone.</summary>
    public sealed record Withdrawn(ArticleId Id, int Revision) : Drafted;

    /// <summary>Its source took back or retracted what this newsroom never had; nothing is stored.</summary>
    public sealed record NeverHad(ArticleId Id) : Drafted;

    /// <summary>Not stored; every reason, each one clause.</summary>
    public sealed record Rejected(ImmutableArray<string> Reasons) : Drafted;
}
