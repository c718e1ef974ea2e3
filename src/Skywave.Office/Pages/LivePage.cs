using Skywave.Words;

namespace Skywave.Office.Pages;

/// <summary>A live story while it goes on.</summary>
public sealed record LivePage : OfficePage
{
    /// <summary>Entries that are shown at once.</summary>
    private const int AtOnce = 40;

    internal ManuscriptRow Row { get; init; } = null!;

    internal bool IsLive { get; init; }

    /// <summary>What it has; null where it is no live story, or its parts cannot be told from each other.</summary>
    internal LiveCoverage? Coverage { get; init; }

    /// <summary>What readers have of it.</summary>
    internal LiveCoverage? Published { get; init; }

    internal string? Wrong { get; init; }

    internal string Said { get; init; } = null!;

    internal bool ShowsAll { get; init; }

    internal bool MayAdd { get; init; }

    /// <summary>Whether this person may publish what waits; null: it is not theirs to do.</summary>
    internal Verdict? Publishing { get; init; }

    internal override string Title => "Live";

    internal OfficeDesk Desk => Visit.Desk(Row.Desk);

    /// <summary>The newest first.</summary>
    internal IEnumerable<CoveredEntry> Shown => (Coverage?.Entries ?? []).Reverse().Take(ShowsAll ? int.MaxValue : AtOnce);

    internal bool HasMore => !ShowsAll && Coverage?.Entries.Length > AtOnce;

    /// <summary>What readers have of an entry, or null.</summary>
    internal CoveredEntry? OutOf(CoveredEntry entry) => Published is { } published && entry.Head.Number <= published.Entries.Length ? published.Entries[entry.Head.Number - 1] : null;

    /// <summary>True where readers have another text of it.</summary>
    internal bool IsChanged(CoveredEntry entry) => OutOf(entry) is { } known && (known.Head != entry.Head || known.Source != entry.Source);

    /// <summary>Whether an entry may become a key point or none: not on a page that is complete.</summary>
    internal bool MayTurn(int entry) => !(Published?.Entries.Length >= LivePart.Holding(entry) * LivePart.Size);

    /// <summary>How many entries wait: new ones and changed ones.</summary>
    internal int Waiting => (Coverage?.Entries ?? []).Count(e => OutOf(e) is null || IsChanged(e));

    /// <summary>What was typed into the form of an entry, where it comes back with a reason.</summary>
    internal string Typed(string act, string field) => Wrong is not null && Visit.Field("do") == act ? Visit.Field(field) : "";
}
