using System.Collections.Immutable;
using System.Text.Json;
using AngleSharp.Dom;
using Skywave.Intake.Ninjs;

namespace Skywave.Intake.Html;

/// <summary>The page's JSON-LD, as far as it describes an article (schema.org NewsArticle and its kin).</summary>
internal sealed record PageJson
{
    private const int ScriptsAtMost = 20;
    private const int CharactersAtMost = 1024 * 1024;

    public string? Headline { get; private init; }
    public string? Description { get; private init; }
    public string? Language { get; private init; }
    public string? Publisher { get; private init; }
    public string? Image { get; private init; }
    public string? Published { get; private init; }
    public string? Modified { get; private init; }
    public ImmutableArray<string> Authors { get; private init; } = [];

    public static PageJson Read(IDocument page)
    {
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']").Take(ScriptsAtMost))
        {
            if (script.TextContent.Length <= CharactersAtMost && JsonText.TryParse(script.TextContent, out var json, out _))
            {
                using (json)
                {
                    if (Article(json.RootElement) is { } article)
                    {
                        return Of(article);
                    }
                }
            }
        }
        return new PageJson();
    }

    private static JsonElement? Article(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().Select(Article).FirstOrDefault(a => a is not null);
        }
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var kinds = element.TryGetProperty("@type", out var type) ? Texts(type) : [];
        return kinds.Any(k => k.EndsWith("Article", StringComparison.Ordinal) || k is "BlogPosting" or "Report" or "LiveBlogPosting") ? element
            : element.TryGetProperty("@graph", out var graph) ? Article(graph) : null;
    }

    private static PageJson Of(JsonElement article) => new()
    {
        Headline = First(article, "headline") ?? First(article, "name"),
        Description = First(article, "description"),
        Language = First(article, "inLanguage"),
        Publisher = First(article, "publisher"),
        Image = article.TryGetProperty("image", out var image) ? Address(image) : null,
        Published = First(article, "datePublished"),
        Modified = First(article, "dateModified"),
        Authors = article.TryGetProperty("author", out var author) ? [.. Texts(author)] : [],
    };

    private static string? First(JsonElement article, string name) => article.TryGetProperty(name, out var value) ? Texts(value).FirstOrDefault() : null;

    private static string? Address(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select(Address).FirstOrDefault(a => a is not null),
        JsonValueKind.Object when value.TryGetProperty("url", out var url) || value.TryGetProperty("contentUrl", out url) => Address(url),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };

    /// <summary>A string; an object's name or address; each of an array.</summary>
    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => CleanText.LineOrNull(value.GetString()) is { } text ? [text] : [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object when value.TryGetProperty("name", out var name) => Texts(name),
        JsonValueKind.Object when value.TryGetProperty("url", out var url) => Texts(url),
        _ => [],
    };
}
