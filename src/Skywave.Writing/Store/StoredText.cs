using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A text as the store holds it.</summary>
/// <param name="Json">JSON of <see cref="ArticleText"/>.</param>
/// <param name="Utf8">The same, in bytes.</param>
internal readonly record struct WrittenText(string Json, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>One that was read from the store.</summary>
    public WrittenText(string json)
        : this(json, Encoding.UTF8.GetBytes(json))
    {
    }

    /// <summary>By which the same text is known when it comes in again.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Utf8.Span));
}

/// <summary>An article's text as the store holds it, and as it may leave it.</summary>
internal static class StoredText
{
    // Letters stand as themselves: escaped, a Persian text takes three times the room. The store's JSON is never put into a page.
    private static readonly WordsJson Words = new(new JsonSerializerOptions(WordsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static WrittenText Write(ArticleText text)
    {
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(text, Words.ArticleText);
        return new WrittenText(Encoding.UTF8.GetString(utf8), utf8);
    }

    /// <summary>The hash that a text has which was stored while every letter beyond ASCII was escaped.</summary>
    public static string EscapedHash(ArticleText text) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(text, WordsJson.Default.ArticleText)));

    public static ArticleText Read(string json) =>
        JsonSerializer.Deserialize(json, WordsJson.Default.ArticleText) ?? throw new JsonException("a stored text is empty");

    /// <summary>Without the origins of pictures and recordings: a path of this machine or a supplier's address is nobody's business.</summary>
    public static ArticleText ForReaders(string json) =>
        ArticleMedia.Replace(ArticlePictures.Replace(Read(json), (picture, _) => picture with { Origin = null }), ArticleMedia.ForReaders);

    /// <summary>Every string in a text, in order, for checks that must not miss a field added later.</summary>
    public static List<string> Strings(WrittenText text)
    {
        var strings = new List<string>();
        var reader = new Utf8JsonReader(text.Utf8.Span);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                strings.Add(reader.GetString()!);
            }
        }
        return strings;
    }
}
