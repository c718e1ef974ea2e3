using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What is known of a picture changes, or the picture goes. The trail has that it did, and none of the words.</summary>
internal static class ChangePicture
{
    /// <summary>Changes a row as somebody asked.</summary>
    /// <param name="db">The office.</param>
    /// <param name="row">The picture, as this context knows it.</param>
    /// <param name="change">Changes the row.</param>
    /// <param name="act">For the trail.</param>
    /// <param name="what">For the trail, in words of ours; asked after the change.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task RunAsync(OfficeDb db, PictureRow row, Action<PictureRow> change, string act, Func<PictureRow, string?> what, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await db.Entry(row).ReloadAsync(stop).ConfigureAwait(false);
        change(row);
        (row.Changed, row.ChangedBy) = (now.ToUnixTimeSeconds(), by);
        await Library.TellIndexAsync(db, row.Serial, Library.WordsOf(row), stop).ConfigureAwait(false);
        await Trail.AddAsync(db, now, by, act, row.Id, row.Desk, what(row), stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>What the photo editor decided, for the trail.</summary>
    public static string Checks(PictureRow row) => string.Create(CultureInfo.InvariantCulture,
        $"faces {row.Faces}, place {row.PlaceLevel}{(row.IsPlaceChecked ? " looked for" : "")}{(row.IsSensitive ? ", sensitive" : "")}{(row.IsForAll ? ", for all desks" : "")}");

    /// <summary>Removes it; a sentence where it stays.</summary>
    public static async Task<string?> RemoveAsync(OfficeDb db, OfficeParts parts, PictureRow row, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await db.PictureUses.AnyAsync(u => u.Picture == row.Id, stop).ConfigureAwait(false))
        {
            return "A text still names it. Take it out there first.";
        }
        db.Pictures.Remove(row);
        await Library.TellIndexAsync(db, row.Serial, null, stop).ConfigureAwait(false);
        await Trail.AddAsync(db, now, by, "picture.remove", row.Id, row.Desk, null, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        if (await DropFilesAsync(db, parts, row.Hash, stop).ConfigureAwait(false))
        {
            // What went out stays whole.
            await parts.ForgetPicture(row.Hash, LibraryNames.Of(row.Id), stop).ConfigureAwait(false);
        }
        return null;
    }

    /// <summary>A working copy goes; false where another desk's picture is of the same one.</summary>
    public static async Task<bool> DropFilesAsync(OfficeDb db, OfficeParts parts, string hash, CancellationToken stop)
    {
        if (await db.Pictures.AsNoTracking().AnyAsync(p => p.Hash == hash, stop).ConfigureAwait(false))
        {
            return false;
        }
        File.Delete(Path.Combine(parts.LibraryFolder, hash + ".jpg"));
        File.Delete(Path.Combine(parts.LibraryFolder, hash + "-small.jpg"));
        return true;
    }
}
