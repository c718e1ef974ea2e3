using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>Who a manuscript's sources are, and until when its claims hold.</summary>
internal static class SourceRoutes
{
    private const int LongestIdentity = 2_000;

    public static IEnumerable<Route> All =>
    [
        new("GET", "/m/{id}/sources", new Access.AtItsDesk(Permission.Write, Permission.Edit, Permission.Review), visit => ShowAsync(visit, null)),
        new("POST", "/m/{id}/sources/record", new Access.AtItsDesk(Permission.Write, Permission.Edit), RecordAsync),
        new("POST", "/m/{id}/sources/agree", new Access.AtItsDesk(Permission.Edit), AgreeAsync),
        new("POST", "/m/{id}/sources/protect", new Access.AtItsDesk(Permission.Write, Permission.Edit, Permission.Review), ProtectAsync),
        new("POST", "/m/{id}/claims", new Access.AtItsDesk(Permission.Write, Permission.Edit), ClaimAsync),
    ];

    private static async Task<Manuscript> TextAsync(Visit visit) => visit.Manuscript.With(await visit.TextAsync(visit.Manuscript.Version).ConfigureAwait(false));

    private static async Task ShowAsync(Visit visit, string? wrong)
    {
        var (row, manuscript) = (visit.Manuscript, await TextAsync(visit).ConfigureAwait(false));
        visit.Context.Response.StatusCode = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var reviews = await visit.Db.Reviews.AsNoTracking().Where(r => r.Desk == row.Desk && r.Of == row.Id).ToListAsync(visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, SourcesSlice.Create(new SourcesPage
        {
            Visit = visit, Row = row, Wrong = wrong, Checked = CheckText.Of(visit.Parts, manuscript), Recorded = await visit.Parts.Sources.Of(manuscript, visit.Stop).ConfigureAwait(false),
            Reviews = reviews, Names = await BoardRoutes.NamesAsync(visit, [.. reviews.Select(r => r.By)]).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private static int NumberIn(Visit visit) => int.TryParse(visit.Field("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static async Task RecordAsync(Visit visit)
    {
        var (manuscript, number, identity) = (await TextAsync(visit).ConfigureAwait(false), NumberIn(visit), visit.Field("identity").ReplaceLineEndings("\n").Trim());
        if (CheckText.Of(visit.Parts, manuscript).Unnamed.All(u => u.Number != number))
        {
            await ShowAsync(visit, "The text quotes nobody unnamed under this number. Write it into the front matter first.").ConfigureAwait(false);
            return;
        }
        if (identity.Length is 0 or > LongestIdentity)
        {
            await ShowAsync(visit, $"Say who it is, in 1 to {LongestIdentity} characters.").ConfigureAwait(false);
            return;
        }
        // Said anew, it is agreed to anew.
        await visit.Parts.Sources.Grant(manuscript, new RecordedGrant(number, identity, "", DateOnly.FromDateTime(visit.Now.UtcDateTime)), visit.Stop).ConfigureAwait(false);
        await RememberAsync(visit, ReviewKind.Grant, number, "source.record", manuscript).ConfigureAwait(false);
    }

    private static async Task AgreeAsync(Visit visit)
    {
        var (row, number, manuscript) = (visit.Manuscript, NumberIn(visit), await TextAsync(visit).ConfigureAwait(false));
        var recorded = (await visit.Parts.Sources.Of(manuscript, visit.Stop).ConfigureAwait(false)).Grants.FirstOrDefault(g => g.Number == number);
        var by = await visit.Db.Reviews.AsNoTracking().Where(r => r.Kind == ReviewKind.Grant && r.Desk == row.Desk && r.Of == row.Id && r.Item == number).Select(r => r.By).SingleOrDefaultAsync(visit.Stop).ConfigureAwait(false);
        if (recorded is null || Elsewhere.Is(by, visit.Me))
        {
            await ShowAsync(visit, recorded is null ? "First it must be recorded who it is." : "You recorded who it is: somebody else has to agree.").ConfigureAwait(false);
            return;
        }
        await visit.Parts.Sources.Grant(manuscript, recorded with { AgreedBy = visit.Me.UserName!, AgreedOn = DateOnly.FromDateTime(visit.Now.UtcDateTime) }, visit.Stop).ConfigureAwait(false);
        await RememberAsync(visit, ReviewKind.Grant, number, "source.agree", manuscript).ConfigureAwait(false);
    }

    private static async Task ProtectAsync(Visit visit)
    {
        var (row, identity, why) = (visit.Manuscript, visit.Field("identity").ReplaceLineEndings("\n").Trim(), visit.Field("why").Trim());
        if (identity.Length is 0 or > LongestIdentity || why.Length is 0 or > LongestIdentity)
        {
            await ShowAsync(visit, $"Say who it is, and why they must be protected, in 1 to {LongestIdentity} characters each.").ConfigureAwait(false);
            return;
        }
        var manuscript = await TextAsync(visit).ConfigureAwait(false);
        await visit.Parts.Sources.Protect(manuscript, identity, why, visit.Stop).ConfigureAwait(false);
        await ChangeAsync(visit, "source.protect", null, manuscript, () =>
        {
            row.IsMarked = true;
            return Task.CompletedTask;
        }).ConfigureAwait(false);
    }

    private static async Task ClaimAsync(Visit visit)
    {
        var (number, manuscript) = (NumberIn(visit), await TextAsync(visit).ConfigureAwait(false));
        if (CheckText.Of(visit.Parts, manuscript).Claims.All(c => c.Number != number))
        {
            await ShowAsync(visit, "The text has no such claim.").ConfigureAwait(false);
            return;
        }
        await RememberAsync(visit, ReviewKind.Claim, number, "claim.check", manuscript).ConfigureAwait(false);
    }

    // Who agreed takes the place of who recorded it: both stand in the trail.
    private static Task RememberAsync(Visit visit, ReviewKind kind, int number, string act, Manuscript manuscript)
    {
        var row = visit.Manuscript;
        return ChangeAsync(visit, act, number.ToString(CultureInfo.InvariantCulture), manuscript,
            () => Review.MarkAsync(visit.Db, (kind, row.Desk, row.Id, number), visit.Me.Id, DateOnly.FromDateTime(visit.Now.UtcDateTime), Review.DayOf(visit.Field("due")), visit.Stop));
    }

    // What is recorded changes what is wrong with the text.
    private static async Task ChangeAsync(Visit visit, string act, string? what, Manuscript manuscript, Func<Task> change)
    {
        var row = visit.Manuscript;
        await Trail.WithAsync(visit.Db, visit.Now, visit.Me.Id, act, row.Id, row.Desk, what, async () =>
        {
            await change().ConfigureAwait(false);
            row.Mistakes = CheckText.Of(visit.Parts, manuscript).Mistakes.Length;
        }, visit.Stop).ConfigureAwait(false);
        await visit.GoAsync($"/m/{row.Id}/sources").ConfigureAwait(false);
    }
}
