using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>Keeps what is known of how far translations are behind, whenever a text is saved: one look at each translation of it, none when a page is shown.</summary>
internal static class FollowSource
{
    /// <summary>A text was saved: its translations are behind it, and it may be behind its own original. Within the caller's transaction.</summary>
    public static async Task SavedAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, string text, DateTimeOffset now, CancellationToken stop)
    {
        if (row.Source is not null && await BeginManuscript.FindAsync(db, row.Source, stop).ConfigureAwait(false) is { } source)
        {
            await CountAsync(db, parts, row, source, stop).ConfigureAwait(false);
        }
        var translations = await db.Manuscripts.Where(m => m.Source == row.Id).ToListAsync(stop).ConfigureAwait(false);
        foreach (var translated in translations.GroupBy(t => t.SourceVersion))
        {
            var before = await SavedText.AtAsync(db, row.Id, translated.Key, stop).ConfigureAwait(false);
            var behind = Compare(parts, before, text);
            foreach (var translation in translated)
            {
                translation.Behind = behind;
                await FollowClaims.RunAsync(db, parts, row, translation, before, text, now, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Somebody has brought a translation up to date with a version of its original that they looked at; why not, or null. The trail says so.</summary>
    public static async Task<string?> BroughtAsync(OfficeDb db, OfficeParts parts, string id, int version, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await BeginManuscript.FindAsync(db, id, stop).ConfigureAwait(false) is not { Source: not null } row || await BeginManuscript.FindAsync(db, row.Source, stop).ConfigureAwait(false) is not { } source)
        {
            return "it translates nothing";
        }
        if (version < row.SourceVersion || version > source.Version)
        {
            return "somebody was quicker: look at the original again";
        }
        (row.SourceVersion, row.Claims) = (version, null);
        await CountAsync(db, parts, row, source, stop).ConfigureAwait(false);
        await Trail.AddAsync(db, now, by, "manuscript.current", row.Id, row.Desk, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"with version {version} of {source.Id}"), stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return null;
    }

    /// <summary>Counts how far a translation is behind, from both texts.</summary>
    internal static async Task CountAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, ManuscriptRow source, CancellationToken stop)
    {
        var before = await SavedText.AtAsync(db, source.Id, row.SourceVersion, stop).ConfigureAwait(false);
        var after = await SavedText.AtAsync(db, source.Id, source.Version, stop).ConfigureAwait(false);
        row.Behind = Compare(parts, before, after);
        await FollowClaims.LookAsync(db, parts, row, before, after, stop).ConfigureAwait(false);
    }

    // Where parts cannot be told from each other nobody can say what changed: then all of it may have.
    private static Behind Compare(OfficeParts parts, string before, string after) =>
        before == after ? Behind.Not : SourceChanges.Of(before, after, parts.Outline) is { } passages ? Behind.Of(passages) : Behind.Not with { Paragraphs = 1 };
}
