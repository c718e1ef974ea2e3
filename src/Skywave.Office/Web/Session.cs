using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Skywave.Office;

/// <summary>A session: a cookie that says who, since when, and under which stamp. All of it is looked at with every question.</summary>
internal static class Session
{
    public const string Cookie = "__Host-office";

    /// <summary>Without a page for so long it ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private const string Begun = "begun";
    private const string Stamp = "stamp";
    private const string KnownCookie = "__Host-office-known";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(180);

    public static Task BeginAsync(HttpContext context, Person person, DateTimeOffset now)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id), new(Stamp, person.SecurityStamp ?? ""), new(Begun, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
        return context.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)));
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(IdentityConstants.ApplicationScheme);

    /// <summary>The id of the person whose session this is, or null.</summary>
    public static (string Id, string Stamp)? Of(ClaimsPrincipal principal, DateTimeOffset now)
    {
        var (id, stamp) = (principal.FindFirst(ClaimTypes.NameIdentifier)?.Value, principal.FindFirst(Stamp)?.Value);
        return id is not null && stamp is not null && long.TryParse(principal.FindFirst(Begun)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var begun)
            && now - DateTimeOffset.FromUnixTimeSeconds(begun) < Longest ? (id, stamp) : null;
    }

    /// <summary>This browser is known to be one that the person signed in with: guesses from others do not slow it down.</summary>
    public static void Know(HttpContext context, Person person) =>
        context.Response.Cookies.Append(KnownCookie, Protector(context).Protect($"{person.Id} {Person.NewId()}", KnownFor), new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = KnownFor });

    /// <summary>This browser is as strange as any: nothing in it says that somebody worked here.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(KnownCookie, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/" });

    /// <summary>The key that wrong guesses from here at a handle are counted under.</summary>
    public static string GuessKey(HttpContext context, string handle, Person? person)
    {
        try
        {
            return person is not null && context.Request.Cookies[KnownCookie] is { Length: < 1000 } cookie && Protector(context).Unprotect(cookie) is { } known && known.StartsWith(person.Id + " ", StringComparison.Ordinal) ? known : "strange " + handle;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Too old, or not ours: a strange browser.
            return "strange " + handle;
        }
    }

    private static ITimeLimitedDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("office.known").ToTimeLimitedDataProtector();
}
