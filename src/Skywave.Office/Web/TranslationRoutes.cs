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
        var now = await FollowSource.TextAsync(visit.Db, source.Id, source.Version, visit.Stop).ConfigureAwait(false);
        var before = row.SourceVersion == source.Version ? now : await FollowSource.TextAsync(visit.Db, source.Id, row.SourceVersion, visit.Stop).ConfigureAwait(false);
        return new Original(source, visit.Desk(source.Desk), now, SourceChanges.Of(before, now, visit.Parts.Outline));
    }

    private static async Task StoryAsync(Visit visit)
    {
        var texts = await OfStoryAsync(visit, visit.Manuscript).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, StorySlice.Create(new StoryPage { Visit = visit, Row = visit.Manuscript, Texts = texts })).ConfigureAwait(false);
    }

    private static async Task CurrentAsync(Visit visit)
    {
        var row = visit.Manuscript;
        _ = int.TryParse(visit.Field("original"), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        var why = await BroughtAsync(visit, version).ConfigureAwait(false);
        if (why is not null)
        {
            await Answer.SayAsync(visit, StatusCodes.Status422UnprocessableEntity, why, "Go back, and load the page again.").ConfigureAwait(false);
            return;
        }
        await visit.GoAsync($"/m/{row.Id}").ConfigureAwait(false);
    }

    /// <summary>Why it could not be said to be up to date, or null.</summary>
    public static async Task<string?> BroughtAsync(Visit visit, int version)
    {
        visit.Db.ChangeTracker.Clear();
        var row = await BeginManuscript.FindAsync(visit.Db, visit.Manuscript.Id, visit.Stop).ConfigureAwait(false);
        var source = row?.Source is null ? null : await BeginManuscript.FindAsync(visit.Db, row.Source, visit.Stop).ConfigureAwait(false);
        // Nobody has looked at what they may not read.
        return source is null || !visit.May(Permission.Read, source.Desk) ? "You cannot read the original here."
            : await FollowSource.BroughtAsync(visit.Db, visit.Parts, row!, version, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
    }
}
