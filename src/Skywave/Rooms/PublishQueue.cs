using Skywave.Alerts;
using Skywave.Commands;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Office;
using Skywave.Publishing;
using Skywave.Trust.Keys;

namespace Skywave.Rooms;

/// <summary>
/// Publishes for the office, one edition after the other. Whoever asks while one is cut shares the next: a dozen editors who publish at once cost two editions, and each is answered when their text is out.
/// </summary>
/// <param name="house">The newsroom.</param>
/// <param name="openKeys">Opens the host's keys.</param>
/// <param name="clock">The time.</param>
/// <param name="tell">Told what went wrong beside a publish, for the operator.</param>
internal sealed class PublishQueue(NewsroomFolder house, Func<Keyring> openKeys, TimeProvider clock, Action<string> tell)
{
    private readonly Lock _gate = new();
    private Task<PublishedEdition> _running = Task.FromResult(new PublishedEdition(0, null));
    private Task<PublishedEdition>? _next;
    private Task _alerts = Task.CompletedTask;

    /// <summary>Ends when the alerts that are being sent are through; nobody who publishes waits for them.</summary>
    public Task Alerts => _alerts;

    /// <summary>True when the last publish failed: what it was to bring out still waits.</summary>
    public bool IsOwed { get; private set; }

    /// <summary>Publishes what is approved by now. It goes on when who asked goes away.</summary>
    /// <param name="cancel">Ends the waiting, not the publish.</param>
    public Task<PublishedEdition> RunAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            _next ??= AfterAsync(_running);
            return _next.WaitAsync(cancel);
        }
    }

    private async Task<PublishedEdition> AfterAsync(Task<PublishedEdition> before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            (_running, _next) = (_next!, null);
        }
        return await OneAsync().ConfigureAwait(false);
    }

    // What fails is told to who asked: their text is approved, and the next publish takes it.
    private async Task<PublishedEdition> OneAsync()
    {
        var keys = new Lazy<Keyring>(openKeys);
        try
        {
            var published = await new PublishEdition(house, () => keys.Value, clock, _ => { }).RunAsync(whole: false, CancellationToken.None).ConfigureAwait(false);
            foreach (var warning in published.Warnings)
            {
                tell(warning);
            }
            await OtherCarriers.CatchUpAsync(house, Quiet(), [], CancellationToken.None).ConfigureAwait(false);
            _alerts = AlertAsync(_alerts, keys);
            IsOwed = false;
            return new PublishedEdition(published.Number, null);
        }
        catch (Exception wrong) when (wrong is Stop or IOException or Writing.StoreException)
        {
            IsOwed = true;
            tell(wrong.Message);
            return new PublishedEdition(0, wrong is Stop stop ? $"{stop.Message}. {stop.Hint}" : wrong.Message);
        }
    }

    private async Task AlertAsync(Task before, Lazy<Keyring> keys)
    {
        await before.ConfigureAwait(false);
        await PublishCommand.AlertAsync(new SendAlerts(house, () => keys.Value, clock, _ => { }), Quiet(), [], CancellationToken.None).ConfigureAwait(false);
    }

    private static Terminal Quiet() => new(TextWriter.Null, TextWriter.Null, json: true, interactive: false);
}
