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

    /// <summary>A desk's, each with its article's id.</summary>
    public static async Task<IReadOnlyList<(string Name, string Article)>> ArticlesAsync(WritingDb db, DeskTag desk, CancellationToken stop = default) =>
        [.. (await db.Articles.AsNoTracking().Where(a => a.Desk == desk.Value && a.Standing != null && a.Status != ArticleStatus.Withdrawn).Select(a => new { a.Standing, a.Id }).ToListAsync(stop))
            .Select(a => (a.Standing!, a.Id)).OrderBy(a => a.Item1, StringComparer.Ordinal)];
}
