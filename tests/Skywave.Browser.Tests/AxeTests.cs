using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// Every kind of page in six languages to the rules of axe: with scripts running in light, with scripts blocked in dark. Blocked by routing: axe is a script
/// itself and never ends where the browser runs none.
/// </summary>
public sealed class AxeTests(DemoOnMirrors demo, BurmeseDesk burmese) : IClassFixture<BurmeseDesk>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };

    // What every desk has.
    private static readonly string[] Kinds = ["index.html", "acts.html", "archive.html", "corrections.html", "search.html", "share.html", "404.html"];

    public static TheoryData<string, bool> Cells
    {
        get
        {
            var cells = new TheoryData<string, bool>();
            foreach (var desk in new[] { "en", "ru", "fa", "ps", "ka", "my" })
            {
                cells.Add(desk, true);
                cells.Add(desk, false);
            }
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Axe_finds_nothing_on_any_kind_of_page(string desk, bool scripts)
    {
        await using var context = await demo.Browser.NewContextAsync(new() { ColorScheme = scripts ? ColorScheme.Light : ColorScheme.Dark, ViewportSize = new() { Width = 390, Height = 800 } });
        if (!scripts)
        {
            await context.RouteAsync("**/*", route => route.Request.ResourceType == "script" ? route.AbortAsync() : route.ContinueAsync());
        }
        var tab = await context.NewPageAsync();
        var wrong = new List<string>();
        foreach (var page in PagesOf(desk))
        {
            await tab.GotoAsync(page.ToString());
            // What is folded is looked at too.
            await tab.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            var found = await tab.RunAxe(Rules).WaitAsync(Patience);
            Assert.True(found.Passes.Length > 10, "axe looked at the page");
            wrong.AddRange(found.Violations.Select(v => $"{page.AbsolutePath}: {v.Id}: {v.Help}: {string.Join(' ', v.Nodes.Take(3).Select(n => n.Html))}"));
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_Burmese_page_has_its_own_digits_and_lines_high_enough_for_its_script()
    {
        await using var context = await demo.Browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(burmese.On(burmese.Article).ToString());
        Assert.Equal(BurmeseDesk.Headline, await tab.Locator("h1").InnerTextAsync());
        Assert.Contains(BurmeseDesk.Text, await tab.Locator("article").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Matches("^[၀-၉]{4} ", await tab.Locator("article time").First.InnerTextAsync());
        Assert.Equal(2, await tab.Locator("article p").Last.EvaluateAsync<double>("p => parseFloat(getComputedStyle(p).lineHeight) / parseFloat(getComputedStyle(p).fontSize)"), 0.05);
        // A sentence that is not translated is English and says so.
        Assert.Equal("en", await tab.Locator(".exit a [lang]").First.GetAttributeAsync("lang"));
    }

    private IEnumerable<Uri> PagesOf(string desk) => desk == "my"
        ? Kinds.Select(kind => burmese.On("my/" + kind)).Append(burmese.On(burmese.Article)).Append(burmese.On(burmese.Article[..^burmese.Article.Split('/')[^1].Length] + "index.html"))
        : [
            .. Kinds.Select(kind => demo.On($"{desk}/{kind}")), demo.On(demo.PageOf(desk, "is-this-page-genuine")), demo.On(demo.PageOf(desk, "internet-shutdowns-2024")),
            demo.On($"{desk}/about/contact.html"), demo.On($"{desk}/topic/index.html"), demo.On(ListOf(desk)), demo.On(MonthOf(desk)), demo.On("index.html"),
        ];

    private string ListOf(string desk) => Under(Directory.EnumerateDirectories(Path.Combine(demo.House.Public, desk, "topic")).Order(StringComparer.Ordinal).First());

    private string MonthOf(string desk) => Under(Path.GetDirectoryName(Path.Combine(demo.House.Public, demo.PageOf(desk, "is-this-page-genuine")))!);

    private string Under(string folder) => Path.GetRelativePath(demo.House.Public, folder).Replace('\\', '/') + "/index.html";
}
