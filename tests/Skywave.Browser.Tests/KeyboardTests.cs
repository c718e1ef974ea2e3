using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>A reader without a pointer: Tab and Enter, and every stop can be seen.</summary>
public sealed class KeyboardTests(DemoOnMirrors demo)
{
    private const int MostStops = 200;

    // Where the keyboard is: what it would follow, whether it is drawn around, and whether the window shows it, not hidden under what stays in sight.
    private const string Focus =
        """
        () => {
          const at = document.activeElement
          if (!at || at === document.body) return ['', '', '']
          const style = getComputedStyle(at), box = at.getBoundingClientRect(), x = box.left + Math.min(4, box.width / 2), y = box.top + Math.min(4, box.height / 2)
          const top = document.elementFromPoint(x, y)
          const isDrawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
          return [at.getAttribute('href') ?? at.localName, isDrawn ? 'drawn' : '', top && (at.contains(top) || top.contains(at)) ? 'seen' : '']
        }
        """;

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task Front_article_acts_and_back_by_Tab_and_Enter_alone_and_every_stop_is_seen(string desk)
    {
        await using var context = await demo.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 800 } });
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(demo.On($"{desk}/index.html").ToString());

        var article = demo.PageOf(desk, "is-this-page-genuine");
        await FollowAsync(tab, href => href.EndsWith(article.Split('/')[^1], StringComparison.Ordinal));
        Assert.Equal("/" + article, new Uri(tab.Url).AbsolutePath);
        await FollowAsync(tab, href => href.EndsWith("/acts.html", StringComparison.Ordinal));
        Assert.Equal($"/{desk}/acts.html", new Uri(tab.Url).AbsolutePath);
        await FollowAsync(tab, href => href.EndsWith($"{desk}/index.html", StringComparison.Ordinal));
        Assert.Equal($"/{desk}/index.html", new Uri(tab.Url).AbsolutePath);
    }

    [Fact]
    public async Task A_folded_act_opens_and_closes_by_the_keyboard()
    {
        await using var context = await demo.Browser.NewContextAsync(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 800 } });
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(demo.On(demo.PageOf("en", "is-this-page-genuine")).ToString());
        var share = tab.Locator(".acts details").First;
        await GoToAsync(tab, _ => share.Locator("summary").EvaluateAsync<bool>("s => s === document.activeElement"));
        await tab.Keyboard.PressAsync("Enter");
        Assert.True(await share.Locator("dl").IsVisibleAsync());
        await tab.Keyboard.PressAsync("Enter");
        Assert.False(await share.Locator("dl").IsVisibleAsync());
    }

    private static async Task FollowAsync(IPage tab, Func<string, bool> isIt)
    {
        await GoToAsync(tab, href => Task.FromResult(isIt(href)));
        var before = tab.Url;
        await tab.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab).Not.ToHaveURLAsync(before, new() { Timeout = 60_000 });
        await tab.WaitForLoadStateAsync(LoadState.Load);
    }

    private static async Task GoToAsync(IPage tab, Func<string, Task<bool>> isIt)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await tab.Keyboard.PressAsync("Tab");
            var at = await tab.EvaluateAsync<string[]>(Focus);
            Assert.True(at[1] == "drawn" && at[2] == "seen", $"{tab.Url}: stop {stop}, {at[0]}: {at[1]} {at[2]}");
            if (await isIt(at[0]))
            {
                return;
            }
        }
        Assert.Fail($"{tab.Url}: {MostStops} stops, and none of them is it");
    }
}
