using System.Diagnostics;
using Microsoft.Playwright;

namespace Skywave.Tests.Matrix;

/// <summary>A page as a mirror gives it, with nothing of ours in the browser: it trusts its mirror, the first it knows.</summary>
internal sealed class PlainColumn(string name, bool scripts) : Column(name)
{
    /// <summary>How long a reader waits for a page.</summary>
    private const int Patience = 10_000;

    public override bool Verifies => false;

    public override async Task<Seen> ReadAsync(Chromium chromium, World world, Scene scene)
    {
        var seen = await VisitAsync(chromium, scene, scene.Story);
        if (scene.Again is not null)
        {
            scene.Again();
            seen = await VisitAsync(chromium, scene, scene.Story);
        }
        var sizes = new List<long>();
        foreach (var story in scene.Watched)
        {
            var watched = await VisitAsync(chromium, scene, story);
            sizes.AddRange(watched.Sizes);
            seen = watched.Outcome == Outcome.Read ? seen : watched;
        }
        return seen with { Sizes = sizes };
    }

    private async Task<Seen> VisitAsync(Chromium chromium, Scene scene, Story story)
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = scripts && !scene.NoScript });
        var tab = await context.NewPageAsync();
        if (scene.Clock is { } clock)
        {
            await tab.Clock.SetFixedTimeAsync(clock.UtcDateTime);
        }
        var begun = Stopwatch.StartNew();
        IResponse? answer = null;
        try
        {
            answer = await tab.GotoAsync(scene.Mirrors[0].Address + story.Path, new() { Timeout = Patience, WaitUntil = WaitUntilState.DOMContentLoaded });
        }
        catch (Exception failed) when (failed is PlaywrightException or TimeoutException)
        {
            // What the tab shows then is what the reader has.
        }
        var outcome = Judge(story, await TextAsync(tab));
        var time = begun.Elapsed;
        var kept = await context.StorageStateAsync();
        var size = answer is { Ok: true } && outcome == Outcome.Read && scene.Watched.Length > 0 ? await SizeAsync(answer) : 0;
        return new Seen(outcome, time, 0, kept == Nothing ? "" : kept, [size]);
    }

    internal const string Nothing = """{"cookies":[],"origins":[]}""";

    internal static Outcome Judge(Story story, (string Body, string Article) text) =>
        text.Body.Contains(World.Lie, StringComparison.Ordinal) ? Outcome.Wrong
        : text.Article.Contains(story.Text, StringComparison.Ordinal) ? Outcome.Read
        : Verdict.IsOther(story, text.Article) ? Outcome.OtherHistory
        : story.Before.Any(old => text.Article.Contains(old, StringComparison.Ordinal)) ? Outcome.OldUnsaid
        : text.Article.Length > 0 ? Outcome.Wrong : Outcome.Nothing;

    private static async Task<long> SizeAsync(IResponse answer)
    {
        await answer.FinishedAsync();
        return (await answer.Request.SizesAsync()).ResponseBodySize;
    }

    private static async Task<(string Body, string Article)> TextAsync(IPage tab)
    {
        try
        {
            // In one step, and not for as long as a browser waits for a line: a tab that has got nothing yet answers nothing.
            var text = await tab.EvaluateAsync<string[]>("() => ['body', 'article'].map(of => document.querySelector(of)?.innerText ?? '')").WaitAsync(TimeSpan.FromMilliseconds(Patience));
            return (text[0], text[1]);
        }
        catch (Exception none) when (none is PlaywrightException or TimeoutException)
        {
            return ("", "");
        }
    }
}
