using System.Diagnostics;
using Microsoft.Playwright;

namespace Skywave.Tests.Matrix;

/// <summary>A lifeboat opened from disk, which is asked to look for newer news and then for the story.</summary>
internal sealed class BoatColumn(string name) : Column(name)
{
    /// <summary>More than the reader's code itself takes for a file; who gives up first would make a failure of it.</summary>
    private const float Patience = 120_000;

    // How many questions are under way, as the file's own code asks them.
    private const string Counting =
        """
        (() => {
          const ask = globalThis.fetch
          globalThis.asked = { now: 0, most: 0 }
          globalThis.fetch = async (address, options) => {
            let isOver = false
            const over = () => { if (!isOver) { isOver = true; asked.now-- } }
            asked.most = Math.max(asked.most, ++asked.now)
            options.signal.addEventListener('abort', over)
            try {
              const answer = await ask(address, options)
              if (!answer.body) over()
              return answer.body ? new Response(answer.body.pipeThrough(new TransformStream({ flush: over })), answer) : answer
            } catch (error) {
              over()
              throw error
            }
          }
        })()
        """;

    public override bool Verifies => true;

    public override async Task<Seen> ReadAsync(Chromium chromium, World world, Scene scene)
    {
        var file = Path.Combine(Path.GetTempPath(), $"skywave-boat-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, BoatFile.With(world.BoatOf(scene.Since), scene.Mirrors.Select(m => m.Address)));
        try
        {
            await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = !scene.NoScript });
            context.SetDefaultTimeout(Patience);
            var sizes = new List<long>();
            context.RequestFinished += async (_, request) => sizes.AddRange(scene.Watched.Any(s => request.Url.EndsWith(s.Path, StringComparison.Ordinal)) ? [(await request.SizesAsync()).ResponseBodySize] : []);
            var tab = await context.NewPageAsync();
            await tab.AddInitScriptAsync(Counting);
            if (scene.Clock is { } clock)
            {
                await tab.Clock.SetFixedTimeAsync(clock.UtcDateTime);
            }
            await tab.GotoAsync("file://" + file);
            var seen = scene.NoScript ? await StillAsync(tab, scene.Story) : await LookAsync(tab, scene);
            var kept = await context.StorageStateAsync();
            return seen with { Kept = kept == PlainColumn.Nothing ? "" : kept, Sizes = sizes };
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<Seen> StillAsync(IPage tab, Story story)
    {
        var text = await tab.Locator("body").InnerTextAsync();
        var isSaid = text.Contains(Verdict.Say("boat.still"), StringComparison.Ordinal);
        return new Seen(isSaid && story.Before.Any(old => text.Contains(old, StringComparison.Ordinal)) ? Outcome.Unchecked : Outcome.Wrong, TimeSpan.Zero, 0, "", []);
    }

    private static async Task<Seen> LookAsync(IPage tab, Scene scene)
    {
        await Said(tab, "state.genuine");
        var begun = Stopwatch.StartNew();
        await tab.ClickAsync("#look");
        await tab.WaitForFunctionAsync("() => !document.getElementById('look').disabled");
        if (scene.Again is not null)
        {
            scene.Again();
            await tab.ClickAsync("#look");
            await tab.WaitForFunctionAsync("() => !document.getElementById('look').disabled");
        }
        var outcome = await ShowAsync(tab, scene.Story);
        var time = begun.Elapsed;
        foreach (var story in scene.Watched)
        {
            outcome = await ShowAsync(tab, story) is var watched && watched == Outcome.Read ? outcome : watched;
        }
        return new Seen(outcome, time, await tab.EvaluateAsync<int>("() => asked.most"), "", []);
    }

    private static async Task<Outcome> ShowAsync(IPage tab, Story story)
    {
        var link = tab.Locator($"#list a[data-path='{story.Path}']");
        if (await link.CountAsync() == 0)
        {
            return Outcome.Nothing;
        }
        await tab.EvaluateAsync("() => { document.getElementById('state').textContent = '' }");
        await link.ClickAsync();
        await tab.WaitForFunctionAsync("() => document.getElementById('state').textContent !== ''");
        var (state, text) = (await tab.Locator("#state").InnerTextAsync(), await tab.Locator("#shown").InnerTextAsync());
        return Verdict.Of(story, Verdict.Key(state), text, text);
    }

    private static Task Said(IPage tab, string key) => tab.WaitForFunctionAsync("start => document.getElementById('state').textContent.startsWith(start)", Verdict.Start(key));
}
