using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Skywave.Alerts;
using Skywave.Ceremonies;
using Skywave.Trust.Keys;

namespace Skywave.Tests.Alerts;

/// <summary>A browser as far as Web Push sees one: an endpoint and its keys.</summary>
internal sealed class ABrowser : IDisposable
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public ABrowser(string endpoint, string desk = "en") => Wish = new Subscription(desk, endpoint, CurveKey.PointOf(_key.ExportParameters(false)), RandomNumberGenerator.GetBytes(16));

    /// <summary>What it sends.</summary>
    public Subscription Wish { get; }

    /// <summary>Its secret.</summary>
    public string Secret => Base64Url.EncodeToString(_key.ExportParameters(true).D);

    /// <summary>What a message says, or null.</summary>
    public JsonElement? Open(byte[] message) =>
        SealedMessage.Open(message, _key.ExportParameters(true), Wish.Auth, SealedMessage.ForBrowsers) is { } plain ? JsonDocument.Parse(plain).RootElement : null;

    public void Dispose() => _key.Dispose();
}

/// <summary>Newsrooms with alerts.</summary>
internal static class AlertedNewsroom
{
    /// <summary>Turns alerts on as an operator does.</summary>
    public static async Task TurnOnAsync(this TestNewsroom paper, params string[] services)
    {
        await paper.HoldAsync(c => MakeAlertKeys.RunAsync(c, "mailto:alerts@news.example", isNew: false, CancellationToken.None));
        paper.Settle(_ => paper.HouseNow().Settings);
        paper.Settle(s => s with { Alerts = s.Alerts! with { PushServices = [.. services] } });
    }

    /// <summary>What a browser sent is taken in.</summary>
    public static void Take(this TestNewsroom paper, Subscription wish, int daysAgo = 0)
    {
        using var file = AlertsFile.Open(paper.House.AlertsFile);
        file.Keep(SubscriptionList.IdOf(wish.Endpoint), DateOnly.FromDateTime(paper.Clock.GetUtcNow().UtcDateTime).AddDays(-daysAgo), SubscriptionList.Seal(wish, paper.House.Settings.Alerts!.SealPoint));
    }

    /// <summary>How many are known.</summary>
    public static int Known(this TestNewsroom paper)
    {
        using var file = AlertsFile.Open(paper.House.AlertsFile);
        return file.Count;
    }

    /// <summary>What a publish does after its push.</summary>
    public static Task<SentAlerts?> AlertAsync(this TestNewsroom paper, CancellationToken cancel = default) => new SendAlerts(paper.House, paper.HostKeys, paper.Clock, _ => { })
    {
        Settle = TimeSpan.Zero,
        Longest = TimeSpan.FromSeconds(30),
        Patience = TimeSpan.FromSeconds(2),
        FirstWait = TimeSpan.FromMilliseconds(20),
    }.RunAsync(cancel);
}
