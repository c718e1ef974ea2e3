using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>A live page in a browser: with scripts off, on a narrow phone, right to left, dark; asking again is the reader's alone.</summary>
public sealed class LiveInBrowserTests(DemoOnMirrors demo, LiveDesk live) : IClassFixture<LiveDesk>
{
    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("fa", ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_a_live_page_and_nothing_is_wider_than_320_pixels(string desk, ColorScheme scheme)
    {
        await using var context = await demo.Browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 320, Height = 800 } });
        var tab = await context.NewPageAsync();
        foreach (var path in new[] { live.Part(desk, 1), live.Part(desk, 2), desk + "/index.html" })
        {
            await tab.GotoAsync(live.On(path).ToString());
            await tab.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            Assert.InRange(await tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 300, 320);
            var found = await tab.RunAxe(AxeTests.Rules).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Empty(found.Violations.Select(v => $"{path}: {v.Id}: {v.Help}: {string.Join(' ', v.Nodes.Take(3).Select(n => n.Html))}"));
        }
    }

    [Fact]
    public async Task Without_script_the_page_asks_nobody_until_the_reader_does_and_then_has_what_is_new()
    {
        await using var context = await demo.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(live.On(live.Part("en", 2)).ToString());
        Assert.Equal(6, await tab.Locator("article h2[id]").CountAsync());
        await live.AddAsync("en", 7);
        var asked = new List<string>();
        tab.Request += (_, request) => asked.Add(request.Url);
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Empty(asked);
        // The newsstand sees a change of its folder within a second.
        await tab.GetByRole(AriaRole.Link, new() { Name = "Check for updates" }).ClickAsync();
        await Assertions.Expect(tab.Locator("article h2[id]")).ToHaveCountAsync(7);
        Assert.Single(asked);
        await tab.GetByRole(AriaRole.Link, new() { Name = "Earlier entries" }).First.ClickAsync();
        await Assertions.Expect(tab.Locator("#e20")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_permalink_shows_its_entry()
    {
        await using var context = await demo.Browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(live.On(live.Part("fa", 1)) + "#e3");
        await Assertions.Expect(tab.Locator("#e3")).ToBeInViewportAsync();
        await tab.Locator("article dl a").First.ClickAsync();
        Assert.EndsWith("#e20", tab.Url, StringComparison.Ordinal);
        await Assertions.Expect(tab.Locator("#e20")).ToBeInViewportAsync();
    }
}
