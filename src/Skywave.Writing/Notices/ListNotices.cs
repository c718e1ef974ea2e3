using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Desks' legal-risk notices.</summary>
public static class ListNotices
{
    /// <summary>All of a desk's notices, by id.</summary>
    public static async Task<ImmutableArray<Notice>> OfDeskAsync(WritingDb db, DeskTag desk, CancellationToken stop = default) => [.. (await OfDesksAsync(db, [desk.Value], stop))[desk.Value]];

    /// <summary>All notices of some desks, each desk's by id: one question for all of them.</summary>
    public static async Task<ILookup<string, Notice>> OfDesksAsync(WritingDb db, IReadOnlyCollection<string> desks, CancellationToken stop = default)
    {
        var rows = await db.Notices.AsNoTracking().Where(n => desks.Contains(n.Desk)).ToListAsync(stop);
        return rows.OrderBy(n => n.Id, StringComparer.Ordinal).ToLookup(n => n.Desk, n => JsonSerializer.Deserialize(n.Notice, WordsJson.Default.Notice)!);
    }
}
