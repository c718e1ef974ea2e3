using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust.Tuf;

namespace Skywave.Ceremonies;

/// <summary>More holders for root or targets: a further key in a keyring file of its own, and how many of them must sign.</summary>
internal static class AddKey
{
    /// <summary>Adds a key; <paramref name="threshold"/>: how many must sign from then on, null: as before.</summary>
    public static Task<CeremonyOutcome> RunAsync(Ceremony ceremony, KeyRole role, int? threshold, CancellationToken cancel)
    {
        var now = Of(ceremony, role);
        var made = KeyFiles.Make(role.Purpose);
        ceremony.Keyrings.Signers(role.Purpose, now);
        ceremony.Keyrings.MakeOffline(role.Purpose, now.Keys.Length).Add(made);
        return SignAsync(ceremony, role, new RoleKeys(now.Keys.Add(TufKey.OfEd25519(made.PublicHex)), threshold ?? now.Threshold), cancel);
    }

    /// <summary>Changes how many of the keys there are must sign.</summary>
    public static Task<CeremonyOutcome> ThresholdAsync(Ceremony ceremony, KeyRole role, int threshold, CancellationToken cancel) =>
        SignAsync(ceremony, role, Of(ceremony, role) with { Threshold = threshold }, cancel);

    private static Task<CeremonyOutcome> SignAsync(Ceremony ceremony, KeyRole role, RoleKeys keys, CancellationToken cancel) =>
        keys.Threshold >= 1 && keys.Threshold <= keys.Keys.Length
            ? ceremony.SignAsync(ceremony.Charter.With(role, keys), [], null, cancel)
            : throw new Stop(Exit.Usage, "keys.threshold", $"{role} would need {keys.Threshold} signatures and have {keys.Keys.Length} keys; nothing was changed", $"take a threshold from 1 to {keys.Keys.Length}, or add keys first");

    private static RoleKeys Of(Ceremony ceremony, KeyRole role) => role.IsOffline
        ? ceremony.Charter.KeysOf(role)
        : throw new Stop(Exit.Usage, "keys.role", $"{role}: only root and targets have several holders", "name root or targets");
}
