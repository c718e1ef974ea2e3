using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>The trail, and the edition: what goes out next.</summary>
internal static class TrailRoutes
{
    private const int AtOnce = 100;

    public static IEnumerable<Route> All =>
    [
        new("GET", "/trail", new Access.SignedIn(), visit => ShowAsync(visit, null)),
        new("POST", "/trail/check", new Access.SignedIn(), CheckAsync),
        new("GET", "/edition", new Access.SignedIn(), visit => EditionAsync(visit, null)),
        new("POST", "/edition", new Access.AtAnyDesk(Permission.Publish), PublishAsync),
        new("POST", "/edition/look", new Access.SignedIn(), LookAsync),
    ];

    private static bool MaySee(Visit visit) => visit.May(Permission.Trail) || visit.May(Permission.Edit);

    private static async Task ShowAsync(Visit visit, string? said)
    {
        if (!MaySee(visit))
        {
            await visit.GoAsync("/").ConfigureAwait(false);
            return;
        }
        var entries = await Trail.PageAsync(visit.Db, null, long.TryParse(visit.Query("before"), out var before) ? before : null, AtOnce, visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, TrailSlice.Create(new TrailPage
        {
            Visit = visit, Said = said, Entries = entries, Names = await BoardRoutes.NamesAsync(visit, [.. entries.SelectMany(e => new[] { e.By, e.Of })]).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private static async Task CheckAsync(Visit visit) =>
        await ShowAsync(visit, MaySee(visit) ? await Trail.CheckAsync(visit.Db, visit.Stop).ConfigureAwait(false) ?? visit.T("Every entry is as it was written, and none is missing.") : null).ConfigureAwait(false);

    private static bool MayLook(Visit visit) => visit.May(Permission.Publish) || visit.May(Permission.Carriers);

    private static async Task EditionAsync(Visit visit, PublishedEdition? published, bool mirrorsToo = false)
    {
        var desks = visit.DesksFor(Permission.Read).Select(d => d.Tag).ToList();
        var rows = await visit.Db.Manuscripts.AsNoTracking().Where(m => desks.Contains(m.Desk) && (m.Stage == Stage.Ready || m.Stage == Stage.Scheduled)).OrderBy(m => m.Due ?? long.MaxValue).ThenBy(m => m.Changed).Take(200).ToListAsync(visit.Stop).ConfigureAwait(false);
        var last = await visit.Db.Manuscripts.AsNoTracking().Where(m => desks.Contains(m.Desk) && m.Stage == Stage.Published).OrderByDescending(m => m.Changed).Take(20).ToListAsync(visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, EditionSlice.Create(new EditionPage
        {
            Visit = visit, Waiting = rows, Out = last, Published = published, Carriers = MayLook(visit) ? await visit.Parts.Carriers(mirrorsToo, visit.Stop).ConfigureAwait(false) : [],
        })).ConfigureAwait(false);
    }

    private static Task LookAsync(Visit visit) => EditionAsync(visit, null, mirrorsToo: MayLook(visit));

    private static async Task PublishAsync(Visit visit) => await EditionAsync(visit, await visit.Parts.Publish(visit.Stop).ConfigureAwait(false)).ConfigureAwait(false);
}
