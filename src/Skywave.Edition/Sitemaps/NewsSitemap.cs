using Skywave.Words;

namespace Skywave.Edition;

/// <summary>An article as a news sitemap names it.</summary>
public sealed record NewsEntry(string Path, string Headline, string Language, DateTimeOffset FirstPublished);

/// <summary>A desk's articles of the last two days, <c>&lt;desk&gt;/news-sitemap.xml</c>, in the form that Google News reads. Like <see cref="Sitemap"/>, it is for carriers with a public address.</summary>
public static class NewsSitemap
{
    /// <summary>Articles at most, by the format.</summary>
    public const int MostEntries = 1000;

    /// <summary>How old an article may be, by the format.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(2);

    private const string News = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>Where it stands.</summary>
    public static string PathOf(DeskTag desk) => desk.Value + "/news-sitemap.xml";

    /// <summary>The file: the newest articles, newest first; the order of <paramref name="entries"/> changes nothing.</summary>
    /// <param name="address">The carrier's public address.</param>
    /// <param name="desk">Whose.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="entries">Its articles of the last days; none that is withdrawn.</param>
    /// <param name="cut">The edition's time.</param>
    public static EditionFile Render(Uri address, DeskTag desk, Newsroom newsroom, IEnumerable<NewsEntry> entries, DateTimeOffset cut) => new(PathOf(desk), Feed.Document(xml =>
    {
        xml.WriteStartElement("urlset", Sitemap.Space);
        xml.WriteAttributeString("xmlns", "news", null, News);
        foreach (var entry in entries.Where(e => e.FirstPublished > cut - Oldest).OrderByDescending(e => e.FirstPublished).ThenBy(e => e.Path, StringComparer.Ordinal).Take(MostEntries))
        {
            xml.WriteStartElement("url", Sitemap.Space);
            xml.WriteElementString("loc", Sitemap.Space, Sitemap.At(address, entry.Path));
            xml.WriteStartElement("news", News);
            xml.WriteStartElement("publication", News);
            xml.WriteElementString("name", News, Feed.Clean(newsroom.Name));
            // The format takes a language's code and nothing more.
            xml.WriteElementString("language", News, entry.Language.Split('-')[0]);
            xml.WriteEndElement();
            xml.WriteElementString("publication_date", News, Locale.Machine(entry.FirstPublished));
            xml.WriteElementString("title", News, Feed.Clean(entry.Headline));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }));
}
