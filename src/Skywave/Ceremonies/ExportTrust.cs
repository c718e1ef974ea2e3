using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;

namespace Skywave.Ceremonies;

/// <summary>The trust file that mirrors and readers hold (docs/900-design.md, section 10).</summary>
internal static class ExportTrust
{
    /// <summary>Its bytes and the root's fingerprint.</summary>
    /// <exception cref="Stop">Something newer than what readers can see was signed: with it, what is published now would be refused.</exception>
    public static (byte[] Bytes, string Fingerprint) Run(LedgerDb ledger)
    {
        if (OfflineRoles.IsAnyWaiting(ledger) && ledger.Editions.Any())
        {
            throw new Stop(Exit.Usage, "keys.waiting", "the offline holders signed something that is not published yet; a trust file of it would refuse what is", "run `skywave publish` first");
        }
        var root = OfflineRoles.Root(ledger);
        return (TrustFile.Write(root.Bytes.Span, OfflineRoles.Targets(ledger).Bytes.Span, OfflineRoles.Document(ledger, "newsroom/logs.json")), RootRole.Fingerprint(root));
    }
}
