using Microsoft.EntityFrameworkCore;
using Skywave.Ledger;

namespace Skywave.Publishing;

/// <summary>Which editions there are.</summary>
internal static class Editions
{
    /// <summary>The newest edition, or null before the first.</summary>
    public static EditionRow? Newest(LedgerDb ledger) => ledger.Editions.OrderByDescending(e => e.Number).FirstOrDefault();

    /// <summary>The number the next edition will have.</summary>
    public static int Next(LedgerDb ledger) => (ledger.Editions.AsNoTracking().Max(e => (int?)e.Number) ?? 0) + 1;

    /// <summary>The newest version of a role, or null when it was never signed.</summary>
    public static RoleVersion? Newest(LedgerDb ledger, string role) =>
        ledger.Roles.AsNoTracking().Where(r => r.Role == role).OrderByDescending(r => r.Version).FirstOrDefault();
}
