using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>A picture of the library as it leaves the office and comes into another. Its file is the working copy, named by its hash.</summary>
public sealed record MovedPicture
{
    /// <summary>As texts name it, <c>library/&lt;id&gt;</c>; it stays.</summary>
    public required string Id { get; init; }

    /// <summary>Where it was added.</summary>
    public required string Desk { get; init; }

    /// <summary>Every desk may see and use it.</summary>
    public bool IsForAll { get; init; }

    /// <summary>SHA-256 of its working copy.</summary>
    public required string Hash { get; init; }

    /// <summary>Pixels of the working copy.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels of the working copy.</summary>
    public required int Height { get; init; }

    /// <summary>What was taken out of the file that came, by kind.</summary>
    public ImmutableArray<RemovedKind> Removed { get; init; } = [];

    /// <summary>What it shows.</summary>
    public required string Alt { get; init; }

    /// <summary>The line under it.</summary>
    public required string Caption { get; init; }

    /// <summary>Who made it.</summary>
    public required string Credit { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Copyright { get; init; }

    /// <summary>Who sent it or where it was found.</summary>
    public required string Origin { get; init; }

    /// <summary>On what terms it may be used; empty: nobody wrote it down.</summary>
    public required string Terms { get; init; }

    /// <summary>The last day on which they hold; null: no end.</summary>
    public DateOnly? TermsEnd { get; init; }

    /// <summary>The day; null: nobody knows.</summary>
    public DateOnly? TakenOn { get; init; }

    /// <summary>What is known of faces.</summary>
    public Faces Faces { get; init; }

    /// <summary>How near its place may be told.</summary>
    public PlaceLevel Place { get; init; }

    /// <summary>Somebody looked whether it gives its place away.</summary>
    public bool IsPlaceChecked { get; init; }

    /// <summary>Whoever uses it is asked whether readers must see it.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>What must stay in the frame; null: where the eye goes.</summary>
    public FocalPoint? Focus { get; init; }

    /// <summary>When it was added, Unix seconds.</summary>
    public required long Added { get; init; }

    /// <summary>Who added it, by handle.</summary>
    public string? AddedBy { get; init; }

    /// <summary>When what is known of it was changed last, Unix seconds; null: never.</summary>
    public long? Changed { get; init; }

    /// <summary>Who changed it, by handle.</summary>
    public string? ChangedBy { get; init; }
}

/// <summary>A desk's front on the editors' table, and those from before.</summary>
/// <param name="Draft">What is to stand there; null: what is approved.</param>
/// <param name="Changed">When it was changed last, Unix seconds.</param>
/// <param name="ChangedBy">Who changed it, by handle.</param>
/// <param name="States">What was put there, the oldest first.</param>
public sealed record MovedFront(CuratedFront? Draft, long Changed, string? ChangedBy, ImmutableArray<MovedFrontState> States);

/// <summary>A front as it was put there once.</summary>
/// <param name="Front">The front.</param>
/// <param name="At">When, Unix seconds.</param>
/// <param name="By">Who put it there, by handle.</param>
public sealed record MovedFrontState(CuratedFront Front, long At, string? By);

/// <summary>When something is to be looked at again.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Of">The manuscript's id, or the standing page's name.</param>
/// <param name="Item">The source's or claim's number; 0 of a page.</param>
/// <param name="By">Who had it in hand last, by handle.</param>
/// <param name="On">When.</param>
/// <param name="Due">When it is to be looked at again; null: no day was named.</param>
public sealed record MovedReview(ReviewKind Kind, string Of, int Item, string? By, DateOnly On, DateOnly? Due);
