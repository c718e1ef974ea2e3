using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Standing pages that are published or on their way.</summary>
public static class ListStanding
{
    /// <summary>Each with its name and its article's id, by desk: one question for all of them.</summary>
    public static async Task<ILookup<string, (string Name, string Article)>> AllAsync(WritingDb db, CancellationToken stop = default) =>
        (await db.Articles.AsNoTracking().Where(a => a.Standing != null && a.Status != ArticleStatus.Withdrawn).Select(a => new { a.Desk, a.Standing, a.Id }).ToListAsync(stop))
        .OrderBy(a => a.Standing, StringComparer.Ordinal).ToLookup(a => a.Desk, a => (a.Standing!, a.Id));
}
