using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Somebody looked at a notice again, or put it off.</summary>
public static class CheckNotice
{
    /// <summary>Stores until when it holds, and who checked it. Returns what is wrong, all together; empty: it is stored.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="desk">Whose notice.</param>
    /// <param name="id">Its id.</param>
    /// <param name="due">When it must be looked at again.</param>
    /// <param name="by">By whose role it was checked; null: it was not, and what readers are told of the last check stays.</param>
    /// <param name="today">The day of the check.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<ImmutableArray<string>> CheckAsync(WritingDb db, DeskTag desk, string id, DateOnly due, string? by, DateOnly today, CancellationToken stop = default)
    {
        var notice = (await ListNotices.OfDeskAsync(db, desk, stop)).FirstOrDefault(n => n.Id == id);
        return notice is null ? [$"the desk {desk} has no notice \"{id}\""]
            : due < today ? [$"{due:yyyy-MM-dd} is past"]
            : await SaveNotice.SaveAsync(db, desk, by is null ? notice with { ReviewDue = due } : notice with { ReviewDue = due, ReviewedBy = by, ReviewedOn = today }, stop);
    }
}
