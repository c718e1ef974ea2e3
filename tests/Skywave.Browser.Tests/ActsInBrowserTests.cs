using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>What a reader does with a story, in a real browser with scripts off; and a page on paper and on a very wide screen.</summary>
public sealed class ActsInBrowserTests(DemoOnMirrors demo)
{
    private const string Slug = "internet-shutdowns-2024";

    private async Task<IPage> OpenAsync(string path, bool scripts = false, int width = 390)
    {
        var context = await demo.Browser.NewContextAsync(new() { JavaScriptEnabled = scripts, ViewportSize = new() { Width = width, Height = 800 }, AcceptDownloads = true });
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(demo.On(path).ToString());
        return tab;
    }

    [Fact]
    public async Task An_act_is_unfolded_with_its_notice_first_and_its_file_is_the_mirrors_own()
    {
        var path = demo.PageOf("en", Slug);
        var tab = await OpenAsync(path);
        var share = tab.Locator(".acts details").First;
        Assert.Equal("Share Belarus and Russia", await share.Locator("summary").InnerTextAsync());
        Assert.False(await share.Locator("a[download]").IsVisibleAsync());
        await share.Locator("summary").ClickAsync();
        Assert.True(await share.Locator("dl").IsVisibleAsync());
        var download = await tab.RunAndWaitForDownloadAsync(() => share.Locator("a[download]").ClickAsync());
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(demo.House.Public, path), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        await tab.Context.DisposeAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task Liking_and_saving_a_story_ask_nobody_and_work_while_there_is_no_network(string desk)
    {
        var tab = await OpenAsync(demo.PageOf(desk, Slug));
        var asked = new List<string>();
        tab.Request += (_, request) => asked.Add(request.Url);
        await tab.Context.SetOfflineAsync(true);
        foreach (var act in new[] { 1, 2 })
        {
            var line = tab.Locator(".acts details").Nth(act);
            await line.Locator("summary").ClickAsync();
            Assert.True(await line.Locator("dl").First.IsVisibleAsync(), "its notice stands before it");
            Assert.True(await line.Locator("p").Last.IsVisibleAsync());
        }
        // What the browser's own "Save page" does; a bookmark is the address alone.
        var devtools = await tab.Context.NewCDPSessionAsync(tab);
        var saved = (await devtools.SendAsync("Page.captureSnapshot"))!.Value.GetProperty("data").GetString()!;
        Assert.Contains("Content-Type: text/html", saved, StringComparison.Ordinal);
        Assert.Contains("<article", saved, StringComparison.Ordinal);
        Assert.Empty(asked);
        Assert.Empty(await tab.Context.CookiesAsync());
        await tab.Context.DisposeAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task One_countrys_notices_are_shown_alone_and_the_mirror_is_not_asked_again(string desk)
    {
        var tab = await OpenAsync(desk + "/acts.html");
        var asked = new List<string>();
        tab.Request += (_, request) => asked.Add(request.Url);
        Assert.True(await tab.Locator("#Share .BY").IsVisibleAsync());
        Assert.False(await tab.Locator("#in-RU").IsVisibleAsync());
        await tab.Locator("a[href='#in-RU']").ClickAsync();
        Assert.True(await tab.Locator("#in-RU").IsVisibleAsync());
        Assert.True(await tab.Locator("#Share .RU").IsVisibleAsync());
        Assert.False(await tab.Locator("#Share .BY").IsVisibleAsync());
        Assert.True(await tab.Locator("#Save .no").IsVisibleAsync(), "of Russia no notice names saving, and the page says so");
        Assert.False(await tab.Locator("#Subscribe .on").IsVisibleAsync());
        await tab.Locator("a[href='#text']").Last.ClickAsync();
        Assert.True(await tab.Locator("#Share .BY").IsVisibleAsync());
        Assert.Empty(asked);
        Assert.Empty(await tab.Context.CookiesAsync());
        await tab.Context.DisposeAsync();
    }

    [Fact]
    public async Task The_way_out_is_the_first_stop_of_the_keyboard_stays_in_sight_and_leads_to_an_empty_page()
    {
        var tab = await OpenAsync(demo.PageOf("en", Slug), scripts: true);
        await tab.Keyboard.PressAsync("Tab");
        Assert.Equal("exit", await tab.EvaluateAsync<string>("() => document.activeElement.parentElement.className"));
        await tab.EvaluateAsync("() => scrollTo(0, 2500)");
        Assert.InRange((await tab.Locator(".exit").BoundingBoxAsync())!.Y, -1, 1);
        await tab.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab).ToHaveURLAsync(new Regex("/exit\\.html$"));
        Assert.Equal("", await tab.Locator("body").InnerTextAsync());
        await tab.Context.DisposeAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task On_paper_there_is_the_article_in_dark_ink_and_where_it_is_from(string desk)
    {
        var tab = await OpenAsync(demo.PageOf(desk, Slug), scripts: true);
        await tab.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await tab.Locator("article h1").IsVisibleAsync());
        Assert.True(await tab.Locator(".print").IsVisibleAsync());
        foreach (var part in new[] { ".exit", ".top", ".acts", ".proof", ".end" })
        {
            Assert.False(await tab.Locator(part).First.IsVisibleAsync(), part);
        }
        Assert.Equal("rgb(17, 17, 17)", await tab.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('h1')).color"));
        await tab.Context.DisposeAsync();
    }

    [Theory]
    [InlineData("en", 1.2)]
    [InlineData("fa", 1.5)]
    [InlineData("ka", 1.35)]
    [InlineData("hy", 1.35)]
    public async Task A_line_is_as_long_as_a_line_of_text_on_a_wide_screen_and_a_headline_as_high_as_its_script_needs(string desk, double height)
    {
        var tab = await OpenAsync(demo.PageOf(desk, Slug), scripts: true, width: 3840);
        var letters = await tab.EvaluateAsync<double>("() => { const p = document.querySelector('article>p.l'), s = getComputedStyle(p); return p.clientWidth / parseFloat(s.fontSize); }");
        Assert.InRange(letters, 22, 36);
        var line = await tab.EvaluateAsync<double>("() => { const s = getComputedStyle(document.querySelector('h1')); return parseFloat(s.lineHeight) / parseFloat(s.fontSize); }");
        Assert.Equal(height, line, 2);
        await tab.Context.DisposeAsync();
    }
}
