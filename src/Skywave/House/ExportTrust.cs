using Skywave.Ledger;
using Skywave.Trust.Documents;

namespace Skywave.House;

/// <summary>The newsroom's trust file as it would be given to a reader now (docs/900-design.md, section 10).</summary>
public static class ExportTrust
{
    /// <summary>Its bytes.</summary>
    public static byte[] Bytes(NewsroomFolder house)
    {
        using var ledger = LedgerFile.Open(house.Ledger);
        return TrustFile.Write(OfflineRoles.Root(ledger).Bytes.Span, OfflineRoles.Targets(ledger).Bytes.Span, OfflineRoles.Document(ledger, "newsroom/logs.json"));
    }
}
