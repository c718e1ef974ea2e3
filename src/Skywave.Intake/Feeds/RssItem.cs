namespace Skywave.Intake.Feeds;

/// <summary>One RSS item to a draft, by the table in docs/040-intake.md.</summary>
internal static class RssItem
{
    public static ImportOutcome Read(Node item, Node? channel, string place, IntakeOptions options, Notes notes)
    {
        var address = item.Base(options.Address);
        var guid = FeedText.Rss(item.First("guid"))?.Line(notes);
        var link = Links(item, address).FirstOrDefault(l => l is not null);
        if (link is null && item.First("guid") is { } g && g["isPermaLink"] is not ("false" or "False") && !(guid ?? "").StartsWith('/'))
        {
            link = CleanText.Link(guid, null);
        }
        var site = CleanText.Link(channel?.First("link")?.Text, channel?.Base(options.Address));
        return new FeedEntry
        {
            Place = place,
            Id = guid ?? link ?? item["rdf:about"],
            Link = link,
            Headline = FeedText.Rss(item.First("title", "dc:title", "media:title", "itunes:title"))?.Line(notes),
            Content = FeedText.Rss(item.First("content:encoded", "xhtml:body", "encoded", "fullText")) ?? FeedText.Atom(item.First("atom:content")),
            Summary = FeedText.Rss(item.First("description", "dc:description", "itunes:summary")) ?? FeedText.Atom(item.First("atom:summary")),
            Language = item.First("dc:language", "language")?.Text ?? item.Inherited("xml:lang") ?? channel?.First("language", "dc:language")?.Text,
            Address = item.Inherited("xml:base") is null ? options.Address ?? Whole(link) ?? Whole(site) : address,
            Authors = [.. Authors(item, notes)],
            Topics = Topics(item),
            Media = FeedMedia.Read(item, address, notes),
            Source = FeedText.Rss(item.First("source", "dc:source") is { } s && !string.IsNullOrWhiteSpace(s.Text) ? s : channel?.First("title", "dc:title"))?.Line(notes),
            Rights = FeedText.Rss(item.First("dc:rights", "copyright") ?? channel?.First("copyright", "dc:rights"))?.Line(notes),
            Published = Time(item, notes, "pubDate", "dc:date", "atom:published", "atom:issued", "dcterms:created", "dcterms:issued"),
            Updated = Time(item, notes, "atom:updated", "atom:modified", "dcterms:modified"),
        }.ToOutcome(notes);
    }

    private static IEnumerable<string?> Links(Node item, Uri? address) =>
        item.All("link").Select(l => CleanText.Link(string.IsNullOrWhiteSpace(l.Text) ? l["href"] : l.Text, l.Base(address)))
            .Concat(item.All("atom:link").Where(l => l["rel"] is null or "alternate").Select(l => CleanText.Link(l["href"], l.Base(address))));

    private static IEnumerable<string> Authors(Node item, Notes notes)
    {
        foreach (var name in (string[])["dc:creator", "dc:author", "author", "itunes:author"])
        {
            var found = item.All(name).Select(a => FeedPeople.Name(FeedText.Rss(a)?.Line(notes), notes)).OfType<string>().ToList();
            if (found.Count > 0)
            {
                return found;
            }
        }
        return FeedPeople.Atom(item.All("atom:author"), notes);
    }

    private static IEnumerable<string> Topics(Node item) =>
        item.All("category").Concat(item.All("dc:subject")).Select(c => FeedText.Rss(c)?.Line(new Notes()))
            .Concat(item.All("itunes:keywords").SelectMany(k => k.Text.Split(',')))
            .Concat(item.All("atom:category").Select(c => c["label"] ?? c["term"])).OfType<string>();

    internal static DateTimeOffset? Time(Node item, Notes notes, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (item.First(name) is { } node && !string.IsNullOrWhiteSpace(node.Text))
            {
                if (When.Parse(node.Text) is { } time)
                {
                    return time;
                }
                notes.Say($"{name} is no time Skywave can read; it is left out");
            }
        }
        return null;
    }

    private static Uri? Whole(string? link) => link is null ? null : new Uri(link);
}
