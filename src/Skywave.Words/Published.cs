using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>What has become of an article (the <c>status</c> of its newest record).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArticleStatus>))]
public enum ArticleStatus
{
    /// <summary>As first published, or revised without a correction.</summary>
    Published,

    /// <summary>A newer text with news in it.</summary>
    Updated,

    /// <summary>A newer text that mends an error.</summary>
    Corrected,

    /// <summary>The newsroom no longer stands by it; the page stays and says so.</summary>
    Retracted,

    /// <summary>Taken down, for somebody's safety or by law; the address keeps a signed tombstone.</summary>
    Withdrawn,
}

/// <summary>What kind of correction it is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CorrectionKind>))]
public enum CorrectionKind
{
    /// <summary>Something was wrong.</summary>
    Correction,

    /// <summary>Something could be misread.</summary>
    Clarification,

    /// <summary>Something has happened since.</summary>
    Update,

    /// <summary>The text no longer stands.</summary>
    Retraction,
}

/// <summary>An append-only note on how a text changed (schema.org <c>CorrectionComment</c>).</summary>
/// <param name="Kind">What kind.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was wrong and what is right, as readers see it.</param>
/// <param name="FromRevision">The revision that was wrong.</param>
/// <param name="ToRevision">The revision that mends it.</param>
public sealed record Correction(CorrectionKind Kind, DateTimeOffset At, string Text, int FromRevision, int ToRevision)
{
    /// <summary>Words of the mended text at which it is shown, for as long as they stand there; null: only in the list below the text.</summary>
    public string? Words { get; init; }
}

/// <summary>What a reader does, and what may be held against them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Act>))]
public enum Act
{
    /// <summary>Opening a page.</summary>
    Read,

    /// <summary>Looking for it.</summary>
    Search,

    /// <summary>Keeping a copy.</summary>
    Save,

    /// <summary>Marking it as liked.</summary>
    Like,

    /// <summary>Passing it on.</summary>
    Share,

    /// <summary>Writing under it.</summary>
    Comment,

    /// <summary>Writing to the newsroom.</summary>
    Contact,

    /// <summary>Giving money.</summary>
    Donate,

    /// <summary>Having what is new come by itself.</summary>
    Subscribe,
}

/// <summary>
/// A legal-risk notice: what reading, sharing and the like can cost, where, and whom. Shown to everyone, never by address.
/// Not legal advice; it says who reviewed it and when it must be looked at again.
/// </summary>
public sealed record Notice
{
    /// <summary>A short name in ASCII, unique in the newsroom.</summary>
    public required string Id { get; init; }

    /// <summary>What the newsroom was called ("undesirable organisation"), per reader's language.</summary>
    public required string Designation { get; init; }

    /// <summary>Who called it so, or null.</summary>
    public string? Authority { get; init; }

    /// <summary>Since when, or null.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Countries it reaches: ISO 3166-1 codes.</summary>
    public ImmutableArray<string> Territories { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Whom it reaches, as readers see it ("citizens, wherever they are").</summary>
    public ImmutableArray<string> Persons { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>For which acts.</summary>
    public ImmutableArray<Act> Acts { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What it can cost, as readers see it.</summary>
    public string? Penalty { get; init; }

    /// <summary>Which law, or null.</summary>
    public string? Law { get; init; }

    /// <summary>By whose role it was last reviewed ("the newsroom's lawyer"), or null when nobody has.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>When it was last reviewed, or null.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>When it must be looked at again; past it, the page says that it may be out of date.</summary>
    public DateOnly? ReviewDue { get; init; }

    /// <summary>The notice as readers see it, in the desk's language.</summary>
    public required string Text { get; init; }
}

/// <summary>An article as it is published now: one desk's text, its newest revision and what became of it.</summary>
public sealed record PublishedArticle
{
    /// <summary>The article's name.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>The desk it belongs to.</summary>
    public required DeskTag Desk { get; init; }

    /// <summary>The story it tells, shared by the desks that tell it.</summary>
    public required string Story { get; init; }

    /// <summary>From 1; the newest.</summary>
    public required int Revision { get; init; }

    /// <summary>The readable part of the address, fixed at first publication; empty where the headline gives none.</summary>
    public required string Slug { get; init; }

    /// <summary>A page that is always there (<c>about</c>, <c>verify</c>, <c>contact</c>, <c>privacy</c>), or null for news.</summary>
    public string? Standing { get; init; }

    /// <summary>When the first revision was published; whole seconds, UTC.</summary>
    public required DateTimeOffset FirstPublished { get; init; }

    /// <summary>When this revision was published; whole seconds, UTC.</summary>
    public required DateTimeOffset VersionCreated { get; init; }

    /// <summary>What became of it.</summary>
    public ArticleStatus Status { get; init; } = ArticleStatus.Published;

    /// <summary>Its text. For <see cref="ArticleStatus.Withdrawn"/> only headline and reason are shown.</summary>
    public required ArticleText Text { get; init; }

    /// <summary>Corrections, oldest first.</summary>
    public ImmutableArray<Correction> Corrections { get; init; } = [];

    /// <summary>
    /// What is signed as its address: <c>&lt;desk&gt;/YYYY/MM/&lt;id&gt;</c>, or <c>&lt;desk&gt;/about/&lt;standing&gt;</c>. No slug: the log cannot forget.
    /// </summary>
    [JsonIgnore]
    public string Address => Standing is null
        ? $"{Desk.Value}/{FirstPublished.UtcDateTime:yyyy'/'MM}/{Id.Value}"
        : $"{Desk.Value}/about/{Standing}";

    /// <summary>Where its page stands in an edition: <c>&lt;desk&gt;/YYYY/MM/&lt;slug&gt;-&lt;id&gt;.html</c>.</summary>
    [JsonIgnore]
    public string Path => Standing is null && Slug.Length > 0
        ? $"{Desk.Value}/{FirstPublished.UtcDateTime:yyyy'/'MM}/{Slug}-{Id.Value}.html"
        : Address + ".html";

    /// <summary>Its page's own name: where a link from that page to itself leads.</summary>
    [JsonIgnore]
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];
}
