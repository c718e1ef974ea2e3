using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>An article's text as the store holds it, and as it may leave it.</summary>
internal static class StoredText
{
    public static string Write(ArticleText text) => JsonSerializer.Serialize(text, WordsJson.Default.ArticleText);

    public static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    public static ArticleText Read(string json) =>
        JsonSerializer.Deserialize(json, WordsJson.Default.ArticleText) ?? throw new JsonException("a stored text is empty");

    /// <summary>Without the pictures' origins: a path of this machine or a supplier's address is nobody's business.</summary>
    public static ArticleText ForReaders(string json) => ArticlePictures.Replace(Read(json), (picture, _) => picture with { Origin = null });

    /// <summary>Every string in a text, in order, for checks that must not miss a field added later.</summary>
    public static IEnumerable<string> Strings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Walk(document.RootElement)];
    }

    private static IEnumerable<string> Walk(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Walk),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Walk(member.Value)),
        _ => [],
    };
}
