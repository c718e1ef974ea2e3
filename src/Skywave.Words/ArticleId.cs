using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>
/// The name of one desk's text of one story: sixteen characters of <c>a-z2-7</c>, eighty bits. It is derived from the desk
/// and the source's own address for an item, so that importing in another order gives the same ids; it is never reused.
/// Specified in docs/900-design.md, "Identifiers".
/// </summary>
[JsonConverter(typeof(ArticleIdJsonConverter))]
public readonly record struct ArticleId
{
    /// <summary>Characters in an id.</summary>
    public const int Length = 16;

    private readonly string? _value;

    private ArticleId(string value) => _value = value;

    /// <summary>The sixteen characters; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The id's <c>urn:uuid</c>, for feeds and ninjs: a version 8 UUID made of the same hash input.</summary>
    public string Urn => Words.Urn.Of("skywave-article-urn\n" + Value);

    /// <summary>The id of what <paramref name="desk"/> makes of the item its source calls <paramref name="uri"/>.</summary>
    public static ArticleId Derive(DeskTag desk, string uri)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"skywave-article\n{desk.Value}\n{uri}"), hash);
        return new ArticleId(Base32.Prefix(hash, Length));
    }

    /// <summary>Reads an id. False when it is not sixteen characters of the alphabet.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ArticleId id)
    {
        id = default;
        if (text is not { Length: Length } || text.Any(c => !Base32.Alphabet.Contains(c, StringComparison.Ordinal)))
        {
            return false;
        }
        id = new ArticleId(text);
        return true;
    }

    /// <summary>The id for a text known to be one. Throws <see cref="FormatException"/> otherwise.</summary>
    public static ArticleId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an article's id");

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Writes an article's id as its sixteen characters.</summary>
public sealed class ArticleIdJsonConverter : JsonConverter<ArticleId>
{
    /// <inheritdoc/>
    public override ArticleId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ArticleId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not an article's id");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ArticleId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
