using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What stands around a desk's articles on every page.</summary>
/// <param name="Notices">The desk's legal-risk notices, by id.</param>
/// <param name="Standing">Names of its standing pages that exist, in order.</param>
public sealed record DeskSurroundings(ImmutableArray<Notice> Notices, ImmutableArray<string> Standing)
{
    /// <summary>Those of all desks, in two questions to the database however many desks there are.</summary>
    public static async Task<IReadOnlyDictionary<string, DeskSurroundings>> ReadAllAsync(WritingDb db, CancellationToken stop = default)
    {
        var notices = (await db.Notices.AsNoTracking().ToListAsync(stop)).ToLookup(n => n.Desk);
        var standing = (await db.Articles.AsNoTracking().Where(a => a.Standing != null && a.Revision > 0 && a.Status != ArticleStatus.Withdrawn)
            .Select(a => new { a.Desk, a.Standing }).ToListAsync(stop)).ToLookup(a => a.Desk, a => a.Standing!);
        return notices.Select(n => n.Key).Concat(standing.Select(s => s.Key)).Distinct().ToDictionary(desk => desk, desk => new DeskSurroundings(
            [.. notices[desk].OrderBy(n => n.Id, StringComparer.Ordinal).Select(n => JsonSerializer.Deserialize(n.Notice, WordsJson.Default.Notice)!)],
            [.. standing[desk].Order(StringComparer.Ordinal)]));
    }
}
