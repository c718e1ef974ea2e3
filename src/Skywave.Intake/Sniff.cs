using System.Text.RegularExpressions;

namespace Skywave.Intake;

/// <summary>What a document is, by its content; its name only decides between plain text and what looks like markup.</summary>
internal static partial class Sniff
{
    /// <summary>A reason when the bytes are no text at all.</summary>
    public static string? Binary(byte[] b)
    {
        var kind = b switch
        {
            [0xff, 0xd8, 0xff, ..] => "a JPEG picture",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "a PNG picture",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF picture",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF",
            [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive or office document",
            [0x1f, 0x8b, ..] => "a gzip file",
            _ => null,
        };
        if (kind is null && b is not ([0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [0, 0, 0xfe, 0xff, ..]) && b.AsSpan(0, Math.Min(b.Length, 4096)).Count((byte)0) > Math.Min(b.Length, 4096) / 2 + 1)
        {
            kind = "binary data";
        }
        return kind is null ? null : $"this is {kind}, not a text Skywave reads";
    }

    /// <summary>The format, or a reason.</summary>
    public static (IntakeFormat Format, string? Reason) Format(string text, string name)
    {
        var start = text.AsSpan().TrimStart("\ufeff\0 \t\r\n");
        var plainName = name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
        if (start.StartsWith("---") || (plainName && !start.StartsWith("<")))
        {
            return (IntakeFormat.Text, null);
        }
        if (start.StartsWith("{") || (start.StartsWith("[") && !start.StartsWith("[[")))
        {
            return Json(text, name);
        }
        return start.StartsWith("<") ? Markup(start[..Math.Min(start.Length, 65536)].ToString()) : (IntakeFormat.Text, null);
    }

    private static (IntakeFormat, string?) Json(string text, string name)
    {
        if (!Ninjs.JsonText.TryParse(text, out var document, out var reason))
        {
            return IsLines(text) ? (IntakeFormat.NinjsLines, null) : (IntakeFormat.Ninjs, reason);
        }
        using (document)
        {
            var root = document.RootElement;
            if (Feeds.JsonFeed.Looks(root))
            {
                return (IntakeFormat.JsonFeed, null);
            }
            return Ninjs.NinjsReader.Looks(root) ? (IntakeFormat.Ninjs, null)
                : (IntakeFormat.Ninjs, root.ValueKind == System.Text.Json.JsonValueKind.Object && root.TryGetProperty("$schema", out _) && (root.TryGetProperty("properties", out _) || root.TryGetProperty("$defs", out _))
                    ? "this is a JSON Schema, not a news item" : "this is JSON, but neither a ninjs item (it has no uri) nor a JSON Feed");
        }
    }

    /// <summary>A whole ninjs item on the first line and more below it.</summary>
    private static bool IsLines(string text)
    {
        text = text.TrimStart('\ufeff', '\0', ' ', '\t', '\r', '\n');
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || !text.AsSpan(end).TrimStart().StartsWith("{") || !Ninjs.JsonText.TryParse(text[..end], out var first, out _))
        {
            return false;
        }
        using (first)
        {
            return Ninjs.NinjsReader.Looks(first.RootElement);
        }
    }

    private static (IntakeFormat, string?) Markup(string start)
    {
        var rest = AfterProlog(start);
        if (DocumentType().IsMatch(rest))
        {
            return (IntakeFormat.Html, null);
        }
        var root = FirstElement().Match(rest);
        var element = root.Success ? root.Groups[1].Value : "";
        var local = element[(element.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var tag = root.Success ? rest[root.Index..Math.Min(rest.Length, root.Index + 4000)] : "";
        return local switch
        {
            "rss" when tag.Contains("wordpress.org/export", StringComparison.Ordinal) => Later("a WordPress export (WXR)"),
            "rss" or "RSS" or "feed" or "RDF" => (IntakeFormat.Feed, null),
            "newsMessage" or "newsItem" or "packageItem" or "conceptItem" or "knowledgeItem" or "planningItem" or "catalogItem" => Later("NewsML-G2"),
            "NewsML" => Later("NewsML 1"),
            "nitf" => Later("NITF"),
            "opml" => Later("an OPML list of feeds"),
            "urlset" or "sitemapindex" => Later("a sitemap"),
            "" => (IntakeFormat.Ninjs, "this begins like markup, but no element follows"),
            _ when HtmlRoots().IsMatch(local) => (IntakeFormat.Html, null),
            _ => (IntakeFormat.Ninjs, $"this is XML with the root <{CleanText.Shorten(CleanText.Line(element), 60)}>, which Skywave does not read"),
        };
    }

    private static (IntakeFormat, string?) Later(string what) => (IntakeFormat.Ninjs, $"this is {what}, which Skywave does not read yet");

    /// <summary>What follows white space, comments, processing instructions and a document type that is not HTML's.</summary>
    private static string AfterProlog(string text)
    {
        var at = 0;
        while (true)
        {
            at += text.Length - at - text.AsSpan(at).TrimStart("\ufeff\0 \t\r\n").Length;
            var rest = text.AsSpan(at);
            var end = rest.StartsWith("<!--") ? End(rest, "-->")
                : rest.StartsWith("<?") ? End(rest, "?>")
                : rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) && !DocumentType().IsMatch(rest)
                    ? End(rest, rest.IndexOf('[') is >= 0 and var bracket && bracket < rest.IndexOf('>') ? "]>" : ">") : 0;
            if (end == 0)
            {
                return text[at..];
            }
            at += end;
        }
    }

    private static int End(ReadOnlySpan<char> text, string mark) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? at + mark.Length : text.Length;

    [GeneratedRegex(@"\A<!DOCTYPE\s+html", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DocumentType();

    [GeneratedRegex(@"<([A-Za-z_][\w:.-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex FirstElement();

    [GeneratedRegex(@"\A(?:html|head|body|meta|title|article|main|section|div|p|h[1-6]|span|a|b|i|em|strong|ul|ol|table|figure|img|blockquote|link|script|style|header|br|center|font)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlRoots();
}
