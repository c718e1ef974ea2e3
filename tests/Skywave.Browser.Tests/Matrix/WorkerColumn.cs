using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Skywave.Tests.Matrix;

/// <summary>A page asked for at the reader's own address by a browser that has the worker, put in when the address was honest.</summary>
internal sealed class WorkerColumn(string name) : Column(name)
{
    /// <summary>Of the test: the worker answers when it has something, or knows that there is nothing.</summary>
    private const float Patience = 60_000;

    /// <summary>Of a reader whose page goes on loading.</summary>
    private const float Short = 10_000;

    // The worker's sentence, the article, all that stands there, and whether a warning does.
    private const string Shown =
        """
        () => [...['main > [role=status]', 'article', 'body'].map(of => document.querySelector(of)?.innerText ?? ''), document.querySelector('#warning')?.checkVisibility() ? 'warned' : '']
        """;

    // Anything but its own cache.
    private const string Kept =
        """
        async () => [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(of => of.name),
          ...(await caches.keys()).filter(name => name !== `skywave ${origin}/`)]
        """;

    public override bool Verifies => true;

    public override bool Warns => true;

    public override async Task<Seen> ReadAsync(Chromium chromium, World world, Scene scene)
    {
        await using var browser = await world.Profiles.OpenAsync(chromium.Playwright, scene);
        var sizes = new Dictionary<string, long>();
        browser.Context.RequestFinished += async (_, request) => await WeighAsync(request, scene, sizes);
        var tab = browser.Context.Pages.Count > 0 ? browser.Context.Pages[0] : await browser.Context.NewPageAsync();
        var session = await browser.Context.NewCDPSessionAsync(tab);
        if (scene.Clock is { } clock)
        {
            await SetClockAsync(session, scene, clock - DateTimeOffset.UtcNow);
        }
        await (scene.Beforehand?.Invoke(session) ?? Task.CompletedTask);
        var seen = await VisitAsync(tab, scene, scene.Story, scene.Meanwhile?.Invoke(session));
        if (scene.Again is not null)
        {
            scene.Again();
            tab = await browser.Context.NewPageAsync();
            seen = await VisitAsync(tab, scene, scene.Story, null);
        }
        foreach (var story in scene.Watched)
        {
            seen = await VisitAsync(tab, scene, story, null) is var watched && watched.Outcome == Outcome.Read ? seen : watched;
        }
        return seen with { Kept = string.Join(' ', await AskAsync(tab, Kept)).Trim(), Sizes = [.. scene.Watched.Select(story => sizes.GetValueOrDefault(story.Path))] };
    }

    private static async Task<Seen> VisitAsync(IPage tab, Scene scene, Story story, Task? meanwhile)
    {
        var begun = Stopwatch.StartNew();
        try
        {
            await tab.GotoAsync(KeptProfiles.On(scene, story.Path), new() { Timeout = meanwhile is null ? Patience : Short, WaitUntil = WaitUntilState.DOMContentLoaded });
        }
        catch (Exception failed) when (failed is PlaywrightException or TimeoutException)
        {
            // What the tab shows then is what the reader has.
        }
        var time = begun.Elapsed;
        await (meanwhile ?? Task.CompletedTask);
        var shown = await AskAsync(tab, Shown);
        var (said, article, body) = (shown[0], shown[1], shown[2]);
        // Without a sentence of the worker's it is a page as the address gives it.
        var outcome = said.Length == 0 ? PlainColumn.Judge(story, (body, article)) : Verdict.Of(story, Verdict.Key(said), article, body);
        return new Seen(outcome, time, 0, "", []) { IsWarned = shown[3].Length > 0 };
    }

    // A tab that has no page yet, or the browser's own page of an error, answers nothing.
    private static async Task<string[]> AskAsync(IPage tab, string question)
    {
        try
        {
            return await tab.EvaluateAsync<string[]>(question).WaitAsync(TimeSpan.FromMilliseconds(Short));
        }
        catch (Exception none) when (none is PlaywrightException or TimeoutException)
        {
            return ["", "", "", ""];
        }
    }

    // Its clock is its own: it is moved in the worker itself, which is running then.
    private static async Task SetClockAsync(ICDPSession session, Scene scene, TimeSpan by)
    {
        await session.SendAsync("ServiceWorker.enable");
        await session.SendAsync("ServiceWorker.startWorker", new() { ["scopeURL"] = KeptProfiles.On(scene, "") });
        await KeptNews.InWorkerAsync(session, string.Create(CultureInfo.InvariantCulture, $"Date.now = (now => () => now() + {by.TotalMilliseconds:0})(Date.now)"));
    }

    private static async Task WeighAsync(IRequest request, Scene scene, Dictionary<string, long> sizes)
    {
        if (scene.Watched.FirstOrDefault(story => request.Url.EndsWith(story.Path, StringComparison.Ordinal)) is { } story && await request.ResponseAsync() is { FromServiceWorker: false })
        {
            var size = (await request.SizesAsync()).ResponseBodySize;
            lock (sizes)
            {
                sizes.TryAdd(story.Path, size);
            }
        }
    }
}
