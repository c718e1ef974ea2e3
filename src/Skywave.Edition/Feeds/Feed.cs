using System.Text;
using System.Xml;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>What the feeds of a desk share: the newest articles as summaries, in three formats, with relative links (RFC 3986) and URNs, as an edition knows no address.</summary>
public static class Feed
{
    /// <summary>Articles in a feed.</summary>
    public const int Size = 30;

    private static readonly XmlWriterSettings Xml = new() { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = "", NewLineChars = "\n" };

    /// <summary>The desk's feed files but the podcast.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="newest">At most <see cref="Size"/> articles, newest first.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locale">The desk's locale.</param>
    public static IEnumerable<EditionFile> Render(DeskTag desk, IReadOnlyList<FeedItem> newest, Newsroom newsroom, Locale locale) =>
    [
        new($"{desk.Value}/feed.xml", RssFeed.Render(desk, newest, newsroom, locale)),
        new($"{desk.Value}/feed.atom", AtomFeed.Render(desk, newest, newsroom, locale)),
        new($"{desk.Value}/feed.json", JsonFeed.Render(desk, newest, newsroom, locale)),
    ];

    internal static string TitleOf(Newsroom newsroom, Locale locale) => Clean($"{newsroom.Name} · {locale.Name}");

    /// <summary>From the desk's folder, where feeds stand, to a page of the desk.</summary>
    internal static string Link(DeskTag desk, string path) => path[(desk.Value.Length + 1)..];

    /// <summary>Text that XML and JSON can hold: without control characters and broken surrogates.</summary>
    internal static string Clean(string text) => text.AsSpan().IndexOfAny(Html.NotPlain) < 0 ? text : System.Net.WebUtility.HtmlDecode(new Html(text.Length + 32).Text(text).ToString());

    /// <summary>Words for where a feed holds HTML: an item's description in RSS 2.0 ("entity-encoded HTML is allowed"), which is what readers take it for.</summary>
    internal static string AsHtml(string text) => Clean(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    internal static string MediaType(string extension) => extension switch
    {
        "jpg" or "jpeg" => "image/jpeg",
        "mp3" => "audio/mpeg",
        _ => "image/" + extension,
    };

    internal static byte[] Document(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Xml))
        {
            write(xml);
        }
        return [.. bytes.GetBuffer().AsSpan(0, (int)bytes.Length), (byte)'\n'];
    }

    /// <summary>An element with attributes and nothing in it.</summary>
    internal static void Empty(XmlWriter xml, string name, string? space, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, space);
        foreach (var (key, value) in attributes)
        {
            xml.WriteAttributeString(key, Clean(value));
        }
        xml.WriteEndElement();
    }
}
