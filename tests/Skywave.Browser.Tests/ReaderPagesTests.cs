using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>The pages as a browser shows them: with scripts off and on, and on a phone.</summary>
public sealed class ReaderPagesTests(DemoOnMirrors demo)
{
    private static readonly string[] Slugs = ["is-this-page-genuine", "internet-shutdowns-2024"];

    /// <summary>Every desk of the demonstration.</summary>
    public static TheoryData<string> Desks => [.. "en ru uk fa ps uz uz-Cyrl ka hy tr ar".Split(' ')];

    [Theory]
    [MemberData(nameof(Desks))]
    public async Task An_article_reads_the_same_with_scripts_off_and_on_and_nothing_leaves_the_mirror(string desk)
    {
        foreach (var slug in Slugs)
        {
            var off = await ReadAsync(demo.PageOf(desk, slug), scripts: false);
            var on = await ReadAsync(demo.PageOf(desk, slug), scripts: true);
            Assert.Equal(off.Text, on.Text);
            Assert.True(off.Text.Length > 500, $"{desk}: the article has {off.Text.Length} characters");
            Assert.All(off.Asked.Concat(on.Asked), address => Assert.Equal(demo.On("").Authority, new Uri(address).Authority));
            Assert.Empty(off.Wrong.Concat(on.Wrong));
        }
    }

    [Theory]
    [MemberData(nameof(Desks))]
    public async Task Nothing_is_wider_than_a_phone_of_320_pixels(string desk)
    {
        await using var context = await demo.Browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 640 } });
        var tab = await context.NewPageAsync();
        foreach (var page in new[] { "index.html", "article", "corrected", "acts.html", "corrections.html", "about/privacy.html" })
        {
            await tab.GotoAsync(demo.On(PathOf(desk, page)).ToString());
            Assert.Equal(320, await tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        }
    }

    [Theory]
    [MemberData(nameof(Desks))]
    public async Task A_page_says_its_language_and_direction_and_has_one_headline(string desk)
    {
        await using var context = await demo.Browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(demo.On(PathOf(desk, "article")).ToString());
        Assert.Equal(desk, await tab.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(desk is "fa" or "ps" or "ar" ? "rtl" : "ltr", await tab.Locator("html").GetAttributeAsync("dir"));
        Assert.Equal(1, await tab.Locator("h1").CountAsync());
        Assert.Equal(desk, await tab.Locator("article").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task A_missing_page_says_so_in_its_desks_language_and_leads_back()
    {
        await using var context = await demo.Browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        var answer = await tab.GotoAsync(demo.On("fa/2020/01/nothing.html").ToString());
        Assert.Equal(404, answer!.Status);
        Assert.Equal("fa", await tab.Locator("html").GetAttributeAsync("lang"));
        await tab.Locator("main a").First.ClickAsync();
        Assert.Equal(demo.On("fa/index.html").AbsolutePath, new Uri(tab.Url).AbsolutePath);
    }

    private string PathOf(string desk, string page) => page switch
    {
        "article" => demo.PageOf(desk, Slugs[0]),
        "corrected" => demo.PageOf(desk, Slugs[1]),
        _ => $"{desk}/{page}",
    };

    private async Task<(string Text, List<string> Asked, List<string> Wrong)> ReadAsync(string path, bool scripts)
    {
        await using var context = await demo.Browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        var tab = await context.NewPageAsync();
        var (asked, wrong) = (new List<string>(), new List<string>());
        tab.Request += (_, request) => asked.Add(request.Url);
        tab.Console += (_, line) => wrong.Add($"{line.Type}: {line.Text}");
        tab.RequestFailed += (_, request) => wrong.Add($"{request.Url}: {request.Failure}");
        tab.Response += (_, response) =>
        {
            if (!response.Ok)
            {
                wrong.Add($"{response.Url}: {response.Status}");
            }
        };
        await tab.GotoAsync(demo.On(path).ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        return (await tab.Locator("article").InnerTextAsync(), asked, wrong);
    }
}
