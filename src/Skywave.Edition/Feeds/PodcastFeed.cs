using System.Globalization;
using System.Xml;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A recording as a podcast feed names it.</summary>
/// <param name="Title">As readers see it.</param>
/// <param name="Urn">The name of the article it belongs to.</param>
/// <param name="Path">Where the article's page stands in the edition.</param>
/// <param name="Published">When it was first published.</param>
/// <param name="MediaPath">Where the file stands in the edition: <c>media/&lt;hash&gt;.mp3</c>.</param>
/// <param name="MediaType">Its type: <c>audio/mpeg</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Duration">How long it plays, or null.</param>
/// <param name="Summary">What it is about, or null.</param>
public sealed record PodcastItem(
    string Title, string Urn, string Path, DateTimeOffset Published, string MediaPath, string MediaType, long Length, TimeSpan? Duration = null, string? Summary = null);

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
            xml.WriteElementString("description", Feed.Clean(summary));
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
