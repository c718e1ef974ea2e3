using System.IO.Compression;
using Skywave.Delivery;
using Skywave.Demo;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Reading;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests.Demo;

/// <summary>What a newcomer gets from `skywave demo`: whole, genuine, in every language, small.</summary>
public sealed class DemoTests(MadeDemo demo) : IClassFixture<MadeDemo>
{
    private const int KB = 1024;

    private static readonly string[] Desks = ["en", "ru", "uk", "fa", "ps", "uz", "uz-Cyrl", "ka", "hy", "tr", "ar"];

    private static readonly string[] Standing = ["about", "contact", "privacy", "verify"];

    [Fact]
    public void Every_language_has_the_guide_its_standing_pages_and_its_correction()
    {
        foreach (var desk in Desks)
        {
            var folder = Path.Combine(demo.House.Public, desk);
            Assert.Equal(6, Directory.GetFiles(Path.Combine(folder, "2026"), "*.html", SearchOption.AllDirectories).Count(f => Path.GetFileName(f) != "index.html"));
            Assert.Equal(Standing, Directory.GetFiles(Path.Combine(folder, "about"), "*.html").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal));
            Assert.All(new[] { "index.html", "corrections.html", "404.html", "archive.html", "feed.xml", "feed.atom", "feed.json" }, name => Assert.True(File.Exists(Path.Combine(folder, name)), $"{desk}/{name}"));
            Assert.Contains("<article", File.ReadAllText(Path.Combine(folder, "about", "about.html")), StringComparison.Ordinal);
            var corrected = Directory.GetFiles(folder, "internet-shutdowns-2024-*.html", SearchOption.AllDirectories).Single();
            Assert.Contains("data-revision=\"2\"", File.ReadAllText(corrected), StringComparison.Ordinal);
            Assert.Equal(desk != "en", File.ReadAllText(corrected).Contains("class=\"n\"", StringComparison.Ordinal) && NeedsReview(desk));
        }
    }

    [Fact]
    public void Nothing_was_left_out_and_nothing_needed_a_warning() => Assert.All(demo.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("edition ", line, StringComparison.Ordinal));

    [Theory]
    [InlineData("public")]
    [InlineData("mirror-one")]
    [InlineData("mirror-two")]
    public async Task Each_of_its_three_copies_is_authentic_to_a_reader_with_its_trust_file(string carrier)
    {
        var trust = TrustFile.Read(File.ReadAllBytes(MakeDemo.TrustFileOf(demo.House))).Value;
        var source = EditionSource.FromFolder(demo.House.Carrier(carrier));
        var report = await CheckEdition.RunAsync(source, trust.Root.Bytes, null, EditionKeeper.Nothing, TimeProvider.System.GetUtcNow(), null, CancellationToken.None);
        Assert.Empty(report.Findings);
        Assert.Equal((110, 2), (report.Articles, report.Number));
        Assert.Equal(Desks, report.Desks);
    }

    [Fact]
    public async Task A_mirror_is_switched_off_and_on_and_the_other_goes_on()
    {
        await using var sites = await DemoSites.StartAsync(demo.House, 0, CancellationToken.None);
        using var reader = new HttpClient();
        Assert.Contains("off", await sites.SwitchAsync(1, CancellationToken.None), StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => reader.GetAsync(sites.Address(1)));
        Assert.True((await reader.GetAsync(new Uri(sites.Address(2), "en/index.html"))).IsSuccessStatusCode);
        Assert.Contains("on again", await sites.SwitchAsync(1, CancellationToken.None), StringComparison.Ordinal);
        Assert.True((await reader.GetAsync(new Uri(sites.Address(1), "en/index.html"))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Tuf_js_verifies_every_target_cold_and_warm()
    {
        await using var site = await ReaderSite.StartAsync(demo.House.Carrier("mirror-one"), new Uri("http://127.0.0.1:0"));
        using var cache = new TempFolder();
        var root = Path.Combine(cache.Path, "root.json");
        await using (var ledger = LedgerFile.Open(demo.House.Ledger))
        {
            await File.WriteAllBytesAsync(root, OfflineRoles.Root(ledger).Bytes.ToArray());
        }
        var (code, output) = Node.Run("check-tuf.mjs", site.Address.ToString(), root, Path.Combine(cache.Path, "cache"));
        Assert.True(code == 0, output);
        Assert.Matches(@"cold: (\d+) targets verified[^\n]*\nwarm: \1 targets verified", output);
    }

    [Fact]
    public void A_second_implementation_checks_every_log_proof_and_entry()
    {
        var (code, output) = Node.Run("check-log.mjs", demo.House.Carrier("mirror-two"));
        Assert.True(code == 0, output);
        Assert.All(Desks, desk => Assert.Contains($"log/{desk}/1", output, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_page_keeps_to_its_budget_on_the_wire()
    {
        foreach (var file in Directory.EnumerateFiles(demo.House.Public, "*.html", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(demo.House.Public, file).Replace('\\', '/');
            var isArticle = CarrierOrder.PhaseOf(path) == PushPhase.Pages;
            var size = Compressed(File.ReadAllBytes(file));
            Assert.True(size <= (isArticle ? 11 : 25) * KB, $"{path} has {size} bytes compressed");
        }
    }

    [Fact]
    public void An_article_with_its_lead_picture_stays_under_35_kilobytes()
    {
        var widest = Directory.EnumerateFiles(Path.Combine(demo.House.Public, "media"), "*.jpg").Max(f => new FileInfo(f).Length);
        Assert.True(widest + (8 * KB) <= 35 * KB, $"the largest rendition has {widest} bytes");
    }

    [Fact]
    public void Its_keys_are_called_unsafe_and_only_its_own_folder_is_used_again()
    {
        Assert.True(Passphrase.IsDemo(demo.House));
        Assert.Contains(Directory.EnumerateFiles(demo.House.Keys), f => Path.GetFileName(f).StartsWith("UNSAFE", StringComparison.Ordinal));
    }

    private bool NeedsReview(string desk) => File.ReadAllText(Path.Combine(TestData.RepositoryRoot(), "demo", "stories", desk, "genuine.txt")).Contains("review: needs native review", StringComparison.Ordinal);

    private static int Compressed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, new BrotliCompressionOptions { Quality = 9 }, leaveOpen: true))
        {
            brotli.Write(bytes);
        }
        return (int)packed.Length;
    }
}
