using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>The settings' newsroom and desks are brought into the store, so that articles can belong to them.</summary>
public static class DescribeNewsroom
{
    /// <summary>Stores name, desks and their order. A desk that left the settings stays, because its articles do. The same again changes nothing.</summary>
    /// <exception cref="StoreException">The store belongs to another newsroom.</exception>
    public static async Task SaveAsync(WritingDb db, Newsroom newsroom, CancellationToken stop = default)
    {
        if (await IsKnownAsync(db, newsroom, stop))
        {
            return;
        }
        await using var unit = await Unit.BeginAsync(db, stop);
        if (await db.Newsrooms.FirstOrDefaultAsync(n => n.Id != newsroom.Id, stop) is { } other)
        {
            throw new StoreException($"newsroom.db: it is the store of \"{other.Name}\" ({other.Id}), not of {newsroom.Id}", "put back the `id` in skywave.json, or the folder's own newsroom.db");
        }
        if (await db.Newsrooms.FindAsync([newsroom.Id], stop) is { } row)
        {
            row.Name = newsroom.Name;
        }
        else
        {
            db.Newsrooms.Add(new NewsroomRow { Id = newsroom.Id, Name = newsroom.Name });
        }
        for (var i = 0; i < newsroom.Desks.Length; i++)
        {
            var tag = newsroom.Desks[i].Value;
            var desk = await db.Desks.FindAsync([tag], stop) ?? db.Desks.Add(new DeskRow { Tag = tag, Newsroom = newsroom.Id, Position = i }).Entity;
            desk.Position = i;
        }
        await unit.SaveAsync(stop);
    }

    private static async Task<bool> IsKnownAsync(WritingDb db, Newsroom newsroom, CancellationToken stop)
    {
        var names = await db.Newsrooms.AsNoTracking().Select(n => new { n.Id, n.Name }).ToListAsync(stop);
        if (names is not [var only] || only.Id != newsroom.Id || only.Name != newsroom.Name)
        {
            return false;
        }
        var positions = await db.Desks.AsNoTracking().ToDictionaryAsync(d => d.Tag, d => d.Position, stop);
        return newsroom.Desks.Select((desk, at) => (desk.Value, at)).All(d => positions.TryGetValue(d.Value, out var position) && position == d.at);
    }
}
