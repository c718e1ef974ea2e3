using Microsoft.EntityFrameworkCore.Storage;

namespace Skywave.Writing;

/// <summary>
/// All or nothing: a transaction begun before the first read, so that what was read still holds when it is written. Inside a transaction
/// of the caller's it joins that one, and the caller commits.
/// </summary>
internal sealed class Unit : IAsyncDisposable
{
    private readonly WritingDb _db;
    private readonly IDbContextTransaction? _own;

    private Unit(WritingDb db, IDbContextTransaction? own) => (_db, _own) = (db, own);

    public static async Task<Unit> BeginAsync(WritingDb db, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        return new Unit(db, db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(stop) : null);
    }

    public async Task SaveAsync(CancellationToken stop)
    {
        await _db.SaveChangesAsync(stop);
        if (_own is not null)
        {
            await _own.CommitAsync(stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _db.ChangeTracker.Clear();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }
}
