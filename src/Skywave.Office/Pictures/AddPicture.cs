using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>A picture's file comes into the library, or a sentence says why not.</summary>
internal static class AddPicture
{
    /// <summary>The picture's id, and whether it was there before; or why it was not taken.</summary>
    /// <param name="db">The office.</param>
    /// <param name="parts">The other rooms.</param>
    /// <param name="desk">Whose it will be.</param>
    /// <param name="file">The file as it came.</param>
    /// <param name="name">What it was called: only its ending is looked at, and nothing of it is kept.</param>
    /// <param name="words">What its sender says of it.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<(string? Id, bool WasThere, string? Why)> RunAsync(OfficeDb db, OfficeParts parts, string desk, ReadOnlyMemory<byte> file, string name, PictureWords words, string by, DateTimeOffset now, CancellationToken stop)
    {
        if (words.Wrong() is { } wrong)
        {
            return (null, false, wrong);
        }
        var taken = await parts.TakePicture(file, Path.GetExtension(name), stop).ConfigureAwait(false);
        if (taken.Why is not null)
        {
            return (null, false, taken.Why);
        }
        try
        {
            return await KeepAsync(db, desk, taken, words, by, now, stop).ConfigureAwait(false);
        }
        catch
        {
            // A working copy that nobody finds is one that nobody removes.
            await ChangePicture.DropFilesAsync(db, parts, taken.Hash, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<(string? Id, bool WasThere, string? Why)> KeepAsync(OfficeDb db, string desk, TakenPicture taken, PictureWords words, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await db.Pictures.AsNoTracking().Where(p => p.Hash == taken.Hash && (p.IsForAll || p.Desk == desk)).Select(p => p.Id).FirstOrDefaultAsync(stop).ConfigureAwait(false) is { } known)
        {
            return (known, true, null);
        }
        var row = new PictureRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Serial = (await db.Pictures.MaxAsync(p => (long?)p.Serial, stop).ConfigureAwait(false) ?? 0) + 1, Desk = desk,
            Hash = taken.Hash, Width = taken.Width, Height = taken.Height, Removed = string.Join(' ', taken.Removed.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Kind}:{r.Count}"))),
            Alt = "", Caption = "", Credit = "", Copyright = "", Source = "", Terms = "", TakenOn = "", Added = now.ToUnixTimeSeconds(), AddedBy = by,
        };
        words.Into(row);
        db.Pictures.Add(row);
        await Library.TellIndexAsync(db, row.Serial, Library.WordsOf(row), stop).ConfigureAwait(false);
        await Trail.AddAsync(db, now, by, "picture.add", row.Id, desk, taken.Removed.IsEmpty ? null : "taken out: " + string.Join(", ", taken.Removed.Select(r => r.Kind)), stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return (row.Id, false, null);
    }
}
