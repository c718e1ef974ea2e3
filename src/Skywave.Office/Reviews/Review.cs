using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>Remembers when something is to be looked at again.</summary>
internal static class Review
{
    /// <summary>How long before its day something is on the board, as for notices.</summary>
    public const int Soon = 30;

    private const string Day = "yyyy-MM-dd";

    /// <summary>Somebody had it in hand, and says until when that holds.</summary>
    public static async Task MarkAsync(OfficeDb db, (ReviewKind Kind, string Desk, string Of, int Item) what, string by, DateOnly on, DateOnly? due, CancellationToken stop)
    {
        var row = await db.Reviews.FindAsync([what.Kind, what.Desk, what.Of, what.Item], stop).ConfigureAwait(false)
            ?? db.Reviews.Add(new ReviewRow { Kind = what.Kind, Desk = what.Desk, Of = what.Of, Item = what.Item, By = by, On = on }).Entity;
        (row.By, row.On, row.Due) = (by, on, due);
    }

    /// <summary>What is due at some desks within <see cref="Soon"/> days, or long since; the oldest first, 200 at most.</summary>
    public static Task<List<ReviewRow>> DueAsync(OfficeDb db, IReadOnlyCollection<string> desks, DateOnly today, CancellationToken stop)
    {
        var until = today.AddDays(Soon);
        return db.Reviews.AsNoTracking().Where(r => r.Due != null && r.Due <= until && desks.Contains(r.Desk)).OrderBy(r => r.Due).Take(200).ToListAsync(stop);
    }

    /// <summary>A day as forms send it; null where none or no day was written.</summary>
    public static DateOnly? DayOf(string field) => DateOnly.TryParseExact(field, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day as everybody reads it alike.</summary>
    public static string Say(DateOnly? day) => day?.ToString(Day, CultureInfo.InvariantCulture) ?? "";
}
