using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skywave.Trust;

/// <summary>
/// Canonical JSON in the form of the TUF reference implementation (OLPC): keys sorted by code point, no white space, in strings only <c>"</c> and
/// <c>\</c> escaped, integers only. docs/900-design.md, section 2.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The greatest integer that every JSON implementation keeps exactly: 2^53-1.</summary>
    public const long MaxInteger = (1L << 53) - 1;

    private const int MaxDepth = 64;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Canonical bytes of a document of ours. Throws <see cref="ArgumentException"/> when it holds a float or too great an integer.</summary>
    public static byte[] Write(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString(), Options);
        return Write(document.RootElement);
    }

    /// <summary>Canonical bytes of a parsed value. Throws <see cref="ArgumentException"/> when it holds a float or too great an integer.</summary>
    public static byte[] Write(JsonElement element)
    {
        var text = new StringBuilder();
        return Append(text, element) is { } wrong ? throw new ArgumentException(wrong, nameof(element)) : Strict.GetBytes(text.ToString());
    }

    /// <summary>Parses received bytes strictly and brings them into canonical form, unknown fields kept. Refused: <see cref="Codes.JsonMalformed"/>.</summary>
    public static Checked<byte[]> Rewrite(ReadOnlySpan<byte> json)
    {
        var parsed = Parse(json);
        if (!parsed.TryGet(out var document, out var refusal))
        {
            return refusal;
        }
        using (document)
        {
            var text = new StringBuilder(json.Length);
            return Append(text, document.RootElement) is { } wrong ? new Refusal(Codes.JsonMalformed, wrong) : Strict.GetBytes(text.ToString());
        }
    }

    /// <summary>The canonical form of a part of a received document, unknown fields kept. Refused: <see cref="Codes.JsonMalformed"/>.</summary>
    public static Checked<byte[]> Rewrite(JsonElement element)
    {
        var text = new StringBuilder();
        return Append(text, element) is { } wrong ? new Refusal(Codes.JsonMalformed, wrong) : Strict.GetBytes(text.ToString());
    }

    /// <summary>
    /// Parses received bytes strictly: UTF-8, no duplicate key at any depth, at most 64 deep, no lone surrogate. The document is the caller's to dispose.
    /// Refused: <see cref="Codes.JsonMalformed"/>.
    /// </summary>
    public static Checked<JsonDocument> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            _ = Strict.GetCharCount(json);
            return JsonDocument.Parse(json.ToArray(), Options);
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            // The reader's exception is the library's way to say no (the last: a key with half a character); it ends here. Its text quotes the
            // input, so it is not passed on.
            return new Refusal(Codes.JsonMalformed, wrong is JsonException { LineNumber: { } line } ? $"not strict JSON (line {line + 1})" : "not strict JSON");
        }
    }

    private static string? Append(StringBuilder text, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => AppendObject(text, element),
        JsonValueKind.Array => AppendArray(text, element),
        JsonValueKind.String => AppendString(text, element),
        JsonValueKind.Number => AppendInteger(text, element),
        _ => AppendLiteral(text, element),
    };

    private static string? AppendObject(StringBuilder text, JsonElement element)
    {
        var members = new List<(string Name, JsonElement Value)>();
        foreach (var member in element.EnumerateObject())
        {
            if (!TryText(() => member.Name, out var name))
            {
                return "a key holds half a character";
            }
            members.Add((name, member.Value));
        }
        members.Sort((a, b) => CompareCodePoints(a.Name, b.Name));
        text.Append('{');
        for (var i = 0; i < members.Count; i++)
        {
            Quote(text.Append(i > 0 ? "," : ""), members[i].Name).Append(':');
            if (Append(text, members[i].Value) is { } wrong)
            {
                return wrong;
            }
        }
        text.Append('}');
        return null;
    }

    private static string? AppendArray(StringBuilder text, JsonElement element)
    {
        text.Append('[');
        var first = true;
        foreach (var item in element.EnumerateArray())
        {
            text.Append(first ? "" : ",");
            first = false;
            if (Append(text, item) is { } wrong)
            {
                return wrong;
            }
        }
        text.Append(']');
        return null;
    }

    private static string? AppendString(StringBuilder text, JsonElement element)
    {
        if (!TryText(() => element.GetString()!, out var value))
        {
            return "a string holds half a character";
        }
        Quote(text, value);
        return null;
    }

    private static string? AppendInteger(StringBuilder text, JsonElement element)
    {
        if (!element.TryGetInt64(out var number) || number is > MaxInteger or < -MaxInteger || element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
        {
            return "a number is not an integer within 2^53";
        }
        text.Append(number.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    private static string? AppendLiteral(StringBuilder text, JsonElement element)
    {
        text.Append(element.GetRawText());
        return null;
    }

    // An escaped lone surrogate (\ud800) is only noticed when the text is read.
    private static bool TryText(Func<string> read, out string text)
    {
        try
        {
            text = read();
            _ = Strict.GetByteCount(text);
            return true;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or EncoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    private static StringBuilder Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            text.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        }
        return text.Append('"');
    }

    // UTF-16 order differs from code point order where a surrogate meets U+E000-U+FFFF.
    private static int CompareCodePoints(string a, string b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i] != b[i])
            {
                return char.IsSurrogate(a[i]) == char.IsSurrogate(b[i]) ? a[i].CompareTo(b[i]) : char.IsSurrogate(a[i]) ? 1 : -1;
            }
        }
        return a.Length.CompareTo(b.Length);
    }
}

public static partial class Codes
{
    /// <summary>Not strict JSON: broken, a duplicate key, a float, not UTF-8 or nested too deep.</summary>
    public const string JsonMalformed = "json.malformed";
}
