using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A notice that no longer holds, or never did, is taken away.</summary>
public static class RemoveNotice
{
    /// <summary>Removes a desk's notice; true when there was one. From the next edition on no page has it.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="desk">Whose notice.</param>
    /// <param name="id">Its id.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<bool> RemoveAsync(WritingDb db, DeskTag desk, string id, CancellationToken stop = default)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        var row = await db.Notices.FindAsync([desk.Value, id], stop);
        if (row is not null)
        {
            db.Notices.Remove(row);
        }
        await unit.SaveAsync(stop);
        return row is not null;
    }
}
