using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A page of another desk that says the same in another language.</summary>
public sealed record SitemapAlternate(string Language, string Path);

/// <summary>A page as a sitemap names it.</summary>
/// <param name="Path">Where it stands in the edition.</param>
/// <param name="LastModified">When its text last changed.</param>
/// <param name="Language">Its language.</param>
/// <param name="Alternates">The same story in other languages.</param>
public sealed record SitemapEntry(string Path, DateTimeOffset LastModified, string Language, ImmutableArray<SitemapAlternate> Alternates);

/// <summary>
/// Sitemaps (sitemaps.org): <c>sitemap.xml</c> names the others, <c>&lt;desk&gt;/sitemap-YYYY-MM.xml</c> a desk's pages by the month of their first publication. They need an
/// absolute address, so they are written to carriers that have a public one, and stand outside everything that is signed.
/// </summary>
public static class Sitemap
{
    /// <summary>Pages in a file at most, by the protocol.</summary>
    public const int MostEntries = 50_000;

    // By the protocol 50 MB; a page with all its languages is under 50 KB.
    internal const int MostBytes = 49_000_000;

    internal const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>Where the one that names the others stands.</summary>
    public const string IndexPath = "sitemap.xml";

    /// <summary>Where a month of a desk stands; a month too large for one file goes on in part 2, 3 …</summary>
    public static string PathOf(DeskTag desk, DateOnly month, int part = 1) => desk.Value + month.ToString("'/sitemap-'yyyy'-'MM", CultureInfo.InvariantCulture)
        + (part == 1 ? "" : part.ToString("'-'0", CultureInfo.InvariantCulture)) + ".xml";

    /// <summary>A month of a desk: one file, more where there is too much for one, none where there is nothing.</summary>
    /// <param name="address">The carrier's public address.</param>
    /// <param name="desk">Whose.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="oldestFirst">Its pages by (first published, id), so that a month in two parts grows at its end; none that is withdrawn.</param>
    public static IEnumerable<EditionFile> Month(Uri address, DeskTag desk, DateOnly month, IEnumerable<SitemapEntry> oldestFirst)
    {
        using var entries = oldestFirst.GetEnumerator();
        var more = entries.MoveNext();
        for (var part = 1; more; part++)
        {
            var bytes = Feed.Document(xml =>
            {
                xml.WriteStartElement("urlset", Space);
                xml.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
                var length = 0L;
                for (var n = 0; more && n < MostEntries && length < MostBytes; n++, more = entries.MoveNext())
                {
                    length += Entry(xml, address, entries.Current);
                }
            });
            yield return new EditionFile(PathOf(desk, month, part), bytes);
        }
    }

    /// <summary>The one that names the others. It has no times: it changes when a file is new, not with every publish.</summary>
    /// <param name="address">The carrier's public address.</param>
    /// <param name="paths">Where the others stand; their order changes nothing.</param>
    public static EditionFile Index(Uri address, IEnumerable<string> paths) => new(IndexPath, Feed.Document(xml =>
    {
        xml.WriteStartElement("sitemapindex", Space);
        foreach (var path in paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostEntries))
        {
            xml.WriteStartElement("sitemap", Space);
            xml.WriteElementString("loc", Space, At(address, path));
            xml.WriteEndElement();
        }
    }));

    /// <summary>The absolute address of a file.</summary>
    internal static string At(Uri address, string path) => address.AbsoluteUri.TrimEnd('/') + "/" + path;

    // Gives about how many bytes it wrote, never fewer.
    private static long Entry(XmlWriter xml, Uri address, SitemapEntry entry)
    {
        var loc = At(address, entry.Path);
        var length = 200L + Bytes(loc);
        xml.WriteStartElement("url", Space);
        xml.WriteElementString("loc", Space, loc);
        xml.WriteElementString("lastmod", Space, Locale.Machine(entry.LastModified));
        // Each language names them all, itself too, or none counts.
        ImmutableArray<SitemapAlternate> all = entry.Alternates.IsDefaultOrEmpty ? [] : entry.Alternates.Add(new(entry.Language, entry.Path));
        foreach (var alternate in all.OrderBy(a => a.Language, StringComparer.Ordinal).ThenBy(a => a.Path, StringComparer.Ordinal))
        {
            var href = At(address, alternate.Path);
            length += 100 + Bytes(href);
            xml.WriteStartElement("link", Xhtml);
            xml.WriteAttributeString("rel", "alternate");
            xml.WriteAttributeString("hreflang", alternate.Language);
            xml.WriteAttributeString("href", href);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        return length;
    }

    // An address is ASCII, and each & of it becomes five characters.
    private static int Bytes(string address) => address.Length + (4 * address.Count(c => c == '&'));
}
