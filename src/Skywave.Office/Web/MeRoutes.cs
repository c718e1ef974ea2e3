using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>A person's own page: what they sign in with, their name and language.</summary>
internal static class MeRoutes
{
    private const int MostPasskeys = 10;

    public static IEnumerable<Route> All =>
    [
        new("GET", "/me", new Access.SignedIn(), visit => ShowAsync(visit, null, null)),
        new("POST", "/me", new Access.SignedIn(), RenameAsync),
        new("POST", "/me/authenticator", new Access.SignedIn(), BeginAuthenticatorAsync),
        new("POST", "/me/passphrase", new Access.SignedIn(), SetPassphraseAsync),
        new("POST", "/me/passkey/ask", new Access.SignedIn(), AskAsync),
        new("POST", "/me/passkey", new Access.SignedIn(), AddPasskeyAsync),
        new("POST", "/me/passkey/remove", new Access.SignedIn(), RemovePasskeyAsync),
    ];

    private static async Task ShowAsync(Visit visit, string? wrong, string? secret)
    {
        var keys = await visit.Db.UserPasskeys.AsNoTracking().Where(k => k.UserId == visit.Me.Id).ToListAsync(visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, MeSlice.Create(new MePage
        {
            Visit = visit,
            Wrong = wrong,
            Secret = secret,
            HasPassphrase = visit.Me is { PasswordHash: not null, TwoFactorEnabled: true },
            Passkeys = [.. keys.OrderBy(k => k.Data.CreatedAt).Select(k => (Convert.ToHexStringLower(k.CredentialId), k.Data.Name ?? "", k.Data.CreatedAt.ToUnixTimeSeconds()))],
        })).ConfigureAwait(false);
    }

    private static async Task RenameAsync(Visit visit)
    {
        var name = visit.Field("name").Trim();
        if (name.Length is 0 or > Person.LongestName)
        {
            await ShowAsync(visit, $"A name has 1 to {Person.LongestName} characters.", null).ConfigureAwait(false);
            return;
        }
        (visit.Me.Name, visit.Me.Language) = (name, OfficeWords.All.Any(l => l.Tag == visit.Field("language")) ? visit.Field("language") : null);
        await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
        await visit.GoAsync("/me").ConfigureAwait(false);
    }

    // A secret that was not confirmed lets nobody in: the second factor counts from the first right digits on.
    private static async Task BeginAuthenticatorAsync(Visit visit)
    {
        var users = visit.Context.RequestServices.GetRequiredService<UserManager<Person>>();
        if (visit.Me.TwoFactorEnabled && !await users.CheckPasswordAsync(visit.Me, visit.Field("passphrase")).ConfigureAwait(false))
        {
            await ShowAsync(visit, "Give the passphrase that counts now to set another one.", null).ConfigureAwait(false);
            return;
        }
        await visit.Db.UserTokens.Where(t => t.UserId == visit.Me.Id && t.Name == Pending).ExecuteDeleteAsync(visit.Stop).ConfigureAwait(false);
        var secret = users.GenerateNewAuthenticatorKey();
        visit.Db.UserTokens.Add(new IdentityUserToken<string> { UserId = visit.Me.Id, LoginProvider = "office", Name = Pending, Value = secret });
        await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
        await ShowAsync(visit, null, secret).ConfigureAwait(false);
    }

    private const string Pending = "pending authenticator";

