using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>The one way out of the office: what it has as values, as it stood when it was opened. Credentials, sessions, links and what is asked to be taken out are never read.</summary>
public sealed partial class OfficeExport : IAsyncDisposable
{
    private readonly OfficeDb _db;
    private readonly Dictionary<string, string> _handles;

    private OfficeExport(OfficeDb db, Dictionary<string, string> handles) => (_db, _handles) = (db, handles);

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
            var people = await db.Users.AsNoTracking().Select(p => new { p.Id, p.UserName }).ToListAsync(stop).ConfigureAwait(false);
            return new OfficeExport(db, people.ToDictionary(p => p.Id, p => p.UserName ?? p.Id, StringComparer.Ordinal));
        }
        catch
        {
            await db.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Every manuscript, by id, one at a time.</summary>
    /// <param name="allVersions">False: of its texts only those that something names.</param>
    /// <param name="stop">Stops it.</param>
    public async IAsyncEnumerable<MovedManuscript> ManuscriptsAsync(bool allVersions, [EnumeratorCancellation] CancellationToken stop)
    {
        var ids = await _db.Manuscripts.AsNoTracking().OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(stop).ConfigureAwait(false);
        foreach (var id in ids)
        {
            var row = await _db.Manuscripts.AsNoTracking().SingleAsync(m => m.Id == id, stop).ConfigureAwait(false);
            yield return new MovedManuscript
            {
                Id = row.Id, Desk = row.Desk, Story = row.Story, Uri = row.Uri, Stage = row.Stage, IsMarked = row.IsMarked, Published = row.Published, Source = row.Source, SourceVersion = row.SourceVersion,
                Claims = row.Claims, Embargo = row.Embargo, Unseen = row.Unseen, Changed = row.Changed, ChangedBy = Handle(row.ChangedBy), Versions = await VersionsAsync(row, allVersions, stop).ConfigureAwait(false),
            };
        }
    }

    /// <summary>A version's text; empty where there is none.</summary>
    public async Task<string> TextAsync(string manuscript, int version, CancellationToken stop) => await SavedText.AtAsync(_db, manuscript, version, stop).ConfigureAwait(false);

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

    // Whoever left keeps the row, so everybody has one; what was done before the last move stands under the handle already.
    private string? Handle(string? by) => by is null or TrailEntry.TheProgram ? null : Elsewhere.HandleIn(by) ?? _handles.GetValueOrDefault(by, by);

    // What is named: the newest, what went out, what somebody translated or spoke about, and the last of each who wrote since it went out, so that four eyes stay four.
    private async Task<ImmutableArray<MovedVersion>> VersionsAsync(ManuscriptRow row, bool all, CancellationToken stop)
    {
        var versions = _db.Versions.AsNoTracking().Where(v => v.Manuscript == row.Id);
        if (!all)
        {
            var writers = _db.Versions.Where(v => v.Manuscript == row.Id && v.Number > row.Published).GroupBy(v => v.By).Select(g => g.Max(v => v.Number));
            versions = versions.Where(v => v.Number == row.Version || v.Number == row.Published || writers.Contains(v.Number)
                || _db.Manuscripts.Any(m => m.Source == row.Id && m.SourceVersion == v.Number) || _db.Comments.Any(c => c.Manuscript == row.Id && c.Version == v.Number));
        }
        var lines = await versions.OrderBy(v => v.Number).Select(v => new { v.Number, v.Base, v.By, v.Saved }).ToListAsync(stop).ConfigureAwait(false);
        return [.. lines.Select(v => new MovedVersion(v.Number, v.Base, Handle(v.By), v.Saved))];
    }
}
