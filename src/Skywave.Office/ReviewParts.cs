using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>Who a text's sources are. It is kept where no edition can find it, and nothing of it is said in a trail or a message.</summary>
/// <param name="Of">What is recorded of a manuscript.</param>
/// <param name="Grant">Records who an unnamed source is, or that somebody agreed; in place of what was recorded of that number.</param>
/// <param name="Protect">Records a source of whom the text says nothing: who, and why they must be protected.</param>
public sealed record SourceParts(
    Func<Manuscript, CancellationToken, Task<RecordedSources>> Of,
    Func<Manuscript, RecordedGrant, CancellationToken, Task> Grant,
    Func<Manuscript, string, string, CancellationToken, Task> Protect);

/// <summary>A manuscript's sources, as recorded.</summary>
/// <param name="Grants">Unnamed ones, by number.</param>
/// <param name="Protected">Those whom the text does not mention, by number.</param>
public sealed record RecordedSources(ImmutableArray<RecordedGrant> Grants, ImmutableArray<RecordedPerson> Protected);

/// <summary>Who an unnamed source is, and who agreed that the name stays out.</summary>
/// <param name="Number">Its number in the text, from 1.</param>
/// <param name="Identity">Who it is; each way in which the name is written on a line of its own.</param>
/// <param name="AgreedBy">The editor who agreed; empty: nobody yet.</param>
/// <param name="AgreedOn">When.</param>
public sealed record RecordedGrant(int Number, string Identity, string AgreedBy, DateOnly AgreedOn)
{
    /// <summary>Without the identity.</summary>
    public override string ToString() => $"grant {Number}";
}

/// <summary>A source whom the text must never betray.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Identity">Who it is; each way in which the name is written on a line of its own.</param>
/// <param name="Why">Why they must be protected.</param>
public sealed record RecordedPerson(int Number, string Identity, string Why)
{
    /// <summary>Without the identity.</summary>
    public override string ToString() => $"protected source {Number}";
}

/// <summary>What readers are told of the risk of reading, sharing and so on.</summary>
/// <param name="Of">Some desks' notices, in the desks' order, and what they leave out.</param>
/// <param name="Save">Stores one in place of the one with its id, for the next edition; what is wrong with it, or nothing.</param>
/// <param name="Remove">Takes one away.</param>
public sealed record NoticeParts(
    Func<IReadOnlyCollection<string>, CancellationToken, Task<ImmutableArray<DeskNotices>>> Of,
    Func<string, Notice, CancellationToken, Task<ImmutableArray<string>>> Save,
    Func<string, string, CancellationToken, Task> Remove)
{
    /// <summary>One desk's.</summary>
    public async Task<DeskNotices> OfDeskAsync(string desk, CancellationToken stop) => (await Of([desk], stop).ConfigureAwait(false))[0];
}

/// <summary>A desk's notices.</summary>
/// <param name="Notices">By id.</param>
/// <param name="Missing">What its pages offer and no notice names: publishing stops at it. Empty for a desk without any notice.</param>
/// <param name="Standing">Its standing pages, those that are missing too.</param>
public sealed record DeskNotices(ImmutableArray<Notice> Notices, ImmutableArray<Act> Missing, ImmutableArray<StandingPage> Standing);

/// <summary>A page that is always there: what the newsroom is and promises.</summary>
/// <param name="Name"><c>about</c>, <c>verify</c>, <c>contact</c>, <c>privacy</c>.</param>
/// <param name="Article">Its article's id; null: nobody has written it.</param>
public sealed record StandingPage(string Name, string? Article);

/// <summary>Somebody unnamed whom a text quotes.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Descriptor">As readers see it.</param>
public sealed record UnnamedInText(int Number, string Descriptor);

/// <summary>A figure or statement that is somebody's word.</summary>
/// <param name="Number">Its place among the text's claims, from 1.</param>
/// <param name="About">What it is about.</param>
/// <param name="Value">What is said.</param>
/// <param name="By">Who says so.</param>
/// <param name="IsOpen">Neither settled nor withdrawn.</param>
public sealed record ClaimInText(int Number, string About, string Value, string By, bool IsOpen);
