using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Everything that was written, to be taken elsewhere (docs/046-newsroom-folder.md).</summary>
public static class ListMoved
{
    /// <summary>How many articles are in memory together.</summary>
    private const int AtOnce = 200;

    /// <summary>
    /// Every article by id: the revision that is published, then the one that is to follow it, if any. All of it as it stood when the first was asked for, whatever others write meanwhile. Streams.
    /// </summary>
    /// <param name="db">The writing; not within a transaction.</param>
    /// <param name="withDrafts">False: what is published, alone.</param>
    /// <param name="stop">Stops it.</param>
    public static async IAsyncEnumerable<MovedArticle> AllAsync(WritingDb db, bool withDrafts, [EnumeratorCancellation] CancellationToken stop = default)
    {
        // Deferred: it reads, and keeps nobody from writing.
        await using var snapshot = await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true), stop);
        var last = "";
        while (await db.Articles.AsNoTracking().Where(a => string.Compare(a.Id, last) > 0).OrderBy(a => a.Id).Take(AtOnce).ToListAsync(stop) is { Count: > 0 } articles)
        {
            string[] ids = [.. articles.Select(a => a.Id)];
            var published = new Dictionary<string, PublishedArticle>(StringComparer.Ordinal);
            await foreach (var article in PublishedArticles.ManyAsync(db, ids.Select(ArticleId.Parse), stop))
            {
                published[article.Id.Value] = article;
            }
            var rows = (await RevisionsAsync(db, ids, withDrafts, stop)).ToLookup(r => r.Article);
            foreach (var article in articles)
            {
                if (published.TryGetValue(article.Id, out var standing))
                {
                    yield return Published(article, standing, rows[article.Id].First(r => r.Number == article.Revision));
                }
                if (withDrafts && rows[article.Id].FirstOrDefault(r => r.Number > article.Revision) is { } next)
                {
                    yield return Next(article, next);
                }
            }
            last = ids[^1];
        }
    }

    // The published revision, and the newest of those that wait.
    private static Task<List<RevisionRow>> RevisionsAsync(WritingDb db, string[] ids, bool withDrafts, CancellationToken stop) => (
        from revision in db.Revisions.AsNoTracking()
        join article in db.Articles.AsNoTracking() on revision.Article equals article.Id
        where EF.Parameter(ids).Contains(article.Id) && (revision.Number == article.Revision
            || (withDrafts && revision.Number > article.Revision && (revision.State == RevisionState.Draft || revision.State == RevisionState.Approved)))
        orderby revision.Number descending
        select revision).ToListAsync(stop);

    private static MovedArticle Published(ArticleRow article, PublishedArticle standing, RevisionRow row) => new()
    {
        Id = standing.Id,
        Desk = standing.Desk,
        Uri = article.Uri,
        Story = standing.Story,
        Standing = standing.Standing,
        State = MovedState.Published,
        Change = ChangeOf(row),
        Revision = standing.Revision,
        Slug = standing.Slug,
        Status = standing.Status,
        FirstPublished = standing.FirstPublished,
        VersionCreated = standing.VersionCreated,
        Corrections = standing.Corrections,
        SourceHash = row.SourceHash,
        Text = standing.Text,
    };

    private static MovedArticle Next(ArticleRow article, RevisionRow row) => new()
    {
        Id = ArticleId.Parse(article.Id),
        Desk = DeskTag.Parse(article.Desk),
        Uri = article.Uri,
        Story = article.Story,
        Standing = article.Standing,
        State = row.State == RevisionState.Approved ? MovedState.Approved : MovedState.Draft,
        Change = ChangeOf(row),
        Revision = row.Number,
        Slug = article.Slug,
        FirstPublished = row.FirstPublished is { } stated ? DateTimeOffset.FromUnixTimeSeconds(stated) : null,
        Note = row is { CorrectionKind: { } kind, CorrectionText: { } said } ? new MovedNote(kind, said, row.CorrectionWords) : null,
        PurgesOlder = row.PurgesOlder,
        SourceHash = row.SourceHash,
        Text = StoredText.ForReaders(row.Text),
    };

    internal static MovedChange ChangeOf(RevisionRow row) => row.Change switch
    {
        Change.Retraction => MovedChange.Retraction,
        Change.Withdrawal => MovedChange.Withdrawal,
        _ => MovedChange.Text,
    };
}
