using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>One stretch of text in one style. A paragraph is a list of these; there is no nesting and no markup.</summary>
/// <param name="Text">Plain text, without line breaks; bidi override characters are removed where it enters.</param>
/// <param name="Style">How it is set.</param>
/// <param name="Href">An absolute http(s) or mailto address it links to, or null.</param>
/// <param name="Lang">Its BCP 47 language when it differs from the text's, or null.</param>
public sealed record Run(string Text, RunStyle Style = RunStyle.Plain, string? Href = null, string? Lang = null);

/// <summary>How a run is set.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStyle>))]
public enum RunStyle
{
    /// <summary>As the text around it.</summary>
    Plain,

    /// <summary>Of strong importance.</summary>
    Strong,

    /// <summary>Stressed.</summary>
    Emphasis,

    /// <summary>Something typed or read letter by letter: a command, a fingerprint.</summary>
    Code,
}

/// <summary>A typed part of a body. What has no block here is dropped where it enters, and reported.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Subhead), "subhead")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(PullQuote), "pullquote")]
[JsonDerivedType(typeof(BulletList), "list")]
[JsonDerivedType(typeof(PictureBlock), "picture")]
[JsonDerivedType(typeof(MediaBlock), "media")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(FactBox), "factbox")]
[JsonDerivedType(typeof(Timeline), "timeline")]
[JsonDerivedType(typeof(QuestionAndAnswer), "qa")]
[JsonDerivedType(typeof(ClaimsList), "claims")]
[JsonDerivedType(typeof(Embed), "embed")]
[JsonDerivedType(typeof(Preformatted), "preformatted")]
[JsonDerivedType(typeof(LiveEntry), "entry")]
public abstract record Block;

/// <summary>A paragraph. The first one of a body is its lede.</summary>
public sealed record Paragraph(ImmutableArray<Run> Runs) : Block;

/// <summary>A crosshead, level 2 to 4 (the headline is 1).</summary>
public sealed record Subhead(int Level, ImmutableArray<Run> Runs) : Block;

/// <summary>Words of somebody, in the flow of the text.</summary>
/// <param name="Runs">What was said.</param>
/// <param name="Attribution">Who said it, as readers see it; null when the text around says so.</param>
/// <param name="Grant">The number (from 1) of the article's <see cref="UnnamedSource"/> when the speaker is unnamed.</param>
public sealed record Quote(ImmutableArray<Run> Runs, string? Attribution = null, int? Grant = null) : Block;

/// <summary>Words lifted out of the text and set large.</summary>
public sealed record PullQuote(string Text, string? Attribution = null) : Block;

/// <summary>A list, numbered when <paramref name="Ordered"/>. Nested lists are flattened where they enter.</summary>
public sealed record BulletList(bool Ordered, ImmutableArray<ImmutableArray<Run>> Items) : Block;

/// <summary>A picture in the body.</summary>
public sealed record PictureBlock(Picture Picture) : Block;

/// <summary>Sound or film in the body, with its transcript.</summary>
public sealed record MediaBlock(Media Media) : Block;

/// <summary>A table of at most 40 columns and 500 rows; the first row is its head when <paramref name="HasHead"/>.</summary>
public sealed record Table(string? Caption, bool HasHead, ImmutableArray<ImmutableArray<string>> Rows) : Block;

/// <summary>A box beside the text: title and paragraphs.</summary>
public sealed record FactBox(string Title, ImmutableArray<ImmutableArray<Run>> Paragraphs) : Block;

/// <summary>Dated events in order; <c>When</c> is text as readers see it.</summary>
public sealed record Timeline(ImmutableArray<TimelineEntry> Entries) : Block;

/// <summary>One event of a <see cref="Timeline"/>.</summary>
public sealed record TimelineEntry(string When, ImmutableArray<Run> Runs);

/// <summary>A question and its answer.</summary>
public sealed record QuestionAndAnswer(string Question, ImmutableArray<ImmutableArray<Run>> Answer) : Block;

/// <summary>The place in the text where the article's claims on one subject are listed side by side.</summary>
/// <param name="About">The <see cref="Claim.About"/> they share.</param>
public sealed record ClaimsList(string About) : Block;

/// <summary>Something that lives elsewhere: shown as its text and a plain link, never loaded.</summary>
/// <param name="Href">Absolute http(s) address.</param>
/// <param name="Text">What it is, in words; required.</param>
public sealed record Embed(string Href, string Text) : Block;

/// <summary>Lines that must stay as they are: a poem, a transcript, a command.</summary>
public sealed record Preformatted(string Text) : Block;
