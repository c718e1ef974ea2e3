using System.Collections.Immutable;
using Skywave.Delivery;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;

namespace Skywave.Ceremonies;

/// <summary>What a ceremony signed.</summary>
/// <param name="Root">The new root's version, or null when root was not signed.</param>
/// <param name="Targets">The new targets' version, or null.</param>
/// <param name="Fingerprint">The newest root's.</param>
/// <param name="Files">Keyring files that were written.</param>
internal sealed record CeremonyOutcome(long? Root, long? Targets, string Fingerprint, ImmutableArray<string> Files);

/// <summary>
/// The offline holders change what they say. Nothing is written before every keyring is open and every byte is made and checked. Then, in this order:
/// (1) keyrings, with the new keys beside the old; (2) the ledger, in one transaction; (3) keyrings, without what is dropped; (4) skywave.json.
/// Killed after 1: the ledger names the old keys, which are still there, and a publish signs only with keys that root and targets name; the ceremony is
/// simply held again. Killed after 2: all is valid; the dropped keys sign nothing and go at the next ceremony. Killed before 4: publish says which line
/// skywave.json lacks. What was signed goes out with the next publish.
/// </summary>
internal sealed class Ceremony : IAsyncDisposable
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(60);

    private readonly IDisposable _alone;

    private Ceremony(NewsroomFolder house, Keyrings keyrings, LedgerDb ledger, DateTimeOffset now, IDisposable alone) =>
        (House, Keyrings, Ledger, Now, _alone, Charter) = (house, keyrings, ledger, now, alone, Charter.Of(ledger));

    public NewsroomFolder House { get; }

    public Keyrings Keyrings { get; }

    public LedgerDb Ledger { get; }

    /// <summary>The time, whole seconds.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>What is signed now.</summary>
    public Charter Charter { get; }

    /// <summary>Begins one; no publish and no other ceremony goes on meanwhile.</summary>
    public static async Task<Ceremony> BeginAsync(NewsroomFolder house, Keyrings keyrings, TimeProvider clock, CancellationToken cancel)
    {
        var alone = await new EditionFolder(house.Staging).LockAsync(LockWait, cancel).ConfigureAwait(false);
        return new Ceremony(house, keyrings, LedgerFile.Open(house.Ledger), DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()), alone);
    }

    /// <summary>Signs another charter: of root and targets what differs, and what is asked for.</summary>
    /// <param name="next">What shall hold.</param>
    /// <param name="again">Roles that are signed anew though nothing in them changes.</param>
    /// <param name="settings">The settings to keep with it; null: as they are.</param>
    /// <param name="cancel">Stops it before anything is written.</param>
    /// <exception cref="Stop">Keyrings are missing or too few, or the settings do not fit.</exception>
    public async Task<CeremonyOutcome> SignAsync(Charter next, IReadOnlyCollection<string> again, NewsroomSettings? settings, CancellationToken cancel)
    {
        var told = settings ?? House.Settings;
        RequireDesks(next, told);
        long? root = again.Contains(KeyPurpose.Root) || !next.HasRootOf(Charter) ? SignRoot(next) : null;
        long? targets = again.Contains(KeyPurpose.Targets) || !next.HasTargetsOf(Charter) ? SignTargets(next, told) : null;
        cancel.ThrowIfCancellationRequested();

        var touched = Keyrings.Opened.Where(k => k.IsTouched).ToList();
        touched.ForEach(k => k.SealWithNew());
        await Ledger.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
        touched.ForEach(k => k.SealWithoutDropped());
        if (settings is not null)
        {
            (House with { Settings = settings }).Save();
        }
        return new CeremonyOutcome(root, targets, RootRole.Fingerprint(OfflineRoles.Root(Ledger)), [.. touched.Select(k => k.Path)]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync().ConfigureAwait(false);
        _alone.Dispose();
    }

    // A new root needs the old holders and the new ones; that it has both is checked as a reader would.
    private long SignRoot(Charter next)
    {
        var before = OfflineRoles.Root(Ledger);
        var signers = Keyrings.Signers(KeyPurpose.Root, Charter.Roles[KeyPurpose.Root]).Concat(Keyrings.Signers(KeyPurpose.Root, next.Roles[KeyPurpose.Root])).DistinctBy(k => k.PublicHex);
        Signing(signers, keys => OfflineRoles.SignRoot(Ledger, next.Roles, keys, Now));
        var signed = Ledger.Roles.Local.Single(r => r.Role == RoleName.Root);
        if (TrustedMetadata.FromRoot(before.Bytes) is not { IsAccepted: true } trusted || trusted.Value.UpdateRoot(signed.Bytes) is { IsAccepted: false, Refusal: var refusal })
        {
            throw new InvalidOperationException($"the new root would be refused: nothing was written");
        }
        return signed.Version;
    }

    private long SignTargets(Charter next, NewsroomSettings settings)
    {
        var desks = OfflineRoles.Desks(settings with { Desks = [.. settings.Desks.Where(next.Logs.Logs.ContainsKey)] }, LocaleFiles.All);
        var by = next.Roles[KeyPurpose.Targets];
        Signing(Keyrings.Signers(KeyPurpose.Targets, by), keys => OfflineRoles.SignTargets(Ledger, next.Logs, desks, next.Theme, next.Code, next.Delegations, keys, Now));
        var signed = Ledger.Roles.Local.Single(r => r.Role == RoleName.Targets);
        if (!TargetsRole.Read(signed.Bytes).TryGet(out var file, out _) || file.CheckSignatures(by, RoleName.Targets) is not null)
        {
            throw new InvalidOperationException("the new targets would be refused: nothing was written");
        }
        return signed.Version;
    }

    private static void Signing(IEnumerable<StoredKey> stored, Action<IReadOnlyList<SigningKey>> sign)
    {
        var keys = stored.Select(k => k.Open()).ToList();
        try
        {
            sign(keys);
        }
        finally
        {
            keys.ForEach(k => k.Dispose());
        }
    }

    private void RequireDesks(Charter next, NewsroomSettings settings)
    {
        if (next.Logs.Logs.Keys.FirstOrDefault(d => !settings.Desks.Contains(d)) is { } missing)
        {
            throw new Stop(Exit.Usage, "newsroom.desk-missing", $"{House.SettingsFile} does not name the desk {missing}, which the offline holders signed", $"put \"{missing}\" back into `desks`");
        }
    }
}
