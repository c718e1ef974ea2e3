using System.Collections.Immutable;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Office;
using Skywave.Reading;

namespace Skywave.Rooms;

/// <summary>
/// What each carrier and public mirror has, as a reader who trusts the newsroom's root would find it. Folders are looked at whenever somebody asks; a mirror only when somebody wants it: the question shows it
/// where this server is.
/// </summary>
/// <param name="house">The newsroom.</param>
/// <param name="clock">The time.</param>
internal sealed class CarrierWatch(NewsroomFolder house, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ImmutableArray<CarrierState> _mirrors = [.. house.Settings.Mirrors.Select(address => new CarrierState(address, IsMirror: true))];

    /// <summary>What they have.</summary>
    /// <param name="mirrorsToo">True: public mirrors are asked now; else what they said last.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ImmutableArray<CarrierState>> LookAsync(bool mirrorsToo, CancellationToken cancel)
    {
        if (!File.Exists(house.Ledger))
        {
            return [];
        }
        ReadOnlyMemory<byte> root;
        await using (var ledger = LedgerFile.Open(house.Ledger))
        {
            root = OfflineRoles.Root(ledger).Bytes;
        }
        if (mirrorsToo)
        {
            using var client = HttpFetch.NewClient();
            _mirrors = [.. await Task.WhenAll(house.Settings.Mirrors.Select(address => OneAsync(address, isMirror: true, EditionSource.FromUrl(new Uri(address), client, clock), root, cancel))).ConfigureAwait(false)];
        }
        var folders = await Task.WhenAll(house.Settings.Carriers.Select(carrier => OneAsync(carrier, isMirror: false, EditionSource.FromFolder(house.Carrier(carrier)), root, cancel))).ConfigureAwait(false);
        return [.. folders, .. _mirrors];
    }

    private async Task<CarrierState> OneAsync(string name, bool isMirror, EditionSource source, ReadOnlyMemory<byte> root, CancellationToken cancel)
    {
        var (now, begun) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        enough.CancelAfter(Patience);
        var state = new CarrierState(name, isMirror) { LookedAt = now };
        try
        {
            var opened = await ReadEdition.OpenAsync(source, root, null, now, enough.Token).ConfigureAwait(false);
            return opened.TryGet(out var edition, out var refusal)
                ? state with { Number = (int)edition.Number, Cut = edition.Cut, Problem = edition.ExpiredRole is { } role ? $"the signature of {role} has run out" : null, Took = clock.GetElapsedTime(begun) }
                : state with { Problem = refusal.Code == EditionCodes.FileMissing && !isMirror ? "there is no whole edition here yet: publish" : refusal.Detail };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return state with { Problem = $"it did not answer within {Patience.TotalSeconds:0} seconds" };
        }
    }
}
