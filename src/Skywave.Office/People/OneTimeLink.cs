using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>A link that lets one person in, once.</summary>
internal static class OneTimeLink
{
    public static readonly TimeSpan First = TimeSpan.FromHours(1);
    public static readonly TimeSpan Invited = TimeSpan.FromDays(2);

    /// <summary>Makes one; links of this person that were not used are void. What it returns is shown once and is nowhere else.</summary>
    public static async Task<string> MakeAsync(OfficeDb db, string person, TimeSpan life, bool replaces, DateTimeOffset now, CancellationToken stop)
    {
        db.Links.RemoveRange(await db.Links.Where(l => l.Person == person).ToListAsync(stop).ConfigureAwait(false));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        db.Links.Add(new LinkRow { Hash = HashOf(secret), Person = person, Until = (now + life).ToUnixTimeSeconds(), Replaces = replaces });
        return secret;
    }

    /// <summary>Whose it is, or null: used, too old, or never ours.</summary>
    public static async Task<LinkRow?> FindAsync(OfficeDb db, string secret, DateTimeOffset now, CancellationToken stop)
    {
        var (hash, at) = (HashOf(secret), now.ToUnixTimeSeconds());
        return secret.Length > 100 ? null : await db.Links.SingleOrDefaultAsync(l => l.Hash == hash && l.Until > at, stop).ConfigureAwait(false);
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
