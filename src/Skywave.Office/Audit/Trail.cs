using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>Adds to the trail, and reads it again.</summary>
internal static class Trail
{
    /// <summary>Adds an entry within the caller's transaction: what was done and that it was done are on the disk together or not at all.</summary>
    public static async Task AddAsync(OfficeDb db, DateTimeOffset now, string by, string act, string of, string? desk, string? what, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("an entry of the trail belongs to the transaction of what it tells of");
        }
        // Entries of this transaction that are not saved yet come first.
        var last = db.Trail.Local.MaxBy(t => t.N) ?? await db.Trail.AsNoTracking().OrderByDescending(t => t.N).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        var entry = new TrailEntry((last?.N ?? 0) + 1, now.ToUnixTimeSeconds(), by, act, of, last is null ? TrailEntry.Nothing : TrailEntry.HashOf(last.Line), desk, what);
        db.Trail.Add(new TrailRow { N = entry.N, At = entry.At, By = by, Act = act, Of = of, Line = entry.Line() });
    }

    /// <summary>A change and its entry, in a transaction of their own.</summary>
    public static async Task WithAsync(OfficeDb db, DateTimeOffset now, string by, string act, string of, string? desk, string? what, Func<Task> change, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await change().ConfigureAwait(false);
        await AddAsync(db, now, by, act, of, desk, what, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>What is wrong with the trail, as a sentence, or null: every line is read, and every hash made again.</summary>
    public static async Task<string?> CheckAsync(OfficeDb db, CancellationToken stop)
    {
        var (next, prev) = (1L, TrailEntry.Nothing);
        await foreach (var row in db.Trail.AsNoTracking().OrderBy(t => t.N).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            if (TrailEntry.Read(row.Line) is not { } entry || (entry.N, entry.By, entry.Act, entry.Of, entry.At) != (row.N, row.By, row.Act, row.Of, row.At))
            {
                return string.Create(CultureInfo.InvariantCulture, $"entry {row.N} is not as it was written");
            }
            if (entry.N != next || entry.Prev != prev)
            {
                return string.Create(CultureInfo.InvariantCulture, $"entry {row.N} does not follow the one before it: something was changed or taken out");
            }
            (next, prev) = (next + 1, TrailEntry.HashOf(row.Line));
        }
        return null;
    }

    /// <summary>A page of it, newest first.</summary>
    /// <param name="db">The office.</param>
    /// <param name="of">Only what was done with this manuscript or person; null: all.</param>
    /// <param name="before">Only entries with a smaller number; null: from the newest.</param>
    /// <param name="most">How many.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<List<TrailEntry>> PageAsync(OfficeDb db, string? of, long? before, int most, CancellationToken stop)
    {
        var rows = db.Trail.AsNoTracking().Where(t => (of == null || t.Of == of) && (before == null || t.N < before)).OrderByDescending(t => t.N).Take(most);
        return [.. (await rows.Select(t => t.Line).ToListAsync(stop).ConfigureAwait(false)).Select(line => TrailEntry.Read(line) ?? throw new OfficeException("office.db: a line of the trail is not as it was written", "check the trail; put back a backup"))];
    }
}
