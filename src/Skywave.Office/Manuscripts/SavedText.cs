using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>A manuscript's text as it was saved.</summary>
internal static class SavedText
{
    /// <summary>A version's; empty where there is none.</summary>
    public static async Task<string> AtAsync(OfficeDb db, string manuscript, int version, CancellationToken stop) =>
        db.Versions.Local.FirstOrDefault(v => v.Manuscript == manuscript && v.Number == version)?.Text
        ?? await db.Versions.AsNoTracking().Where(v => v.Manuscript == manuscript && v.Number == version).Select(v => v.Text).SingleOrDefaultAsync(stop).ConfigureAwait(false) ?? "";

    /// <summary>The newest version's.</summary>
    public static Task<string> OfAsync(OfficeDb db, ManuscriptRow row, CancellationToken stop) => AtAsync(db, row.Id, row.Version, stop);
}
