using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>Signing in: by passkey, by passphrase and digits, by a one-time link.</summary>
internal static class SignInRoutes
{
    private const string Wrong = "Handle, passphrase and digits do not belong together.";

    public static IEnumerable<Route> All =>
    [
        new("GET", "/sign-in", new Access.Anybody(), visit => ShowAsync(visit, null)),
        new("POST", "/sign-in", new Access.Anybody(), ByPassphraseAsync),
        new("POST", "/passkey/ask", new Access.Anybody(), AskAsync),
        new("POST", "/passkey/sign-in", new Access.Anybody(), ByPasskeyAsync),
        new("GET", "/welcome/{secret}", new Access.Anybody(), WelcomeAsync),
        new("POST", "/welcome/{secret}", new Access.Anybody(), ByLinkAsync),
        new("POST", "/sign-out", new Access.SignedIn(), SignOutAsync),
        new("POST", "/lock", new Access.SignedIn(), visit => LockAsync(visit, isOut: false)),
        new("POST", "/lock-out", new Access.SignedIn(), visit => LockAsync(visit, isOut: true)),
    ];

    private static Task ShowAsync(Visit visit, string? wrong) =>
        visit.Person is not null ? visit.GoAsync("/") : Frame.SendAsync(visit.Context, SignInSlice.Create(new SignInPage { Visit = visit, Wrong = wrong, Handle = visit.Field("handle") }));

    private static async Task ByPassphraseAsync(Visit visit)
    {
        var services = visit.Context.RequestServices;
        var (users, guesses, handle) = (services.GetRequiredService<UserManager<Person>>(), services.GetRequiredService<Guesses>(), visit.Field("handle").Trim().ToLowerInvariant());
        var person = Person.IsHandle(handle) ? await visit.Db.Users.SingleOrDefaultAsync(p => p.UserName == handle, visit.Stop).ConfigureAwait(false) : null;
        var key = Session.GuessKey(visit.Context, handle.Length > 32 ? "" : handle, person);
        if (guesses.MustWait(key))
        {
            visit.Context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            await ShowAsync(visit, "Too many wrong tries. Wait a quarter of an hour, use a passkey, or a browser in which you signed in before.").ConfigureAwait(false);
            return;
        }
        if (person is null || !await IsRightAsync(visit, users, person).ConfigureAwait(false))
        {
            guesses.Count(key);
            if (person is null)
            {
                // Somebody who is not here takes as long as somebody who is.
                users.PasswordHasher.VerifyHashedPassword(new Person { Name = "" }, Nobody.Value, visit.Field("passphrase"));
            }
            visit.Context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await ShowAsync(visit, Wrong).ConfigureAwait(false);
            return;
        }
        guesses.Forget(key);
        await BeginAsync(visit, person, "person.signIn", "passphrase").ConfigureAwait(false);
        await visit.GoAsync("/").ConfigureAwait(false);
    }

    private static readonly Lazy<string> Nobody = new(() => new PasswordHasher<Person>().HashPassword(new Person { Name = "" }, Person.NewId()));

