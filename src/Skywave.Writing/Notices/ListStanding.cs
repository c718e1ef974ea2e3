using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Standing pages that are published or on their way.</summary>
public static class ListStanding
{
    /// <summary>Their names, by desk.</summary>
    public static async Task<ILookup<string, string>> NamesAsync(WritingDb db, CancellationToken stop = default) =>
        (await db.Articles.AsNoTracking().Where(a => a.Standing != null && a.Status != ArticleStatus.Withdrawn).Select(a => new { a.Desk, a.Standing }).ToListAsync(stop))
        .ToLookup(a => a.Desk, a => a.Standing!);
}
