using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>What a person signs in with.</summary>
internal static class Means
{
    /// <summary>True once they have a passkey, or a passphrase with an authenticator.</summary>
    public static async Task<bool> HasAnyAsync(OfficeDb db, Person person, CancellationToken stop) =>
        person is { PasswordHash: not null, TwoFactorEnabled: true } || await db.UserPasskeys.AnyAsync(k => k.UserId == person.Id, stop).ConfigureAwait(false);

    /// <summary>How many others can sign in, and so vouch.</summary>
    public static Task<int> OthersAsync(OfficeDb db, Person person, CancellationToken stop) =>
        db.Users.CountAsync(p => p.Id != person.Id && !p.HasLeft && !p.IsLockedOut && ((p.PasswordHash != null && p.TwoFactorEnabled) || db.UserPasskeys.Any(k => k.UserId == p.Id)), stop);

    /// <summary>Makes all of it void: nobody signs in as this person until a new link was used.</summary>
    public static async Task VoidAsync(OfficeDb db, Person person, CancellationToken stop)
    {
        (person.PasswordHash, person.TwoFactorEnabled, person.UsedCode, person.IsLockedOut) = (null, false, null, false);
        db.UserPasskeys.RemoveRange(await db.UserPasskeys.Where(k => k.UserId == person.Id).ToListAsync(stop).ConfigureAwait(false));
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == person.Id).ToListAsync(stop).ConfigureAwait(false));
        SignOutEverywhere(person);
    }

    /// <summary>Sessions carry this stamp, and one with another stamp is none.</summary>
    public static void SignOutEverywhere(Person person) => person.SecurityStamp = Person.NewId() + Person.NewId();
}