    private static async Task<bool> IsRightAsync(Visit visit, UserManager<Person> users, Person person)
    {
        var code = string.Concat(visit.Field("code").Where(char.IsAsciiDigit));
        var isRight = await users.CheckPasswordAsync(person, visit.Field("passphrase")).ConfigureAwait(false);
        if (!isRight || person is not { HasLeft: false, IsLockedOut: false, TwoFactorEnabled: true } || code == person.UsedCode
            || !await users.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code).ConfigureAwait(false))
        {
            return false;
        }
        person.UsedCode = code;
        return true;
    }

    private static async Task AskAsync(Visit visit)
    {
        var options = await visit.Context.RequestServices.GetRequiredService<SignInManager<Person>>().MakePasskeyRequestOptionsAsync(null).ConfigureAwait(false);
        visit.Context.Response.ContentType = "application/json";
        await visit.Context.Response.WriteAsync(options, visit.Stop).ConfigureAwait(false);
    }

    private static async Task ByPasskeyAsync(Visit visit)
    {
        var services = visit.Context.RequestServices;
        PasskeyAssertionResult<Person> result;
        try
        {
            result = await services.GetRequiredService<SignInManager<Person>>().PerformPasskeyAssertionAsync(visit.Field("credential")).ConfigureAwait(false);
        }
        catch (Exception none) when (none is InvalidOperationException or ArgumentException)
        {
            // No question of ours is open in this browser, or nothing was sent.
            await Answer.JsonAsync(visit, StatusCodes.Status400BadRequest, new { why = visit.T("Load the page again and try once more.") }).ConfigureAwait(false);
            return;
        }
        if (!result.Succeeded || result.User is not { HasLeft: false, IsLockedOut: false } person)
        {
            await Answer.JsonAsync(visit, StatusCodes.Status403Forbidden, new { why = visit.T("This passkey lets nobody in here.") }).ConfigureAwait(false);
            return;
        }
        await services.GetRequiredService<UserManager<Person>>().AddOrUpdatePasskeyAsync(person, result.Passkey).ConfigureAwait(false);
        await BeginAsync(visit, person, "person.signIn", "passkey").ConfigureAwait(false);
        await Answer.JsonAsync(visit, StatusCodes.Status200OK, new { go = "/" }).ConfigureAwait(false);
    }

    // The link that was opened and whose it is; null when it lets nobody in, and that is said.
    private static async Task<(LinkRow Link, Person Person)?> OfLinkAsync(Visit visit)
    {
        var link = await OneTimeLink.FindAsync(visit.Db, visit.RouteText("secret"), visit.Now, visit.Stop).ConfigureAwait(false);
        var person = link is null ? null : await visit.Db.Users.SingleAsync(p => p.Id == link.Person, visit.Stop).ConfigureAwait(false);
        if (link is not null && person is { HasLeft: false })
        {
            return (link, person);
        }
        await Answer.SayAsync(visit, StatusCodes.Status404NotFound, "This link was used, or is too old.", "Ask for another one.").ConfigureAwait(false);
        return null;
    }

    private static async Task WelcomeAsync(Visit visit)
    {
        if (await OfLinkAsync(visit).ConfigureAwait(false) is not (_, var person))
        {
            return;
        }
        // Whoever only looks at the link, as programs that make previews do, does not use it up.
        await Frame.SendAsync(visit.Context, WelcomeSlice.Create(new WelcomePage { Visit = visit, Name = person.Name, Secret = visit.RouteText("secret") })).ConfigureAwait(false);
    }

    private static async Task ByLinkAsync(Visit visit)
    {
        await using var transaction = await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false);
        if (await OfLinkAsync(visit).ConfigureAwait(false) is not (var link, var person))
        {
            return;
        }
        if (link.Replaces)
        {
            await Means.VoidAsync(visit.Db, person, visit.Stop).ConfigureAwait(false);
        }
        visit.Db.Links.Remove(link);
        await BeginAsync(visit, person, "person.link", link.Replaces ? "recovery" : null).ConfigureAwait(false);
        await transaction.CommitAsync(visit.Stop).ConfigureAwait(false);
        await visit.GoAsync("/me").ConfigureAwait(false);
    }

    private static async Task BeginAsync(Visit visit, Person person, string act, string? what)
    {
        await using var own = visit.Db.Database.CurrentTransaction is null ? await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false) : null;
        person.LastSeen = DateOnly.FromDateTime(visit.Now.UtcDateTime);
        await Trail.AddAsync(visit.Db, visit.Now, person.Id, act, person.Id, null, what, visit.Stop).ConfigureAwait(false);
        await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
        if (own is not null)
        {
            await own.CommitAsync(visit.Stop).ConfigureAwait(false);
        }
        Session.Know(visit.Context, person);
        await Session.BeginAsync(visit.Context, person, visit.Now).ConfigureAwait(false);
    }

    private static async Task SignOutAsync(Visit visit)
    {
        await Session.EndAsync(visit.Context).ConfigureAwait(false);
        await visit.GoAsync("/sign-in").ConfigureAwait(false);
    }

    private static async Task LockAsync(Visit visit, bool isOut)
    {
        await using var transaction = await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false);
        if (isOut && await Means.OthersAsync(visit.Db, visit.Me, visit.Stop).ConfigureAwait(false) < 2)
        {
            await Answer.SayAsync(visit, StatusCodes.Status409Conflict, "There are not two others who could vouch for you.", "You would never get in again. Sign out everywhere instead.").ConfigureAwait(false);
            return;
        }
        Means.SignOutEverywhere(visit.Me);
        visit.Me.IsLockedOut = isOut;
        await Trail.AddAsync(visit.Db, visit.Now, visit.Me.Id, isOut ? "person.lockOut" : "person.lock", visit.Me.Id, null, null, visit.Stop).ConfigureAwait(false);
        await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
        await transaction.CommitAsync(visit.Stop).ConfigureAwait(false);
        await Session.EndAsync(visit.Context).ConfigureAwait(false);
        if (isOut)
        {
            Session.Forget(visit.Context);
        }
        // What the browser kept of our pages goes too.
        visit.Context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        await visit.GoAsync("/sign-in").ConfigureAwait(false);
    }
}
