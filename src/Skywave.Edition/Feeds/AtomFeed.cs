using System.Globalization;
using System.Xml;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A desk's Atom 1.0 feed (RFC 4287), <c>&lt;desk&gt;/feed.atom</c>.</summary>
public static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The feed. Parameters as for <see cref="Feed.Render"/>. It was updated when the newest of its revisions was.</summary>
    public static byte[] Render(DeskTag desk, IReadOnlyList<FeedItem> newest, Newsroom newsroom, Locale locale) => Feed.Document(xml =>
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", null, desk.Value);
        Text(xml, "id", Urn.OfFeed(newsroom, desk));
        Text(xml, "title", Feed.TitleOf(newsroom, locale));
        Text(xml, "updated", Locale.Machine(newest.Select(i => i.VersionCreated).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max()));
        Person(xml, newsroom.Name);
        Feed.Empty(xml, "link", Atom, ("href", "index.html"));
        Feed.Empty(xml, "link", Atom, ("rel", "self"), ("href", "feed.atom"));
        foreach (var item in newest.Take(Feed.Size))
        {
            Entry(xml, desk, item);
        }
    });

    private static void Entry(XmlWriter xml, DeskTag desk, FeedItem item)
    {
        xml.WriteStartElement("entry", Atom);
        if (item.Language != desk.Value)
        {
            xml.WriteAttributeString("xml", "lang", null, item.Language);
        }
        Text(xml, "id", item.Id.Urn);
        Text(xml, "title", item.Headline);
        Text(xml, "updated", Locale.Machine(item.VersionCreated));
        Text(xml, "published", Locale.Machine(item.FirstPublished));
        foreach (var author in item.Authors)
        {
            Person(xml, author);
        }
        Feed.Empty(xml, "link", Atom, ("href", Feed.Link(desk, item.Path)));
        if (item.Picture is { } picture)
        {
            Feed.Empty(xml, "link", Atom, ("rel", "enclosure"), ("href", "../" + picture.Path), ("length", picture.Length.ToString(CultureInfo.InvariantCulture)), ("type", Feed.MediaType(picture.Extension)));
        }
        foreach (var topic in item.Topics)
        {
            Feed.Empty(xml, "category", Atom, ("term", topic));
        }
        // An entry without content must have a summary.
        Text(xml, "summary", item.Deck ?? item.Headline);
        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Atom);
        Text(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, Feed.Clean(text));
}
