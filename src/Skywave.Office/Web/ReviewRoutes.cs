using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What has to be looked at again: notices, standing pages, grants, claims.</summary>
internal static class ReviewRoutes
{
    public static IEnumerable<Route> All =>
    [
        new("GET", "/due", new Access.AtAnyDesk(Permission.Read), ShowAsync),
        new("GET", "/notices", new Access.AtAnyDesk(Permission.Read), visit => NoticesAsync(visit, null, [])),
        new("POST", "/notices", new Access.AtAnyDesk(Permission.Review), SaveAsync),
        new("POST", "/notices/check", new Access.AtAnyDesk(Permission.Review), CheckAsync),
        new("POST", "/notices/remove", new Access.AtAnyDesk(Permission.Review), RemoveAsync),
        new("POST", "/policies", new Access.AtAnyDesk(Permission.Edit), PolicyAsync),
        new("POST", "/policies/begin", new Access.AtAnyDesk(Permission.Write), BeginAsync),
    ];

    private static DateOnly Today(Visit visit) => DateOnly.FromDateTime(visit.Now.UtcDateTime);

    private static async Task ShowAsync(Visit visit)
    {
        var (desks, today) = (visit.DesksFor(Permission.Read).ToList(), Today(visit));
        var rows = await Review.DueAsync(visit.Db, [.. desks.Select(d => d.Tag)], today, visit.Stop).ConfigureAwait(false);
        var ids = rows.Where(r => r.Kind is not ReviewKind.Policy).Select(r => r.Of).Distinct().ToList();
        var headlines = await visit.Db.Manuscripts.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Headline, visit.Stop).ConfigureAwait(false);
        var lines = rows.Where(r => r.Kind is not ReviewKind.Policy && headlines.ContainsKey(r.Of))
            .Select(r => new DueLine(r.Due, visit.Desk(r.Desk), r.Kind == ReviewKind.Grant ? "unnamed source" : "claim", $"{r.Item} · {headlines[r.Of]}", $"/m/{r.Of}/sources")).ToList();
        var policies = new List<(OfficeDesk, ImmutableArray<StandingPage>, IReadOnlyList<ReviewRow>)>();
        var looked = (await visit.Db.Reviews.AsNoTracking().Where(r => r.Kind == ReviewKind.Policy).ToListAsync(visit.Stop).ConfigureAwait(false)).ToLookup(r => r.Desk);
        foreach (var (desk, has) in desks.Zip(await visit.Parts.Notices.Of([.. desks.Select(d => d.Tag)], visit.Stop).ConfigureAwait(false)))
        {
            var path = "/notices?desk=" + Uri.EscapeDataString(desk.Tag);
            lines.AddRange(has.Notices.Where(n => n.ReviewDue is { } due && due <= today.AddDays(Review.Soon)).Select(n => new DueLine(n.ReviewDue, desk, "notice", n.Designation, $"{path}&id={Uri.EscapeDataString(n.Id)}")));
            lines.AddRange(has.Missing.Select(act => new DueLine(null, desk, "no notice names", act.ToString(), path)));
            policies.Add((desk, has.Standing, [.. looked[desk.Tag]]));
        }
        await Frame.SendAsync(visit.Context, DueSlice.Create(new DuePage { Visit = visit, Lines = [.. lines.OrderBy(l => l.Due ?? DateOnly.MinValue)], Policies = policies })).ConfigureAwait(false);
    }

    private static async Task NoticesAsync(Visit visit, Notice? form, ImmutableArray<string> wrong)
    {
        var desks = visit.DesksFor(Permission.Read).ToList();
        var asked = visit.Field("desk") is { Length: > 0 } sent ? sent : visit.Query("desk");
        var desk = desks.Find(d => d.Tag == asked) ?? desks[0];
        var has = await visit.Parts.Notices.OfDeskAsync(desk.Tag, visit.Stop).ConfigureAwait(false);
        visit.Context.Response.StatusCode = wrong.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        form ??= has.Notices.FirstOrDefault(n => n.Id == visit.Query("id")) ?? new Notice { Id = "", Designation = "", Text = "" };
        await Frame.SendAsync(visit.Context, NoticesSlice.Create(new NoticesPage { Visit = visit, Desk = desk, Desks = desks, Has = has, Form = form, Wrong = wrong })).ConfigureAwait(false);
    }

    private static async Task<bool> MayAsync(Visit visit, Permission permission)
    {
        var may = visit.Parts.Desks.Any(d => d.Tag == visit.Field("desk")) && visit.May(permission, visit.Field("desk"));
        if (!may)
        {
            await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "This is not among what you may do.", "Ask whoever runs this newsroom for the role.").ConfigureAwait(false);
        }
        return may;
    }

    private static async Task SaveAsync(Visit visit)
    {
        if (!await MayAsync(visit, Permission.Review).ConfigureAwait(false))
        {
            return;
        }
        var notice = NoticeForm.Read(visit);
        var wrong = await visit.Parts.Notices.Save(visit.Field("desk"), notice, visit.Stop).ConfigureAwait(false);
        if (!wrong.IsEmpty)
        {
            await NoticesAsync(visit, notice, wrong).ConfigureAwait(false);
            return;
        }
        await TellAsync(visit, "notice.save", notice.Id).ConfigureAwait(false);
    }

    private static async Task CheckAsync(Visit visit)
    {
        if (!await MayAsync(visit, Permission.Review).ConfigureAwait(false))
        {
            return;
        }
        var (id, due, by) = (visit.Field("id"), Review.DayOf(visit.Field("due")), visit.Field("by").Trim());
        var notice = (await visit.Parts.Notices.OfDeskAsync(visit.Field("desk"), visit.Stop).ConfigureAwait(false)).Notices.FirstOrDefault(n => n.Id == id);
        if (notice is null || due is null || due < Today(visit))
        {
            await NoticesAsync(visit, null, [notice is null ? "there is no such notice" : "name a day that is still to come"]).ConfigureAwait(false);
            return;
        }
        // Without a role nobody looked at it: it is only put off, and readers are told of the check before.
        notice = by.Length == 0 ? notice with { ReviewDue = due } : notice with { ReviewDue = due, ReviewedBy = by, ReviewedOn = Today(visit) };
        var wrong = await visit.Parts.Notices.Save(visit.Field("desk"), notice, visit.Stop).ConfigureAwait(false);
        await (wrong.IsEmpty ? TellAsync(visit, by.Length == 0 ? "notice.putOff" : "notice.check", id) : NoticesAsync(visit, null, wrong)).ConfigureAwait(false);
    }

    private static async Task RemoveAsync(Visit visit)
    {
        if (await MayAsync(visit, Permission.Review).ConfigureAwait(false))
        {
            await visit.Parts.Notices.Remove(visit.Field("desk"), visit.Field("id"), visit.Stop).ConfigureAwait(false);
            await TellAsync(visit, "notice.remove", visit.Field("id")).ConfigureAwait(false);
        }
    }

    private static async Task PolicyAsync(Visit visit)
    {
        var (desk, name, due) = (visit.Field("desk"), visit.Field("name"), Review.DayOf(visit.Field("due")));
        if (!await MayAsync(visit, Permission.Edit).ConfigureAwait(false))
        {
            return;
        }
        if (due is null || (await visit.Parts.Notices.OfDeskAsync(desk, visit.Stop).ConfigureAwait(false)).Standing.All(s => s.Name != name || s.Article is null))
        {
            await visit.GoAsync("/due").ConfigureAwait(false);
            return;
        }
        await Trail.WithAsync(visit.Db, visit.Now, visit.Me.Id, "policy.check", name, desk, null,
            () => Review.MarkAsync(visit.Db, (ReviewKind.Policy, desk, name, 0), visit.Me.Id, Today(visit), due, visit.Stop), visit.Stop).ConfigureAwait(false);
        await visit.GoAsync("/due").ConfigureAwait(false);
    }

    private static async Task BeginAsync(Visit visit)
    {
        var (desk, name) = (visit.Field("desk"), visit.Field("name"));
        if (!await MayAsync(visit, Permission.Write).ConfigureAwait(false))
        {
            return;
        }
        if ((await visit.Parts.Notices.OfDeskAsync(desk, visit.Stop).ConfigureAwait(false)).Standing.All(s => s.Name != name))
        {
            await visit.GoAsync("/due").ConfigureAwait(false);
            return;
        }
        var id = await BeginManuscript.RunAsync(visit.Db, visit.Parts, desk, $"---\nstanding: {name}\n---\n{name}\n", asIdea: false, null, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await visit.GoAsync($"/m/{id}/write").ConfigureAwait(false);
    }

    private static async Task TellAsync(Visit visit, string act, string notice)
    {
        var desk = visit.Field("desk");
        await Trail.WithAsync(visit.Db, visit.Now, visit.Me.Id, act, notice, desk, null, () => Task.CompletedTask, visit.Stop).ConfigureAwait(false);
        await visit.GoAsync("/notices?desk=" + Uri.EscapeDataString(desk)).ConfigureAwait(false);
    }
}
