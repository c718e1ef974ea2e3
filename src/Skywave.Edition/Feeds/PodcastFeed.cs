using System.Globalization;
using System.Xml;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's recordings, <c>&lt;desk&gt;/podcast.xml</c>: RSS 2.0 with the elements that podcast programs read. Its addresses are relative like every feed's of ours; a
/// directory that asks for absolute ones does not take it.
/// </summary>
public static class PodcastFeed
{
    private const string Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";

    /// <summary>Where it stands.</summary>
    public static string PathOf(DeskTag desk) => desk.Value + "/podcast.xml";

    /// <summary>The feed: at most <see cref="Feed.Size"/>, in the order given.</summary>
    public static byte[] Render(DeskTag desk, IReadOnlyList<PodcastItem> newest, Newsroom newsroom, Locale locale) => Feed.Document(xml =>
    {
        RssFeed.Begin(xml, ("itunes", Itunes));
        RssFeed.Channel(xml, desk, newsroom, locale);
        Text(xml, "author", newsroom.Name);
        Text(xml, "explicit", "false");
        xml.WriteStartElement("category", Itunes);
        xml.WriteAttributeString("text", "News");
        xml.WriteEndElement();
        foreach (var item in newest.Take(Feed.Size))
        {
            Item(xml, desk, item);
        }
    });

    private static void Item(XmlWriter xml, DeskTag desk, PodcastItem item)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", Feed.Clean(item.Title));
        xml.WriteElementString("link", Feed.Link(desk, item.Path));
        RssFeed.Guid(xml, Feed.Clean(item.Urn));
        xml.WriteElementString("pubDate", RssFeed.Time(item.Published));
        if (item.Summary is { Length: > 0 } summary)
        {
            xml.WriteElementString("description", Feed.AsHtml(summary));
        }
        Feed.Empty(xml, "enclosure", null, ("url", "../" + item.MediaPath), ("length", item.Length.ToString(CultureInfo.InvariantCulture)), ("type", item.MediaType));
        if (item.Duration is { } duration)
        {
            Text(xml, "duration", ((long)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Itunes, Feed.Clean(text));
}
