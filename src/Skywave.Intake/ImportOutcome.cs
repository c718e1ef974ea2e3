using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake;

/// <summary>What became of one item of an imported document: a draft, or a reason why not. Never an exception.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>Where it stands: the document's name, then item and line where known (<c>feed.xml, item 3</c>).</summary>
    public required string Place { get; init; }

    /// <summary>The item was read.</summary>
    /// <param name="Item">What it says.</param>
    public sealed record Draft(Imported Item) : ImportOutcome;

    /// <summary>The item was refused.</summary>
    /// <param name="Reason">One sentence for the person who imports.</param>
    public sealed record Rejected(string Reason) : ImportOutcome
    {
        /// <summary>One line: place and reason.</summary>
        public string Line => $"{Place}: {Reason}";
    }
}

/// <summary>One item as its source gave it, in our words. Nothing is decided here about who may publish it.</summary>
public sealed record Imported
{
    /// <summary>The source's own id of the item; with the desk it makes the article's id. The same item always has the same one.</summary>
    public required string Uri { get; init; }

    /// <summary>The article. Its <see cref="ArticleText.Language"/> is <c>und</c> when <see cref="Language"/> is null.</summary>
    public required ArticleText Text { get; init; }

    /// <summary>BCP 47 language as the source says it, or null: the desk's.</summary>
    public string? Language { get; init; }

    /// <summary>The desk the item names itself (front matter of a plain text), or null.</summary>
    public DeskTag? Desk { get; init; }

    /// <summary>A name shared by all languages' texts of the same story, or null: the <see cref="Uri"/>.</summary>
    public string? Story { get; init; }

    /// <summary><c>about</c>, <c>verify</c>, <c>contact</c> or <c>privacy</c>: a page that is always there; null for news.</summary>
    public string? Standing { get; init; }

    /// <summary>When the source first published it, whole seconds UTC, or null. May be later than now.</summary>
    public DateTimeOffset? FirstPublished { get; init; }

    /// <summary>When the source made this version, whole seconds UTC, or null.</summary>
    public DateTimeOffset? VersionCreated { get; init; }

    /// <summary>Not to be published before this time, or null.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>What this item mends in the published revision, or null.</summary>
    public ImportedCorrection? Correction { get; init; }

    /// <summary>The source took it back (ninjs <c>pubStatus</c> canceled): a published article of it is to be withdrawn.</summary>
    public bool Canceled { get; init; }

    /// <summary>The source asks not to publish it for now (ninjs <c>pubStatus</c> withheld).</summary>
    public bool Withheld { get; init; }

    /// <summary>What was dropped or changed on the way in, a sentence each.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

/// <summary>A correction that comes with a text.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Text">What was wrong and what is right, as readers see it.</param>
/// <param name="Words">Words of the text at which it is shown, or null.</param>
public sealed record ImportedCorrection(CorrectionKind Kind, string Text, string? Words = null);
