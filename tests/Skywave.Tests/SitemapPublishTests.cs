using System.Xml.Linq;
using Skywave.House;
using Skywave.Mirror;
using Xunit;

namespace Skywave.Tests;

/// <summary>Sitemaps of a carrier with a public address: beside the edition, never in it.</summary>
public sealed class SitemapPublishTests
{
    private const string Address = "https://news.example/";

    private static async Task<TestNewsroom> MakeAsync(string? address = Address)
    {
        var paper = await TestNewsroom.MakeAsync("en", "fa");
        paper.Settle(s => s with { PublicAddress = address });
        await paper.WriteAsync("en", "one", "The first story", "It says something.", story: "told twice");
        await paper.WriteAsync("fa", "one", "داستان نخست", "چیزی می‌گوید.", story: "told twice");
        await paper.PublishAsync();
        return paper;
    }

    [Fact]
    public async Task Sitemaps_name_every_page_in_all_its_languages_and_what_to_read_first_names_them()
    {
        await using var paper = await MakeAsync();
        Assert.Equal(["en/news-sitemap.xml", "en/sitemap-2026-11.xml", "fa/news-sitemap.xml", "fa/sitemap-2026-11.xml"], Locations(paper, "sitemap.xml").Select(l => l[Address.Length..]));
        var pages = Directory.EnumerateFiles(paper.House.Public, "*.html", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(paper.House.Public, f)).Where(p => p.Contains("/2026/11/", StringComparison.Ordinal) && !p.EndsWith("index.html", StringComparison.Ordinal));
        Assert.Equal(pages.Order(StringComparer.Ordinal), Locations(paper, "en/sitemap-2026-11.xml").Concat(Locations(paper, "fa/sitemap-2026-11.xml")).Select(l => l[Address.Length..]));
        Assert.Equal(["en", "fa"], XElement.Parse(Read(paper, "fa/sitemap-2026-11.xml")).Descendants().Attributes("hreflang").Select(a => a.Value));
        Assert.EndsWith($"Sitemap: {Address}sitemap.xml\n", Read(paper, "robots.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_is_in_nothing_signed_and_no_mirror_takes_what_it_is_in()
    {
        await using var paper = await MakeAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.All(Lies.LyingMirror.Read(paper.House.Public).Where(f => !IsBeside(f.Key)), file => Assert.True(file.Value.AsSpan().IndexOf("news.example"u8) < 0, file.Key));
        using var copy = new TempFolder();
        Assert.Empty((await new PullEdition(copy.Path).RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None)).Findings);
        Assert.DoesNotContain(Lies.LyingMirror.Read(copy.Path).Keys, IsBeside);
    }

    [Fact]
    public async Task Without_an_address_there_are_none()
    {
        await using var paper = await MakeAsync(address: null);
        Assert.DoesNotContain(Lies.LyingMirror.Read(paper.House.Public).Keys, IsBeside);
    }

    [Fact]
    public async Task A_publish_writes_the_months_it_changes_and_no_other()
    {
        await using var paper = await MakeAsync();
        paper.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(["en/news-sitemap.xml", "en/sitemap-2026-12.xml", "fa/news-sitemap.xml", "sitemap.xml"], await WrittenAsync(paper, () => paper.WriteAsync("en", "two", "The second story", "It is December.")));
        Assert.Empty(Locations(paper, "fa/news-sitemap.xml")); // two days are over there
        paper.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["en/news-sitemap.xml", "en/sitemap-2026-12.xml"], await WrittenAsync(paper, () => paper.WriteAsync("en", "three", "The third story", "It is the same day.")));
        paper.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["en/sitemap-2026-11.xml"], await WrittenAsync(paper, () => paper.WriteAsync("en", "one", "The first story", "It says something else.", story: "told twice")));
        paper.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(["en/news-sitemap.xml"], await WrittenAsync(paper, () => Task.CompletedTask)); // a renewal clears what is too old
        await paper.PublishAsync(whole: true);
        Assert.Equal(5, Locations(paper, "sitemap.xml").Count);
    }

