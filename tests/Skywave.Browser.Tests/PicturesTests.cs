using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// Pictures of every kind of page, for people to look at: <c>artifacts/pages/&lt;desk&gt;-&lt;kind&gt;-&lt;phone|desktop&gt;-&lt;light|dark&gt;.png</c>. What a machine can tell is asserted: the page has its direction and colours, and nothing
/// is wider than the screen.
/// </summary>
public sealed class PicturesTests(DemoOnMirrors demo)
{
    private const int Tallest = 2400;

    [Theory]
    [InlineData("en", "phone", ColorScheme.Light)]
    [InlineData("en", "desktop", ColorScheme.Dark)]
    [InlineData("fa", "phone", ColorScheme.Dark)]
    [InlineData("fa", "desktop", ColorScheme.Light)]
    public async Task Every_kind_of_page_fits_its_screen_and_has_its_direction_and_colours(string desk, string screen, ColorScheme colours)
    {
        var (width, height) = screen == "phone" ? (360, 740) : (1440, 900);
        await using var context = await demo.Browser.NewContextAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = height } });
        var tab = await context.NewPageAsync();
        var folder = Directory.CreateDirectory(Path.Combine(TestData.RepositoryRoot(), "artifacts", "pages")).FullName;
        foreach (var (kind, path) in PagesOf(desk))
        {
            await tab.GotoAsync(demo.On(path).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
            var seen = await tab.EvaluateAsync<string>("() => [document.documentElement.scrollWidth <= innerWidth, getComputedStyle(document.body).direction, getComputedStyle(document.body).color.match(/\\d+/g).every(c => c < 128)].join(' ')");
            Assert.Equal($"{path}: true {(desk == "fa" ? "rtl" : "ltr")} {(colours == ColorScheme.Light ? "true" : "false")}", $"{path}: {seen}");
            var tall = Math.Min(Tallest, await tab.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
            await tab.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{desk}-{kind}-{screen}-{colours.ToString().ToLowerInvariant()}.png"), FullPage = true, Clip = new() { X = 0, Y = 0, Width = width, Height = tall } });
        }
    }

    private IEnumerable<(string Kind, string Path)> PagesOf(string desk)
    {
        var article = demo.PageOf(desk, "internet-shutdowns-2024");
        var topic = Directory.EnumerateDirectories(Path.Combine(demo.House.Public, desk, "topic")).Order(StringComparer.Ordinal).First();
        return
        [
            ("front", $"{desk}/index.html"), ("article", article), ("acts", $"{desk}/acts.html"), ("keep", $"{desk}/keep.html"), ("share", $"{desk}/share.html#{article}"), ("search", $"{desk}/search.html"),
            ("corrections", $"{desk}/corrections.html"), ("archive", $"{desk}/archive.html"), ("topics", $"{desk}/topic/index.html"), ("topic", $"{desk}/topic/{Path.GetFileName(topic)}/index.html"),
            ("month", Path.GetDirectoryName(article)!.Replace('\\', '/') + "/index.html"), ("contact", $"{desk}/about/contact.html"), ("missing", $"{desk}/404.html"),
        ];
    }
}
