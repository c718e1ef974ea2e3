using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office.Pages;

/// <summary>A manuscript's sources and claims.</summary>
public sealed record SourcesPage : OfficePage
{
    internal ManuscriptRow Row { get; init; } = null!;

    internal string? Wrong { get; init; }

    internal CheckedText Checked { get; init; } = null!;

    internal RecordedSources Recorded { get; init; } = null!;

    internal IReadOnlyList<ReviewRow> Reviews { get; init; } = null!;

    internal Dictionary<string, string> Names { get; init; } = null!;

    /// <summary>Who sources are is read by those who answer for safety; others write it down, and do not see it again.</summary>
    internal bool MaySee => Visit.May(Permission.Review, Row.Desk);

    internal bool MayRecord => Visit.May(Permission.Write, Row.Desk) || Visit.May(Permission.Edit, Row.Desk);

    internal override string Title => "Sources and claims";

    internal RecordedGrant? GrantOf(int number) => Recorded.Grants.FirstOrDefault(g => g.Number == number);

    internal ReviewRow? ReviewOf(ReviewKind kind, int number) => Reviews.FirstOrDefault(r => r.Kind == kind && r.Item == number);

    internal string NameOf(string id) => Names.GetValueOrDefault(id, T("the program"));
}

/// <summary>A desk's notices, one of them to be written.</summary>
public sealed record NoticesPage : OfficePage
{
    internal OfficeDesk Desk { get; init; } = null!;

    internal IReadOnlyList<OfficeDesk> Desks { get; init; } = null!;

    internal DeskNotices Has { get; init; } = null!;

    /// <summary>What stands in the form.</summary>
    internal Notice Form { get; init; } = null!;

    internal ImmutableArray<string> Wrong { get; init; } = [];

    internal bool MayChange => Visit.May(Permission.Review, Desk.Tag);

    internal DateOnly Today => DateOnly.FromDateTime(Visit.Now.UtcDateTime);

    internal override string Title => "Notices";
}

/// <summary>Something that is to be looked at again.</summary>
/// <param name="Due">By when; null: it was never looked at, or is missing.</param>
/// <param name="Desk">Whose.</param>
/// <param name="What">What, in English.</param>
/// <param name="Name">Which: a headline, a notice's designation, a page's name.</param>
/// <param name="Path">Where it is looked at.</param>
internal sealed record DueLine(DateOnly? Due, OfficeDesk Desk, string What, string Name, string Path);

/// <summary>What has to be looked at again, the oldest first.</summary>
public sealed record DuePage : OfficePage
{
    internal IReadOnlyList<DueLine> Lines { get; init; } = null!;

    internal IReadOnlyList<(OfficeDesk Desk, ImmutableArray<StandingPage> Pages, IReadOnlyList<ReviewRow> Reviews)> Policies { get; init; } = null!;

    internal DateOnly Today => DateOnly.FromDateTime(Visit.Now.UtcDateTime);

    internal override string Title => "To look at again";
}
