using Skywave.Ledger;
using Skywave.Trust.Tuf;

namespace Skywave.Publishing;

/// <summary>When roles must be signed again: past half their life.</summary>
internal static class RoleClock
{
    /// <summary>True when any online role's newest version is past half its life.</summary>
    public static bool IsAnyDue(LedgerDb ledger, DateTimeOffset now) =>
        ledger.Roles.Select(r => r.Role).Distinct().AsEnumerable().Where(r => r is not (RoleName.Root or RoleName.Targets))
            .Any(role => Editions.Newest(ledger, role) is { } newest && IsDue(newest, now));

    /// <summary>True when a role is past half its life.</summary>
    public static bool IsDue(RoleVersion role, DateTimeOffset now) => now.ToUnixTimeSeconds() >= role.Signed + (role.Expires - role.Signed) / 2;
}
