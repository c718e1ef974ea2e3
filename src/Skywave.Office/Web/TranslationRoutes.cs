using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>A story in all its languages, and a translation beside its original (docs/045-office.md, "Translations").</summary>
internal static class TranslationRoutes
{
    public static IEnumerable<Route> All =>
    [
        new("GET", "/m/{id}/story", new Access.AtItsDesk(Permission.Read), StoryAsync),
        new("POST", "/m/{id}/numbers", new Access.AtItsDesk(Permission.Write, Permission.Edit), NumbersAsync),
        new("POST", "/m/{id}/current", new Access.AtItsDesk(Permission.Write), CurrentAsync),
    ];

    /// <summary>The texts of its story that this person may read, its own among them.</summary>
    public static async Task<List<ManuscriptRow>> OfStoryAsync(Visit visit, ManuscriptRow row) =>
        (await visit.Db.Manuscripts.AsNoTracking().Where(m => m.Story == row.Story).OrderBy(m => m.Desk).ThenBy(m => m.Serial).ToListAsync(visit.Stop).ConfigureAwait(false)).FindAll(m => visit.May(Permission.Read, m.Desk));

    /// <summary>The original of a translation as it stands now and what became of it since; null where there is none that this person may read.</summary>
    public static async Task<Original?> OriginalAsync(Visit visit, ManuscriptRow row)
    {
        if (row.Source is null || await BeginManuscript.FindAsync(visit.Db, row.Source, visit.Stop).ConfigureAwait(false) is not { } source || !visit.May(Permission.Read, source.Desk))
        {
            return null;
        }
        var now = await SavedText.AtAsync(visit.Db, source.Id, source.Version, visit.Stop).ConfigureAwait(false);
        var before = row.SourceVersion == source.Version ? now : await SavedText.AtAsync(visit.Db, source.Id, row.SourceVersion, visit.Stop).ConfigureAwait(false);
        var (claims, _) = await FollowClaims.CompareAsync(visit.Db, visit.Parts, row, before, now, visit.Stop).ConfigureAwait(false);
        return new Original(source, visit.Desk(source.Desk), now, SourceChanges.Of(before, now, visit.Parts.Outline), claims);
    }

    /// <summary>The same, with what was translated before: for whoever writes.</summary>
    public static async Task<Original?> WithEarlierAsync(Visit visit, ManuscriptRow row)
    {
        var original = await OriginalAsync(visit, row).ConfigureAwait(false);
        if (original is not { Passages: { } passages })
        {
            return original;
        }
        // Of what is gone nothing is looked for.
        var (found, _) = await Memory.FindAsync(visit.Db, original.Row.Desk, row.Desk, row, [.. passages.Select(p => p.After)], visit.Stop).ConfigureAwait(false);
        return original with { Earlier = found };
    }

    private static async Task StoryAsync(Visit visit)
    {
        var texts = await OfStoryAsync(visit, visit.Manuscript).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, StorySlice.Create(new StoryPage { Visit = visit, Row = visit.Manuscript, Texts = texts })).ConfigureAwait(false);
    }

    private static async Task CurrentAsync(Visit visit) => await DoneAsync(visit, await BroughtAsync(visit, Looked(visit)).ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task NumbersAsync(Visit visit)
    {
        var why = await MayReadOriginalAsync(visit).ConfigureAwait(false)
            ? await FollowClaims.TakeAsync(visit.Db, visit.Parts, visit.Manuscript.Id, Looked(visit), visit.Actor, visit.Now, visit.Stop).ConfigureAwait(false) : "You cannot read the original here.";
        await DoneAsync(visit, why).ConfigureAwait(false);
    }

    private static int Looked(Visit visit) => int.TryParse(visit.Field("original"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static Task DoneAsync(Visit visit, string? why) => why is null ? visit.GoAsync($"/m/{visit.Manuscript.Id}")
        : Answer.SayAsync(visit, StatusCodes.Status422UnprocessableEntity, why, "Go back, and load the page again.");

    /// <summary>Why it could not be said to be up to date, or null.</summary>
    public static async Task<string?> BroughtAsync(Visit visit, int version) => await MayReadOriginalAsync(visit).ConfigureAwait(false)
        ? await FollowSource.BroughtAsync(visit.Db, visit.Parts, visit.Manuscript.Id, version, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false) : "You cannot read the original here.";

    // Nobody has looked at what they may not read. Whatever is done then begins from what the database has by now.
    private static async Task<bool> MayReadOriginalAsync(Visit visit)
    {
        visit.Db.ChangeTracker.Clear();
        var source = await visit.Db.Manuscripts.AsNoTracking().SingleOrDefaultAsync(m => m.Id == visit.Manuscript.Source, visit.Stop).ConfigureAwait(false);
        return source is not null && visit.May(Permission.Read, source.Desk);
    }
}
