using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A desk's JSON Feed 1.1, <c>&lt;desk&gt;/feed.json</c>.</summary>
public static class JsonFeed
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The feed. Parameters as for <see cref="Feed.Render"/>.</summary>
    public static byte[] Render(DeskTag desk, IReadOnlyList<FeedItem> newest, Newsroom newsroom, Locale locale)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", Feed.TitleOf(newsroom, locale));
            json.WriteString("home_page_url", "index.html");
            json.WriteString("feed_url", "feed.json");
            json.WriteString("language", desk.Value);
            json.WriteStartArray("items");
            foreach (var item in newest.Take(Feed.Size))
            {
                Item(json, desk, item);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return [.. bytes.GetBuffer().AsSpan(0, (int)bytes.Length), (byte)'\n'];
    }

    private static void Item(Utf8JsonWriter json, DeskTag desk, FeedItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id.Urn);
        json.WriteString("url", Feed.Link(desk, item.Path));
        json.WriteString("title", Feed.Clean(item.Headline));
        // The format asks for a content of every item; ours is the summary.
        json.WriteString("content_text", Feed.Clean(item.Deck ?? item.Headline));
        json.WriteString("date_published", Locale.Machine(item.FirstPublished));
        json.WriteString("date_modified", Locale.Machine(item.VersionCreated));
        json.WriteString("language", item.Language);
        if (item.Picture is { } picture)
        {
            json.WriteString("image", "../" + picture.Path);
        }
        Names(json, "authors", item.Authors, (to, name) =>
        {
            to.WriteStartObject();
            to.WriteString("name", name);
            to.WriteEndObject();
        });
        Names(json, "tags", item.Topics, (to, name) => to.WriteStringValue(name));
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, string member, IReadOnlyCollection<string> names, Action<Utf8JsonWriter, string> write)
    {
        if (names.Count > 0)
        {
            json.WriteStartArray(member);
            foreach (var name in names)
            {
                write(json, Feed.Clean(name));
            }
            json.WriteEndArray();
        }
    }
}
