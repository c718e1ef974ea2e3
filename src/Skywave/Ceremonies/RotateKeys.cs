using System.Collections.Immutable;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;

namespace Skywave.Ceremonies;

/// <summary>How keys are replaced.</summary>
/// <param name="Stolen">True: what is replaced leaves its keyring at once. False: it stays, retired, until the role's keys are replaced again.</param>
/// <param name="Key">Of several keys of a role, the one that is replaced, by the first digits of its id; null: all.</param>
/// <param name="AtSize">The size at which a log is closed; null: where our own ledger ends.</param>
/// <param name="LeaveOut">Articles whose records past that size are the thief's.</param>
internal sealed record Replacement(bool Stolen, string? Key = null, long? AtSize = null, ImmutableArray<string> LeaveOut = default);

/// <summary>New keys for roles and logs. A role's new key takes the old one's place in its keyring; a log's opens a new epoch.</summary>
internal static class RotateKeys
{
    /// <summary>Replaces them and signs what follows from it.</summary>
    public static async Task<CeremonyOutcome> RunAsync(Ceremony ceremony, IReadOnlyList<KeyRole> roles, Replacement how, CancellationToken cancel)
    {
        if ((how.AtSize is not null || !how.LeaveOut.IsDefaultOrEmpty) && roles is not [{ Purpose: KeyPurpose.Log }])
        {
            throw new Stop(Exit.Usage, "usage", "--at-size and --leave-out belong to one log", "name that log alone: `skywave keys revoke log:TAG --at-size N`");
        }
        if (how.Key is not null && roles.Count != 1)
        {
            throw new Stop(Exit.Usage, "usage", "--key belongs to one role", "name that role alone");
        }
        var next = ceremony.Charter;
        foreach (var role in roles)
        {
            next = role.Purpose == KeyPurpose.Log
                ? await CloseLog.RunAsync(ceremony, next, role, how, cancel).ConfigureAwait(false)
                : next.With(role, Replace(ceremony.Keyrings, role, next.KeysOf(role), how));
        }
        return await ceremony.SignAsync(next, [], null, cancel).ConfigureAwait(false);
    }

    private static RoleKeys Replace(Keyrings keyrings, KeyRole role, RoleKeys now, Replacement how)
    {
        var replaced = now.Keys.Where(k => how.Key is null || k.Id.StartsWith(how.Key, StringComparison.OrdinalIgnoreCase)).ToList();
        if (replaced.Count == 0)
        {
            throw new Stop(Exit.Usage, "keys.unknown", $"{role} has no key whose id begins with {how.Key}", "`skywave keys list` shows the ids");
        }
        return now with { Keys = [.. now.Keys.Select(k => replaced.Contains(k) ? Replace(keyrings, role, k, now, how.Stolen) : k)] };
    }

    private static SealedKeyring InPlaceOfLost(Keyrings keyrings, KeyRole role, RoleKeys now) => role.IsOffline ? keyrings.MakeOffline(role.Purpose, now.Keys.Length) : keyrings.Host;

    private static TufKey Replace(Keyrings keyrings, KeyRole role, TufKey old, RoleKeys now, bool stolen)
    {
        var keyring = keyrings.Holding(role, old.Public) ?? (stolen ? InPlaceOfLost(keyrings, role, now) : throw new Stop(
            Exit.Usage, "keys.missing", $"the key of {role} ({old.Id[..8]}) is in no keyring that is here; nothing was changed", $"bring its keyring; if it is lost or stolen: `skywave keys revoke {role}`"));
        foreach (var held in keyring.Keys.Find(role.Purpose, role.Desk).Where(k => k.PublicHex == old.Public ? stolen : now.Keys.All(n => n.Public != k.PublicHex)))
        {
            keyring.Drop(held);
        }
        var made = KeyFiles.Make(role.Purpose, role.Desk);
        keyring.Add(made);
        return TufKey.OfEd25519(made.PublicHex);
    }
}
