using System.Xml;
using System.Xml.Linq;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class SitemapTests
{
    private static readonly Uri Address = new("https://news.example/bridge/");
    private static readonly DeskTag Desk = DeskTag.Parse("en");
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";

    private static XElement Load(EditionFile file)
    {
        using var xml = XmlReader.Create(new MemoryStream(file.Bytes.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(xml);
    }

    [Fact]
    public void A_month_names_each_page_with_all_its_languages_itself_too()
    {
        var file = Sitemap.Month(Address, Desk, new(2026, 11, 3), [new("en/2026/11/a.html", Samples.Noon, "en", [new("fa", "fa/2026/11/b.html")]), new("en/2026/11/c.html", Samples.Noon, "en", [])]).Single();
        var urls = Load(file).Elements(Map + "url").ToArray();
        Assert.Equal("en/sitemap-2026-11.xml", file.Path);
        Assert.Equal(["https://news.example/bridge/en/2026/11/a.html", "https://news.example/bridge/en/2026/11/c.html"], urls.Select(u => u.Element(Map + "loc")!.Value));
        Assert.Equal("2026-11-24T12:00:00Z", urls[0].Element(Map + "lastmod")!.Value);
        Assert.Equal(["en https://news.example/bridge/en/2026/11/a.html", "fa https://news.example/bridge/fa/2026/11/b.html"],
            urls[0].Elements(Xhtml + "link").Select(l => $"{l.Attribute("hreflang")!.Value} {l.Attribute("href")!.Value}"));
        Assert.All(urls[0].Elements(Xhtml + "link"), l => Assert.Equal("alternate", l.Attribute("rel")!.Value));
        Assert.Empty(urls[1].Elements(Xhtml + "link"));
    }

    [Fact]
    public void A_month_too_large_for_one_file_goes_on_in_the_next_and_grows_at_its_end()
    {
        var entries = Enumerable.Range(0, Sitemap.MostEntries + 1).Select(i => new SitemapEntry($"en/2026/11/{i}.html", Samples.Noon, "en", [])).ToList();
        var files = Sitemap.Month(Address, Desk, new(2026, 11, 1), entries).ToList();
        Assert.Equal(["en/sitemap-2026-11.xml", "en/sitemap-2026-11-2.xml"], files.Select(f => f.Path));
        Assert.Equal([Sitemap.MostEntries, 1], files.Select(f => Load(f).Elements().Count()));
        Assert.Empty(Sitemap.Month(Address, Desk, new(2026, 11, 1), []));
        Assert.Equal(files[0].Bytes, Sitemap.Month(Address, Desk, new(2026, 11, 1), entries.SkipLast(1)).Single().Bytes);
    }

    [Fact]
    public void No_file_is_over_the_protocols_size()
    {
        var deep = new string('a', 1900);
        SitemapAlternate[] alternates = [.. Enumerable.Range(0, 26).Select(i => new SitemapAlternate("fa", $"fa/{deep}/{i}.html"))];
        var entries = Enumerable.Range(0, 1200).Select(i => new SitemapEntry($"en/{i}.html", Samples.Noon, "en", [.. alternates])).ToList();
        var files = Sitemap.Month(Address, Desk, new(2026, 11, 1), entries).ToList();
        Assert.Equal(2, files.Count);
        Assert.Equal(1200, files.Sum(f => Load(f).Elements().Count()));
        Assert.All(files, f => Assert.True(f.Bytes.Length < 50_000_000, f.Path));
    }

    [Fact]
    public void The_index_changes_with_a_file_and_says_no_time()
    {
        var index = Sitemap.Index(Address, ["en/sitemap-2026-11.xml", "en/news-sitemap.xml", "en/sitemap-2026-11.xml"]);
        Assert.Equal(["https://news.example/bridge/en/news-sitemap.xml", "https://news.example/bridge/en/sitemap-2026-11.xml"], Load(index).Elements(Map + "sitemap").Select(s => s.Elements().Single().Value));
        Assert.Equal("sitemap.xml", index.Path);
        Assert.DoesNotContain("lastmod", Samples.String(index.Bytes.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_engine_may_read_everything_and_is_told_where_to_begin() =>
        Assert.Equal("User-agent: *\nDisallow:\n\nSitemap: https://news.example/sitemap.xml\n", Samples.String(Robots.Render(new("https://news.example/")).Bytes.ToArray()));

    [Fact]
    public void The_news_sitemap_has_two_days_and_escapes_what_it_names()
    {
        var file = NewsSitemap.Render(Address, DeskTag.Parse("fa-AF"), Samples.Newsroom with { Name = "A & <B>" },
            [new("fa-AF/1.html", "old", "fa-AF", Samples.Noon.AddDays(-2)), new("fa-AF/2.html", "new <b>\u0001", "fa-AF", Samples.Noon.AddDays(-1)), new("fa-AF/3.html", "newest", "fa-AF", Samples.Noon)], Samples.Noon);
        var urls = Load(file).Elements(Map + "url").ToArray();
        Assert.Equal("fa-AF/news-sitemap.xml", file.Path);
        Assert.Equal(["newest", "new <b>"], urls.Select(u => u.Element(News + "news")!.Element(News + "title")!.Value));
        Assert.Equal(("A & <B>", "fa"), (urls[0].Descendants(News + "name").Single().Value, urls[0].Descendants(News + "language").Single().Value));
        Assert.Equal("2026-11-24T12:00:00Z", urls[0].Descendants(News + "publication_date").Single().Value);
        Assert.Equal(NewsSitemap.MostEntries, Load(NewsSitemap.Render(Address, Desk, Samples.Newsroom, Enumerable.Range(0, 1500).Select(i => new NewsEntry($"en/{i}.html", "x", "en", Samples.Noon)), Samples.Noon)).Elements().Count());
    }
}
