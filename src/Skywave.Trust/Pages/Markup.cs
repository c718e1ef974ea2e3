using System.Diagnostics.CodeAnalysis;

namespace Skywave.Trust.Pages;

/// <summary>What a piece of markup is.</summary>
internal enum MarkupKind
{
    Text,
    Open,
    Close,
}

/// <summary>A piece of markup. <paramref name="Value"/> is the text, or the element's name.</summary>
internal sealed record Markup(MarkupKind Kind, string Value, IReadOnlyDictionary<string, string> Attributes)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>
    /// Reads markup of the small kind our own pages are written in: lower-case tags, attributes in double quotes, no comment or declaration. Every browser
    /// reads that kind alike, which cannot be said of the rest of HTML; the rest gives null.
    /// </summary>
    public static List<Markup>? Read(string text)
    {
        var pieces = new List<Markup>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '<')
            {
                if (!TryTag(text, ref at, out var tag))
                {
                    return null;
                }
                pieces.Add(tag);
                continue;
            }
            var end = text.IndexOf('<', at) is var next and >= 0 ? next : text.Length;
            pieces.Add(new(MarkupKind.Text, text[at..end], None));
            at = end;
        }
        return text.Contains('\0') ? null : pieces;
    }

    /// <summary>Reads one tag from its <c>&lt;</c> to its <c>&gt;</c>.</summary>
    public static bool TryTag(string text, ref int at, [NotNullWhen(true)] out Markup? tag)
    {
        tag = null;
        var closing = text.AsSpan(at).StartsWith("</");
        at += closing ? 2 : 1;
        var name = Name(text, ref at);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!closing && Space(text, ref at) && at < text.Length && text[at] is not ('>' or '/'))
        {
            var attribute = Name(text, ref at);
            if (attribute.Length == 0 || !TryValue(text, ref at, out var value) || !attributes.TryAdd(attribute, value))
            {
                return false;
            }
        }
        at += !closing && at < text.Length && text[at] == '/' ? 1 : 0;
        if (name.Length == 0 || at >= text.Length || text[at] != '>')
        {
            return false;
        }
        at++;
        tag = new(closing ? MarkupKind.Close : MarkupKind.Open, name, attributes);
        return true;
    }

    private static string Name(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterLower(text[at]) || (at > start && (char.IsAsciiDigit(text[at]) || text[at] is '-' or ':'))))
        {
            at++;
        }
        return text[start..at];
    }

    private static bool Space(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is ' ' or '\n')
        {
            at++;
        }
        return at > start;
    }

    // Nothing, or ="…" without a < inside.
    private static bool TryValue(string text, ref int at, out string value)
    {
        value = "";
        if (at >= text.Length || text[at] != '=')
        {
            return true;
        }
        var end = at + 1 < text.Length && text[at + 1] == '"' ? text.IndexOf('"', at + 2) : -1;
        if (end < 0)
        {
            return false;
        }
        value = text[(at + 2)..end];
        at = end + 1;
        return !value.Contains('<', StringComparison.Ordinal);
    }
}
