using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>A desk's front: pinned, put in order, made into packages, looked at, put there, put back.</summary>
internal static class FrontRoutes
{
    private const int FoundAtOnce = 20;

    public static IEnumerable<Route> All =>
    [
        new("GET", "/front", new Access.AtAnyDesk(Permission.Curate), visit => ShowAsync(visit, Asked(visit, visit.Query("desk")), null, null)),
        new("GET", "/front/preview", new Access.AtAnyDesk(Permission.Curate), PreviewAsync),
        new("POST", "/front", new Access.AtAnyDesk(Permission.Curate), ChangeAsync),
    ];

    // Of another desk's front nothing is said.
    private static OfficeDesk? Asked(Visit visit, string tag) => tag.Length == 0 ? visit.DesksFor(Permission.Curate).First() : visit.DesksFor(Permission.Curate).FirstOrDefault(d => d.Tag == tag);

    private static Task MissingAsync(Visit visit) => Answer.SayAsync(visit, StatusCodes.Status404NotFound, "There is nothing here.", "It may have been somebody else’s, or never was.");

    private static async Task ShowAsync(Visit visit, OfficeDesk? desk, string? wrong, CuratedFront? mine)
    {
        if (desk is null)
        {
            await MissingAsync(visit).ConfigureAwait(false);
            return;
        }
        var table = await CurateFront.OpenAsync(visit.Db, visit.Parts, desk.Tag, visit.Now, visit.Stop).ConfigureAwait(false);
        var states = await visit.Db.FrontStates.AsNoTracking().Where(s => s.Desk == desk.Tag).OrderByDescending(s => s.Number).ToListAsync(visit.Stop).ConfigureAwait(false);
        var words = (visit.Query("q") is { Length: > 0 } asked ? asked : visit.Field("q")).Trim();
        var there = table.Front.Articles.Concat(mine?.Articles ?? []).Select(a => a.Value).Distinct().ToList();
        var found = (await visit.Parts.Find(desk.Tag, words, visit.Stop).ConfigureAwait(false)).Where(a => !there.Contains(a.Id)).Take(FoundAtOnce).Select(a => a.Id).ToList();
        var named = await visit.Parts.Front.Named(desk.Tag, [.. there, .. found], visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, FrontSlice.Create(new FrontPage
        {
            Visit = visit, Desk = desk, Table = table, States = states, Wrong = wrong, Mine = mine, Words = words, Said = visit.Query("said"),
            Headlines = named.ToDictionary(a => a.Id, a => a.Headline), Found = [.. named.Where(a => found.Contains(a.Id))],
            Focus = (int.TryParse(visit.Query("at"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1, visit.Query("did")),
            Names = await BoardRoutes.NamesAsync(visit, [table.By, .. states.Select(s => s.By)]).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private static async Task PreviewAsync(Visit visit)
    {
        if (Asked(visit, visit.Query("desk")) is not { } desk)
        {
            await MissingAsync(visit).ConfigureAwait(false);
            return;
        }
        var table = await CurateFront.OpenAsync(visit.Db, visit.Parts, desk.Tag, visit.Now, visit.Stop).ConfigureAwait(false);
        await Answer.PreviewAsync(visit, await visit.Parts.Front.Preview(desk.Tag, table.Front, visit.Stop).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task ChangeAsync(Visit visit)
    {
        if (Asked(visit, visit.Field("desk")) is not { } desk || visit.Field("desk").Length == 0)
        {
            await MissingAsync(visit).ConfigureAwait(false);
            return;
        }
        // A button may name what it is about: "remove:<article>".
        var (act, about) = visit.Field("do").Split(':', 2) is [var name, var rest] ? (name, rest) : (visit.Field("do"), visit.Field("article"));
        _ = long.TryParse(visit.Field("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        var slot = int.TryParse(visit.Field("slot"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var was = FrontJson.Read(visit.Field("was")) ?? CuratedFront.Nothing;
        var (until, wrong) = Until(visit, act);
        if (wrong is not null)
        {
            await RefuseAsync(visit, desk, wrong).ConfigureAwait(false);
            return;
        }
        var back = act == "back" && long.TryParse(visit.Field("state"), NumberStyles.None, CultureInfo.InvariantCulture, out var state) ? await CurateFront.StateAsync(visit.Db, desk.Tag, state, visit.Stop).ConfigureAwait(false) : null;
        var approved = act == "drop" ? await visit.Parts.Front.Read(desk.Tag, visit.Stop).ConfigureAwait(false) : null;
        Func<CuratedFront, (CuratedFront?, string?)> change = act switch
        {
            "back" => _ => back is null ? (null, "this state is not kept any more") : (back.At(visit.Now), null),
            "drop" => _ => (approved!.At(visit.Now), null),
            "use" => _ => was.Reasons().FirstOrDefault() is { } why ? (null, why) : (was.At(visit.Now), null),
            _ => new FrontChange(act, slot, about, visit.Field("title"), until).Of,
        };
        var curated = act == "put" ? await CurateFront.PutAsync(visit.Db, visit.Parts, desk.Tag, version, was, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false)
            : await CurateFront.ChangeAsync(visit.Db, visit.Parts, desk.Tag, version, was, change, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await AnswerAsync(visit, desk, curated, act, act == "up" ? slot - 1 : act == "down" ? slot + 1 : slot).ConfigureAwait(false);
    }

    private static async Task AnswerAsync(Visit visit, OfficeDesk desk, Curated curated, string act, int at)
    {
        visit.Db.ChangeTracker.Clear();
        switch (curated)
        {
            case Curated.Crossed crossed:
                visit.Context.Response.StatusCode = StatusCodes.Status409Conflict;
                await ShowAsync(visit, desk, null, crossed.Mine).ConfigureAwait(false);
                break;
            case Curated.Refused refused:
                await RefuseAsync(visit, desk, refused.Why).ConfigureAwait(false);
                break;
            default:
                var said = act == "put" ? "&said=" + ((await visit.Parts.Publish(visit.Stop).ConfigureAwait(false)).Problem is null ? "out" : "waits") : "";
                var place = string.Create(CultureInfo.InvariantCulture, $"&at={Math.Max(at, 0)}&did={(act is "up" or "down" or "off" or "end" or "title" ? act : "")}");
                await visit.GoAsync($"/front?desk={desk.Tag}{place}{said}{(visit.Field("q").Trim() is { Length: > 0 } q ? "&q=" + Uri.EscapeDataString(q) : "")}").ConfigureAwait(false);
                break;
        }
    }

    private static Task RefuseAsync(Visit visit, OfficeDesk desk, string why)
    {
        visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return ShowAsync(visit, desk, why, null);
    }

    private static (DateTimeOffset? Until, string? Wrong) Until(Visit visit, string act) =>
        act != "end" || visit.Field("until").Trim().Length == 0 ? (null, null)
        : DateTimeOffset.TryParse(visit.Field("until"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time > visit.Now ? (time, null)
        : (null, "name a time that is still to come");
}
