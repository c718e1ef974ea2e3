using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Skywave.Ceremonies;
using Xunit;

namespace Skywave.Tests.Alerts;

/// <summary>The page of alerts and the worker's part of it in Chromium, which gets its messages from the developer tools: its own push service is out of reach here.</summary>
public sealed class AlertsInBrowserTests(DemoOnMirrors demo)
{
    [Fact]
    public async Task Nobody_is_asked_for_anything_before_the_button()
    {
        await using var kept = await MakeAsync("en");
        var asked = new List<string>();
        kept.Context.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath.Split('/')[^1]);
        await kept.Tab.GotoAsync(kept.On("en/alerts.html").ToString());
        await Assertions.Expect(kept.Tab.Locator("#said")).ToContainTextAsync("Turn on the program that keeps news first");
        Assert.False(await kept.Tab.Locator("#start").IsVisibleAsync());
        await kept.KeepAsync("en");
        await kept.HoldAsync(1);
        asked.Clear();
        await kept.Tab.GotoAsync(kept.On("en/alerts.html").ToString());
        await Assertions.Expect(kept.Tab.Locator("#start")).ToBeVisibleAsync();
        Assert.Equal("default false", await kept.Tab.EvaluateAsync<string>("async () => Notification.permission + ' ' + Boolean(await (await navigator.serviceWorker.getRegistration()).pushManager.getSubscription())"));
        Assert.Empty(asked.Except(["alerts.html", "alerts.js", "sw.js"]));
        Assert.False(await kept.Tab.Locator("#stop").IsVisibleAsync());
        // Refused by the reader.
        await kept.Tab.Locator("#start").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("#said")).ToContainTextAsync("It was not allowed");
        // Allowed, and the browser's service cannot be reached.
        await kept.Context.GrantPermissionsAsync(["notifications"], new() { Origin = kept.Origin.GetLeftPart(UriPartial.Authority) });
        await kept.Tab.ReloadAsync();
        await kept.Tab.Locator("#start").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("#said")).ToContainTextAsync("The push service did not answer", new() { Timeout = 45_000 });
        Assert.Empty(asked.Except(["alerts.html", "alerts.js", "sw.js"]));
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("fa", ColorScheme.Dark)]
    [InlineData("ka", ColorScheme.Light)]
    public async Task Axe_finds_nothing_and_without_script_there_is_no_button(string desk, ColorScheme colours)
    {
        await using var kept = await MakeAsync(desk);
        foreach (var scripts in new[] { true, false })
        {
            await using var context = await demo.Browser.NewContextAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = 390, Height = 800 } });
            if (!scripts)
            {
                await context.RouteAsync("**/*", route => route.Request.ResourceType == "script" ? route.AbortAsync() : route.ContinueAsync());
            }
            var tab = await context.NewPageAsync();
            await tab.GotoAsync(kept.On($"{desk}/alerts.html").ToString());
            var found = await tab.RunAxe(AxeTests.Rules).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.True(found.Passes.Length > 10, "axe looked at the page");
            Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(' ', v.Nodes.Take(3).Select(n => n.Html))}"));
            Assert.Equal(scripts ? 0 : 1, await tab.Locator("#script").CountAsync());
            Assert.False(await tab.Locator("#start").IsVisibleAsync());
            Assert.False(await tab.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"));
        }
    }

    [Fact]
    public async Task What_a_message_says_is_shown_only_as_the_verified_front_has_it()
    {
        const string Neutral = "The Paper | There may be news. It could not be checked yet. | en/index.html";
        await using var kept = await MakeAsync("en", "fa");
        await kept.Context.GrantPermissionsAsync(["notifications"], new() { Origin = kept.Origin.GetLeftPart(UriPartial.Authority) });
        await kept.KeepAsync("en");
        await kept.HoldAsync(1);
        var worker = await kept.Context.NewCDPSessionAsync(kept.Tab);
        var registration = new TaskCompletionSource<string>();
        worker.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            if (told?.GetProperty("registrations").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first)
            {
                registration.TrySetResult(first.GetProperty("registrationId").GetString()!);
            }
        };
        await worker.SendAsync("ServiceWorker.enable");
        var id = await registration.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await kept.Paper.WriteAsync("en", "news", "<b>The bridge</b> is closed", "Nobody may cross it.", breaking: true);
        await kept.Paper.WriteAsync("fa", "news-fa", "پل بسته شد", "هیچ‌کس نمی‌تواند بگذرد.", breaking: true);
        await kept.PublishAsync();
        var path = kept.StoryOf("en", "b-the-bridge-b-is-closed");
        Assert.Equal($"<b>The bridge</b> is closed | The Paper | {path}", await PushAsync(JsonSerializer.Serialize(new { desk = "en", path })));
        var hostile = new[]
        {
            JsonSerializer.Serialize(new { desk = "en", path = kept.StoryOf("en") }), JsonSerializer.Serialize(new { desk = "fa", path = kept.StoryOf("fa") }), JsonSerializer.Serialize(new { desk = "en", path = "../../x" }),
            JsonSerializer.Serialize(new { desk = "en", path, title = "A false headline" })[..^3], """{"desk":["en"],"path":{}}""", """{"desk":"__proto__","path":"constructor"}""", "null", "[]", "7", "", "not JSON", new string('{', 3000),
        };
        foreach (var message in hostile)
        {
            Assert.Equal(Neutral, await PushAsync(message));
        }
        // The origin lies of the headline: the true one comes from the mirror.
        await kept.Paper.WriteAsync("en", "more", "The bridge is open again", "All may cross it.", breaking: true);
        await kept.PublishAsync();
        foreach (var front in Directory.EnumerateFiles(Path.Combine(kept.OriginFolder, "targets", "en"), "*.front"))
        {
            KeptNews.Spoil(kept.OriginFolder, Path.GetRelativePath(kept.OriginFolder, front), text => text.Replace("open again", "gone for ever", StringComparison.Ordinal));
        }
        var more = kept.StoryOf("en", "the-bridge-is-open-again");
        var told = Neutral;
        for (var tries = 0; tries < 3 && told == Neutral; tries++)
        {
            // A machine that is busy with other tests may not have found the mirror in the time that an alert may take: then it says that nothing could be checked.
            told = await PushAsync(JsonSerializer.Serialize(new { desk = "en", path = more }));
        }
        Assert.Equal($"The bridge is open again | The Paper | {more}", told);
        // Nobody can be reached.
        await kept.Paper.WriteAsync("en", "last", "One more", "It is late.", breaking: true);
        await kept.PublishAsync();
        await kept.StopMirrorAsync();
        await kept.Tab.GotoAsync("about:blank");
        await kept.StopOriginAsync();
        Assert.Equal(Neutral, await PushAsync(JsonSerializer.Serialize(new { desk = "en", path = kept.StoryOf("en", "one-more") }), kept.OriginFolder));

        async Task<string> PushAsync(string message, string? offline = null)
        {
            if (offline is null)
            {
                await kept.Tab.GotoAsync(kept.On("en/keep.html").ToString());
                await kept.Tab.EvaluateAsync("async () => { for (const shown of await (await navigator.serviceWorker.getRegistration()).getNotifications()) shown.close() }");
            }
            await worker.SendAsync("ServiceWorker.deliverPushMessage", new() { ["origin"] = kept.Origin.GetLeftPart(UriPartial.Authority), ["registrationId"] = id, ["data"] = message });
            if (offline is not null)
            {
                await Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
                await kept.StartOriginAsync();
                await kept.Tab.GotoAsync(kept.On("en/keep.html").ToString());
            }
            const string Shown = "async () => (await (await navigator.serviceWorker.getRegistration()).getNotifications()).map(n => [n.title, n.body, n.tag].join(' | ')).join('\\n')";
            for (var tries = 0; tries < 150; tries++)
            {
                if (await kept.Tab.EvaluateAsync<string>(Shown) is { Length: > 0 } shown)
                {
                    return shown.Split('\n')[^1];
                }
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
            return "nothing";
        }
    }

    [Fact]
    public async Task A_tap_opens_the_story_inside_the_scope_and_nothing_outside_of_it()
    {
        await using var kept = await MakeAsync("en");
        await kept.KeepAsync("en");
        await kept.HoldAsync(1);
        var path = kept.StoryOf("en");
        string[] tags = [path, "en/index.html", "", "//evil.example/x", "https://evil.example/", "../../elsewhere", "javascript:alert(1)"];
        await kept.InWorkerAsync(
            $$"""
            (async () => {
              const opened = []
              clients.openWindow = address => { opened.push(address); return Promise.resolve(null) }
              for (const tag of {{JsonSerializer.Serialize(tags)}}) {
                const event = new ExtendableEvent('notificationclick')
                event.waitUntil = () => {}
                event.notification = { tag, close() {} }
                dispatchEvent(event)
              }
              const cache = await caches.open('opened')
              await cache.put('/opened', new Response(JSON.stringify(opened)))
            })()
            """);
        await kept.UntilAsync("async () => Boolean(await caches.match('/opened'))");
        var opened = await kept.Tab.EvaluateAsync<string[]>("async () => (await caches.match('/opened')).json()");
        Assert.Equal([kept.On(path).ToString(), kept.On("en/index.html").ToString(), .. Enumerable.Repeat(kept.Origin.ToString(), 5)], opened);
    }

    private async Task<KeptNews> MakeAsync(params string[] desks)
    {
        var kept = await KeptNews.MakeAsync(demo.Playwright, desks);
        await kept.Paper.HoldAsync(c => MakeAlertKeys.RunAsync(c, "mailto:alerts@news.example", isNew: false, CancellationToken.None));
        kept.Paper.Settle(_ => kept.Paper.HouseNow().Settings);
        await kept.PublishAsync();
        return kept;
    }
}
