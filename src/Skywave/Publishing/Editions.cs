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
        ledger.Prepared("""SELECT "Version", "Edition", "Signed", "Expires", "Bytes" FROM "Roles" WHERE "Role" = @p0 ORDER BY "Version" DESC LIMIT 1""").All(row => new RoleVersion
        {
            Role = role,
            Version = row.GetInt64(0),
            Edition = row.GetInt32(1),
            Signed = row.GetInt64(2),
            Expires = row.GetInt64(3),
            Bytes = (byte[])row[4],
        }, role).FirstOrDefault();

    /// <summary>What a role last signed under a name, or null.</summary>
    public static byte[]? Target(LedgerDb ledger, string name) => (byte[]?)ledger.Prepared("""SELECT "Bytes" FROM "Targets" WHERE "Name" = @p0""").One(name);
}
