namespace Skywave.Office;

/// <summary>A headline that goes out at once, by one person alone: the trail and the board say so until somebody else has passed it.</summary>
internal static class Flash
{
    /// <summary>Publishes it; what it came to, and the manuscript's id.</summary>
    /// <param name="db">The office.</param>
    /// <param name="parts">The other rooms.</param>
    /// <param name="desk">Whose it is.</param>
    /// <param name="headline">One line.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<(Taken Taken, string? Id)> RunAsync(OfficeDb db, OfficeParts parts, string desk, string headline, string by, DateTimeOffset now, CancellationToken stop)
    {
        headline = string.Join(' ', headline.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (headline.Length is 0 or > 300)
        {
            return (Taken.Not("write a headline of 1 to 300 characters"), null);
        }
        var text = $"---\nbreaking: yes\nurgency: 1\n---\n{headline}\n";
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        var row = await BeginManuscript.AddAsync(db, parts, desk, text, Stage.Ready, null, by, now, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        // A headline names no picture: nothing is fetched for it.
        var handOver = await parts.Prepare(row.With(text), stop).ConfigureAwait(false);
        var given = await handOver(stop).ConfigureAwait(false);
        if (given.Reasons.Length > 0)
        {
            return (Taken.Not(string.Join("; ", given.Reasons)), null);
        }
        await TakeStep.MoveAsync(db, row, new AskedStep(Step.Publish, row.Version), Stage.Published, by, now, stop).ConfigureAwait(false);
        row.Unseen = now.ToUnixTimeSeconds();
        await Trail.AddAsync(db, now, by, "manuscript.flash", row.Id, desk, "seen by nobody else", stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return (new Taken(null, given.Warnings), row.Id);
    }
}
