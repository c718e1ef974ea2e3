using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Skywave.Delivery;
using Skywave.Edition;
using Skywave.Packing;
using Skywave.Reading;
using Xunit;

namespace Skywave.Tests;

/// <summary>A lifeboat opened from disk in a real browser (docs/900-design.md, section 19).</summary>
public sealed class LifeboatTests(DemoOnMirrors demo) : IAsyncLifetime
{
    private const string Old = "The bridge is open";
    private const string New = "The bridge is closed again";

    private readonly string _file = Path.Combine(Path.GetTempPath(), "skywave-boat-" + Guid.NewGuid().ToString("N") + ".html");
    private readonly List<string> _asked = [];
    private TestNewsroom _paper = null!;
    private ReaderSite _site = null!;
    private IBrowserContext _context = null!;

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddHours(-3), "en");
        _site = await ReaderSite.StartAsync(_paper.House.Public, new Uri("http://127.0.0.1:0"));
        _paper.Settle(s => s with { Mirrors = [_site.Address.ToString()] });
        await _paper.WriteAsync("en", "old", Old, "Cars may cross it from today on.");
        await _paper.PublishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_context?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _site.DisposeAsync();
        await _paper.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task From_disk_a_story_is_checked_and_shown_and_nobody_is_asked_for_anything()
    {
        var tab = await OpenAsync(await BoatFile.PackAsync(_paper));
        await Expect(tab, "Authentic, as of");
        await tab.GetByText(Old).First.ClickAsync();
        await Assertions.Expect(tab.Locator("#shown h1")).ToHaveTextAsync(Old);
        Assert.Equal(0, await tab.Locator("#still, #texts").CountAsync());
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Without_script_the_newest_stories_can_be_read_and_nothing_is_called_checked()
    {
        var tab = await OpenAsync(await BoatFile.PackAsync(_paper), script: false);
        await Assertions.Expect(tab.Locator("#texts h1")).ToHaveTextAsync(Old);
        await Assertions.Expect(tab.Locator("#texts")).ToContainTextAsync("Cars may cross it");
        await Assertions.Expect(tab.Locator("#still")).ToContainTextAsync("Nothing here has been checked yet");
        Assert.False(await tab.Locator("#state").IsVisibleAsync());
    }

    [Fact]
    public async Task A_story_that_somebody_changed_is_not_shown()
    {
        var tab = await OpenAsync(BoatFile.Changed(await BoatFile.PackAsync(_paper), held => held["pages"]!.AsObject().ToList().ForEach(p => held["pages"]![p.Key] = p.Value!.GetValue<string>().Replace("Cars may", "Cars must not", StringComparison.Ordinal))));
        await tab.GetByText(Old).First.ClickAsync();
        await Expect(tab, "Not authentic: not shown.");
        Assert.Equal("", await tab.Locator("#shown").InnerTextAsync());
    }

    [Fact]
    public async Task A_front_that_somebody_changed_opens_nothing()
    {
        var tab = await OpenAsync(BoatFile.Changed(await BoatFile.PackAsync(_paper), held => held["files"] = new JsonArray([.. held["files"]!.AsArray().Select(f => (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Convert.FromBase64String(f!.GetValue<string>())).Replace("is open", "is gone", StringComparison.Ordinal))))])));
        await Expect(tab, "This file is damaged or was changed", hidden: true);
        Assert.False(await tab.Locator("#boat").IsVisibleAsync());
    }

    [Fact]
    public async Task When_asked_it_finds_newer_news_and_saves_a_copy_that_holds_them()
    {
        var boat = await BoatFile.PackAsync(_paper);
        await PublishNewerAsync();
        var tab = await OpenAsync(boat);
        await Expect(tab, "Authentic, as of");
        await tab.Locator("#look").ClickAsync();
        await Expect(tab, "the newest we know of");
        await tab.GetByText(New).First.ClickAsync();
        await Assertions.Expect(tab.Locator("#shown h1")).ToHaveTextAsync(New);
        Assert.NotEmpty(_asked);

        var download = await tab.RunAndWaitForDownloadAsync(() => tab.Locator("#save").ClickAsync());
        var copy = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        await _context.DisposeAsync();
        _asked.Clear();
        tab = await OpenAsync(copy);
        await tab.GetByText(New).First.ClickAsync();
        await Assertions.Expect(tab.Locator("#shown h1")).ToHaveTextAsync(New);
        await Expect(tab, "Authentic, as of");
        Assert.Empty(_asked);
        Assert.InRange(copy.Length, 1, Lifeboat.MaxLength);
    }

    [Fact]
    public async Task A_saved_copy_of_a_long_day_has_as_many_stories_as_fit_and_no_more()
    {
        var boat = await BoatFile.PackAsync(_paper);
        var dice = new Random(20261126);
        for (var story = 0; story < 25; story++)
        {
            // Letters that compress as little as letters can.
            await _paper.WriteAsync("en", $"long-{story}", $"Long story {story}", string.Concat(Enumerable.Range(0, 9_000).Select(_ => (char)dice.Next('a', 'z'))));
        }
        _paper.Clock.Advance(TimeSpan.FromHours(1));
        await _paper.PublishAsync();
        var tab = await OpenAsync(boat);
        await tab.Locator("#look").ClickAsync();
        await Expect(tab, "the newest we know of");
        var download = await tab.RunAndWaitForDownloadAsync(() => tab.Locator("#save").ClickAsync());
        var copy = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.InRange(copy.Length, Lifeboat.MaxLength - 12_000, Lifeboat.MaxLength);
        await _context.DisposeAsync();
        tab = await OpenAsync(Encoding.UTF8.GetString(copy));
        await Expect(tab, "Authentic, as of");
        await tab.GetByText("Long story").First.ClickAsync();
        await Assertions.Expect(tab.Locator("#shown h1")).ToContainTextAsync("Long story");
    }

    [Fact]
    public async Task A_mirror_that_went_back_in_time_never_replaces_what_is_held()
    {
        var before = Path.Combine(Path.GetTempPath(), "skywave-before-" + Guid.NewGuid().ToString("N"));
        BoatFile.Copy(_paper.House.Public, before);
        try
        {
            await PublishNewerAsync();
            await using var liar = await ReaderSite.StartAsync(before, new Uri("http://127.0.0.1:0"));
            var tab = await OpenAsync(BoatFile.With(await BoatFile.PackAsync(_paper), liar.Address.ToString()));
            await tab.Locator("#look").ClickAsync();
            await Expect(tab, "no mirror that we reached has newer");
            await Assertions.Expect(tab.Locator("#list")).ToContainTextAsync(New);
        }
        finally
        {
            Directory.Delete(before, recursive: true);
        }
    }

    [Fact]
    public async Task It_loads_nothing_and_runs_only_its_own_script()
    {
        var boat = await BoatFile.PackAsync(_paper);
        Assert.Contains("default-src 'none'; connect-src https: http:; style-src ", boat, StringComparison.Ordinal);
        Assert.DoesNotMatch("<(img|link|iframe|script src)", boat.Replace("rel=\"alternate\"", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("ka")]
    public async Task A_desk_of_the_demonstration_fits(string desk)
    {
        var edition = (await ReadEdition.OpenAsync(EditionSource.FromFolder(demo.House.Public), await File.ReadAllBytesAsync(Path.Combine(demo.House.Public, "metadata", "1.root.json"), TestContext.Current.CancellationToken), null, DateTimeOffset.UtcNow, default)).Value;
        var packed = (await new PackLifeboat(edition, desk).RunAsync(_ => { }, default)).Value;
        Assert.InRange(packed.File.Length, 1, Lifeboat.MaxLength);
        Assert.True(packed.Stories >= 6 && packed.Still >= 3, $"{packed.Stories} stories, {packed.Still} whole");
        var tab = await OpenAsync(Encoding.UTF8.GetString(packed.File));
        await Assertions.Expect(tab.Locator("#list a")).ToHaveCountAsync(packed.Stories);
        var found = await Deque.AxeCore.Playwright.PageExtensions.RunAxe(tab);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}")));
    }

    private async Task PublishNewerAsync()
    {
        _paper.Clock.Advance(TimeSpan.FromHours(1));
        await _paper.WriteAsync("en", "new", New, "Nobody may cross it until Monday.");
        await _paper.PublishAsync();
    }

    private async Task<IPage> OpenAsync(string boat, bool script = true)
    {
        await File.WriteAllTextAsync(_file, boat);
        _context = await demo.Browser.NewContextAsync(new() { JavaScriptEnabled = script, AcceptDownloads = true });
        _context.Request += (_, request) => _asked.AddRange(request.Url.StartsWith("http", StringComparison.Ordinal) ? [request.Url] : []);
        var tab = await _context.NewPageAsync();
        await tab.GotoAsync("file://" + _file);
        return tab;
    }

    private static async Task Expect(IPage tab, string sentence, bool hidden = false) =>
        await Assertions.Expect(tab.Locator("#state")).ToContainTextAsync(sentence, new() { UseInnerText = !hidden, Timeout = 30_000 });
}
