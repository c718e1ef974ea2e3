using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Earlier texts of what is published, to be read elsewhere (docs/046-newsroom-folder.md). They are not taken in anywhere: the log has each revision once.</summary>
public static class ListEarlier
{
    /// <summary>Every revision that was published and that a later one has replaced, by article and number, as it stood then; none that was overwritten, or is to be, for somebody's safety. Streams.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="stop">Stops it.</param>
    public static async IAsyncEnumerable<MovedArticle> AllAsync(WritingDb db, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var rows =
            from revision in db.Revisions.AsNoTracking()
            join article in db.Articles.AsNoTracking() on revision.Article equals article.Id
            join publication in db.Publications.AsNoTracking() on new { Article = revision.Article, Revision = revision.Number } equals new { publication.Article, publication.Revision }
            where revision.Number < article.Revision && revision.State == RevisionState.Published
                && !db.Revisions.Any(r => r.Article == revision.Article && r.Number > revision.Number && r.PurgesOlder && r.State != RevisionState.Spiked)
            orderby revision.Article, revision.Number
            select new { article, revision, publication };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop))
        {
            var corrections = await db.Corrections.AsNoTracking().Where(c => c.Article == row.article.Id && c.ToRevision <= row.revision.Number).OrderBy(c => c.ToRevision).ToListAsync(stop);
            yield return new MovedArticle
            {
                Id = ArticleId.Parse(row.article.Id),
                Desk = DeskTag.Parse(row.article.Desk),
                Uri = row.article.Uri,
                Story = row.article.Story,
                Standing = row.article.Standing,
                State = MovedState.Published,
                Change = ListMoved.ChangeOf(row.revision),
                Revision = row.revision.Number,
                Slug = row.article.Slug,
                Status = row.publication.Status,
                FirstPublished = row.article.FirstPublished is { } first ? DateTimeOffset.FromUnixTimeSeconds(first) : null,
                VersionCreated = DateTimeOffset.FromUnixTimeSeconds(row.publication.At),
                Corrections = [.. corrections.Select(c => new Correction(c.Kind, DateTimeOffset.FromUnixTimeSeconds(c.At), c.Text, c.FromRevision, c.ToRevision) { Words = c.Words })],
                SourceHash = row.revision.SourceHash,
                Text = StoredText.ForReaders(row.revision.Text),
            };
        }
    }
}
