using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;

namespace Skywave.Ceremonies;

/// <summary>Lets a desk in: its role key and log key, its delegation, epoch 1 of its log, its line in desks.json and in skywave.json.</summary>
internal static class MakeDesk
{
    /// <summary>Makes desks. One that a ceremony which was killed left half-made is completed.</summary>
    public static Task<CeremonyOutcome> RunAsync(Ceremony ceremony, IReadOnlyCollection<string> desks, CancellationToken cancel)
    {
        var settings = ceremony.House.Settings;
        var next = ceremony.Charter;
        foreach (var desk in desks)
        {
            var isSigned = next.Logs.Logs.ContainsKey(desk);
            if (isSigned && settings.Desks.Contains(desk))
            {
                throw new Stop(Exit.Usage, "keys.desk-exists", $"the newsroom has the desk {desk} already", "`skywave keys list` shows its keys");
            }
            settings = settings.Desks.Contains(desk) ? settings : settings with { Desks = settings.Desks.Add(desk) };
            next = isSigned ? next : LetIn(next, ceremony.Keyrings.Host, desk);
        }
        if (settings.Mistakes().ToArray() is { Length: > 0 } mistakes)
        {
            throw new Stop(Exit.Usage, "newsroom.settings", string.Join("; ", mistakes), "mend --desk or skywave.json and run it again");
        }
        return ceremony.SignAsync(next, [], settings, cancel);
    }

    private static Charter LetIn(Charter charter, SealedKeyring host, string desk)
    {
        var role = KeyFiles.Make(KeyPurpose.Desk, desk);
        var log = KeyFiles.Make(KeyPurpose.Log, desk, 1);
        host.Add(role);
        host.Add(log);
        var delegation = Charter.DelegationTo(desk, new RoleKeys([TufKey.OfEd25519(role.PublicHex)], 1));
        return (charter with { Delegations = [delegation, .. charter.Delegations] }).With(desk, [CloseLog.Open(charter.Logs.Newsroom, log)]);
    }
}
