using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Skywave.Office;

/// <summary>Stands before every route: who is it, may they, and did a form of ours send it.</summary>
internal static class Gate
{
    public static async Task PassAsync(HttpContext context, Route route, OfficeParts parts, TimeProvider clock)
    {
        var services = context.RequestServices;
        var visit = await WhoAsync(context, services.GetRequiredService<OfficeDb>(), parts, clock).ConfigureAwait(false);
        var isRead = !route.TakesFile || await JudgeAsync(visit, route.Access).ConfigureAwait(false) == Judgement.Welcome;
        if (route.TakesFile && isRead && await Upload.RefusalAsync(visit).ConfigureAwait(false) is var (status, what, then))
        {
            await Answer.SayAsync(visit, status, what, then).ConfigureAwait(false);
            return;
        }
        if (HttpMethods.IsPost(route.Method) && isRead && !await IsOursAsync(context, services).ConfigureAwait(false))
        {
            await Answer.SayAsync(visit, StatusCodes.Status400BadRequest, "This form is too old, or was not ours.", "Go back, load the page again, and send it once more. Copy what you wrote first.").ConfigureAwait(false);
            return;
        }
        switch (await JudgeAsync(visit, route.Access).ConfigureAwait(false))
        {
            case Judgement.Welcome:
                await route.Answer(visit).ConfigureAwait(false);
                break;
            case Judgement.SignIn when visit.WantsJson:
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                break;
            case Judgement.SignIn:
                await visit.GoAsync("/sign-in").ConfigureAwait(false);
                break;
            case Judgement.SetUp:
                await visit.GoAsync("/me").ConfigureAwait(false);
                break;
            case Judgement.Forbidden:
                await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "This is not among what you may do.", "Ask whoever runs this newsroom for the role.").ConfigureAwait(false);
                break;
            default:
                await Answer.SayAsync(visit, StatusCodes.Status404NotFound, "There is nothing here.", "It may have been somebody else’s, or never was.").ConfigureAwait(false);
                break;
        }
    }

    private enum Judgement
    {
        Welcome,
        SignIn,
        SetUp,
        Forbidden,
        Missing,
    }

    private static async Task<Visit> WhoAsync(HttpContext context, OfficeDb db, OfficeParts parts, TimeProvider clock)
    {
        var signed = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme).ConfigureAwait(false);
        var person = signed.Succeeded && Session.Of(signed.Principal, clock.GetUtcNow()) is (var id, var stamp)
            ? await db.Users.SingleOrDefaultAsync(p => p.Id == id && p.SecurityStamp == stamp && !p.HasLeft && !p.IsLockedOut).ConfigureAwait(false) : null;
        var grants = person is null ? [] : await db.Grants.AsNoTracking().Where(g => g.Person == person.Id).Select(g => new Grant(g.Desk, g.Role)).ToListAsync().ConfigureAwait(false);
        return new Visit(context, db, parts, clock) { Person = person, Grants = [.. grants] };
    }

    // The cookie goes to our own pages only, the browser says where a form was, and the form knows a word that only we gave it: any of the three would do.
    private static async Task<bool> IsOursAsync(HttpContext context, IServiceProvider services)
    {
        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin" && await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context).ConfigureAwait(false);
    }

    private static async Task<Judgement> JudgeAsync(Visit visit, Access access)
    {
        if (access is Access.Anybody)
        {
            return Judgement.Welcome;
        }
        if (visit.Person is null)
        {
            return Judgement.SignIn;
        }
        if (access is Access.SignedIn)
        {
            return Judgement.Welcome;
        }
        if (!await Means.HasAnyAsync(visit.Db, visit.Person, visit.Stop).ConfigureAwait(false))
        {
            return Judgement.SetUp;
        }
        if (access is Access.AtAnyDesk anywhere)
        {
            return visit.May(anywhere.Permission) ? Judgement.Welcome : Judgement.Forbidden;
        }
        if (access is Access.OneOf several)
        {
            return several.Permissions.Any(p => visit.May(p)) ? Judgement.Welcome : Judgement.Forbidden;
        }
        if (access is Access.OfPicture picture)
        {
            visit.PictureRow = await visit.Db.Pictures.SingleOrDefaultAsync(p => p.Id == visit.RouteText("picture"), visit.Stop).ConfigureAwait(false);
            return visit.PictureRow is not { } seen || !Library.MaySee(visit, seen) ? Judgement.Missing
                : picture.Permissions.Length == 0 || picture.Permissions.Any(p => visit.May(p, seen.Desk)) ? Judgement.Welcome : Judgement.Forbidden;
        }
        visit.Row = await BeginManuscript.FindAsync(visit.Db, visit.RouteText("id"), visit.Stop).ConfigureAwait(false);
        // Whether it is there is nobody's business who may not read at its desk.
        return visit.Row is not { } row || !visit.May(Permission.Read, row.Desk) ? Judgement.Missing
            : ((Access.AtItsDesk)access).Permissions.Any(p => visit.May(p, row.Desk)) ? Judgement.Welcome : Judgement.Forbidden;
    }
}
