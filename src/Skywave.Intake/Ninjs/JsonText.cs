using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Skywave.Intake.Ninjs;

/// <summary>JSON from strangers: bounded depth, half characters replaced, mistakes as a sentence with the line.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = IntakeLimits.JsonDepth };

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonDocument? document, out string? reason)
    {
        (document, reason) = (null, null);
        try
        {
            document = JsonDocument.Parse(Mended(text.TrimStart('\ufeff', '\0')), Options);
            return true;
        }
        catch (JsonException e)
        {
            reason = IsTooDeep(e) ? $"line {e.LineNumber + 1}: its JSON nests deeper than {IntakeLimits.JsonDepth}"
                : $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: this is not well-formed JSON";
            return false;
        }
    }

    /// <summary>One line of JSON Lines; a mistake is a sentence with the byte.</summary>
    public static bool TryParseLine(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out JsonDocument? document, out string? reason)
    {
        (document, reason) = (null, null);
        try
        {
            // The reader takes what is no UTF-8 and half characters, and throws when it is asked for them: both are mended first, and rare.
            document = Utf8.IsValid(utf8.Span) && utf8.Span.IndexOf("\\u"u8) < 0
                ? JsonDocument.Parse(utf8, Options) : JsonDocument.Parse(Mended(Encoding.UTF8.GetString(utf8.Span)), Options);
            return true;
        }
        catch (JsonException e)
        {
            reason = IsTooDeep(e) ? $"its JSON nests deeper than {IntakeLimits.JsonDepth}" : $"byte {e.BytePositionInLine + 1}: this is not well-formed JSON";
            return false;
        }
    }

    /// <summary>Half of a surrogate pair, written out or escaped, becomes U+FFFD: .NET's reader throws when it is asked for such a string.</summary>
    private static string Mended(string text)
    {
        StringBuilder? made = null;
        for (var i = 0; i < text.Length; i++)
        {
            var escape = text[i] == '\\' && i + 1 < text.Length;
            var unit = escape ? Escaped(text, i) : text[i];
            // A backslash before half a character escapes nothing: the half is looked at by itself.
            var length = !escape ? 1 : unit >= 0 ? 6 : char.IsSurrogate(text[i + 1]) ? 1 : 2;
            if (unit is >= 0xd800 and <= 0xdfff)
            {
                var next = i + length < text.Length ? (escape ? Escaped(text, i + length) : text[i + length]) : -1;
                if (unit < 0xdc00 && next is >= 0xdc00 and <= 0xdfff)
                {
                    length *= 2;
                }
                else
                {
                    made ??= new StringBuilder(text, 0, i, text.Length);
                    made.Append('\ufffd');
                    i += length - 1;
                    continue;
                }
            }
            made?.Append(text, i, Math.Min(length, text.Length - i));
            i += length - 1;
        }
        return made?.ToString() ?? text;
    }

    private static bool IsTooDeep(JsonException e) =>
        e.Message.Contains("MaxDepth", StringComparison.Ordinal) || e.Message.Contains("maximum configured depth", StringComparison.Ordinal);

    private static int Escaped(string text, int at) =>
        at + 5 < text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && int.TryParse(text.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) ? unit : -1;
}
