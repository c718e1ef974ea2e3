using System.Globalization;
using System.Net;
using System.Text;

namespace Skywave.Intake.Feeds;

/// <summary>
/// XML as feeds really have it, made fit for a strict reader without moving a line: HTML's named entities read, a bare <c>&amp;</c> or
/// <c>&lt;</c> escaped, characters XML forbids left out, declaration and document type blanked (no DTD is ever processed).
/// </summary>
internal static class XmlText
{
    /// <summary>The text, or a reason: a document type that declares entities is refused, whatever it declares.</summary>
    public static (string Text, string? Reason) Mend(string text)
    {
        StringBuilder made = new(text.Length);
        var at = text.Length - text.AsSpan().TrimStart("\ufeff\0").Length;
        while (at < text.Length)
        {
            var rest = text.AsSpan(at);
            var length = 1;
            if (rest[0] == '<' && Whole(rest) is { } end)
            {
                length = end;
                if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("<?"))
                {
                    if (rest[..length].Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
                    {
                        return ("", $"line {Line(text, at)}: its document type declares entities; such XML is not read");
                    }
                    Blank(made, rest[..length]);
                }
                else
                {
                    Fit(made, rest[..length]);
                }
            }
            else if (rest[0] == '<' && (rest.Length < 2 || !(char.IsLetter(rest[1]) || rest[1] is '/' or '_' or ':' or '!')))
            {
                made.Append("&lt;");
            }
            else if (rest[0] == '&')
            {
                length = Entity(made, rest);
            }
            else
            {
                var next = rest.IndexOfAny('<', '&');
                length = next <= 0 ? (next == 0 ? 1 : rest.Length) : next;
                Fit(made, rest[..length]);
            }
            at += length;
        }
        return (made.ToString(), null);
    }

    /// <summary>Length of a comment, CDATA section, processing instruction or document type that starts here; null for anything else.</summary>
    private static int? Whole(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            var close = rest.IndexOf('>');
            return close < 0 ? rest.Length : rest[..close].Contains('[') ? Until(rest, "]>") ?? rest.Length : close + 1;
        }
        return rest.StartsWith("<!--") ? Until(rest, "-->") ?? rest.Length
            : rest.StartsWith("<![CDATA[") ? Until(rest, "]]>") ?? rest.Length
            : rest.StartsWith("<?") ? Until(rest, "?>") ?? rest.Length : null;
    }

    private static int? Until(ReadOnlySpan<char> rest, string mark) => rest.IndexOf(mark) is >= 0 and var at ? at + mark.Length : null;

    private static void Blank(StringBuilder made, ReadOnlySpan<char> what)
    {
        foreach (var c in what)
        {
            made.Append(c is '\n' or '\r' ? c : ' ');
        }
    }

    private static int Entity(StringBuilder made, ReadOnlySpan<char> rest)
    {
        var end = 1;
        while (end < rest.Length && end < 34 && (char.IsAsciiLetterOrDigit(rest[end]) || (end == 1 && rest[end] == '#')))
        {
            end++;
        }
        var entity = end > 1 && end < rest.Length && rest[end] == ';' ? rest[..(end + 1)].ToString() : "";
        if (entity is "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;")
        {
            made.Append(entity);
            return entity.Length;
        }
        var text = entity.StartsWith("&#", StringComparison.Ordinal) ? Character(entity[2..^1])
            : entity.Length > 0 && WebUtility.HtmlDecode(entity) is var known && known != entity ? known : null;
        made.Append(text is null ? "&amp;" : text is "&" or "<" ? $"&#{(int)text[0]};" : text);
        return text is null ? 1 : entity.Length;
    }

    private static string? Character(string number)
    {
        var hex = number.StartsWith('x') || number.StartsWith('X');
        return !int.TryParse(hex ? number[1..] : number, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? null
            : Rune.IsValid(code) && (code >= 0x20 || code is 9 or 10 or 13) && code is not (0xfffe or 0xffff) ? new Rune(code).ToString() : "\ufffd";
    }

    private static void Fit(StringBuilder made, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                made.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                made.Append('\ufffd');
            }
            else if (c is >= ' ' and not ('\ufffe' or '\uffff') or '\t' or '\n' or '\r')
            {
                made.Append(c);
            }
        }
    }

    internal static int Line(string text, int at) => 1 + text.AsSpan(0, Math.Min(at, text.Length)).Count('\n');
}
