using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Skywave.Intake.Html;
using Skywave.Words;

namespace Skywave.Intake.Feeds;

/// <summary>A text of a feed: its characters, and whether they are HTML.</summary>
internal readonly partial record struct FeedText(string Text, bool Html)
{
    /// <summary>An RSS text: HTML when it looks so.</summary>
    public static FeedText? Rss(Node? node) =>
        node is null ? null : node.HasElements ? new FeedText(node.Markup(escape: false), true) : Of(node.Text);

    /// <summary>A text of which nobody says what it is.</summary>
    public static FeedText Of(string text) => new(text, Tag().IsMatch(text) || Entity().IsMatch(text));

    /// <summary>An Atom text construct or content, by its <c>type</c> (1.0) and <c>mode</c> (0.3); null when it is no text.</summary>
    public static FeedText? Atom(Node? node)
    {
        if (node is null)
        {
            return null;
        }
        var (type, mode) = (node["type"]?.Trim().ToLowerInvariant() ?? "", node["mode"]?.Trim().ToLowerInvariant() ?? "");
        if (node.HasElements)
        {
            return new FeedText(node.Markup(escape: !(type is "html" or "text/html")), true);
        }
        if (type.StartsWith("video/", StringComparison.Ordinal) || type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("image/", StringComparison.Ordinal))
        {
            return null;
        }
        var known = type is "" or "text" or "html" or "xhtml" || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal);
        if ((mode == "base64" || !known) && Base64(node.Text) is { } text)
        {
            return Of(text);
        }
        return type is "text" or "text/plain" && mode is not "escaped" ? new FeedText(node.Text, false)
            : type.Contains("html", StringComparison.Ordinal) ? new FeedText(node.Text, true) : Of(node.Text);
    }

    /// <summary>One line without markup.</summary>
    public string? Line(Notes notes) => CleanText.LineOrNull(Html ? HtmlBlocks.Text(Loose(Text), notes) : Text, notes);

    /// <summary>Blocks, or a reason.</summary>
    public (ImmutableArray<Block> Blocks, string? Reason) Blocks(Uri? address, string? language, Notes notes) =>
        Draft.Blocks(Html ? Loose(Text) : Text, Html, address, language, notes);

    /// <summary>"&amp;copy=2" in an address is no copyright sign, though HTML's old rules say so.</summary>
    private static string Loose(string html) => BareAmpersand().Replace(html, "&amp;");

    private static string? Base64(string text)
    {
        var bytes = new byte[text.Length];
        if (text.Length is 0 || !Convert.TryFromBase64String(text.Trim(), bytes, out var length))
        {
            return null;
        }
        try
        {
            return new UTF8Encoding(false, true).GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    [GeneratedRegex("</?[A-Za-z][A-Za-z0-9-]*(?:\\s[^<>]*)?/?>|<!--", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    [GeneratedRegex("&(?!#?[A-Za-z0-9]{1,32};)", RegexOptions.CultureInvariant)]
    private static partial Regex BareAmpersand();
}
