using System.Security.Cryptography;
using System.Text;
using Skywave.Delivery;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class DictionaryTests
{
    private const string Browser = "gzip, deflate, br, zstd, dcb, dcz";

    private static readonly string Chrome = string.Concat(Enumerable.Range(0, 8_000).Select(i => $"<p>{i * 7919 % 50_000}</p>"));

    [Fact]
    public async Task Whoever_has_the_desks_dictionary_gets_pages_made_with_it()
    {
        await using var site = await SiteAsync();
        var (plain, dictionary) = (await site.AskAsync("fa/2026/11/a.html", Browser), await DictionaryAsync(site));
        var answer = await site.AskAsync("fa/2026/11/a.html", Browser, null, ("Available-Dictionary", NameOf(dictionary)));
        Assert.Equal("dcz", answer.Coding);
        Assert.True(answer.Bytes.Length < plain.Bytes.Length / 2, $"{answer.Bytes.Length} of {plain.Bytes.Length} bytes");
        Assert.Equal(answer.Bytes.Length, SizeClasses.Dictionary.Of(answer.Bytes.Length, 255));
        Assert.Equal("Accept-Encoding, Available-Dictionary", answer["Vary"]);
        Assert.NotEqual(plain["ETag"], answer["ETag"]);

        Assert.Equal([0x5E, 0x2A, 0x4D, 0x18, 0x20, 0, 0, 0, .. SHA256.HashData(dictionary)], answer.Bytes[..40]);
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, dictionary, TestContext.Current.CancellationToken);
        Assert.Equal("one " + Chrome, Encoding.UTF8.GetString(Debian.Decode("zstd", answer.Bytes, "--patch-from=" + file)));
        File.Delete(file);
    }

    [Fact]
    public async Task A_front_points_to_its_desks_dictionary_and_an_article_does_not()
    {
        await using var site = await SiteAsync();
        Assert.Matches("^<[0-9a-f]{16}\\.dictionary>; rel=\"compression-dictionary\"$", (await site.AskAsync("fa/", "br"))["Link"]);
        Assert.Equal("", (await site.AskAsync("fa/2026/11/a.html", Browser))["Link"]);
        Assert.Equal("", (await site.AskAsync("en/", Browser))["Link"]);
    }

    [Fact]
    public async Task Nothing_that_one_reader_read_and_another_did_not_is_a_dictionary()
    {
        await using var site = await SiteAsync();
        foreach (var path in new[] { "fa/", "fa/2026/11/a.html", "fa/2026/11/b.html", "fa/about/verify.html", "index.html" })
        {
            var page = await site.AskAsync(path, Browser);
            Assert.Equal("", page["Use-As-Dictionary"]);
            var offered = await site.AskAsync("fa/2026/11/a.html", Browser, null, ("Available-Dictionary", NameOf(Encoding.UTF8.GetBytes(page.Text))));
            Assert.Equal(path == "fa/about/verify.html" ? "dcz" : "br", offered.Coding);
        }
    }

    [Fact]
    public async Task Another_desks_dictionary_and_words_that_name_none_change_nothing()
    {
        await using var site = await SiteAsync();
        var name = NameOf(await DictionaryAsync(site));
        Assert.Equal("br", (await site.AskAsync("en/index.html", Browser, null, ("Available-Dictionary", name))).Coding);
        Assert.Equal("br", (await site.AskAsync("index.html", Browser, null, ("Available-Dictionary", name))).Coding);
        foreach (var wrong in new[] { "x", ":AAAA:", name.Trim(':'), name + "," + name, new string('a', 5_000) })
        {
            Assert.Equal("br", (await site.AskAsync("fa/2026/11/a.html", Browser, null, ("Available-Dictionary", wrong))).Coding);
        }
        Assert.Equal("br", (await site.AskAsync("fa/2026/11/a.html", "gzip, br", null, ("Available-Dictionary", name))).Coding);
        Assert.Equal("br", (await site.AskAsync("fa/2026/11/a.html", "br, dcz;q=0", null, ("Available-Dictionary", name))).Coding);
    }

    [Fact]
    public async Task A_dictionary_is_kept_by_its_name_and_only_the_current_one_is_had()
    {
        var clock = new StandingClock();
        await using var site = await SiteAsync(new ReaderSiteOptions { Clock = clock });
        var before = await PathAsync(site);
        var answer = await site.AskAsync(before, "br");
        Assert.Contains("max-age=", answer["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal("match=\"*\", match-dest=(\"document\")", answer["Use-As-Dictionary"]);

        site.Put("fa/about/verify.html", "changed " + Chrome);
        clock.Move(TimeSpan.FromSeconds(1));
        Assert.NotEqual(before, await PathAsync(site));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await site.AskAsync(before, "br")).Status);
        Assert.Equal("br", (await site.AskAsync("fa/2026/11/a.html", Browser, null, ("Available-Dictionary", NameOf(Encoding.UTF8.GetBytes(answer.Text))))).Coding);
    }

    [Fact]
    public async Task A_front_whose_policy_forbids_the_fetch_points_to_nothing()
    {
        await using var site = await SiteAsync();
        site.Put("ru/about/verify.html", Chrome);
        site.Put("ru/index.html", "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'\">" + Chrome);
        Assert.Equal("", (await site.AskAsync("ru/", Browser))["Link"]);
        site.Put("be/about/verify.html", Chrome);
        site.Put("be/index.html", "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; connect-src 'self'\">" + Chrome);
        Assert.NotEqual("", (await site.AskAsync("be/", Browser))["Link"]);
    }

    [Fact]
    public async Task Where_connections_are_ended_early_no_dictionary_is_offered()
    {
        await using var site = await SiteAsync(new ReaderSiteOptions { EndConnectionAfter = 11_264 });
        Assert.Equal("", (await site.AskAsync("fa/", Browser))["Link"]);
    }

    private static async Task<byte[]> DictionaryAsync(Asking site) => (await site.AskAsync(await PathAsync(site))).Bytes;

    private static async Task<string> PathAsync(Asking site) => "fa/" + (await site.AskAsync("fa/"))["Link"].Split('<', '>')[1];

    private static string NameOf(byte[] dictionary) => $":{Convert.ToBase64String(SHA256.HashData(dictionary))}:";

    private static async Task<Asking> SiteAsync(ReaderSiteOptions? options = null)
    {
        var site = await Asking.StartAsync(options);
        site.Put("index.html", "all desks " + Chrome);
        site.Put("en/index.html", "a desk without standing pages " + Chrome);
        site.Put("fa/index.html", "front " + Chrome);
        site.Put("fa/about/verify.html", "how to verify " + Chrome);
        site.Put("fa/2026/11/a.html", "one " + Chrome);
        site.Put("fa/2026/11/b.html", "two " + Chrome);
        return site;
    }
}
