using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>A front as it lies on the table.</summary>
/// <param name="Version">Counts its changes.</param>
/// <param name="Front">The draft, or what is approved where there is none.</param>
/// <param name="IsDraft">True where it is not what is approved.</param>
/// <param name="By">Who changed it last; empty: nobody.</param>
/// <param name="Changed">When; Unix seconds.</param>
internal sealed record FrontOnTable(long Version, CuratedFront Front, bool IsDraft, string By, long Changed);

/// <summary>What a change came to.</summary>
internal abstract record Curated
{
    private Curated()
    {
    }

    /// <summary>It is kept.</summary>
    public sealed record Done : Curated;

    /// <summary>It was not done.</summary>
    public sealed record Refused(string Why) : Curated;

    /// <summary>Somebody else changed the front in between: this is what it would have been.</summary>
    public sealed record Crossed(CuratedFront Mine) : Curated;
}

/// <summary>Editors put a front together: a draft that is kept, and what was put there before (docs/045-office.md, "The front").</summary>
internal static class CurateFront
{
    /// <summary>States of a front that are kept.</summary>
    public const int Kept = 20;

    public static async Task<FrontOnTable> OpenAsync(OfficeDb db, OfficeParts parts, string desk, DateTimeOffset now, CancellationToken stop)
    {
        var row = await db.Fronts.AsNoTracking().SingleOrDefaultAsync(f => f.Desk == desk, stop).ConfigureAwait(false);
        return await OnTableAsync(parts, desk, row, now, stop).ConfigureAwait(false);
    }

    /// <summary>Changes the draft.</summary>
    /// <param name="db">The office.</param>
    /// <param name="parts">The other rooms.</param>
    /// <param name="desk">Whose front.</param>
    /// <param name="version">The version that was looked at.</param>
    /// <param name="was">The front that was looked at: a change of an older one is done to that, and shown beside.</param>
    /// <param name="change">Gives the front after it, or why not.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Curated> ChangeAsync(OfficeDb db, OfficeParts parts, string desk, long version, CuratedFront was, Func<CuratedFront, (CuratedFront? Front, string? Why)> change, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        var row = await RowAsync(db, desk, by, stop).ConfigureAwait(false);
        var stands = await OnTableAsync(parts, desk, row, now, stop).ConfigureAwait(false);
        var (front, why) = change(row.Version == version ? stands.Front : was);
        if (front is null)
        {
            return new Curated.Refused(why!);
        }
        if (row.Version != version)
        {
            return new Curated.Crossed(front);
        }
        Keep(row, front == (await parts.Front.Read(desk, stop).ConfigureAwait(false)).At(now) ? null : FrontJson.Write(front), by, now);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return new Curated.Done();
    }

    /// <summary>Puts the draft on the front: approved, remembered, and told to the trail.</summary>
    public static async Task<Curated> PutAsync(OfficeDb db, OfficeParts parts, string desk, long version, CuratedFront was, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        var row = await RowAsync(db, desk, by, stop).ConfigureAwait(false);
        if (row.Version != version)
        {
            return new Curated.Crossed(was);
        }
        var before = await parts.Front.Read(desk, stop).ConfigureAwait(false);
        var front = (FrontJson.Read(row.Draft) ?? before).At(now);
        var reasons = await parts.Front.Put(desk, front, stop).ConfigureAwait(false);
        if (!reasons.IsEmpty)
        {
            return new Curated.Refused(string.Join("; ", reasons));
        }
        await RememberAsync(db, desk, before, front, by, now, stop).ConfigureAwait(false);
        Keep(row, null, by, now);
        row.Ends = front.NextEnd(now)?.ToUnixTimeSeconds();
        var what = string.Create(CultureInfo.InvariantCulture, $"{front.Articles.Count()} stories in {front.Slots.Length} places");
        await Trail.AddAsync(db, now, by, "front.put", "front", desk, what, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return new Curated.Done();
    }

    /// <summary>A front as it was once, or null.</summary>
    public static async Task<CuratedFront?> StateAsync(OfficeDb db, string desk, long number, CancellationToken stop) =>
        FrontJson.Read(await db.FrontStates.Where(s => s.Desk == desk && s.Number == number).Select(s => s.Front).SingleOrDefaultAsync(stop).ConfigureAwait(false));

    /// <summary>Whether a place of any front has ended since the last look: then an edition is due.</summary>
    public static async Task<bool> EndAsync(OfficeDb db, OfficeParts parts, DateTimeOffset now, CancellationToken stop)
    {
        var at = now.ToUnixTimeSeconds();
        var ended = await db.Fronts.Where(f => f.Ends != null && f.Ends <= at).ToListAsync(stop).ConfigureAwait(false);
        foreach (var row in ended)
        {
            row.Ends = (await parts.Front.Read(row.Desk, stop).ConfigureAwait(false)).NextEnd(now)?.ToUnixTimeSeconds();
        }
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        return ended.Count > 0;
    }

    private static async Task<FrontOnTable> OnTableAsync(OfficeParts parts, string desk, FrontTableRow? row, DateTimeOffset now, CancellationToken stop)
    {
        var draft = FrontJson.Read(row?.Draft);
        var front = draft ?? await parts.Front.Read(desk, stop).ConfigureAwait(false);
        return new FrontOnTable(row?.Version ?? 0, front.At(now), draft is not null, row?.Version > 0 ? row.ChangedBy : "", row?.Changed ?? 0);
    }

    private static async Task<FrontTableRow> RowAsync(OfficeDb db, string desk, string by, CancellationToken stop) =>
        await db.Fronts.SingleOrDefaultAsync(f => f.Desk == desk, stop).ConfigureAwait(false) ?? db.Fronts.Add(new FrontTableRow { Desk = desk, ChangedBy = by }).Entity;

    private static void Keep(FrontTableRow row, string? draft, string by, DateTimeOffset now) => (row.Draft, row.Version, row.Changed, row.ChangedBy) = (draft, row.Version + 1, now.ToUnixTimeSeconds(), by);

    // The first time, what stood there until then is remembered too, so that it can be put back.
    private static async Task RememberAsync(OfficeDb db, string desk, CuratedFront before, CuratedFront front, string by, DateTimeOffset now, CancellationToken stop)
    {
        var last = await db.FrontStates.Where(s => s.Desk == desk).MaxAsync(s => (long?)s.Number, stop).ConfigureAwait(false) ?? 0;
        if (last == 0)
        {
            db.FrontStates.Add(new FrontStateRow { Desk = desk, Number = ++last, Front = FrontJson.Write(before), At = now.ToUnixTimeSeconds(), By = TrailEntry.TheProgram });
        }
        db.FrontStates.Add(new FrontStateRow { Desk = desk, Number = ++last, Front = FrontJson.Write(front), At = now.ToUnixTimeSeconds(), By = by });
        await db.FrontStates.Where(s => s.Desk == desk && s.Number <= last - Kept).ExecuteDeleteAsync(stop).ConfigureAwait(false);
    }
}
