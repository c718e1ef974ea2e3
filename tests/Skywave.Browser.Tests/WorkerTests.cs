using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>The worker in a real browser: news that go on when an address is blocked, lies or is gone (docs/900-design.md, section 20).</summary>
public sealed class WorkerTests(DemoOnMirrors demo)
{
    [Fact]
    public async Task Nothing_is_stored_before_the_button_is_pressed_and_then_stories_are_shown_in_the_workers_own_page()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.Tab.GotoAsync(kept.On(kept.StoryOf("en")).ToString());
        await kept.Tab.GotoAsync(kept.On("en/keep.html").ToString());
        await Assertions.Expect(kept.Tab.Locator("#keep")).ToBeVisibleAsync();
        Assert.Equal("0 0 0 0", await kept.Tab.EvaluateAsync<string>("async () => [(await caches.keys()).length, (await indexedDB.databases()).length, (await navigator.serviceWorker.getRegistrations()).length, localStorage.length + sessionStorage.length + document.cookie.length].join(' ')"));

        await kept.KeepAsync("en");
        Assert.Contains("the newest we know of", await kept.GoAsync("en/index.html"), StringComparison.Ordinal);
        await kept.Tab.GetByText(KeptNews.Headline).ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("article h1")).ToHaveTextAsync(KeptNews.Headline);
        await Assertions.Expect(kept.Tab.Locator("footer")).ToContainTextAsync("The program in your browser made this page");
        Assert.Equal(0, await kept.Tab.Locator("#proof").CountAsync());
        Assert.Empty(kept.Wrong);
    }

    [Fact]
    public async Task When_the_origin_is_gone_front_and_stories_come_from_a_mirror()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.KeepAsync("en");
        await kept.StopOriginAsync();
        kept.Paper.Clock.Advance(TimeSpan.FromHours(1));
        await kept.Paper.WriteAsync("en", "later", "The bridge is closed again", "Nobody may cross it.");
        await kept.PublishAsync();
        await kept.EndWorkerAsync();
        Assert.Contains("the newest we know of", await kept.GoAsync("en/"), StringComparison.Ordinal);
        await kept.Tab.GetByText("closed again").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("article")).ToContainTextAsync("Nobody may cross it");
        await Assertions.Expect(kept.Tab.Locator("main > [role=status]")).ToContainTextAsync("the newest we know of");
    }

    [Fact]
    public async Task What_the_origin_changed_comes_genuine_from_a_mirror_and_is_refused_when_all_have_changed_it()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en", "fa"]);
        await kept.Paper.WriteAsync("en", "tunnel", "The tunnel is open", "Trains may use it.");
        await kept.PublishAsync();
        await kept.KeepAsync("fa", says: "روشن است");
        // A desk that nobody chose: nothing of it is kept that could help.
        var (story, other) = (kept.StoryOf("en"), kept.StoryOf("en", "the-tunnel"));
        KeptNews.Spoil(kept.OriginFolder, story, page => page.Replace("Cars may", "Cars must not", StringComparison.Ordinal));
        Array.ForEach([kept.OriginFolder, kept.MirrorFolder], folder => KeptNews.Spoil(folder, other, page => page.Replace("Trains may", "Trains must not", StringComparison.Ordinal)));
        Assert.Contains("the newest we know of", await kept.GoAsync(story), StringComparison.Ordinal);
        await Assertions.Expect(kept.Tab.Locator("article")).ToContainTextAsync(KeptNews.Text);

        Assert.Equal("Not authentic: not shown.", await kept.GoAsync(other));
        await Assertions.Expect(kept.Tab.Locator("main")).ToContainTextAsync("Try another of our addresses, or a lifeboat");
        Assert.Equal(0, await kept.Tab.GetByText("Trains must not").CountAsync());
        Assert.Equal("This page is not here", await kept.GoAsync("en/2020/01/abcdefghijklmnop.html"));
        Assert.DoesNotContain("\"en\"", await kept.Tab.EvaluateAsync<string>("async () => { const of = await caches.open((await caches.keys())[0]); return await (await of.match('/paper/.kept/desks')).text() + await (await of.match('/paper/.kept/memory')).text() + (await of.keys()).map(r => r.url).filter(u => u.includes('/en/')).map(u => '\"en\"' + u) }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_what_was_kept_is_read_and_called_no_newer_than_it_is()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.KeepAsync("en");
        await kept.HoldAsync(1);
        await kept.StopOriginAsync();
        await kept.StopMirrorAsync();
        foreach (var isOffline in new[] { false, true })
        {
            await kept.Context.SetOfflineAsync(isOffline);
            await kept.EndWorkerAsync();
            Assert.DoesNotContain("newest we know of", await kept.GoAsync("en/index.html"), StringComparison.Ordinal);
            await kept.Tab.GetByText(KeptNews.Headline).ClickAsync();
            await Assertions.Expect(kept.Tab.Locator("article")).ToContainTextAsync(KeptNews.Text, new() { Timeout = 30_000 });
            await Assertions.Expect(kept.Tab.Locator("main > [role=status]")).ToContainTextAsync("Authentic");
            await Assertions.Expect(kept.Tab.Locator("main > [role=status]")).Not.ToContainTextAsync("newest we know of");
            Assert.Equal("This page is neither checked nor kept here, and could not be reached.", await kept.GoAsync("en/archive.html"));
            await kept.Tab.GotoAsync(kept.On("en/keep.html").ToString());
            await Assertions.Expect(kept.Tab.Locator("#wipe")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task An_installation_that_was_cut_off_goes_on_where_it_stopped()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        var folder = Path.Combine(kept.OriginFolder, "targets", "newsroom");
        var first = TakeAway(folder, "*.reader-verify.js*", out var firstBack);
        firstBack();
        TakeAway(folder, "*.reader-fetch.js*", out var secondBack);
        await kept.Tab.GotoAsync(kept.On("en/keep.html").ToString());
        await kept.Tab.EvaluateAsync("() => { const said = document.getElementById('said'); window.lines = []; new MutationObserver(() => lines.push(said.textContent)).observe(said, { childList: true }) }");
        await kept.Tab.Locator("#keep").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("#said")).ToContainTextAsync("press again", new() { Timeout = 45_000 });
        Assert.Equal(["Fetching part 1 of 2 …", "Fetching part 2 of 2 …"], await SaidAsync(kept.Tab));

        // The first part has landed: the page no longer needs anybody who has it, and goes on to the second.
        Array.ForEach(first, File.Delete);
        secondBack();
        await RestartAsync(kept);
        await kept.Tab.EvaluateAsync("() => document.getElementById('said').textContent = ''"); // it still says so of the first time
        await kept.Tab.Locator("#keep").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("#said")).ToContainTextAsync("press again", new() { Timeout = 45_000 });
        Assert.Equal(["Fetching part 1 of 2 …", "Fetching part 2 of 2 …"], await SaidAsync(kept.Tab));

        // The browser itself asks whether both are still what they were, and takes them out of its cache.
        firstBack();
        await RestartAsync(kept);
        await kept.Tab.Locator("#keep").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("#said")).ToContainTextAsync("It is on", new() { Timeout = 45_000 });
    }

    private static string[] TakeAway(string folder, string pattern, out Action back)
    {
        var files = Directory.GetFiles(folder, pattern);
        var held = files.ToDictionary(file => file, File.ReadAllBytes);
        Array.ForEach(files, File.Delete);
        back = () => Array.ForEach(files, file => File.WriteAllBytes(file, held[file]));
        return files;
    }

    private static async Task RestartAsync(KeptNews kept)
    {
        await kept.StopOriginAsync();
        await kept.StartOriginAsync();
    }

    // What the page said of parts since the last time.
    private static async Task<string[]> SaidAsync(IPage tab) => await tab.EvaluateAsync<string[]>("() => lines.splice(0).filter(line => line.includes('part '))");

    [Theory]
    [InlineData("self.addEventListener('fetch', e => e.respondWith(new Response('rogue')))")]
    [InlineData("self.skipWaiting(); self.addEventListener('activate', e => e.waitUntil(self.clients.claim()))")]
    public async Task Other_code_than_the_signed_one_is_warned_of(string rogue)
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.KeepAsync("en");
        await kept.GoAsync("en/index.html");
        Assert.False(await kept.Tab.Locator("#warning").IsVisibleAsync());
        KeptNews.Spoil(kept.OriginFolder, "sw.js", _ => rogue);
        await kept.GoAsync("en/index.html");
        await Assertions.Expect(kept.Tab.Locator("#warning")).ToContainTextAsync("the code of this address is not what we signed");
        await Assertions.Expect(kept.Tab.Locator("#warning a")).ToHaveAttributeAsync("href", kept.Mirror + "en/index.html");
    }

    [Fact]
    public async Task A_page_that_is_open_is_warned_when_its_worker_hears_of_other_code()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.KeepAsync("en");
        await kept.GoAsync("en/index.html");
        KeptNews.Spoil(kept.OriginFolder, "sw.js", _ => "self.addEventListener('fetch', e => e.respondWith(new Response('rogue')))");
        // A Chromium that Playwright holds does not start the second worker, so the event is the test's; what follows from it is the worker's own.
        await kept.InWorkerAsync("registration.dispatchEvent(new Event('updatefound'))");
        await Assertions.Expect(kept.Tab.Locator("#warning")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Over_plain_http_the_page_says_that_nothing_can_be_checked_or_kept()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"], "--host-resolver-rules=MAP news.test 127.0.0.1");
        await kept.Tab.GotoAsync($"http://news.test:{kept.Origin.Port}/paper/en/keep.html");
        await Assertions.Expect(kept.Tab.Locator("#said")).ToHaveTextAsync("At this address your browser allows it neither to check nor to keep anything.");
        Assert.False(await kept.Tab.Locator("#keep").IsVisibleAsync());
        await Assertions.Expect(kept.Tab.Locator("main")).ToContainTextAsync("begins with http:// or ends in .onion");
        await kept.Tab.GotoAsync($"http://news.test:{kept.Origin.Port}/paper/{kept.StoryOf("en")}");
        await Assertions.Expect(kept.Tab.Locator("article")).ToContainTextAsync(KeptNews.Text);
        Assert.Empty(kept.Wrong);
    }

    [Fact]
    public async Task Text_that_would_be_markup_stays_text_in_the_workers_pages()
    {
        const string hostile = "<img src=x onerror=alert(1)> & \"quoted\"";
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.Paper.WriteAsync("en", "hostile", hostile, "Nothing more.");
        await kept.PublishAsync();
        await kept.KeepAsync("en");
        await kept.GoAsync("en/index.html");
        await Assertions.Expect(kept.Tab.Locator("ul.list")).ToContainTextAsync(hostile);
        Assert.Equal(0, await kept.Tab.Locator("img").CountAsync());
        Assert.Empty(kept.Wrong);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task Axe_finds_nothing_on_the_page_that_keeps_and_those_that_the_worker_makes(string desk)
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, [desk]);
        var told = desk == "en" ? "It is on" : "روشن است";
        await kept.Tab.GotoAsync(kept.On($"{desk}/keep.html").ToString());
        await AxeAsync(kept.Tab);
        await kept.KeepAsync(desk, told);
        foreach (var path in new[] { $"{desk}/index.html", kept.StoryOf(desk), $"{desk}/2020/01/abcdefghijklmnop.html", $"{desk}/keep.html", $"{desk}/acts.html" })
        {
            await kept.Tab.GotoAsync(kept.On(path).ToString());
            await AxeAsync(kept.Tab);
            Assert.Equal((desk, desk == "fa" ? "rtl" : "ltr"), (await kept.Tab.Locator("html").GetAttributeAsync("lang"), await kept.Tab.Locator("html").GetAttributeAsync("dir")));
        }
        Assert.Empty(kept.Wrong);
    }

    private static async Task AxeAsync(IPage tab)
    {
        var options = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };
        var found = await tab.RunAxe(options).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(found.Passes.Length > 10, "axe looked at the page");
        Assert.Empty(found.Violations.Select(v => $"{tab.Url} {v.Id}: {v.Help}: {string.Join(" ", v.Nodes.Take(3).Select(n => n.Html))}"));
    }
}
