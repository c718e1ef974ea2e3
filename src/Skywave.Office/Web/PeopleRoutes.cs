using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>Who works here, as what; who comes, who goes, who is let in again.</summary>
internal static class PeopleRoutes
{
    public static IEnumerable<Route> All =>
    [
        new("GET", "/people", new Access.SignedIn(), visit => ShowAsync(visit, null)),
        new("POST", "/people", new Access.AtAnyDesk(Permission.People), InviteAsync),
        new("GET", "/people/{person}", new Access.SignedIn(), visit => PersonAsync(visit, null)),
        new("POST", "/people/{person}/roles", new Access.AtAnyDesk(Permission.People), RolesAsync),
        new("POST", "/people/{person}/link", new Access.AtAnyDesk(Permission.People), LinkAsync),
        new("POST", "/people/{person}/leave", new Access.AtAnyDesk(Permission.People), LeaveAsync),
        new("POST", "/people/{person}/vouch", new Access.SignedIn(), VouchAsync),
    ];

    private static async Task ShowAsync(Visit visit, string? wrong)
    {
        var people = await visit.Db.Users.AsNoTracking().OrderBy(p => p.HasLeft).ThenBy(p => p.UserName).ToListAsync(visit.Stop).ConfigureAwait(false);
        var grants = (await visit.Db.Grants.AsNoTracking().ToListAsync(visit.Stop).ConfigureAwait(false)).ToLookup(g => g.Person, g => new Grant(g.Desk, g.Role));
        await Frame.SendAsync(visit.Context, PeopleSlice.Create(new PeoplePage { Visit = visit, Wrong = wrong, People = people, Grants = grants })).ConfigureAwait(false);
    }

    private static Task<Person?> FindAsync(Visit visit) => visit.Db.Users.SingleOrDefaultAsync(p => p.Id == visit.RouteText("person"), visit.Stop);

    private static Task NobodyAsync(Visit visit) => Answer.SayAsync(visit, StatusCodes.Status404NotFound, "There is nothing here.", "It may have been somebody else’s, or never was.");

    private static async Task PersonAsync(Visit visit, string? wrong)
    {
        if (await FindAsync(visit).ConfigureAwait(false) is not { } person)
        {
            await NobodyAsync(visit).ConfigureAwait(false);
            return;
        }
        var grants = await visit.Db.Grants.AsNoTracking().Where(g => g.Person == person.Id).ToListAsync(visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, PersonSlice.Create(new PersonPage
        {
            Visit = visit, Wrong = wrong, Person = person, Grants = [.. grants.Select(g => new Grant(g.Desk, g.Role))], HasMeans = await Means.HasAnyAsync(visit.Db, person, visit.Stop).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private static async Task InviteAsync(Visit visit)
    {
        var (id, secret, why) = await Invite.RunAsync(visit.Db, visit.Field("handle").Trim().ToLowerInvariant(), visit.Field("name"), visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await (why is null ? ShowLinkAsync(visit, id!, secret) : ShowAsync(visit, why)).ConfigureAwait(false);
    }

    private static Task ShowLinkAsync(Visit visit, string person, string secret) =>
        Frame.SendAsync(visit.Context, LinkSlice.Create(new LinkPage { Visit = visit, Person = person, Address = $"{Headers.AddressOf(visit.Context)}/welcome/{secret}" }));

    private static async Task RolesAsync(Visit visit)
    {
        if (await FindAsync(visit).ConfigureAwait(false) is not { } person || person.Id == visit.Me.Id)
        {
            await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "Nobody changes their own roles.", "Ask a colleague who may.").ConfigureAwait(false);
            return;
        }
        var desks = visit.Parts.Desks.Select(d => d.Tag).Append(Grant.Everywhere).ToList();
        var grants = visit.Context.Request.Form["grant"].Select(g => g?.Split(' ')).Where(g => g is [var desk, var role] && desks.Contains(desk) && Enum.TryParse<Role>(role, out _))
            .Select(g => new Grant(g![0], Enum.Parse<Role>(g[1]))).Distinct().ToList();
        await Invite.GrantAsync(visit.Db, person, grants, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await visit.GoAsync($"/people/{person.Id}").ConfigureAwait(false);
    }

    // Only for somebody who never signed in: who lost what they had is let in by two.
    private static async Task LinkAsync(Visit visit)
    {
        if (await FindAsync(visit).ConfigureAwait(false) is not { HasLeft: false } person)
        {
            await NobodyAsync(visit).ConfigureAwait(false);
            return;
        }
        if (await Means.HasAnyAsync(visit.Db, person, visit.Stop).ConfigureAwait(false))
        {
            await PersonAsync(visit, "They have signed in before: two colleagues have to vouch for them.").ConfigureAwait(false);
            return;
        }
        await using var transaction = await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false);
        var secret = await OneTimeLink.MakeAsync(visit.Db, person.Id, OneTimeLink.Invited, replaces: false, visit.Now, visit.Stop).ConfigureAwait(false);
        await Trail.AddAsync(visit.Db, visit.Now, visit.Me.Id, "person.invite", person.Id, null, "again", visit.Stop).ConfigureAwait(false);
        await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
        await transaction.CommitAsync(visit.Stop).ConfigureAwait(false);
        await ShowLinkAsync(visit, person.Id, secret).ConfigureAwait(false);
    }

    private static async Task LeaveAsync(Visit visit)
    {
        if (await FindAsync(visit).ConfigureAwait(false) is not { } person || person.Id == visit.Me.Id)
        {
            await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "Nobody takes themselves out.", "Ask a colleague who may.").ConfigureAwait(false);
            return;
        }
        await using var transaction = await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false);
        await Means.VoidAsync(visit.Db, person, visit.Stop).ConfigureAwait(false);
        person.HasLeft = visit.Field("back") != "yes";
        visit.Db.Grants.RemoveRange(await visit.Db.Grants.Where(g => g.Person == person.Id).ToListAsync(visit.Stop).ConfigureAwait(false));
        visit.Db.Links.RemoveRange(await visit.Db.Links.Where(l => l.Person == person.Id).ToListAsync(visit.Stop).ConfigureAwait(false));
        await Trail.AddAsync(visit.Db, visit.Now, visit.Me.Id, person.HasLeft ? "person.leave" : "person.return", person.Id, null, null, visit.Stop).ConfigureAwait(false);
        await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
        await transaction.CommitAsync(visit.Stop).ConfigureAwait(false);
        await visit.GoAsync($"/people/{person.Id}").ConfigureAwait(false);
    }

    private static async Task VouchAsync(Visit visit)
    {
        if (await FindAsync(visit).ConfigureAwait(false) is not { HasLeft: false } person || person.Id == visit.Me.Id || !await Means.HasAnyAsync(visit.Db, visit.Me, visit.Stop).ConfigureAwait(false))
        {
            await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "Nobody vouches for themselves.", "Two colleagues have to.").ConfigureAwait(false);
            return;
        }
        var secret = await Invite.VouchAsync(visit.Db, person.Id, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await (secret is null ? visit.GoAsync($"/people/{person.Id}?said=vouched") : ShowLinkAsync(visit, person.Id, secret)).ConfigureAwait(false);
    }
}
