using System.Globalization;
using System.Text;
using System.Xml;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's RSS 2.0 feed with full text, <c>&lt;desk&gt;/feed.xml</c>. An edition knows no address, so links are relative references (RFC 3986), which readers
/// resolve against where they got the feed; ids are URNs.
/// </summary>
public static class RssFeed
{
    private const string Content = "http://purl.org/rss/1.0/modules/content/";

    /// <summary>The feed.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="newest">At most thirty articles, newest first; withdrawn ones are left out.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locale">The desk's locale.</param>
    /// <param name="locales">Labels of texts in other languages; default: the desk's locale.</param>
    public static byte[] Render(DeskTag desk, IReadOnlyList<PublishedArticle> newest, Newsroom newsroom, Locale locale, Locales? locales = null)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = "", NewLineChars = "\n" }))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "content", null, Content);
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", Feed.Clean($"{newsroom.Name} · {locale.Name}"));
            xml.WriteElementString("link", "index.html");
            xml.WriteElementString("description", Feed.Clean(locale.Text("front.title")));
            xml.WriteElementString("language", desk.Value);
            foreach (var article in newest.Where(a => a.Status != ArticleStatus.Withdrawn))
            {
                Item(xml, article, newsroom, locales?.For(article) ?? locale);
            }
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return [.. bytes.ToArray(), (byte)'\n'];
    }

    private static void Item(XmlWriter xml, PublishedArticle article, Newsroom newsroom, Locale locale)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", Feed.Clean(article.Text.Headline));
        xml.WriteElementString("link", Feed.Link(article));
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(article.Id.Urn);
        xml.WriteEndElement();
        xml.WriteElementString("pubDate", article.FirstPublished.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture));
        if (article.Text.Deck is { Length: > 0 } deck)
        {
            xml.WriteElementString("description", Feed.Clean(deck));
        }
        xml.WriteElementString("encoded", Content, Fragment.Inside(article, locale, newsroom, "../"));
        xml.WriteEndElement();
    }
}

internal static class Feed
{
    /// <summary>From the desk's folder, where feeds stand, to a page of the desk.</summary>
    public static string Link(PublishedArticle article) => article.Path[(article.Desk.Value.Length + 1)..];

    /// <summary>Text that XML and JSON can hold: without control characters and broken surrogates.</summary>
    public static string Clean(string text) => System.Net.WebUtility.HtmlDecode(new Html().Text(text).ToString());
}
