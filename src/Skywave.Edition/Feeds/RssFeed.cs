using System.Globalization;
using System.Xml;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A desk's RSS 2.0 feed, <c>&lt;desk&gt;/feed.xml</c>.</summary>
public static class RssFeed
{
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>The feed. Parameters as for <see cref="Feed.Render"/>.</summary>
    public static byte[] Render(DeskTag desk, IReadOnlyList<FeedItem> newest, Newsroom newsroom, Locale locale) => Feed.Document(xml =>
    {
        Begin(xml, ("dc", DublinCore));
        Channel(xml, desk, newsroom, locale);
        foreach (var item in newest.Take(Feed.Size))
        {
            Item(xml, desk, item);
        }
    });

    internal static void Begin(XmlWriter xml, (string Prefix, string Space) used)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", used.Prefix, null, used.Space);
        xml.WriteStartElement("channel");
    }

    internal static void Channel(XmlWriter xml, DeskTag desk, Newsroom newsroom, Locale locale)
    {
        xml.WriteElementString("title", Feed.TitleOf(newsroom, locale));
        xml.WriteElementString("link", "index.html");
        xml.WriteElementString("description", Feed.Clean(locale.Text("front.title")));
        xml.WriteElementString("language", desk.Value);
    }

    internal static void Guid(XmlWriter xml, string urn)
    {
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(urn);
        xml.WriteEndElement();
    }

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);

    private static void Item(XmlWriter xml, DeskTag desk, FeedItem item)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", Feed.Clean(item.Headline));
        xml.WriteElementString("link", Feed.Link(desk, item.Path));
        Guid(xml, item.Id.Urn);
        xml.WriteElementString("pubDate", Time(item.FirstPublished));
        if (item.Deck is { } deck)
        {
            xml.WriteElementString("description", Feed.AsHtml(deck));
        }
        foreach (var author in item.Authors)
        {
            xml.WriteElementString("creator", DublinCore, Feed.Clean(author));
        }
        foreach (var topic in item.Topics)
        {
            xml.WriteElementString("category", Feed.Clean(topic));
        }
        if (item.Picture is { } picture)
        {
            Feed.Empty(xml, "enclosure", null, ("url", "../" + picture.Path), ("length", picture.Length.ToString(CultureInfo.InvariantCulture)), ("type", Feed.MediaType(picture.Extension)));
        }
        xml.WriteEndElement();
    }
}
