using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What editors put on fronts.</summary>
public static class ReadFront
{
    /// <summary>All desks' fronts by their tags, in one question; a desk whose front nobody curated is not among them.</summary>
    public static async Task<IReadOnlyDictionary<string, CuratedFront>> AllAsync(WritingDb db, CancellationToken stop = default) =>
        (await db.Fronts.AsNoTracking().ToListAsync(stop)).ToDictionary(f => f.Desk, f => JsonSerializer.Deserialize(f.Front, WordsJson.Default.CuratedFront)!, StringComparer.Ordinal);

    /// <summary>A desk's front.</summary>
    public static async Task<CuratedFront> OfDeskAsync(WritingDb db, DeskTag desk, CancellationToken stop = default) =>
        (await AllAsync(db, stop)).GetValueOrDefault(desk.Value) ?? CuratedFront.Nothing;
}
