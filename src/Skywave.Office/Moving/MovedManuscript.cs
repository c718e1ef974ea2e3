using System.Collections.Immutable;

namespace Skywave.Office;

/// <summary>A manuscript as it leaves the office and comes into another, without its texts (docs/046-newsroom-folder.md). People are named by their handles; null is the program.</summary>
public sealed record MovedManuscript
{
    /// <summary>Its name, which stays.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Desk { get; init; }

    /// <summary>Shared by all languages' texts of a story.</summary>
    public required string Story { get; init; }

    /// <summary>What makes the article's id, together with the desk.</summary>
    public required string Uri { get; init; }

    /// <summary>Where it stands.</summary>
    public required Stage Stage { get; init; }

    /// <summary>A protected source or a face is in it.</summary>
    public bool IsMarked { get; init; }

    /// <summary>The version that went out last; 0: none did.</summary>
    public int Published { get; init; }

    /// <summary>The manuscript it translates, or null.</summary>
    public string? Source { get; init; }

    /// <summary>The version of that one that was translated.</summary>
    public int SourceVersion { get; init; }

    /// <summary>The original's claims with the numbers that this translation says by now, a line each; null: those of the version that was translated.</summary>
    public string? Claims { get; init; }

    /// <summary>Before this time it may not go out, Unix seconds; or null.</summary>
    public long? Embargo { get; init; }

    /// <summary>When one person published it alone and nobody else has passed it since, Unix seconds; or null.</summary>
    public long? Unseen { get; init; }

    /// <summary>When it was changed last, Unix seconds.</summary>
    public required long Changed { get; init; }

    /// <summary>Who changed it last.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>The texts that move, the oldest first: the last is the newest. None while nothing was written.</summary>
    public ImmutableArray<MovedVersion> Versions { get; init; } = [];
}

/// <summary>A text as it was saved once.</summary>
/// <param name="Number">From 1; it stays.</param>
/// <param name="Base">The version it began from, which may not be among those that move; 0: from nothing.</param>
/// <param name="By">Who saved it.</param>
/// <param name="Saved">When, Unix seconds.</param>
public sealed record MovedVersion(int Number, int Base, string? By, long Saved);

/// <summary>What somebody said about lines of a text, or answered.</summary>
/// <param name="Answers">The place of the comment that it answers among the manuscript's, from 1; null: it answers none.</param>
/// <param name="Version">The version that was read.</param>
/// <param name="First">Its first line there, from 1; 0: the text as a whole.</param>
/// <param name="Last">Its last line.</param>
/// <param name="Quote">The words that it is about; null: those lines.</param>
/// <param name="Text">What was said.</param>
/// <param name="Instead">The lines that it suggests; null: it suggests nothing.</param>
/// <param name="By">Who said it.</param>
/// <param name="At">When, Unix seconds.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ClosedBy">Who settled it.</param>
/// <param name="ClosedAt">When, Unix seconds; null: it is open.</param>
public sealed record MovedComment(int? Answers, int Version, int First, int Last, string? Quote, string Text, string? Instead, string? By, long At, CommentState State, string? ClosedBy, long? ClosedAt);

/// <summary>A block of an original and its translation as they went out.</summary>
/// <param name="From">The original's desk.</param>
/// <param name="Original">The original's lines.</param>
/// <param name="Translated">The translation's lines.</param>
/// <param name="At">When it went out, Unix seconds.</param>
public sealed record MovedPair(string From, string Original, string Translated, long At);

/// <summary>What belongs to a manuscript and is read as it is needed.</summary>
/// <param name="Text">A version's text, by its number.</param>
/// <param name="Comments">What was said about it, each comment before its answers.</param>
/// <param name="Pairs">What was remembered of it as a translation.</param>
public sealed record MovedTexts(Func<int, CancellationToken, Task<string>> Text, Func<CancellationToken, IAsyncEnumerable<MovedComment>> Comments, Func<CancellationToken, IAsyncEnumerable<MovedPair>> Pairs);

/// <summary>Somebody who works here, as colleagues know them. Nothing with which they sign in.</summary>
/// <param name="Id">As the trail names them.</param>
/// <param name="Handle">What they sign in as.</param>
/// <param name="Name">As colleagues see it.</param>
/// <param name="HasLeft">No longer works here.</param>
/// <param name="Roles">What they are, and where.</param>
public sealed record MovedPerson(string Id, string Handle, string Name, bool HasLeft, ImmutableArray<Grant> Roles);
