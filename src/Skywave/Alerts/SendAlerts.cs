using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;

namespace Skywave.Alerts;

/// <summary>What came of sending.</summary>
/// <param name="Sent">Messages that push services took.</param>
/// <param name="Gone">Subscriptions that are no more, and were forgotten.</param>
/// <param name="Failed">Messages that nobody took, or whose fate is unknown.</param>
internal sealed record SentAlerts(int Sent, int Gone, int Failed);

/// <summary>
/// After a publish: one alert for each desk that has a breaking story which nobody was told of. What is told of is on the disk before the first message goes, so nobody gets it twice, and a publish that is killed
/// while sending leaves some without it.
/// </summary>
internal sealed class SendAlerts(NewsroomFolder house, Func<Keyring> openKeys, TimeProvider clock, Action<string> progress)
{
    /// <summary>Messages that are under way together.</summary>
    public const int AtATime = 16;

    /// <summary>Breaking stories of a desk that are looked at: those that its strip shows.</summary>
    private const int InStrip = 3;

    private static readonly string[] Fallen = ["withdrawn", "retracted"];

    /// <summary>How long all of it may take.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long it waits after the push: <c>serve</c> sees a change of the folder within a second, and an alert that is faster finds the edition before it.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it waits before it asks a busy service again; twice as long the next time.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Sends what is due; null when nothing is, or nobody is subscribed.</summary>
    /// <exception cref="Stop">The keys are not there, or cannot be opened.</exception>
    public async Task<SentAlerts?> RunAsync(CancellationToken cancel)
    {
        if (house.Settings.Alerts is not { } settings)
        {
            return null;
        }
        using var file = AlertsFile.Open(house.AlertsFile);
        var due = Due(file);
        file.ForgetOld(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        if (due.Count == 0 || file.All() is not { Count: > 0 } rows)
        {
            return null;
        }
        var keys = openKeys();
        await Task.Delay(Settle, clock, cancel).ConfigureAwait(false);
        using var delivery = new PushDelivery(settings.Contact, Find(keys, KeyPurpose.Alerts, settings.KeyPoint), clock) { Patience = Patience, FirstWait = FirstWait };
        return await SendAsync(file, rows, due, Find(keys, KeyPurpose.Subscriptions, settings.SealPoint), settings, delivery, cancel).ConfigureAwait(false);
    }

    // By desk: the newest breaking story that nobody was told of.
    private Dictionary<string, string> Due(AlertsFile file)
    {
        var due = new Dictionary<string, string>(StringComparer.Ordinal);
        using var ledger = LedgerFile.Open(house.Ledger);
        if (Editions.Newest(ledger) is not { State: EditionState.Pushed })
        {
            return due;
        }
        foreach (var desk in house.Settings.Desks)
        {
            if (Editions.Target(ledger, FrontDocument.TargetOf(desk)) is not { } bytes)
            {
                continue;
            }
            var front = FrontDocument.Parse(bytes).Value;
            var strip = front.Items.Where(i => i.Breaking && !Fallen.Contains(i.Status)).OrderByDescending(i => i.FirstPublished).ThenByDescending(i => i.Article, StringComparer.Ordinal).Take(InStrip).ToList();
            var fresh = file.Tell(desk, strip.Select(i => i.Article));
            if (fresh.Count > 0 && clock.GetUtcNow() - front.Cut < PushDelivery.Life)
            {
                due[desk] = strip.First(i => fresh.Contains(i.Article)).Path;
            }
        }
        return due;
    }

    private async Task<SentAlerts> SendAsync(
        AlertsFile file, List<(byte[] Id, byte[] Sealed)> rows, Dictionary<string, string> due, ECParameters seal, AlertSettings settings, PushDelivery delivery, CancellationToken cancel)
    {
        var services = new PushHosts(settings.PushServices);
        var gone = new ConcurrentBag<byte[]>();
        var (sent, failed, done) = (0, 0, 0);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel }, async (row, _) =>
        {
            if (SubscriptionList.Open(row.Sealed, seal, house.Settings.Desks, services) is not { } to)
            {
                gone.Add(row.Id);
            }
            else if (due.TryGetValue(to.Desk, out var path))
            {
                switch (await SendAsync(delivery, to, path, limit.Token, cancel).ConfigureAwait(false))
                {
                    case Delivered.Sent:
                        Interlocked.Increment(ref sent);
                        break;
                    case Delivered.Gone:
                        gone.Add(row.Id);
                        break;
                    default:
                        Interlocked.Increment(ref failed);
                        break;
                }
            }
            if (Interlocked.Increment(ref done) is var now && now % 100 == 0)
            {
                progress($"alerts: {now} of {rows.Count} …");
            }
        }).ConfigureAwait(false);
        foreach (var id in gone)
        {
            file.Forget(id);
        }
        return new SentAlerts(sent, gone.Count, failed);
    }

    private static async Task<Delivered> SendAsync(PushDelivery delivery, Subscription to, string path, CancellationToken limit, CancellationToken cancel)
    {
        var plain = new JsonObject { ["desk"] = to.Desk, ["path"] = path };
        try
        {
            return await delivery.SendAsync(to, System.Text.Encoding.UTF8.GetBytes(plain.ToJsonString()), limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Delivered.Failed; // all of it took too long
        }
    }

    private static ECParameters Find(Keyring keys, string purpose, byte[] point) =>
        keys.Find(purpose).FirstOrDefault(k => k.PublicHex == Convert.ToHexStringLower(point))?.OpenCurve()
        ?? throw new Stop(Exit.Usage, "keys.missing", $"keys/host.age has no key for {purpose}", "restore keys/host.age from a backup; when it is lost, `skywave keys alerts --new` makes new ones, and readers subscribe again");
}
