using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Skywave.House;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests;

/// <summary>The search page as a reader has it: what is typed finds, what is loaded, and what it says when it cannot.</summary>
public sealed class SearchInBrowserTests(DemoOnMirrors demo, SearchSite site) : IClassFixture<SearchSite>
{
    private static readonly TimeSpan AxePatience = TimeSpan.FromSeconds(60);

    /// <summary>A desk and how somebody types a word of story 690 and two of story 5, on the keyboard at hand.</summary>
    public static TheoryData<string, string, string> Typed => new()
    {
        { "en", "BRIDG", "harbour ferr" },
        { "fa", "كتابهاي", "بندر قایق ها" }, // Arabic kaf and yeh, no joiner; a space for the joiner
        { "ru", "еще паром", "гавань паромы" },
        { "uz", "g'alla", "eski o`zbekiston" },
    };

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task What_is_typed_finds_the_newest_at_once_and_older_ones_when_asked(string desk, string newest, string older)
    {
        await using var reader = await OpenAsync(desk);
        Assert.Equal(["search.html", "search.js"], reader.Asked.Select(a => a.Split('/')[^1]));
        await reader.SearchAsync(newest);
        Assert.Equal(1, await reader.Found.CountAsync());
        Assert.Equal(1 + (Count % 256 / 32), reader.Asked.Count(a => a.Contains("/search/", StringComparison.Ordinal)));
        Assert.DoesNotContain(reader.Asked, a => a.Contains("/words/", StringComparison.Ordinal));

        await reader.SearchAsync(older);
        Assert.Equal(0, await reader.Found.CountAsync());
        var before = reader.Asked.Count;
        await reader.Tab.Locator("#older").ClickAsync();
        await reader.Found.First.WaitForAsync();
        // The tail anew, a shard for each word, one block of lines.
        Assert.InRange(reader.Asked.Count - before, 2, 4);
        Assert.False(await reader.Tab.Locator("#beyond").IsVisibleAsync());
        Assert.Contains(LocaleFiles.All.For(DeskTag.Parse(desk)).Number(Count), await reader.Tab.Locator("#status").InnerTextAsync(), StringComparison.Ordinal);
        Assert.All(reader.Asked, a => Assert.Equal("", new Uri(a).Query));
        Assert.DoesNotContain('#', reader.Tab.Url);

        await reader.Found.First.Locator("a").ClickAsync();
        Assert.Equal("the story", await reader.Tab.TitleAsync());
    }

    [Fact]
    public async Task A_headline_is_text_and_never_markup()
    {
        await using var reader = await OpenAsync("en");
        await reader.SearchAsync("ferries");
        Assert.Equal("“Ferries” & <b>bridges</b>: a river’s year", await reader.Found.First.Locator("a").InnerTextAsync());
        Assert.Equal(0, await reader.Tab.Locator("#found li a b").CountAsync());
        Assert.StartsWith("Correction", await reader.Found.First.Locator("p").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "damaged")]
    [InlineData("{\"v\":1,\"from\":672,\"count\":700,\"lines\":[[\"javascript:aler\",\"x\",\"<img src=x onerror=alert(1)>\",1,0,\"ferries\"]]}", "damaged")]
    [InlineData(null, "missing")]
    public async Task A_mirror_that_lies_or_fails_is_said_to(string? answer, string says)
    {
        await using var reader = await OpenAsync("en");
        var dialogs = 0;
        reader.Tab.Dialog += (_, dialog) => { dialogs++; _ = dialog.DismissAsync(); };
        await reader.Tab.RouteAsync("**/tail.json", route => answer is null ? route.AbortAsync() : route.FulfillAsync(new() { Body = answer, ContentType = "text/html" }));
        await reader.SearchAsync("ferries");
        Assert.Equal(LocaleFiles.All.English.Text("search." + says), await reader.Tab.Locator("#status").InnerTextAsync());
        Assert.Equal(0, await reader.Tab.Locator("img").CountAsync());
        Assert.Equal(0, dialogs);
        await reader.Tab.UnrouteAllAsync();
        await reader.SearchAsync("ferries");
        Assert.Equal(1, await reader.Found.CountAsync());
    }

