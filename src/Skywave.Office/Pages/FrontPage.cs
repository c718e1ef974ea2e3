using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office.Pages;

/// <summary>A desk's front on the table.</summary>
public sealed record FrontPage : OfficePage
{
    internal OfficeDesk Desk { get; init; } = null!;

    internal FrontOnTable Table { get; init; } = null!;

    internal IReadOnlyList<FrontStateRow> States { get; init; } = null!;

    internal string? Wrong { get; init; }

    internal string Said { get; init; } = null!;

    /// <summary>What this person made of an older front, when somebody else changed it in between; else null.</summary>
    internal CuratedFront? Mine { get; init; }

    internal string Words { get; init; } = null!;

    internal ImmutableArray<OutsideArticle> Found { get; init; }

    internal Dictionary<string, string> Headlines { get; init; } = null!;

    internal Dictionary<string, string> Names { get; init; } = null!;

    /// <summary>The place and the button that were used last: whoever works by keyboard goes on from there.</summary>
    internal (int At, string Did) Focus { get; init; }

    internal override string Title => "Front";

    internal string NameOf(string id) => Names.GetValueOrDefault(id, T("the program"));

    /// <summary>An article's headline; one that was taken back meanwhile has none.</summary>
    internal string? HeadlineOf(ArticleId id) => Headlines.GetValueOrDefault(id.Value);

    /// <summary>Pinned stories that could join a place.</summary>
    internal IEnumerable<(ArticleId Id, string Headline)> Others(FrontSlot slot) =>
        Table.Front.Slots.Where(s => s != slot && !s.IsPackage).Select(s => (s.Articles[0], HeadlineOf(s.Articles[0]) ?? s.Articles[0].Value));

    /// <summary>True where a field takes what a form wants.</summary>
    internal string? Focused(int at, string act) => Focus == (at, act) ? "" : null;

    internal static string InField(DateTimeOffset? until) => until?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
