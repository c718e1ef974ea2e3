using System.Buffers.Text;
using Skywave.Alerts;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust.Keys;

namespace Skywave.Ceremonies;

/// <summary>Alerts are set up, or their keys replaced: the host's keyring gets two keys, <c>skywave.json</c> their public halves. No offline key is needed; no role names them.</summary>
internal static class MakeAlertKeys
{
    /// <summary>Makes them.</summary>
    /// <param name="ceremony">The ceremony.</param>
    /// <param name="contact">Whom push services may write to; null: as before.</param>
    /// <param name="isNew">True: what is there is replaced, and every subscription with it.</param>
    /// <param name="cancel">Stops it before anything is written.</param>
    public static async Task<CeremonyOutcome> RunAsync(Ceremony ceremony, string? contact, bool isNew, CancellationToken cancel)
    {
        var house = ceremony.House;
        var before = house.Settings.Alerts;
        if (before is not null && !isNew)
        {
            throw new Stop(Exit.Usage, "keys.alerts-made", "alerts are set up already; nothing was changed", "change `alerts` in skywave.json, or make new keys with --new: every reader has to subscribe again then");
        }
        if ((contact ?? before?.Contact) is not { } told)
        {
            throw new Stop(Exit.Usage, "usage", "push services want to know whom they may write to", "name an address: --contact mailto:alerts@news.example (it is sent with every alert)");
        }
        var host = ceremony.Keyrings.Host;
        foreach (var old in host.Keys.Keys.Where(k => KeyPurpose.IsOnCurve(k.Purpose)))
        {
            host.Drop(old);
        }
        var (key, seal) = (KeyFiles.Make(KeyPurpose.Alerts), KeyFiles.Make(KeyPurpose.Subscriptions));
        host.Add(key);
        host.Add(seal);
        var settings = house.Settings with { Alerts = new AlertSettings { Contact = told, Key = PublicOf(key), Seal = PublicOf(seal), PushServices = before?.PushServices ?? [] } };
        if (settings.Mistakes().ToArray() is { Length: > 0 } mistakes)
        {
            throw new Stop(Exit.Usage, "newsroom.settings", string.Join("; ", mistakes), "mend these and run it again");
        }
        var outcome = await ceremony.SignAsync(ceremony.Charter, [], settings, cancel).ConfigureAwait(false);
        using var file = AlertsFile.Open(house.AlertsFile);
        file.ForgetAll(); // no message can reach them any more
        return outcome;
    }

    private static string PublicOf(StoredKey key) => Base64Url.EncodeToString(Convert.FromHexString(key.PublicHex));
}
