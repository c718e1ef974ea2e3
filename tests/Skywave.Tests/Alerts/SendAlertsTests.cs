using System.Text.Json;
using Skywave.Alerts;
using Skywave.Mirror;
using Skywave.Tests.Reader;
using Skywave.Trust.Keys;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests.Alerts;

/// <summary>What a publish sends, to a push service that is run here.</summary>
public sealed class SendAlertsTests : IAsyncLifetime
{
    private PushService _service = null!;
    private TestNewsroom _paper = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await PushService.StartAsync();
        _paper = await TestNewsroom.MakeAsync("en", "fa");
        await _paper.TurnOnAsync(_service.Address);
        await _paper.WriteAsync("en", "old", "An old story", "It breaks nothing.");
        await _paper.PublishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _paper.DisposeAsync();
    }

    [Fact]
    public async Task A_breaking_story_is_told_once_to_each_subscription_of_its_desk_and_a_correction_is_not()
    {
        using var one = _service.Browser("201/a");
        using var two = _service.Browser("201/b");
        using var other = _service.Browser("201/c", "fa");
        Array.ForEach(new[] { one, two, other }, browser => _paper.Take(browser.Wish));
        Assert.Null(await _paper.AlertAsync());
        var path = await BreakAsync();
        Assert.Equal(new SentAlerts(2, 0, 0), await _paper.AlertAsync());
        Assert.Equal(["/201/a", "/201/b"], _service.Got.Select(m => m.Path).Order());
        foreach (var browser in new[] { one, two })
        {
            var message = _service.Got.Single(m => browser.Wish.Endpoint.EndsWith(m.Path, StringComparison.Ordinal));
            Assert.Equal(JsonSerializer.Serialize(new { desk = "en", path }), browser.Open(message.Body)!.Value.GetRawText());
            Assert.Equal(("14400", "high", "aes128gcm"), (message.Headers["TTL"].ToString(), message.Headers["Urgency"].ToString(), message.Headers.ContentEncoding.ToString()));
            Assert.Equal(PushDelivery.TopicOf(browser.Wish), message.Headers["Topic"].ToString());
            Assert.True(message.Headers.UserAgent.Count == 0 && message.Headers.Cookie.Count == 0 && message.Headers.Referer.Count == 0);
            var seen = SealedMessageTests.Check(new { message = Convert.ToBase64String(message.Body), @private = browser.Secret, auth = System.Buffers.Text.Base64Url.EncodeToString(browser.Wish.Auth), authorization = message.Headers.Authorization.ToString() });
            Assert.True(seen.GetProperty("isSigned").GetBoolean());
            Assert.Equal(_service.Address, seen.GetProperty("claims").GetProperty("aud").GetString());
            Assert.Equal(_paper.House.Settings.Alerts!.Key, seen.GetProperty("key").GetString());
        }
        Assert.Null(await _paper.AlertAsync());
        await _paper.WriteAsync("en", "news", "It breaks", "It breaks, and more.", correction: new(CorrectionKind.Update, "There is more."), breaking: true);
        await _paper.PublishAsync();
        Assert.Null(await _paper.AlertAsync());
        Assert.Equal(2, _service.Got.Count);
        // Of two in one edition the one that stands first goes out, and the other one counts as told of.
        await _paper.WriteAsync("en", "first", "First", "One.", breaking: true);
        await _paper.WriteAsync("en", "second", "Second", "Two.", breaking: true);
        await _paper.PublishAsync();
        Assert.Equal(new SentAlerts(2, 0, 0), await _paper.AlertAsync());
        Assert.Matches("/(first|second)-", one.Open(_service.Got.Last(m => m.Path == "/201/a").Body)!.Value.GetProperty("path").GetString());
        Assert.Null(await _paper.AlertAsync());
    }

    [Fact]
    public async Task A_story_that_was_marked_later_is_told_of_and_one_that_fell_or_is_old_is_not()
    {
        using var browser = _service.Browser("201/a");
        _paper.Take(browser.Wish);
        await _paper.WriteAsync("en", "old", "An old story", "It breaks after all.", correction: new(CorrectionKind.Update, "It is larger than it seemed."), breaking: true);
        await _paper.PublishAsync();
        Assert.Equal(new SentAlerts(1, 0, 0), await _paper.AlertAsync());
        var fallen = await _paper.WriteAsync("en", "fallen", "It fell", "It is not true.", breaking: true);
        await _paper.WithdrawAsync(fallen);
        await _paper.PublishAsync();
        Assert.Null(await _paper.AlertAsync());
        await BreakAsync();
        _paper.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Null(await _paper.AlertAsync());
        _paper.Clock.Advance(-TimeSpan.FromHours(5));
        Assert.Null(await _paper.AlertAsync());
    }

    [Fact]
    public async Task A_publish_killed_before_it_sends_is_made_good_and_one_killed_while_it_sends_repeats_nothing()
    {
        using var browser = _service.Browser("201/a");
        using var stalls = _service.Browser("stall/b");
        _paper.Take(browser.Wish);
        _paper.Take(stalls.Wish);
        await BreakAsync();
        _paper.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False((await _paper.PublishAsync()).IsNew);
        using var kill = new CancellationTokenSource();
        var sending = _paper.AlertAsync(kill.Token);
        while (_service.Got.Count < 2)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Null(await _paper.AlertAsync());
        Assert.Equal(2, _service.Got.Count);
    }

    [Fact]
    public async Task What_services_answer_is_counted_and_the_gone_are_forgotten()
    {
        string[] answers = ["201/a", "200/b", "202/c", "404/d", "410/e", "400/f", "403/g", "413/h", "429-201/now", "500-503-201/j", "500/k", "429/l"];
        foreach (var answer in answers)
        {
            using var browser = _service.Browser(answer);
            _paper.Take(browser.Wish);
        }
        using var nowhere = new ABrowser("http://127.0.0.1:1/x");
        _paper.Settle(s => s with { Alerts = s.Alerts! with { PushServices = [_service.Address, "http://127.0.0.1:1"] } });
        _paper.Take(nowhere.Wish);
        using var old = _service.Browser("201/old");
        _paper.Take(old.Wish, daysAgo: 181);
        await BreakAsync();
        Assert.Equal(new SentAlerts(5, 2, 6), await _paper.AlertAsync());
        Assert.Equal(answers.Length + 1 - 2, _paper.Known());
        Assert.Equal([1, 2, 3, 3, 3], new[] { "/400/f", "/429-201/now", "/500-503-201/j", "/500/k", "/429/l" }.Select(path => _service.Got.Count(m => m.Path == path)));
        Assert.DoesNotContain(_service.Got, m => m.Path == "/201/old");
        // Again with the same salt and key: what is refused for now is the same message.
        Assert.Single(_service.Got.Where(m => m.Path == "/500/k").Select(m => Convert.ToBase64String(m.Body)).Distinct());
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_no_answers_body_is_read()
    {
        using var leads = _service.Browser("302/a");
        using var floods = _service.Browser("flood/b");
        _paper.Take(leads.Wish);
        _paper.Take(floods.Wish);
        await BreakAsync();
        var begun = TimeProvider.System.GetTimestamp();
        Assert.Equal(new SentAlerts(1, 0, 1), await _paper.AlertAsync());
        Assert.Equal(["/302/a", "/flood/b"], _service.Got.Select(m => m.Path).Order());
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task Services_that_stall_cost_their_own_time_and_no_more_are_asked_at_once_than_is_said()
    {
        for (var i = 0; i < 60; i++)
        {
            using var browser = _service.Browser(i % 4 == 0 ? $"stall/{i}" : $"201/{i}");
            _paper.Take(browser.Wish);
        }
        await BreakAsync();
        var begun = TimeProvider.System.GetTimestamp();
        Assert.Equal(new SentAlerts(45, 0, 15), await _paper.AlertAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 1.5, 25);
        Assert.InRange(_service.Together, 1, SendAlerts.AtATime);
        Assert.Equal(60, _service.Got.Count);
    }

    [Fact]
    public async Task What_was_sealed_for_another_key_or_is_of_nobody_known_goes_without_being_asked()
    {
        using var browser = _service.Browser("201/a");
        _paper.Take(browser.Wish);
        using (var file = AlertsFile.Open(_paper.House.AlertsFile))
        {
            file.Keep([1], DateOnly.FromDateTime(_paper.Clock.GetUtcNow().UtcDateTime), SubscriptionList.Seal(browser.Wish, CurveKey.PointOf(SealedMessageTests.KeyFilesMake(KeyPurpose.Subscriptions))));
            using var unknown = new ABrowser("https://no-longer.example/x");
            file.Keep([2], DateOnly.FromDateTime(_paper.Clock.GetUtcNow().UtcDateTime), SubscriptionList.Seal(unknown.Wish, _paper.House.Settings.Alerts!.SealPoint));
        }
        await BreakAsync();
        Assert.Equal(new SentAlerts(1, 2, 0), await _paper.AlertAsync());
        Assert.Equal(1, _paper.Known());
    }

    [Fact]
    public async Task A_publish_says_how_many_and_names_nobody_and_a_failure_fails_nothing()
    {
        using var one = _service.Browser("201/the-readers-own-token");
        using var two = _service.Browser("410/b");
        using var three = _service.Browser("500-500-500/c");
        // The program's clock is the system's.
        _paper.Clock.Advance(TimeProvider.System.GetUtcNow() - _paper.Clock.GetUtcNow());
        Array.ForEach(new[] { one, two, three }, browser => _paper.Take(browser.Wish));
        await BreakAsync(publish: false);
        var pins = Path.Combine(_paper.House.Path, "pins");
        var ran = await Programs.RunAsync(Programs.Skywave, pins, "publish", "--newsroom", _paper.House.Path);
        Assert.True(ran.Exit == 0, ran.Error);
        Assert.Contains("alerts: 1 sent, 1 gone, 1 failed", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("token", ran.Out + ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_service.Address, ran.Out + ran.Error, StringComparison.Ordinal);
        ran = await Programs.RunAsync(Programs.Skywave, pins, "publish", "--newsroom", _paper.House.Path, "--json");
        Assert.False(ran.Json.ContainsKey("alerts"));

        await _paper.WriteAsync("en", "more", "More of it", "More.", breaking: true);
        await File.WriteAllTextAsync(_paper.House.AlertsFile, "this is no database, and never was one of ours at all");
        ran = await Programs.RunAsync(Programs.Skywave, pins, "publish", "--newsroom", _paper.House.Path);
        Assert.True(ran.Exit == 0, ran.Error);
        Assert.Contains("alerts were not sent, the edition stands", ran.Error, StringComparison.Ordinal);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Keys_that_are_not_there_are_said()
    {
        using var browser = _service.Browser("201/a");
        _paper.Take(browser.Wish);
        await BreakAsync();
        var without = new Keyring([.. _paper.HostKeys().Keys.Where(k => !KeyPurpose.IsOnCurve(k.Purpose))]);
        Assert.Equal("keys.missing", (await Assert.ThrowsAsync<Stop>(() => new SendAlerts(_paper.House, () => without, _paper.Clock, _ => { }).RunAsync(CancellationToken.None))).Code);
    }

    private async Task<string> BreakAsync(bool publish = true)
    {
        var id = await _paper.WriteAsync("en", "news", "It breaks", "It breaks, says everybody.", breaking: true);
        if (!publish)
        {
            return "";
        }
        await _paper.PublishAsync();
        return Path.GetRelativePath(_paper.House.Public, _paper.PageOf(id)).Replace('\\', '/');
    }
}