    private static async Task SetPassphraseAsync(Visit visit)
    {
        var users = visit.Context.RequestServices.GetRequiredService<UserManager<Person>>();
        var pending = await visit.Db.UserTokens.SingleOrDefaultAsync(t => t.UserId == visit.Me.Id && t.Name == Pending, visit.Stop).ConfigureAwait(false);
        var (passphrase, code) = (visit.Field("passphrase"), string.Concat(visit.Field("code").Where(char.IsAsciiDigit)));
        if (pending?.Value is not { } secret)
        {
            await ShowAsync(visit, "Begin with the authenticator.", null).ConfigureAwait(false);
            return;
        }
        if (passphrase != visit.Field("again"))
        {
            await ShowAsync(visit, "The two passphrases differ.", secret).ConfigureAwait(false);
            return;
        }
        await using var transaction = await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false);
        await users.RemovePasswordAsync(visit.Me).ConfigureAwait(false);
        await users.SetAuthenticationTokenAsync(visit.Me, "[AspNetUserStore]", "AuthenticatorKey", secret).ConfigureAwait(false);
        var set = await users.AddPasswordAsync(visit.Me, passphrase).ConfigureAwait(false);
        if (!set.Succeeded || passphrase.Contains(visit.Me.UserName!, StringComparison.OrdinalIgnoreCase))
        {
            await transaction.RollbackAsync(visit.Stop).ConfigureAwait(false);
            await AgainAsync(visit, $"A passphrase has at least {OfficeSite.ShortestPassphrase} characters and not your handle: four words or more that nobody would say together.", secret).ConfigureAwait(false);
            return;
        }
        if (!await users.VerifyTwoFactorTokenAsync(visit.Me, TokenOptions.DefaultAuthenticatorProvider, code).ConfigureAwait(false))
        {
            await transaction.RollbackAsync(visit.Stop).ConfigureAwait(false);
            await AgainAsync(visit, "These are not the digits that the app shows now. Look at the app again; its clock must be right.", secret).ConfigureAwait(false);
            return;
        }
        (visit.Me.TwoFactorEnabled, visit.Me.UsedCode) = (true, code);
        visit.Db.UserTokens.Remove(pending);
        await DoneAsync(visit, "person.passphrase").ConfigureAwait(false);
        await transaction.CommitAsync(visit.Stop).ConfigureAwait(false);
        await visit.GoAsync("/").ConfigureAwait(false);
    }

    // What was rolled back in the database is still in memory.
    private static async Task AgainAsync(Visit visit, string why, string secret)
    {
        visit.Db.ChangeTracker.Clear();
        await ShowAsync(visit, why, secret).ConfigureAwait(false);
    }

    private static async Task AskAsync(Visit visit)
    {
        var options = await visit.Context.RequestServices.GetRequiredService<SignInManager<Person>>()
            .MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = visit.Me.Id, Name = visit.Me.UserName!, DisplayName = visit.Me.Name }).ConfigureAwait(false);
        visit.Context.Response.ContentType = "application/json";
        await visit.Context.Response.WriteAsync(options, visit.Stop).ConfigureAwait(false);
    }

    private static async Task AddPasskeyAsync(Visit visit)
    {
        var services = visit.Context.RequestServices;
        var name = visit.Field("name").Trim();
        PasskeyAttestationResult result;
        try
        {
            result = await services.GetRequiredService<SignInManager<Person>>().PerformPasskeyAttestationAsync(visit.Field("credential")).ConfigureAwait(false);
        }
        catch (Exception none) when (none is InvalidOperationException or ArgumentException)
        {
            // No question of ours is open in this browser, or nothing was sent.
            await Answer.JsonAsync(visit, StatusCodes.Status400BadRequest, new { why = visit.T("Load the page again and try once more.") }).ConfigureAwait(false);
            return;
        }
        if (!result.Succeeded || result.UserEntity.Id != visit.Me.Id || await visit.Db.UserPasskeys.CountAsync(k => k.UserId == visit.Me.Id, visit.Stop).ConfigureAwait(false) >= MostPasskeys)
        {
            await Answer.JsonAsync(visit, StatusCodes.Status400BadRequest, new { why = visit.T("This passkey was not taken.") }).ConfigureAwait(false);
            return;
        }
        result.Passkey.Name = name.Length is 0 or > Person.LongestName ? "passkey" : name;
        await using var transaction = await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false);
        await services.GetRequiredService<UserManager<Person>>().AddOrUpdatePasskeyAsync(visit.Me, result.Passkey).ConfigureAwait(false);
        await DoneAsync(visit, "person.passkey").ConfigureAwait(false);
        await transaction.CommitAsync(visit.Stop).ConfigureAwait(false);
        await Answer.JsonAsync(visit, StatusCodes.Status200OK, new { go = "/me" }).ConfigureAwait(false);
    }

    private static async Task RemovePasskeyAsync(Visit visit)
    {
        var id = visit.Field("id");
        var keys = await visit.Db.UserPasskeys.Where(k => k.UserId == visit.Me.Id).ToListAsync(visit.Stop).ConfigureAwait(false);
        if (keys.Find(k => Convert.ToHexStringLower(k.CredentialId) == id) is not { } key)
        {
            await visit.GoAsync("/me").ConfigureAwait(false);
            return;
        }
        if (keys.Count == 1 && visit.Me is not { PasswordHash: not null, TwoFactorEnabled: true })
        {
            await ShowAsync(visit, "It is all you sign in with. Add another one first.", null).ConfigureAwait(false);
            return;
        }
        await using var transaction = await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false);
        visit.Db.UserPasskeys.Remove(key);
        await DoneAsync(visit, "person.passkeyGone").ConfigureAwait(false);
        await transaction.CommitAsync(visit.Stop).ConfigureAwait(false);
        await visit.GoAsync("/me").ConfigureAwait(false);
    }

    // Other sessions end; this one goes on under the new stamp.
    private static async Task DoneAsync(Visit visit, string act)
    {
        Means.SignOutEverywhere(visit.Me);
        await Trail.AddAsync(visit.Db, visit.Now, visit.Me.Id, act, visit.Me.Id, null, null, visit.Stop).ConfigureAwait(false);
        await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
        await Session.BeginAsync(visit.Context, visit.Me, visit.Now).ConfigureAwait(false);
    }
}
