using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>The one way out of the office: manuscripts, people and the trail as values, as they stood when it was opened. Credentials, sessions and links are never read.</summary>
public sealed class OfficeExport : IAsyncDisposable
{
    private readonly OfficeDb _db;

    private OfficeExport(OfficeDb db) => _db = db;

    /// <summary>Opens it; null where there is no office yet. Others may write meanwhile.</summary>
    /// <param name="folder">The newsroom's folder.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="OfficeException">The file is not ours, or another version's.</exception>
    public static async Task<OfficeExport?> OpenAsync(string folder, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(folder, OfficeFile.Name)))
        {
            return null;
        }
        var db = OfficeFile.Open(folder);
        try
        {
            await db.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
            await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true), stop).ConfigureAwait(false);
            return new OfficeExport(db);
        }
        catch
        {
            await db.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Every manuscript, by id, one at a time.</summary>
    public async IAsyncEnumerable<MovedManuscript> ManuscriptsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var ids = await _db.Manuscripts.AsNoTracking().OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(stop).ConfigureAwait(false);
        foreach (var id in ids)
        {
            var row = await _db.Manuscripts.AsNoTracking().SingleAsync(m => m.Id == id, stop).ConfigureAwait(false);
            var text = await TextAsync(row.Id, row.Version, stop).ConfigureAwait(false);
            var published = row.Published > 0 && row.Published != row.Version ? await TextAsync(row.Id, row.Published, stop).ConfigureAwait(false) : null;
            yield return new MovedManuscript(row.Id, row.Desk, row.Story, row.Uri, row.Stage, row.IsMarked, row.Source, row.Embargo, row.Changed, text ?? "", published == text ? null : published, row.Published > 0);
        }
    }

    /// <summary>A manuscript's texts as they were saved, the oldest first.</summary>
    public async IAsyncEnumerable<MovedVersion> VersionsAsync(string manuscript, [EnumeratorCancellation] CancellationToken stop)
    {
        var versions = _db.Versions.AsNoTracking().Where(v => v.Manuscript == manuscript).OrderBy(v => v.Number).Select(v => new MovedVersion(v.Number, v.Text));
        await foreach (var version in versions.AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            yield return version;
        }
    }

    /// <summary>Everybody, by handle.</summary>
    public async Task<ImmutableArray<MovedPerson>> PeopleAsync(CancellationToken stop)
    {
        var people = await _db.Users.AsNoTracking().Select(p => new { p.Id, p.UserName, p.Name, p.HasLeft }).ToListAsync(stop).ConfigureAwait(false);
        var grants = (await _db.Grants.AsNoTracking().ToListAsync(stop).ConfigureAwait(false)).ToLookup(g => g.Person);
        return
        [
            .. people.OrderBy(p => p.UserName, StringComparer.Ordinal).Select(p => new MovedPerson(p.Id, p.UserName ?? "", p.Name, p.HasLeft,
                [.. grants[p.Id].Select(g => new Grant(g.Desk, g.Role)).OrderBy(g => g.Desk, StringComparer.Ordinal).ThenBy(g => g.Role)])),
        ];
    }

    /// <summary>The trail's lines as they were written, the oldest first.</summary>
    public IAsyncEnumerable<string> TrailAsync() => _db.Trail.AsNoTracking().OrderBy(t => t.N).Select(t => t.Line).AsAsyncEnumerable();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _db.DisposeAsync();

    private Task<string?> TextAsync(string manuscript, int version, CancellationToken stop) =>
        _db.Versions.AsNoTracking().Where(v => v.Manuscript == manuscript && v.Number == version).Select(v => (string?)v.Text).SingleOrDefaultAsync(stop);
}
