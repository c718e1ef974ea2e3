using Skywave.House;
using Skywave.Mirror;
using Skywave.Office;
using Skywave.Trust.Keys;

namespace Skywave.Rooms;

/// <summary>The office while it is open: its site, and the clock that publishes what is due.</summary>
internal sealed class OpenOffice : IAsyncDisposable
{
    /// <summary>How often it is asked whether something is due.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>How long after a publish that failed it is tried again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private readonly OfficeSite _site;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _clockwork;
    private readonly PublishQueue _queue;

    private OpenOffice(OfficeSite site, PublishQueue queue, TimeProvider clock, Action<string> tell)
    {
        (_site, _queue) = (site, queue);
        _clockwork = RunAsync(queue, clock, tell, _end.Token);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _site.Address;

    /// <summary>The first person's one-time link, or null.</summary>
    public string? FirstLink => _site.FirstLink;

    /// <summary>Opens it and says where.</summary>
    public static async Task<OpenOffice> StartAsync(NewsroomFolder house, Uri address, Uri? publicAddress, Func<Keyring> openKeys, Terminal terminal, CancellationToken cancel)
    {
        var keys = Passphrase.IsAtHand(house) ? openKeys
            : () => throw new Stop(Exit.Usage, "keys.no-passphrase", "the newsroom's keys are sealed and no passphrase was given to the server", "have SKYWAVE_PASSPHRASE_FILE set where it is started, or run `skywave publish`");
        var queue = new PublishQueue(house, keys, TimeProvider.System, terminal.Note);
        try
        {
            var site = await OfficeSite.StartAsync(house.Path, address, publicAddress, new OfficeRooms(house, queue, TimeProvider.System).Parts(), TimeProvider.System, cancel).ConfigureAwait(false);
            terminal.Say($"the office: {publicAddress ?? site.Address}");
            if (site.FirstLink is { } link)
            {
                terminal.Say($"nobody can sign in yet. Open this in your browser within the hour; it works once:\n  {link}");
            }
            return new OpenOffice(site, queue, TimeProvider.System, terminal.Note);
        }
        catch (OfficeException wrong)
        {
            throw new Stop(Exit.Usage, "office.file", wrong.Message, wrong.Hint);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _clockwork.ConfigureAwait(false);
        await _site.DisposeAsync().ConfigureAwait(false);
        await _queue.Alerts.ConfigureAwait(false);
        _end.Dispose();
    }

    // What is due is what the database says, so neither a restart nor a clock that jumps leaves anything out.
    private async Task RunAsync(PublishQueue queue, TimeProvider clock, Action<string> tell, CancellationToken cancel)
    {
        var tried = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Look, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
            {
                try
                {
                    await _site.PublishDueAsync(cancel).ConfigureAwait(false);
                    if (queue.IsOwed && clock.GetElapsedTime(tried) > Again)
                    {
                        await queue.RunAsync(cancel).ConfigureAwait(false);
                        tried = clock.GetTimestamp();
                    }
                }
                catch (Exception wrong) when (wrong is Microsoft.Data.Sqlite.SqliteException or Microsoft.EntityFrameworkCore.DbUpdateException or Stop or IOException)
                {
                    // The next look is in a second; a disk that is full may have room again.
                    tell($"what is due could not be published: {wrong.Message}");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The office closes.
        }
    }
}
