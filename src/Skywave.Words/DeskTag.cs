using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>
/// The name of a desk: a BCP 47 tag of two to eight letters, then at most two subtags (<c>en</c>, <c>uz-Cyrl</c>,
/// <c>fa-AF</c>, <c>sr-ME</c>), in canonical case and with <c>prs</c> and <c>cnr</c> folded as CLDR does.
/// It is a TUF role name, a folder of the edition and part of a log's origin, so nothing else may pass.
/// </summary>
[JsonConverter(typeof(DeskTagJsonConverter))]
public readonly record struct DeskTag
{
    /// <summary>Names that roles and folders of an edition already have; no desk may be called so.</summary>
    private static readonly HashSet<string> Reserved =
        new(StringComparer.OrdinalIgnoreCase) { "root", "targets", "snapshot", "timestamp", "mirrors", "newsroom", "log", "media", "metadata", "delta" };

    private readonly string? _value;

    private DeskTag(string value) => _value = value;

    /// <summary>The canonical tag; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a tag typed by a person or found in an item. False when it is not a desk's name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DeskTag tag)
    {
        tag = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 16 || Reserved.Contains(text))
        {
            return false;
        }
        var parts = text.Trim().Replace('_', '-').Split('-');
        if (parts.Length > 3 || !IsLetters(parts[0], 2, 8))
        {
            return false;
        }
        parts[0] = parts[0].ToLowerInvariant();
        for (var i = 1; i < parts.Length; i++)
        {
            if (IsLetters(parts[i], 4, 4))
            {
                parts[i] = char.ToUpperInvariant(parts[i][0]) + parts[i][1..].ToLowerInvariant();
            }
            else if (IsLetters(parts[i], 2, 2))
            {
                parts[i] = parts[i].ToUpperInvariant();
            }
            else
            {
                return false;
            }
        }
        tag = new DeskTag(string.Join('-', parts) switch { "prs" => "fa-AF", "cnr" => "sr-ME", var canonical => canonical });
        return true;
    }

    /// <summary>The tag for a text known to be one (a constant, a row we wrote). Throws <see cref="FormatException"/> otherwise.</summary>
    public static DeskTag Parse(string text) =>
        TryParse(text, out var tag) ? tag : throw new FormatException($"'{text}' is not a desk's language tag");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsLetters(string part, int least, int most) =>
        part.Length >= least && part.Length <= most && part.All(char.IsAsciiLetter);
}

/// <summary>Writes a desk as its tag.</summary>
public sealed class DeskTagJsonConverter : JsonConverter<DeskTag>
{
    /// <inheritdoc/>
    public override DeskTag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DeskTag.TryParse(reader.GetString(), out var tag) ? tag : throw new JsonException("not a desk's language tag");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DeskTag value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override DeskTag ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, DeskTag value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
}
