using System.Diagnostics.CodeAnalysis;

namespace Skywave.Intake;

/// <summary>The formats that are read.</summary>
public enum IntakeFormat
{
    /// <summary>ninjs 1.0 to 3.1: one item or an array of them.</summary>
    Ninjs,

    /// <summary>JSON Lines: a ninjs item on each line, however many.</summary>
    NinjsLines,

    /// <summary>JSON Feed 1.0 and 1.1.</summary>
    JsonFeed,

    /// <summary>RSS 0.9x, 1.0 (RDF), 2.0, Atom 0.3 and 1.0.</summary>
    Feed,

    /// <summary>A saved web page.</summary>
    Html,

    /// <summary>A story as plain text (docs/030-story-text.md).</summary>
    Text,
}

/// <summary>How a document is read. Every default is what the document itself says.</summary>
public sealed record IntakeOptions
{
    /// <summary>What to read it as; null: as its content shows.</summary>
    public IntakeFormat? Format { get; init; }

    /// <summary>Where it was fetched from, for relative links; null: links that are not absolute are dropped with a warning.</summary>
    public Uri? Address { get; init; }

    /// <summary>The <c>charset</c> its carrier named (HTTP Content-Type), or null.</summary>
    public string? Charset { get; init; }

    /// <summary>The time it is; a plain text that says it was first published later is refused. Null: not checked.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The format a person names on the command line: ninjs, jsonl, jsonfeed, rss, atom, feed, html, text.</summary>
    public static bool TryParseFormat(string name, [NotNullWhen(true)] out IntakeFormat? format)
    {
        format = name.ToLowerInvariant() switch
        {
            "ninjs" => IntakeFormat.Ninjs,
            "jsonl" or "ndjson" => IntakeFormat.NinjsLines,
            "jsonfeed" or "json-feed" => IntakeFormat.JsonFeed,
            "rss" or "atom" or "feed" or "rdf" => IntakeFormat.Feed,
            "html" or "page" => IntakeFormat.Html,
            "text" or "txt" => IntakeFormat.Text,
            _ => null,
        };
        return format is not null;
    }
}

/// <summary>The bounds within which strangers' documents are read.</summary>
public static class IntakeLimits
{
    /// <summary>Bytes of one document.</summary>
    public const int DocumentBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of one line of JSON Lines. Of lines there may be any number.</summary>
    public const int LineBytes = 8 * 1024 * 1024;

    /// <summary>Items taken from one document; the rest is refused.</summary>
    public const int Items = 10_000;

    /// <summary>Characters of one article's text.</summary>
    public const int ArticleCharacters = 500_000;

    /// <summary>Blocks of one article.</summary>
    public const int ArticleBlocks = 5_000;

    /// <summary>Nesting of JSON.</summary>
    public const int JsonDepth = 64;

    /// <summary>Nesting of XML and HTML.</summary>
    public const int MarkupDepth = 256;

    /// <summary>Nodes of one XML document.</summary>
    public const int XmlNodes = 1_000_000;

    /// <summary>Characters of HTML that become one article.</summary>
    public const int HtmlCharacters = 8 * 1024 * 1024;

    /// <summary>Warnings kept with one item.</summary>
    public const int Warnings = 50;
}
