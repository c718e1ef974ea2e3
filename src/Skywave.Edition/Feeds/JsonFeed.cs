using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A desk's JSON Feed 1.1 with full text, <c>&lt;desk&gt;/feed.json</c>. Links are relative references, ids are URNs, as in <see cref="RssFeed"/>.</summary>
public static class JsonFeed
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The feed. Parameters as for <see cref="RssFeed.Render"/>.</summary>
    public static byte[] Render(DeskTag desk, IReadOnlyList<PublishedArticle> newest, Newsroom newsroom, Locale locale, Locales? locales = null)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", Feed.Clean($"{newsroom.Name} · {locale.Name}"));
            json.WriteString("home_page_url", "index.html");
            json.WriteString("feed_url", "feed.json");
            json.WriteString("language", desk.Value);
            json.WriteStartArray("items");
            foreach (var article in newest.Where(a => a.Status != ArticleStatus.Withdrawn))
            {
                Item(json, article, newsroom, locales?.For(article) ?? locale);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return [.. bytes.ToArray(), (byte)'\n'];
    }

    private static void Item(Utf8JsonWriter json, PublishedArticle article, Newsroom newsroom, Locale locale)
    {
        var text = article.Text;
        json.WriteStartObject();
        json.WriteString("id", article.Id.Urn);
        json.WriteString("url", Feed.Link(article));
        json.WriteString("title", Feed.Clean(text.Headline));
        if (text.Deck is { Length: > 0 } deck)
        {
            json.WriteString("summary", Feed.Clean(deck));
        }
        json.WriteString("content_html", Fragment.Inside(article, locale, newsroom, "../"));
        json.WriteString("date_published", Locale.Machine(article.FirstPublished));
        json.WriteString("date_modified", Locale.Machine(article.VersionCreated));
        json.WriteString("language", LanguageTag.TryCanonical(text.Language, out var tag) ? tag : article.Desk.Value);
        if (text.LeadPicture is { Renditions: [.., var widest], OnTap: false })
        {
            json.WriteString("image", "../" + widest.Path);
        }
        json.WriteStartArray("authors");
        foreach (var byline in text.Bylines.Where(b => b.Display != BylineDisplay.Withheld && b.Name.Length > 0))
        {
            json.WriteStartObject();
            json.WriteString("name", Feed.Clean(byline.Name));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
