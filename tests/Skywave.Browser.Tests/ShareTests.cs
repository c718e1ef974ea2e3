using Microsoft.Playwright;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests;

/// <summary>Links that carry trust, in a real browser (docs/900-design.md, section 21): made, read as a QR code by somebody else's reader, and taken by the page that keeps news and by a lifeboat.</summary>
public sealed class ShareTests(DemoOnMirrors demo) : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), "skywave-boat-" + Guid.NewGuid().ToString("N") + ".html");

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("fa", ColorScheme.Dark)]
    public async Task A_storys_link_and_code_name_the_newsrooms_key_and_nobody_is_asked(string desk, ColorScheme colours)
    {
        await using var context = await demo.Browser.NewContextAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = 390, Height = 800 } });
        var asked = new List<string>();
        context.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath.Split('/')[^1]);
        var tab = await context.NewPageAsync();
        var story = demo.PageOf(desk, "is-this-page-genuine");
        await tab.GotoAsync(demo.On(story).ToString());
        await tab.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        asked.Clear();
        await tab.Locator("a[href*='share.html']").ClickAsync();
        var link = $"{demo.On(story)}{LinkOf(demo.House.Public, story)}";
        await Assertions.Expect(tab.Locator("#link")).ToHaveValueAsync(link);
        Assert.Equal(["share.html", "share.js"], asked);
        Assert.Equal(link, await ReadAsync(context, await tab.Locator("#code svg").ScreenshotAsync()));
        Assert.Equal("0 0", await tab.EvaluateAsync<string>("async () => [(await caches.keys()).length, localStorage.length + document.cookie.length].join(' ')"));
        await tab.Locator("#story").ClickAsync();
        await Assertions.Expect(tab).ToHaveURLAsync(demo.On(story).ToString());
    }

    [Fact]
    public async Task Without_script_the_page_says_what_to_do_instead()
    {
        await using var context = await demo.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(demo.On("en/share.html#x").ToString());
        await Assertions.Expect(tab.Locator("#script")).ToContainTextAsync("copy the address of the story");
        Assert.False(await tab.Locator("#link").IsVisibleAsync());
    }

    [Fact]
    public async Task A_link_that_does_not_fit_the_address_keeps_nothing_and_one_that_fits_pins_its_root()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        var link = LinkOf(kept.Paper.House.Public, kept.StoryOf("en"));
        await kept.Tab.GotoAsync(kept.On("en/keep.html" + OfAnotherKey(link)).ToString());
        await kept.Tab.Locator("#keep").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("#said")).ToContainTextAsync("another key than the link was made for");
        Assert.Equal("0 0", await kept.Tab.EvaluateAsync<string>("async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length].join(' ')"));

        await kept.Tab.GotoAsync(kept.On("en/keep.html").ToString());
        await kept.Tab.Locator("#link").FillAsync($"https://elsewhere.example/{kept.StoryOf("en")}{link}");
        await kept.Tab.Locator("#keep").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("#said")).ToContainTextAsync("It is on", new() { Timeout = 45_000 });
        Assert.Contains("the newest we know of", await kept.GoAsync(kept.StoryOf("en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lifeboat_opens_the_story_of_a_link_and_shows_nothing_of_one_with_another_key()
    {
        await using var paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddHours(-3), "en");
        await paper.WriteAsync("en", "bridge", KeptNews.Headline, KeptNews.Text + ".");
        await paper.PublishAsync();
        await File.WriteAllTextAsync(_file, await BoatFile.PackAsync(paper), TestContext.Current.CancellationToken);
        var story = Path.GetRelativePath(paper.House.Public, Directory.EnumerateFiles(Path.Combine(paper.House.Public, "en"), "the-bridge-is-open-*.html", SearchOption.AllDirectories).Single());
        var link = LinkOf(paper.House.Public, story);
        await using var context = await demo.Browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        await tab.GotoAsync($"file://{_file}{link}");
        await Assertions.Expect(tab.Locator("#shown h1")).ToHaveTextAsync(KeptNews.Headline);

        await tab.Locator("#link").FillAsync($"https://mirror.example/{story}{OfAnotherKey(link)}");
        await tab.Locator("#link").PressAsync("Enter");
        await Assertions.Expect(tab.Locator("#state")).ToContainTextAsync("another newsroom’s key");
        Assert.Equal("", await tab.Locator("#shown").InnerTextAsync());

        await tab.Locator("#link").FillAsync($"https://mirror.example/{story}{link}");
        await tab.Locator("#link").PressAsync("Enter");
        await Assertions.Expect(tab.Locator("#shown h1")).ToHaveTextAsync(KeptNews.Headline);
    }

    private static string LinkOf(string edition, string story) =>
        TrustLink.To(RootRole.Read(File.ReadAllBytes(Path.Combine(edition, "metadata", "1.root.json"))).Value, Path.GetFileNameWithoutExtension(story)[^16..]).ToString();

    // The first digit of the fingerprint is another one.
    private static string OfAnotherKey(string link) => $"{link[..5]}{(link[5] == '0' ? '1' : '0')}{link[6..]}";

    // npm's jsqr, which has nothing to do with the library that made the code, looks at the picture of it.
    private static async Task<string> ReadAsync(IBrowserContext context, byte[] picture)
    {
        var tab = await context.NewPageAsync();
        await tab.AddScriptTagAsync(new() { Path = Path.Combine(TestData.RepositoryRoot(), "tests", "node", "node_modules", "jsqr", "dist", "jsQR.js") });
        return await tab.EvaluateAsync<string>(
            """
            async data => {
              const image = new Image()
              image.src = 'data:image/png;base64,' + data
              await image.decode()
              const canvas = new OffscreenCanvas(image.width, image.height), at = canvas.getContext('2d')
              at.drawImage(image, 0, 0)
              return jsQR(at.getImageData(0, 0, image.width, image.height).data, image.width, image.height)?.data ?? 'no code'
            }
            """,
            Convert.ToBase64String(picture));
    }
}
