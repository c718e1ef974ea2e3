namespace Skywave.Intake.Feeds;

/// <summary>One Atom entry to a draft, by the table in docs/040-intake.md.</summary>
internal static class AtomEntry
{
    public static ImportOutcome Read(Node entry, Node? feed, string place, IntakeOptions options, Notes notes)
    {
        var address = entry.Base(options.Address);
        var links = entry.All("atom:link").Where(l => l["rel"]?.Trim() is null or "" or "alternate" or "http://www.iana.org/assignments/relation/alternate").ToList();
        var link = (links.Find(l => l["type"]?.Contains("html", StringComparison.Ordinal) == true && l["href"] is not null) ?? links.Find(l => l["href"] is not null)) is { } found
            ? CleanText.Link(found["href"], found.Base(options.Address)) : null;
        var source = entry.First("atom:source");
        var (body, content) = (entry.First("atom:content"), FeedText.Atom(entry.First("atom:content")));
        var elsewhere = CleanText.Link(body?["src"], body?.Base(options.Address));
        if (body is not null && content is null)
        {
            notes.Drop($"content of type {CleanText.Shorten(CleanText.Line(body["type"]), 40)}");
        }
        var media = FeedMedia.Read(entry, address, notes);
        var at = body ?? entry.First("atom:summary") ?? entry;
        return new FeedEntry
        {
            Place = place,
            Id = Id(entry, options),
            Link = link,
            Headline = FeedText.Atom(entry.First("atom:title"))?.Line(notes),
            Content = content,
            Summary = FeedText.Atom(entry.First("atom:summary")),
            Language = at.Inherited("xml:lang"),
            Address = at.Inherited("xml:base") is null ? options.Address ?? (link is null ? null : new Uri(link)) : at.Base(options.Address),
            Authors = [.. Authors(entry, source, feed, notes)],
            Topics = entry.All("atom:category").Select(c => c["label"] ?? c["term"]).Concat(entry.All("dc:subject").Select(s => s.Text)).OfType<string>(),
            Media = elsewhere is null ? media : media with { Blocks = [.. media.Blocks, new Words.Embed(elsewhere, new Uri(elsewhere).IdnHost)] },
            Source = FeedText.Atom(source?.First("atom:title") ?? (feed?.Name == "atom:feed" ? feed.First("atom:title") : null))?.Line(notes),
            Rights = FeedText.Atom(entry.First("atom:rights", "atom:copyright") ?? source?.First("atom:rights") ?? feed?.First("atom:rights", "atom:copyright"))?.Line(notes),
            Published = RssItem.Time(entry, notes, "atom:published", "atom:issued", "atom:created", "dc:date", "dcterms:created"),
            Updated = RssItem.Time(entry, notes, "atom:updated", "atom:modified", "dcterms:modified"),
        }.ToOutcome(notes);
    }

    /// <summary>The id. One that is no address is joined to the feed's <c>xml:base</c>, as its writer surely meant.</summary>
    private static string? Id(Node entry, IntakeOptions options)
    {
        var id = entry.First("atom:id");
        var text = CleanText.LineOrNull(id?.Text);
        return text is not null && id!.Inherited("xml:base") is not null && !Uri.TryCreate(text, UriKind.Absolute, out _)
            ? CleanText.Link(text, id.Base(options.Address)) ?? text : text;
    }

    private static List<string> Authors(Node entry, Node? source, Node? feed, Notes notes) =>
        new[] { entry, source, feed }.Select(n => n is null ? [] : FeedPeople.Atom(n.All("atom:author"), notes).ToList()).FirstOrDefault(a => a.Count > 0)
        ?? [.. entry.All("dc:creator").Select(c => FeedPeople.Name(c.Text, notes)).OfType<string>()];
}