    [Fact]
    public async Task What_is_taken_down_leaves_the_sitemaps_with_that_publish()
    {
        await using var paper = await MakeAsync();
        var id = await paper.WriteAsync("fa", "one", "داستان نخست", "چیزی دیگر.", story: "told twice");
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await paper.WithdrawAsync(id);
        await paper.PublishAsync();
        Assert.DoesNotContain(Lies.LyingMirror.Read(paper.House.Public).Keys, p => p.StartsWith("fa/sitemap-", StringComparison.Ordinal));
        Assert.Equal(["en/news-sitemap.xml", "en/sitemap-2026-11.xml", "fa/news-sitemap.xml"], Locations(paper, "sitemap.xml").Select(l => l[Address.Length..]));
        Assert.DoesNotContain("hreflang", Read(paper, "en/sitemap-2026-11.xml"), StringComparison.Ordinal);
        Assert.Empty(Locations(paper, "fa/news-sitemap.xml"));
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task An_address_that_changes_or_goes_is_a_reason_to_publish_and_changes_sitemaps_only()
    {
        await using var paper = await MakeAsync();
        var before = Lies.LyingMirror.Read(paper.House.Public);
        paper.Settle(s => s with { PublicAddress = "https://other.example/under/a/path" });
        Assert.True((await paper.PublishAsync()).IsNew);
        Assert.All(Locations(paper, "sitemap.xml"), l => Assert.StartsWith("https://other.example/under/a/path/", l, StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(paper.House.Public, "robots.txt")));
        Assert.False((await paper.PublishAsync()).IsNew);
        paper.Settle(s => s with { PublicAddress = null });
        Assert.True((await paper.PublishAsync()).IsNew);
        var after = Lies.LyingMirror.Read(paper.House.Public);
        Assert.DoesNotContain(after.Keys, IsBeside);
        Assert.All(after.Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal)), f => Assert.True(f.Value.AsSpan().SequenceEqual(before[f.Key]), f.Key));
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Theory]
    [InlineData("https://news.example", "https://news.example/")]
    [InlineData("https://news.example:8443/fa/", "https://news.example:8443/fa/")]
    [InlineData("https://новости.example/а", "https://xn--b1amnebsh.example/%D0%B0/")]
    [InlineData("https://[::1]/", "https://[::1]/")]
    public void An_address_is_read_as_programs_write_it(string text, string address) =>
        Assert.Equal(address, new NewsroomSettings { Id = "", Name = "", Desks = [], PublicAddress = text }.Address!.AbsoluteUri);

    [Theory]
    [InlineData("http://news.example/")]
    [InlineData("news.example")]
    [InlineData("https://")]
    [InlineData("https://me:secret@news.example/")]
    [InlineData("https://news.example/?a=b")]
    [InlineData("https://news.example/#top")]
    [InlineData("")]
    public async Task A_public_address_that_is_none_is_told_in_one_sentence(string address)
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        paper.Settle(s => s with { PublicAddress = address });
        var stop = Assert.Throws<Stop>(() => NewsroomFolder.Open(paper.House.Path));
        Assert.Contains($"`publicAddress`: \"{address}\" is not an https address of a host or folder; write one like https://news.example/", stop.Message, StringComparison.Ordinal);
    }

    // With compressed copies.
    private static bool IsBeside(string path) => path.Contains("sitemap", StringComparison.Ordinal) || path.StartsWith("robots.txt", StringComparison.Ordinal);

    private static string Read(TestNewsroom paper, string path) => File.ReadAllText(Path.Combine(paper.House.Public, path));

    private static List<string> Locations(TestNewsroom paper, string path) => [.. XElement.Parse(Read(paper, path)).Elements().Select(e => e.Elements().First().Value)];

    // Which sitemaps a publish writes.
    private static async Task<List<string>> WrittenAsync(TestNewsroom paper, Func<Task> write)
    {
        var maps = Directory.EnumerateFiles(paper.House.Public, "*sitemap*", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        await write();
        await paper.PublishAsync();
        return [.. Directory.EnumerateFiles(paper.House.Public, "*sitemap*.xml", SearchOption.AllDirectories).Where(f => !maps.TryGetValue(f, out var time) || time != File.GetLastWriteTimeUtc(f))
            .Select(f => Path.GetRelativePath(paper.House.Public, f)).Order(StringComparer.Ordinal)];
    }
}
