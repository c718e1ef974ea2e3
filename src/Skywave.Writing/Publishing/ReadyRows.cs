using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>
/// The rows of articles whose revisions are being published, read in a few statements however many they are, changed in memory and stored together.
/// The caller holds the transaction.
/// </summary>
internal sealed class ReadyRows
{
    /// <summary>How many articles are read and stored together: more would only take memory.</summary>
    public const int AtOnce = 500;

    private readonly WritingDb _db;
    private readonly Dictionary<string, ArticleRow> _articles;
    private readonly ILookup<string, RevisionRow> _revisions;
    private readonly Dictionary<string, List<CorrectionRow>> _corrections;
    private readonly Dictionary<(string Article, int Revision), PublicationRow> _publications;
    private readonly List<PublicationRow> _newPublications = [];

    private ReadyRows(WritingDb db, List<ArticleRow> articles, List<RevisionRow> revisions, List<CorrectionRow> corrections, List<PublicationRow> publications)
    {
        _db = db;
        _articles = articles.ToDictionary(a => a.Id);
        _revisions = revisions.ToLookup(r => r.Article);
        _corrections = corrections.GroupBy(c => c.Article).ToDictionary(of => of.Key, of => of.OrderBy(c => c.ToRevision).ToList());
        _publications = publications.ToDictionary(p => (p.Article, p.Revision));
    }

    public static async Task<ReadyRows> OfAsync(WritingDb db, string[] ids, CancellationToken stop)
    {
        var articles = await db.Articles.Where(a => EF.Parameter(ids).Contains(a.Id)).ToListAsync(stop);
        var revisions = await db.Revisions.Where(r => EF.Parameter(ids).Contains(r.Article) && r.State == RevisionState.Approved).OrderBy(r => r.Number).ToListAsync(stop);
        if (revisions.FindAll(r => r.PurgesOlder).ConvertAll(r => r.Article).ToArray() is { Length: > 0 } purged)
        {
            // What is approved is tracked already, and stays the same row.
            revisions = [.. revisions.UnionBy(await db.Revisions.Where(r => EF.Parameter(purged).Contains(r.Article)).ToListAsync(stop), r => (r.Article, r.Number)).OrderBy(r => r.Number)];
        }
        var corrections = await db.Corrections.Where(c => EF.Parameter(ids).Contains(c.Article)).ToListAsync(stop);
        var publications = await db.Publications.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Article)).ToListAsync(stop);
        return new ReadyRows(db, articles, revisions, corrections, publications);
    }

    /// <summary>One revision becomes the published one, in memory.</summary>
    public Marked Mark(string id, int number, DateTimeOffset at)
    {
        if (_publications.TryGetValue((id, number), out var published))
        {
            return published.At == at.ToUnixTimeSeconds() ? Marked.AlreadyDone : Marked.OtherTime;
        }
        var upTo = _revisions[id].Where(r => r.Number <= number).ToList();
        var waiting = upTo.FindAll(r => r.State == RevisionState.Approved && r.Number < number);
        if (upTo.LastOrDefault() is not { State: RevisionState.Approved } revision || revision.Number != number || (waiting.Count > 0 && revision.Change != Change.Withdrawal))
        {
            return Marked.NotReady;
        }
        waiting.ForEach(r => r.State = RevisionState.Spiked);
        var article = _articles[id];
        var corrections = _corrections.TryGetValue(id, out var known) ? known : _corrections[id] = [];
        var next = NextPublished.Of(article, Before.Of(article, [.. corrections.Select(ListCorrections.Value)]), revision, at);
        if (revision.PurgesOlder)
        {
            upTo.ForEach(r => Purge(r, revision));
            _db.Corrections.RemoveRange(corrections);
            corrections.Clear();
        }
        Publish(article, revision, next, at.ToUnixTimeSeconds());
        corrections.AddRange(next.Corrections.Where(c => c.ToRevision == number).Select(c => Added(id, c)));
        return Marked.Done;
    }

    /// <summary>Stores it all.</summary>
    public async Task SaveAsync(CancellationToken stop)
    {
        await _db.SaveChangesAsync(stop);
        await NewRows.InsertAsync(_db, _newPublications, stop);
        _db.ChangeTracker.Clear();
    }

    private void Publish(ArticleRow article, RevisionRow revision, NextPublished next, long at)
    {
        (article.Revision, article.Slug, article.Status, article.FirstPublished) = (revision.Number, next.Slug, next.Status, next.FirstPublished.ToUnixTimeSeconds());
        article.VersionCreated = revision.VersionCreated = at;
        revision.State = RevisionState.Published;
        var publication = new PublicationRow { Article = article.Id, Revision = revision.Number, At = at, Status = next.Status };
        _newPublications.Add(publication);
        _publications[(article.Id, revision.Number)] = publication;
    }

    private CorrectionRow Added(string article, Correction correction) => _db.Corrections.Add(new CorrectionRow
    {
        Article = article,
        FromRevision = correction.FromRevision,
        ToRevision = correction.ToRevision,
        Kind = correction.Kind,
        At = correction.At.ToUnixTimeSeconds(),
        Text = correction.Text,
    }).Entity;

    /// <summary>The one way a published revision's text ever changes: to that of the tombstone, for somebody's safety.</summary>
    private static void Purge(RevisionRow row, RevisionRow tombstone)
    {
        Revisions.SetText(row, StoredText.Read(tombstone.Text), new WrittenText(tombstone.Text));
        row.CorrectionText = null;
    }
}
