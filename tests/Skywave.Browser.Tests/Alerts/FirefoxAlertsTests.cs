using System.Text.Json;
using Skywave.Alerts;
using Skywave.Ceremonies;
using Skywave.Delivery;
using Skywave.House;
using Xunit;

namespace Skywave.Tests.Alerts;

/// <summary>Alerts from the button to the screen in Firefox: its own subscription, its own decryption, a push service on loopback.</summary>
public sealed class FirefoxAlertsTests
{
    private static readonly Uri Anywhere = new("http://127.0.0.1:0");

    [Fact]
    public async Task A_breaking_story_comes_on_the_screen_with_its_verified_headline_and_ends_with_the_worker()
    {
        await using var push = await AutoPush.StartAsync();
        await using var paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddMinutes(-10), "fa");
        await paper.HoldAsync(c => MakeAlertKeys.RunAsync(c, "mailto:alerts@news.example", isNew: false, CancellationToken.None));
        paper.Settle(_ => paper.HouseNow().Settings);
        paper.Settle(s => s with { Alerts = s.Alerts! with { PushServices = [$"http://{push.Address.Authority}"] } });
        await paper.WriteAsync("fa", "old", "پل", "پل باز است.");
        await paper.PublishAsync();
        await using var site = await ReaderSite.StartAsync(paper.House.Public, Anywhere, new ReaderSiteOptions { Alerts = new AlertsDoor(paper.House.Settings.Alerts!, ["fa"], paper.House.AlertsFile, paper.Clock).AnswerAsync });
        await using var mirror = await ReaderSite.StartAsync(paper.House.Public, Anywhere);
        SentAlerts? sent = null;
        push.Does["/break"] = async () =>
        {
            await paper.WriteAsync("fa", "news", "پل بسته شد", "هیچ‌کس نمی‌تواند بگذرد.", breaking: true);
            await paper.PublishAsync();
            sent = await new SendAlerts(paper.House, paper.HostKeys, paper.Clock, _ => { }).RunAsync(CancellationToken.None);
        };
        push.Does["/break-again"] = async () =>
        {
            await paper.WriteAsync("fa", "more", "پل باز شد", "همه می‌توانند بگذرند.", breaking: true);
            await paper.PublishAsync();
            sent = await new SendAlerts(paper.House, paper.HostKeys, paper.Clock, _ => { }).RunAsync(CancellationToken.None);
        };
        push.Does["/noise"] = () => push.GiveAllAsync([1, 2, 3]);

        using var firefox = new KeepingBrowser("firefox")
        {
            Prefs = new()
            {
                ["dom.push.enabled"] = true, ["dom.push.connection.enabled"] = true, ["dom.push.serverURL"] = push.Socket, ["dom.push.testing.allowInsecureServerURL"] = true, ["permissions.default.desktop-notification"] = 1,
                ["dom.webnotifications.enabled"] = true, ["dom.webnotifications.requireuserinteraction"] = false, ["alerts.useSystemBackend"] = false,
            },
        };
        var page = new Uri(site.Address, "fa/alerts.html");
        var seen = firefox.Do(
            new { keep = new Uri(site.Address, "fa/keep.html"), says = "روشن" },
            new { press = "#start", at = page, says = Sentence("alerts.on") },
            new { tell = new Uri(push.Address, "break") },
            new { alerts = 1 },
            new { tell = new Uri(push.Address, "noise") },
            new { press = "#stop", at = page, says = Sentence("alerts.off") },
            new { alerts = 0 },
            new { keep = new Uri(mirror.Address, "fa/keep.html"), says = "روشن" },
            new { press = "#start", at = new Uri(mirror.Address, "fa/alerts.html"), says = Sentence("alerts.nowhere") });
        Assert.True(seen[1].GetProperty("isOn").GetBoolean());
        Assert.Equal(new SentAlerts(1, 0, 0), sent);
        var alert = Assert.Single(Shown(seen[3]));
        Assert.Equal(("پل بسته شد", "The Paper", "fa", "rtl"), (Text(alert, "title"), Text(alert, "body"), Text(alert, "lang"), Text(alert, "dir")));
        Assert.Equal(Path.GetRelativePath(paper.House.Public, paper.PageOf(Words.ArticleId.Derive(Words.DeskTag.Parse("fa"), "news"))).Replace('\\', '/'), Text(alert, "tag"));
        // What Firefox cannot decrypt it gives to no worker, and says so: 101.
        Assert.Contains(push.Said, said => said.GetRawText().Contains("\"code\":101", StringComparison.Ordinal));
        Assert.False(seen[5].GetProperty("isOn").GetBoolean());
        Assert.Empty(Shown(seen[6]));
        // A mirror takes none: what the browser had begun is ended.
        Assert.Equal(2, push.Said.Count(said => said.GetRawText().Contains("\"register\"", StringComparison.Ordinal)));
        Assert.False(seen[8].GetProperty("isOn").GetBoolean());
        Assert.Empty(push.Channels);
        using (var file = AlertsFile.Open(paper.House.AlertsFile))
        {
            Assert.Equal(0, file.Count);
        }

        // Once more, and the worker is taken out: its subscription ends with it, and what stood on the screen goes.
        seen = firefox.Do(
            new { press = "#start", at = page, says = Sentence("alerts.on") },
            new { tell = new Uri(push.Address, "break-again") },
            new { alerts = 1 },
            new { press = "#wipe", at = new Uri(site.Address, "fa/keep.html"), says = Sentence("keep.wiped") },
            new { alerts = 0 });
        Assert.Equal("پل باز شد", Text(Assert.Single(Shown(seen[2])), "title"));
        Assert.Empty(Shown(seen[4]));
        Assert.Empty(push.Channels);

        string Sentence(string key) => LocaleFiles.All.For(Words.DeskTag.Parse("fa")).Text(key);
    }

    private static JsonElement[] Shown(JsonElement step) => [.. step.GetProperty("shown").EnumerateArray()];

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
