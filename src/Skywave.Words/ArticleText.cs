using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>
/// What one revision of an article says: everything that a reader of it sees and nothing that a reader must not.
/// Immutable; field names follow ninjs 3.1 and schema.org (docs/900-design.md, "The article").
/// </summary>
public sealed record ArticleText
{
    /// <summary>BCP 47 language of the text; a desk may publish a text in another language, which keeps its own.</summary>
    public required string Language { get; init; }

    /// <summary>Plain text, 1 to 300 characters (ninjs <c>headlines[role=main]</c>, schema.org <c>headline</c>).</summary>
    public required string Headline { get; init; }

    /// <summary>At most 60 characters, for lists; null: the headline (ninjs <c>headlines[role=short]</c>).</summary>
    public string? HeadlineShort { get; init; }

    /// <summary>An internal short name in ASCII words joined by hyphens; part of the address when given (ninjs <c>slugline</c>).</summary>
    public string? Slugline { get; init; }

    /// <summary>The standfirst under the headline (ninjs <c>descriptions[role=standfirst]</c>), or null.</summary>
    public string? Deck { get; init; }

    /// <summary>The text. The first paragraph is the lede. May be empty for a flash.</summary>
    public ImmutableArray<Block> Body { get; init; } = [];

    /// <summary>The 16:9 picture at the top, or null.</summary>
    public Picture? LeadPicture { get; init; }

    /// <summary>Who wrote it, in order.</summary>
    public ImmutableArray<Byline> Bylines { get; init; } = [];

    /// <summary>Agencies credited (ninjs <c>infoSources</c>): "with reporting by …".</summary>
    public ImmutableArray<string> InfoSources { get; init; } = [];

    /// <summary>Where it was written, as readers see it ("Yerevan"), or null (ninjs <c>located</c>).</summary>
    public string? Located { get; init; }

    /// <summary>What kind of text it is.</summary>
    public Genre Genre { get; init; } = Genre.News;

    /// <summary>Topics (ninjs <c>subjects</c>), most important first.</summary>
    public ImmutableArray<Subject> Subjects { get; init; } = [];

    /// <summary>People the text is about (ninjs <c>people</c> without a part in making it), most important first. Never who wrote it, never a source.</summary>
    public ImmutableArray<Subject> People { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Places the text is about (ninjs <c>places</c>), most important first.</summary>
    public ImmutableArray<Subject> Places { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Figures and statements with who gives them.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>People quoted unnamed: what readers may know of them and why no more. Who they are is in another store.</summary>
    public ImmutableArray<UnnamedSource> UnnamedSources { get; init; } = [];

    /// <summary>Where it came from when it was not written here: the name of the source, for the credit line.</summary>
    public string? Source { get; init; }

    /// <summary>The original's address on the web (shown as a link in the credit), or null.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Rights line as the supplier wants it shown, or null (ninjs <c>rightsInfo</c>/<c>copyrightNotice</c>).</summary>
    public string? CopyrightNotice { get; init; }

    /// <summary>1 (flash) to 9 (ninjs <c>urgency</c>); 5 when nobody said.</summary>
    public int Urgency { get; init; } = 5;

    /// <summary>Shown in the breaking strip while it is on the front page.</summary>
    public bool Breaking { get; init; }

    /// <summary>True when this text is a translation a native speaker has not yet read; readers are told.</summary>
    public bool NeedsNativeReview { get; init; }

    /// <summary>Which part of a live story this is, or null: then the body has no <see cref="LiveEntry"/>.</summary>
    public LivePart? Live { get; init; }

    /// <summary>The sum of the body's characters as a reader counts words; used for flashes and lists.</summary>
    [JsonIgnore]
    public bool IsFlash => Body.IsEmpty;
}

/// <summary>What kind of text it is (ninjs <c>genres</c>, schema.org NewsArticle and its kinds).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Genre>))]
public enum Genre
{
    /// <summary>What happened.</summary>
    News,

    /// <summary>What it means.</summary>
    Analysis,

    /// <summary>What somebody thinks.</summary>
    Opinion,

    /// <summary>How something works.</summary>
    Explainer,

    /// <summary>Questions and answers with one person.</summary>
    Interview,

    /// <summary>Whether a claim is true.</summary>
    FactCheck,
}

/// <summary>A topic, person or place that texts are about.</summary>
/// <param name="Name">As readers see it.</param>
/// <param name="Code">A scheme's code (<c>medtop:20000344</c>) or null.</param>
public sealed record Subject(string Name, string? Code = null);

/// <summary>A name at the head of a text (ninjs <c>people[].rels=author</c>, schema.org <c>author</c>).</summary>
/// <param name="Name">The name readers see; for <see cref="BylineDisplay.Withheld"/> empty.</param>
/// <param name="Display">Whether it is a name, a marked pseudonym, or withheld.</param>
/// <param name="Role">What the person did ("reporter", "translator"), or null.</param>
/// <param name="Reason">Why a name is changed or withheld, as readers see it; required when it is.</param>
public sealed record Byline(string Name, BylineDisplay Display = BylineDisplay.Named, string? Role = null, string? Reason = null);

/// <summary>How a byline is shown.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BylineDisplay>))]
public enum BylineDisplay
{
    /// <summary>The person's own name.</summary>
    Named,

    /// <summary>Another name, and readers are told that it is one.</summary>
    Pseudonym,

    /// <summary>No name, and readers are told why.</summary>
    Withheld,
}

/// <summary>
/// A figure or statement with who says it. Claims on one subject are shown side by side and none is called true by the layout.
/// </summary>
public sealed record Claim
{
    /// <summary>What it is about, as readers see it ("people at the march").</summary>
    public required string About { get; init; }

    /// <summary>The figure or statement, as readers see it ("up to 8,000").</summary>
    public required string Value { get; init; }

    /// <summary>Unit, when the value is a figure and the subject does not say it; or null.</summary>
    public string? Unit { get; init; }

    /// <summary>Who says so, as readers see it ("police").</summary>
    public required string AttributedTo { get; init; }

    /// <summary>What kind of source that is.</summary>
    public ClaimSource SourceType { get; init; } = ClaimSource.Agency;

    /// <summary>When it was said or measured, or null.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Whether it stands.</summary>
    public ClaimStatus Status { get; init; } = ClaimStatus.Open;
}

/// <summary>What kind of source a claim has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimSource>))]
public enum ClaimSource
{
    /// <summary>A state body.</summary>
    Authority,

    /// <summary>Who organised what it is about.</summary>
    Organiser,

    /// <summary>A news agency.</summary>
    Agency,

    /// <summary>A non-governmental organisation or researcher.</summary>
    Ngo,

    /// <summary>Somebody who was there.</summary>
    Eyewitness,

    /// <summary>The newsroom's own count or test.</summary>
    OwnCount,
}

/// <summary>Whether a claim stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimStatus>))]
public enum ClaimStatus
{
    /// <summary>Sources differ, or nobody has checked.</summary>
    Open,

    /// <summary>Checked, and agreed on.</summary>
    Settled,

    /// <summary>Whoever said it took it back.</summary>
    Withdrawn,
}

/// <summary>The public side of a grant of anonymity: what readers may know of a person quoted unnamed, and why no more.</summary>
/// <param name="Number">From 1, the same in every revision of the article.</param>
/// <param name="Descriptor">As readers see it ("a nurse at the hospital").</param>
/// <param name="Reason">Why the person is not named, as readers see it.</param>
public sealed record UnnamedSource(int Number, string Descriptor, string Reason);
