using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>What the rules need to know, of a manuscript in the database.</summary>
internal static class Standings
{
    public static async Task<Standing> OfAsync(OfficeDb db, ManuscriptRow row, CancellationToken stop)
    {
        var writers = await db.Versions.Where(v => v.Manuscript == row.Id && v.Number > row.Published).Select(v => v.By).Distinct().ToListAsync(stop).ConfigureAwait(false);
        // Whoever wrote before the newsroom moved is a writer under the same handle: nobody lets their own text go by being invited anew.
        writers = await Elsewhere.WithThoseHereAsync(db, writers, stop).ConfigureAwait(false);
        var isWaiting = row.Published > 0 && row.Stage is (Stage.Correcting or Stage.InEdit);
        return new Standing(row.Desk, row.Stage, row.Published > 0, row.IsMarked, row.Cleared > 0 && row.Cleared == row.Version, [.. writers], row.Mistakes) { IsGoingOn = isWaiting && LiveCoverage.IsLive(await SavedText.OfAsync(db, row, stop).ConfigureAwait(false)) };
    }

    /// <summary>With what the pictures that its text names keep it from now.</summary>
    public static async Task<Standing> WithPicturesAsync(OfficeDb db, ManuscriptRow row, Standing standing, DateTimeOffset now, CancellationToken stop)
    {
        if (!await db.PictureUses.AnyAsync(u => u.Manuscript == row.Id, stop).ConfigureAwait(false))
        {
            return standing;
        }
        var text = await SavedText.OfAsync(db, row, stop).ConfigureAwait(false);
        var found = await LookAtPictures.AtAsync(db, row.Desk, text, now, stop).ConfigureAwait(false);
        return standing with { Mistakes = standing.Mistakes + found.Mistakes.Length, HasUnseenFaces = found.HasUnseenFaces };
    }
}