    [Fact]
    public async Task Without_script_it_says_so_and_leads_to_lists()
    {
        await using var context = await demo.Browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        await tab.RouteAsync("**/*.js", route => route.AbortAsync());
        await tab.GotoAsync(site.On("en/search.html").ToString());
        await AssertPlainAsync(tab);
        await tab.UnrouteAllAsync();
        Assert.Empty(await ViolationsAsync(tab));
        await tab.GotoAsync(new Uri(Path.Combine(site.Folder, "en", "search.html")).AbsoluteUri);
        await AssertPlainAsync(tab);
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("fa", ColorScheme.Light)]
    [InlineData("fa", ColorScheme.Dark)]
    [InlineData("ru", ColorScheme.Light)]
    public async Task Axe_finds_nothing_and_a_phone_of_320_pixels_is_wide_enough(string desk, ColorScheme scheme)
    {
        await using var reader = await OpenAsync(desk, new() { ColorScheme = scheme, ViewportSize = new() { Width = 320, Height = 640 } });
        Assert.Empty(await ViolationsAsync(reader.Tab));
        await reader.SearchAsync(LocaleFiles.All.For(DeskTag.Parse(desk)).Text("nav.corrections"));
        Assert.True(await reader.Found.CountAsync() > 3);
        Assert.Empty(await ViolationsAsync(reader.Tab));
        Assert.Equal(320, await reader.Tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_keyboard_is_enough()
    {
        await using var reader = await OpenAsync("en");
        await reader.Tab.Locator("#words").FocusAsync();
        await reader.Tab.Keyboard.TypeAsync("corrections");
        await reader.Tab.Keyboard.PressAsync("Enter");
        await reader.Found.First.WaitForAsync();
        var first = await reader.Found.CountAsync();
        for (var i = 0; i < first + 2; i++)
        {
            await reader.Tab.Keyboard.PressAsync("Tab");
        }
        Assert.Equal("older", await reader.Tab.EvaluateAsync<string>("() => document.activeElement.id"));
        await reader.Tab.Keyboard.PressAsync("Enter");
        await reader.Found.Nth(first).WaitForAsync();
        Assert.True(await reader.Tab.EvaluateAsync<bool>("() => ['older', 'words'].includes(document.activeElement.id) || document.activeElement.matches('#found a')"));
    }

    private const int Count = SearchSite.Count;

    private static async Task AssertPlainAsync(IPage tab)
    {
        Assert.Equal(LocaleFiles.All.English.Text("search.needsScript"), await tab.Locator("#plain").InnerTextAsync());
        Assert.False(await tab.Locator("#search").IsVisibleAsync());
        Assert.True(await tab.Locator("main nav a").CountAsync() >= 2);
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(IPage tab)
    {
        var options = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };
        var found = await tab.RunAxe(options).WaitAsync(AxePatience);
        Assert.True(found.Passes.Length > 10, "axe looked at the page");
        return found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" ", v.Nodes.Take(3).Select(n => n.Html))}");
    }

    private async Task<Reader> OpenAsync(string desk, BrowserNewContextOptions? options = null)
    {
        var context = await demo.Browser.NewContextAsync(options);
        var reader = new Reader(context, await context.NewPageAsync());
        await reader.Tab.GotoAsync(site.On(desk + "/search.html").ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        return reader;
    }

    private sealed class Reader : IAsyncDisposable
    {
        private readonly IBrowserContext _context;

        public Reader(IBrowserContext context, IPage tab)
        {
            (_context, Tab) = (context, tab);
            tab.Request += (_, request) => Asked.Add(request.Url);
        }

        public IPage Tab { get; }

        public List<string> Asked { get; } = [];

        public ILocator Found => Tab.Locator("#found li");

        public async Task SearchAsync(string words)
        {
            await Tab.Locator("#words").FillAsync(words);
            await Tab.Locator("#words").PressAsync("Enter");
            await Tab.Locator("#found[aria-busy=false]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }

        public ValueTask DisposeAsync() => _context.DisposeAsync();
    }
}
