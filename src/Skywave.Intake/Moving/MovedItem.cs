using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Skywave.Intake.Ninjs;
using Skywave.Words;

namespace Skywave.Intake.Moving;

/// <summary>What reading an exported item came to: the article, or why not.</summary>
/// <param name="Article">The article; null when the item was refused.</param>
/// <param name="Reason">What is wrong and what to do; null when it was read.</param>
public sealed record MovedReading(MovedArticle? Article, string? Reason);

/// <summary>An article as an exported ninjs item, and back (docs/046-newsroom-folder.md). The same article gives the same bytes.</summary>
public static class MovedItem
{
    /// <summary>The role of the body that holds the article as Skywave has it.</summary>
    public const string Role = "skywave:article";

    /// <summary>The most bytes of an item: more is no article.</summary>
    public const int MostBytes = 16 << 20;

    // Letters stand as themselves. The file is never put into a page.
    private static readonly JsonSerializerOptions Relaxed = new(WordsJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectNullableAnnotations = true, MaxDepth = IntakeLimits.JsonDepth, TypeInfoResolver = WordsJson.Default.WithAddedModifier(Require),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { Word<Genre>(), Word<BylineDisplay>(), Word<ClaimSource>(), Word<ClaimStatus>(), Word<RunStyle>(), Word<MediaKind>(), Word<LiveState>(), Word<ArticleStatus>(), Word<CorrectionKind>(), Word<MovedState>(), Word<MovedChange>() },
    };

    // What is always written must be there: what is left out would be a list or a word that is none. Of a picture, Lighter may be.
    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var isList = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && property.Name != "lighter";
            property.IsRequired |= isList || property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false, IsMemberInitializer: false };
        }
    }

    // A number would pass as a word that nobody knows.
    private static JsonStringEnumConverter<T> Word<T>()
        where T : struct, Enum => new(namingPolicy: null, allowIntegerValues: false);

    private static readonly JsonTypeInfo<MovedArticle> Form = (JsonTypeInfo<MovedArticle>)Relaxed.GetTypeInfo(typeof(MovedArticle));

    /// <summary>Writes an item.</summary>
    /// <param name="article">The article.</param>
    /// <param name="toRoot">The way from the item's file to the folder's root: <c>../../../</c>.</param>
    public static byte[] Write(MovedArticle article, string toRoot)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(toRoot);
        return ItemWriter.Write(article, JsonSerializer.Serialize(article, Form), toRoot);
    }

    /// <summary>Reads an item. Hostile bytes are a reason, never an exception.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="toRoot">As above.</param>
    public static MovedReading Read(ReadOnlyMemory<byte> bytes, string toRoot)
    {
        if (bytes.Length > MostBytes)
        {
            return Not($"it has {bytes.Length} bytes; an article has at most {MostBytes}");
        }
        if (!JsonText.TryParse(Encoding.UTF8.GetString(bytes.Span), out var document, out var broken))
        {
            return Not($"{broken}: put back the file that was exported");
        }
        using (document)
        {
            if (Own(document.RootElement) is not { } own)
            {
                return Not($"it has no body with the role {Role}: it is news from elsewhere, for `import --format ninjs`");
            }
            return Read(document.RootElement, own, toRoot);
        }
    }

    private static MovedReading Read(JsonElement item, string own, string toRoot)
    {
        MovedArticle article;
        try
        {
            if (HoldsNull(own))
            {
                return Not($"in {Role} something is null: put back the file that was exported");
            }
            article = JsonSerializer.Deserialize(own, Form)!;
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException)
        {
            return Not($"what its body {Role} holds is not an article as Skywave writes it ({Where(wrong)}): mend it, or put back the file that was exported");
        }
        using var again = JsonDocument.Parse(Write(article, toRoot));
        return Difference(item, again.RootElement) is { } field
            ? Not($"{field} says something else than its body {Role}: change both, put back the file that was exported, or take that body out and read the file with `import --format ninjs`")
            : new MovedReading(article, null);
    }

    // The path of the first field in which an item is not what its own article makes.
    private static string? Difference(JsonElement item, JsonElement again)
    {
        foreach (var made in again.EnumerateObject())
        {
            if (!item.TryGetProperty(made.Name, out var found) || !JsonElement.DeepEquals(found, made.Value))
            {
                return made.Name;
            }
        }
        return item.EnumerateObject().Where(m => !again.TryGetProperty(m.Name, out _)).Select(m => CleanText.Shorten(CleanText.Line(m.Name), 60)).FirstOrDefault()
            ?? (item.EnumerateObject().Count() != again.EnumerateObject().Count() ? "a field that stands twice" : null);
    }

    private static string? Own(JsonElement item) => item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("bodies", out var bodies) || bodies.ValueKind != JsonValueKind.Array ? null
        : bodies.EnumerateArray().Where(b => b.ValueKind == JsonValueKind.Object && b.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String && role.GetString() == Role)
            .Select(b => b.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null).FirstOrDefault();

    // We write no null, and one in a list would pass as a block.
    private static bool HoldsNull(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = IntakeLimits.JsonDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return true;
            }
        }
        return false;
    }

    private static string Where(Exception wrong) => wrong is JsonException { Path: { Length: > 1 } path } ? CleanText.Shorten(CleanText.Line(path), 120) : "not its form";

    private static MovedReading Not(string reason) => new(null, reason);
}
