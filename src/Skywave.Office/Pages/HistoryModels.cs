namespace Skywave.Office.Pages;

/// <summary>A version as the history lists it.</summary>
internal sealed record VersionLine(int Number, int Base, string By, long Saved);

/// <summary>Versions, what changed between two of them, and what was done.</summary>
public sealed record HistoryPage : OfficePage
{
    internal ManuscriptRow Row { get; init; } = null!;

    internal IReadOnlyList<VersionLine> Versions { get; init; } = null!;

    internal int A { get; init; }

    internal int B { get; init; }

    internal IReadOnlyList<DifferenceLine> Lines { get; init; } = null!;

    internal IReadOnlyList<TrailEntry> Trail { get; init; } = null!;

    internal Dictionary<string, string> Names { get; init; } = null!;

    internal override string Title => "History";

    internal string NameOf(string id) => Names.GetValueOrDefault(id, T("the program"));
}
