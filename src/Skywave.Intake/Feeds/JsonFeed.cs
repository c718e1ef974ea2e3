using System.Text.Json;
using Skywave.Intake.Ninjs;

namespace Skywave.Intake.Feeds;

/// <summary>JSON Feed 1.0 and 1.1.</summary>
internal static class JsonFeed
{
    /// <summary>Whether JSON is a feed: its version says so, or says only a number and the members are a feed's.</summary>
    public static bool Looks(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.String)
        {
            return false;
        }
        var text = version.GetString()!;
        return text.Contains("jsonfeed.org/version/", StringComparison.Ordinal)
            || (text is "1" or "1.0" or "1.1" && root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
                && (root.TryGetProperty("feed_url", out _) || root.TryGetProperty("home_page_url", out _) || items.EnumerateArray().Any(IsItem)));
    }

    private static bool IsItem(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && (item.TryGetProperty("content_text", out _) || item.TryGetProperty("content_html", out _));

    public static IReadOnlyList<ImportOutcome> Read(Source source)
    {
        if (!JsonText.TryParse(source.Text, out var document, out var reason))
        {
            return [Items.Refuse(source.Name, reason!)];
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return [Items.Refuse(source.Name, "it is not a JSON Feed: that is an object with items")];
            }
            var feed = new Members(document.RootElement);
            if (feed["items"] is not { ValueKind: JsonValueKind.Array } items || items.GetArrayLength() == 0)
            {
                return [Items.Refuse(source.Name, "it is a feed without any item")];
            }
            List<ImportOutcome> outcomes = [.. items.EnumerateArray().Take(IntakeLimits.Items).Select((item, i) => Item(item, feed, $"{source.Name}, item {i + 1}", source.Options))];
            if (items.GetArrayLength() > IntakeLimits.Items)
            {
                outcomes.Add(Items.Refuse(source.Name, $"it has {items.GetArrayLength()} items; the first {IntakeLimits.Items} were read"));
            }
            return outcomes;
        }
    }

    private static ImportOutcome Item(JsonElement element, Members feed, string place, IntakeOptions options)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Items.Refuse(place, "it is not an object");
        }
        var item = new Members(element);
        var notes = new Notes();
        // Version 1.0 allowed numbers, and asks readers to take them as texts.
        var id = item["id"] is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : item.Text("id");
        var address = options.Address ?? (CleanText.Link(feed.Text("home_page_url"), null) is { } home ? new Uri(home) : null);
        var (html, plain, summary) = (item.Text("content_html"), item.Text("content_text"), item.Text("summary"));
        var entry = new FeedEntry
        {
            Place = place,
            Id = id,
            Link = CleanText.Link(item.Text("url"), address) ?? CleanText.Link(item.Text("external_url"), address),
            Headline = item.Text("title"),
            Content = html is { Length: > 0 } ? new FeedText(html, true) : plain is null ? null : new FeedText(plain, false),
            Summary = summary is null ? null : new FeedText(summary, false),
            Language = item.Text("language") ?? feed.Text("language"),
            Address = address,
            Authors = [.. Authors(item, notes) is { Count: > 0 } own ? own : Authors(feed, notes)],
            Topics = Strings(item, "tags"),
            Media = FeedMedia.Of(Media(item, address), notes),
            Source = feed.Text("title"),
            Published = Time(item, "date_published", notes),
            Updated = Time(item, "date_modified", notes),
        };
        return (item.Mistake ?? feed.Mistake) is { } mistake ? Items.Refuse(place, mistake) : entry.ToOutcome(notes);
    }

    private static List<string> Authors(Members item, Notes notes)
    {
        var all = item.Objects("authors").Select(a => a.Item).ToList();
        if (item["author"] is { ValueKind: JsonValueKind.Object } one)
        {
            all.Add(new Members(one, "author."));
        }
        var names = all.Select(a => FeedPeople.Name(a.Text("name"), notes)).OfType<string>().Distinct().ToList();
        all.ForEach(item.Take);
        return names;
    }

    private static IEnumerable<string> Strings(Members item, string name)
    {
        if (item[name] is { ValueKind: not JsonValueKind.Array })
        {
            item.Wrong(name, "an array of strings");
        }
        return item[name] is { ValueKind: JsonValueKind.Array } all
            ? [.. all.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)] : [];
    }

    private static IEnumerable<FeedMedia.Found> Media(Members item, Uri? address)
    {
        foreach (var name in (string[])["image", "banner_image"])
        {
            if (CleanText.Link(item.Text(name), address) is { } picture)
            {
                yield return new FeedMedia.Found(picture, "image", Small: name == "banner_image");
            }
        }
        foreach (var (_, part) in item.Objects("attachments"))
        {
            if (CleanText.Link(part.Text("url"), address) is { } href)
            {
                yield return new FeedMedia.Found(href, FeedMedia.Kind(part.Text("mime_type"), href), Alt: part.Text("title"));
            }
            item.Take(part);
        }
    }

    private static DateTimeOffset? Time(Members item, string name, Notes notes)
    {
        var (text, time) = (item.Text(name), When.Parse(item.Text(name)));
        if (text is not null && time is null)
        {
            notes.Say($"{name} is no time Skywave can read; it is left out");
        }
        return time;
    }
}
