using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Editors put a front together; it is approved for the next edition.</summary>
public static class SaveFront
{
    /// <summary>Stores a desk's front in place of the one before. Returns what is wrong, all together; empty: it is stored. The same again changes nothing.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="desk">Whose.</param>
    /// <param name="front">What stands on it; nothing: the newest alone.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<ImmutableArray<string>> SaveAsync(WritingDb db, DeskTag desk, CuratedFront front, CancellationToken stop = default)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        var reasons = front.Reasons().ToList();
        if (!await db.Desks.AnyAsync(d => d.Tag == desk.Value, stop))
        {
            reasons.Add($"this newsroom has no desk \"{desk}\"");
        }
        var ids = front.Articles.Select(a => a.Value).ToList();
        var known = await db.Articles.AsNoTracking().Where(a => a.Desk == desk.Value && a.Standing == null && a.Revision > 0 && ids.Contains(a.Id)).Select(a => a.Id).ToListAsync(stop);
        reasons.AddRange(ids.Except(known).Select(id => $"desk {desk} has published no article {id}: take it off"));
        if (reasons.Count > 0)
        {
            return [.. reasons];
        }
        var json = JsonSerializer.Serialize(front, WordsJson.Default.CuratedFront);
        if (await db.Fronts.FindAsync([desk.Value], stop) is { } row)
        {
            row.Front = json;
        }
        else
        {
            db.Fronts.Add(new FrontRow { Desk = desk.Value, Front = json });
        }
        await unit.SaveAsync(stop);
        return [];
    }
}
