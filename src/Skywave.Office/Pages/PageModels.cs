using System.Collections.Immutable;

namespace Skywave.Office.Pages;

/// <summary>Signing in.</summary>
public sealed record SignInPage : OfficePage
{
    internal string? Wrong { get; init; }

    internal string Handle { get; init; } = null!;

    internal override string Title => "Sign in";
}

/// <summary>What a one-time link shows before it is used.</summary>
public sealed record WelcomePage : OfficePage
{
    internal string Name { get; init; } = null!;

    internal string Secret { get; init; } = null!;

    internal override string Title => "Welcome";
}

/// <summary>A person's own page.</summary>
public sealed record MePage : OfficePage
{
    internal string? Wrong { get; init; }

    /// <summary>The authenticator's secret while it is set up; it is shown no second time.</summary>
    internal string? Secret { get; init; }

    internal bool HasPassphrase { get; init; }

    internal ImmutableArray<(string Id, string Name, long At)> Passkeys { get; init; }

    internal bool HasMeans => HasPassphrase || Passkeys.Length > 0;

    /// <summary>In groups of four, as apps show it.</summary>
    internal string SecretInGroups => string.Join(' ', (Secret ?? "").Chunk(4).Select(four => new string(four)));

    /// <summary>What an app on this device opens.</summary>
    internal string SecretAddress => $"otpauth://totp/{Uri.EscapeDataString(Visit.Parts.Newsroom)}:{Visit.Me.UserName}?secret={Secret}&issuer={Uri.EscapeDataString(Visit.Parts.Newsroom)}";

    internal override string Title => "You";
}

/// <summary>The board.</summary>
public sealed record BoardPage : OfficePage
{
    internal string? Desk { get; init; }

    internal Stage? Stage { get; init; }

    internal string Asked { get; init; } = null!;

    internal ImmutableArray<ManuscriptRow> Rows { get; init; }

    internal IReadOnlyList<ManuscriptRow> Unseen { get; init; } = null!;

    internal long? Older { get; init; }

    internal Dictionary<string, string> Names { get; init; } = null!;

    internal override string Title => "Board";

    internal string NameOf(string id) => Names.GetValueOrDefault(id, T("the program"));

    /// <summary>The address of the same board with something else chosen.</summary>
    internal string With(string? desk, Stage? stage) => "/?" + string.Join('&', new[] { desk is null ? null : "desk=" + Uri.EscapeDataString(desk), stage is null ? null : "stage=" + stage, Asked.Length == 0 ? null : "q=" + Uri.EscapeDataString(Asked) }.OfType<string>());
}

/// <summary>What the newsroom has beside the office: imported, or from before.</summary>
public sealed record ArchivePage : OfficePage
{
    internal OfficeDesk Desk { get; init; } = null!;

    internal string Asked { get; init; } = null!;

    internal ImmutableArray<OutsideArticle> Found { get; init; }

    internal override string Title => "Archive";
}

/// <summary>The form of a new text.</summary>
public sealed record NewPage : OfficePage
{
    internal string? Wrong { get; init; }

    internal IReadOnlyList<OfficeDesk> Desks { get; init; } = null!;

    internal ManuscriptRow? Source { get; init; }

    internal override string Title => Source is null ? "New text" : "Translate";
}

/// <summary>The form of a flash.</summary>
public sealed record FlashPage : OfficePage
{
    internal string? Wrong { get; init; }

    internal string Headline { get; init; } = null!;

    internal override string Title => "Flash";
}

/// <summary>A manuscript as it stands.</summary>
public sealed record ManuscriptPage : OfficePage
{
    internal ManuscriptRow Row { get; init; } = null!;

    internal string Text { get; init; } = null!;

    internal CheckedText Checked { get; init; } = null!;

    internal Taken? Taken { get; init; }

    internal string Said { get; init; } = null!;

    internal IReadOnlyList<AsideRow> Asides { get; init; } = null!;

    internal ImmutableArray<(Step Step, Verdict Verdict)> Steps { get; init; }

    internal bool MayWrite { get; init; }

    internal ImmutableArray<ManuscriptRow> Story { get; init; }

    /// <summary>What it translates, or null.</summary>
    internal Original? Original { get; init; }

    /// <summary>What was said about it and is not settled.</summary>
    internal CommentList Comments { get; init; } = null!;

    internal Dictionary<string, string> Names { get; init; } = null!;

    internal ImmutableArray<string> Writers { get; init; }

    internal string? HeldBy => Hold.Other(Row, Visit.Me.Id, Visit.Now);

    internal OfficeDesk Desk => Visit.Desk(Row.Desk);

    internal string NameOf(string id) => Names.GetValueOrDefault(id, T("the program"));

    internal override string Title => Row.Headline.Length > 0 ? Row.Headline : "Without a headline";
}

/// <summary>The editor.</summary>
public sealed record WritePage : OfficePage
{
    internal ManuscriptRow Row { get; init; } = null!;

    internal string Sitting { get; init; } = null!;

    internal int Base { get; init; }

    internal string Text { get; init; } = null!;

    internal string? Wrong { get; init; }

    internal CheckedText Checked { get; init; } = null!;

    /// <summary>What readers load; null while the text has mistakes.</summary>
    internal PageWeight? Weight { get; init; }

    internal Original? Original { get; init; }

    /// <summary>What was said about it and is not settled.</summary>
    internal CommentList Comments { get; init; } = null!;

    internal OfficeDesk Desk => Visit.Desk(Row.Desk);

    internal override string Title => "Write";
}

/// <summary>Who works here.</summary>
public sealed record PeoplePage : OfficePage
{
    internal string? Wrong { get; init; }

    internal IReadOnlyList<Person> People { get; init; } = null!;

    internal ILookup<string, Grant> Grants { get; init; } = null!;

    internal override string Title => "People";
}

/// <summary>One of them.</summary>
public sealed record PersonPage : OfficePage
{
    internal string? Wrong { get; init; }

    internal Person Person { get; init; } = null!;

    internal IReadOnlyList<Grant> Grants { get; init; } = null!;

    internal bool HasMeans { get; init; }

    internal bool MayChange => Visit.May(Permission.People) && Person.Id != Visit.Me.Id;

    internal override string Title => Person.Name;
}

/// <summary>A one-time link, shown once.</summary>
public sealed record LinkPage : OfficePage
{
    internal string Person { get; init; } = null!;

    internal string Address { get; init; } = null!;

    internal override string Title => "One-time link";
}

/// <summary>The trail.</summary>
public sealed record TrailPage : OfficePage
{
    internal string? Said { get; init; }

    internal IReadOnlyList<TrailEntry> Entries { get; init; } = null!;

    internal Dictionary<string, string> Names { get; init; } = null!;

    internal override string Title => "Trail";
}

/// <summary>What goes out next, and what went out.</summary>
public sealed record EditionPage : OfficePage
{
    internal IReadOnlyList<ManuscriptRow> Waiting { get; init; } = null!;

    internal IReadOnlyList<ManuscriptRow> Out { get; init; } = null!;

    internal PublishedEdition? Published { get; init; }

    /// <summary>Carriers and mirrors, the newsroom's own first one at their head; empty for who has no business with them.</summary>
    internal ImmutableArray<CarrierState> Carriers { get; init; } = [];

    /// <summary>The edition that stands: the first carrier's.</summary>
    internal int Standing => Carriers.IsEmpty ? 0 : Carriers[0].Number;

    internal override string Title => "Edition";
}
