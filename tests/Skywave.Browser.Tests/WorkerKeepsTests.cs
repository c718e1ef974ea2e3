using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests;

/// <summary>What the worker keeps, and what of an article that is not its text.</summary>
public sealed class WorkerKeepsTests(DemoOnMirrors demo)
{
    private const int Most = 2 * 1024 * 1024;

    [Fact]
    public async Task The_newest_stories_are_kept_as_many_as_fit_whether_they_were_read_or_not()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        for (var story = 0; story < 24; story++)
        {
            kept.Paper.Clock.Advance(TimeSpan.FromMinutes(1));
            await kept.Paper.WriteAsync("en", $"long-{story}", $"Long story {story}", string.Concat(Enumerable.Repeat($"Word {story}. ", 12_000)));
            if (story % 6 == 5)
            {
                await kept.Paper.PublishAsync();
            }
        }
        await kept.PublishAsync();
        await kept.KeepAsync("en");
        var pages = await KeptPagesAsync(kept, least: 2);
        Assert.InRange(pages.Values.Sum(), Most - 200_000, Most);
        await kept.GoAsync("en/index.html");
        var listed = await kept.Tab.EvaluateAsync<string[]>("() => [...document.querySelectorAll('ul.list a')].map(a => a.href)");
        Assert.Equal(25, listed.Length);
        var first = listed.Select(address => address[kept.Origin.ToString().Length..]).Take(pages.Count - 1).ToList();
        // The short one fits behind the long ones, wherever it stands.
        Assert.Equal(first.Append(kept.StoryOf("en")).Order(StringComparer.Ordinal), pages.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_story_that_was_withdrawn_is_kept_no_longer()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        var id = await kept.Paper.WriteAsync("en", "risk", "A name that is at risk", "It says who.");
        await kept.PublishAsync();
        await kept.KeepAsync("en");
        await kept.HoldAsync(2);
        await kept.Paper.WithdrawAsync(id);
        kept.Paper.Clock.Advance(TimeSpan.FromMinutes(5));
        await kept.PublishAsync();
        await kept.EndWorkerAsync();
        Assert.Contains("the newest we know of", await kept.GoAsync("en/index.html"), StringComparison.Ordinal);
        await kept.HoldAsync(1);
        await Assertions.Expect(kept.Tab.Locator("main")).Not.ToContainTextAsync("at risk");
    }

    [Fact]
    public async Task A_picture_is_shown_only_with_the_bytes_that_its_name_says_from_whoever_has_them()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.Paper.WriteAsync("en", "camera", "Seen by a camera", "It saw this.", picture: Enter(kept, "blocked.jpg"));
        await kept.Paper.WriteAsync("en", "mirror", "Seen in a mirror", "It saw that.", picture: Enter(kept, "acts.jpg"));
        await kept.PublishAsync();
        var (one, other) = (kept.StoryOf("en", "seen-by-a-camera"), kept.StoryOf("en", "seen-in-a-mirror"));
        Spoil(kept.OriginFolder, "blocked.jpg");
        Spoil(kept.OriginFolder, "acts.jpg");
        Spoil(kept.MirrorFolder, "acts.jpg");
        await kept.KeepAsync("en");
        await kept.GoAsync(one);
        Assert.True(await LoadedAsync(kept.Tab), "the picture that a mirror has");
        await kept.GoAsync(other);
        Assert.False(await LoadedAsync(kept.Tab), "the picture that nobody has");
        await Assertions.Expect(kept.Tab.Locator("article")).ToContainTextAsync("It saw that");
    }

    [Fact]
    public async Task Where_there_is_no_room_newer_news_are_shown_all_the_same_and_what_was_kept_stays()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.KeepAsync("en");
        await kept.HoldAsync(1);
        await kept.LeaveNoRoomAsync();
        kept.Paper.Clock.Advance(TimeSpan.FromHours(1));
        await kept.Paper.WriteAsync("en", "later", "The bridge is closed again", "Nobody may cross it.");
        await kept.PublishAsync();
        await kept.EndWorkerAsync();
        Assert.Contains("the newest we know of", await kept.GoAsync("en/index.html"), StringComparison.Ordinal);
        Assert.Contains("the newest we know of", await kept.GoAsync(kept.StoryOf("en", "the-bridge-is-closed-again")), StringComparison.Ordinal);
        await Assertions.Expect(kept.Tab.Locator("article")).ToContainTextAsync("Nobody may cross it");

        await kept.StopOriginAsync();
        await kept.StopMirrorAsync();
        await kept.EndWorkerAsync();
        Assert.Contains("Authentic", await kept.GoAsync(kept.StoryOf("en")), StringComparison.Ordinal);
        await Assertions.Expect(kept.Tab.Locator("article")).ToContainTextAsync(KeptNews.Text);
    }

    [Fact]
    public async Task Without_room_from_the_start_it_says_that_it_did_not_arrive_whole()
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.LeaveNoRoomAsync();
        await kept.KeepAsync("en", says: "It did not arrive whole");
    }

    private static async Task<bool> LoadedAsync(IPage tab) => await tab.EvaluateAsync<bool>(
        "async () => { const img = document.querySelector('article img'); if (!img.complete) await new Promise(done => { img.onload = img.onerror = done }); return img.naturalWidth > 0 }");

    private static string Source(string name) => Path.Combine(TestData.RepositoryRoot(), "demo", "pictures", name);

    private static string HashOf(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Source(name))));

    private static Picture Enter(KeptNews kept, string name)
    {
        var rendition = new Rendition(HashOf(name), "jpg", 1280, 720, new FileInfo(Source(name)).Length);
        Directory.CreateDirectory(kept.Paper.House.Media);
        File.Copy(Source(name), Path.Combine(kept.Paper.House.Path, rendition.Path), overwrite: true);
        return new Picture { Alt = "What it saw", Renditions = [rendition] };
    }

    // Still a picture, and another one.
    private static void Spoil(string folder, string name) => File.Copy(Source("about.jpg"), Path.Combine(folder, "media", HashOf(name) + ".jpg"), overwrite: true);

    private static async Task<Dictionary<string, int>> KeptPagesAsync(KeptNews kept, int least)
    {
        await kept.UntilAsync($"async () => Object.keys((await (await (await caches.open((await caches.keys())[0])).match('/paper/.kept/desks')).json()).en).length >= {least}");
        var desks = await kept.Tab.EvaluateAsync<string>("async () => await (await (await caches.open((await caches.keys())[0])).match('/paper/.kept/desks')).text()");
        return JsonDocument.Parse(desks).RootElement.GetProperty("en").EnumerateObject().ToDictionary(page => page.Name, page => page.Value.GetProperty("length").GetInt32());
    }
}
