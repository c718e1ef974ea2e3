using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A desk's legal-risk notices.</summary>
public static class ListNotices
{
    /// <summary>All of a desk's notices, by id.</summary>
    public static async Task<ImmutableArray<Notice>> OfDeskAsync(WritingDb db, DeskTag desk, CancellationToken stop = default)
    {
        var rows = await db.Notices.AsNoTracking().Where(n => n.Desk == desk.Value).ToListAsync(stop);
        return [.. rows.OrderBy(n => n.Id, StringComparer.Ordinal).Select(n => JsonSerializer.Deserialize(n.Notice, WordsJson.Default.Notice)!)];
    }
}
