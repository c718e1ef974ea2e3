using System.Collections.Immutable;

namespace Skywave.Office.Pages;

/// <summary>The original of a translation, as it stands beside it.</summary>
/// <param name="Row">The manuscript.</param>
/// <param name="Desk">Its desk.</param>
/// <param name="Text">Its newest text.</param>
/// <param name="Passages">What became of it since it was translated; null where its parts cannot be told from each other.</param>
/// <param name="Claims">Claims that the translation does not say as the original does.</param>
internal sealed record Original(ManuscriptRow Row, OfficeDesk Desk, string Text, ImmutableArray<SourcePassage>? Passages, ImmutableArray<ClaimChange> Claims)
{
    /// <summary>What was translated before, by the passage's place.</summary>
    public ILookup<int, Earlier>? Earlier { get; init; }

    /// <summary>The passages that are not as they were.</summary>
    public IEnumerable<SourcePassage> Changed => Passages?.Where(p => p.Kind != ChangeKind.None) ?? [];
}

/// <summary>What stands beside a translation: its original, with what changed in it.</summary>
public sealed record OriginalView : OfficePage
{
    internal Original Original { get; init; } = null!;

    /// <summary>Only what changed, for the manuscript's own page.</summary>
    internal bool IsShort { get; init; }

    /// <summary>The translation's desk.</summary>
    internal OfficeDesk To { get; init; } = null!;

    internal IEnumerable<SourcePassage> Shown => IsShort ? Original.Changed : Original.Passages ?? [];

    internal override string Title => "The original";

    /// <summary>What became of a passage, in words.</summary>
    internal string Say(SourcePassage passage) => T(passage.Kind switch
    {
        ChangeKind.Added => "new",
        ChangeKind.Removed => "gone",
        ChangeKind.Correction => "a correction",
        ChangeKind.Figure => "a figure",
        ChangeKind.Name => "a name",
        _ => "its words",
    });

    /// <summary>A figure or name as it was and as it is.</summary>
    internal static IEnumerable<(string From, string To)> What(SourcePassage passage) => passage.Figures.Concat(passage.Names);
}

/// <summary>A story with its texts in all languages.</summary>
public sealed record StoryPage : OfficePage
{
    internal ManuscriptRow Row { get; init; } = null!;

    internal IReadOnlyList<ManuscriptRow> Texts { get; init; } = null!;

    internal override string Title => "The story in all languages";

    /// <summary>The desks that have no text of it, at which this person translates.</summary>
    internal IEnumerable<OfficeDesk> Missing => Visit.DesksFor(Permission.Translate).Where(d => Texts.All(t => t.Desk != d.Tag));
}
