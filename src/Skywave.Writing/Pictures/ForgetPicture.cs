using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>What was made of a picture goes, where no revision has it: it was looked at and never handed over.</summary>
public static class ForgetPicture
{
    /// <summary>Removes the renditions and the memory of them; false where a revision has the picture, and nothing is changed.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="mediaFolder"><see cref="NewsroomStore.MediaFolder"/>.</param>
    /// <param name="original">The SHA-256 of the file that they were made of.</param>
    /// <param name="origin">What texts name it.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<bool> RunAsync(WritingDb db, string mediaFolder, string original, string origin, CancellationToken stop = default)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        var rows = await db.Pictures.Where(p => p.Original == original).ToListAsync(stop);
        var files = rows.SelectMany(row => JsonSerializer.Deserialize(row.Renditions, PicturesJson.Default.ImmutableArrayRendition)).Select(r => r.Path).ToHashSet(StringComparer.Ordinal);
        // Looks at every revision there is: it is done rarely, and a picture that is out must stay whole. A revision that was moved in no longer says what it was made of: it has the renditions' hashes.
        string[] marks = [origin, .. files.Select(Path.GetFileNameWithoutExtension).OfType<string>()];
        if (await db.Revisions.AsNoTracking().AnyAsync(r => EF.Parameter(marks).Any(m => r.Text.Contains(m)), stop))
        {
            return false;
        }
        db.Pictures.RemoveRange(rows);
        await unit.SaveAsync(stop);
        foreach (var file in files)
        {
            File.Delete(Path.Combine(mediaFolder, Path.GetFileName(file)));
        }
        return true;
    }
}
