using System.Collections.Immutable;
using System.Linq.Expressions;
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
    private readonly IReadOnlyDictionary<(string Article, int Revision), NextPublished> _known;
    private readonly HashSet<ArticleRow> _published = [];
    private readonly HashSet<RevisionRow> _changed = [];
    private readonly HashSet<RevisionRow> _purged = [];
    private readonly List<CorrectionRow> _newCorrections = [];
    private readonly List<PublicationRow> _newPublications = [];

    private ReadyRows(
        WritingDb db, List<ArticleRow> articles, List<RevisionRow> revisions, List<CorrectionRow> corrections, List<PublicationRow> publications,
        IReadOnlyDictionary<(string Article, int Revision), NextPublished> known)
    {
        (_db, _known) = (db, known);
        _articles = articles.ToDictionary(a => a.Id);
        _revisions = revisions.ToLookup(r => r.Article);
        _corrections = corrections.GroupBy(c => c.Article).ToDictionary(of => of.Key, of => of.OrderBy(c => c.ToRevision).ToList());
        _publications = publications.ToDictionary(p => (p.Article, p.Revision));
    }

    /// <summary>Reads them.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="ids">The articles.</param>
    /// <param name="known">What their revisions become, where the caller has just listed them: their texts are not read once more.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<ReadyRows> OfAsync(WritingDb db, string[] ids, IReadOnlyDictionary<(string Article, int Revision), NextPublished> known, CancellationToken stop)
    {
        var articles = await db.Articles.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.Id)).ToListAsync(stop);
        var approved = db.Revisions.AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Article) && r.State == RevisionState.Approved);
        var revisions = await (known.Count > 0 ? approved.Select(WithoutText) : approved).OrderBy(r => r.Number).ToListAsync(stop);
        if (revisions.FindAll(r => r.PurgesOlder).ConvertAll(r => r.Article).ToArray() is { Length: > 0 } purged)
        {
            revisions.RemoveAll(r => purged.Contains(r.Article));
            revisions.AddRange(await db.Revisions.AsNoTracking().Where(r => EF.Parameter(purged).Contains(r.Article)).OrderBy(r => r.Number).ToListAsync(stop));
        }
        var corrections = await db.Corrections.Where(c => EF.Parameter(ids).Contains(c.Article)).ToListAsync(stop);
        var publications = await db.Publications.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Article)).ToListAsync(stop);
        return new ReadyRows(db, articles, revisions, corrections, publications, known);
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
        _changed.UnionWith(waiting);
        var article = _articles[id];
        var corrections = _corrections.TryGetValue(id, out var found) ? found : _corrections[id] = [];
        var next = _known.TryGetValue((id, number), out var known) ? known : NextPublished.Of(article, Before.Of(article, [.. corrections.Select(ListCorrections.Value)]), revision, at);
        if (revision.PurgesOlder)
        {
            upTo.ForEach(r => Purge(r, revision));
            _db.Corrections.RemoveRange(corrections.Except(_newCorrections));
            _newCorrections.RemoveAll(corrections.Contains);
            corrections.Clear();
        }
        var isMoved = NextPublished.IsMoved(article, revision);
        Publish(article, revision, next, at);
        corrections.AddRange(isMoved ? [] : next.Corrections.Where(c => c.ToRevision == number).Select(c => Added(id, c)));
        return Marked.Done;
    }

    /// <summary>Stores it all.</summary>
    public async Task SaveAsync(CancellationToken stop)
    {
        await _db.SaveChangesAsync(stop);
        await ManyRows.UpdateAsync(_db, _purged, [nameof(RevisionRow.Language), nameof(RevisionRow.Headline), nameof(RevisionRow.HeadlineFolded), nameof(RevisionRow.Urgency), nameof(RevisionRow.Breaking),
            nameof(RevisionRow.Text), nameof(RevisionRow.SourceHash), nameof(RevisionRow.CorrectionText), nameof(RevisionRow.CorrectionWords)], stop);
        await ManyRows.UpdateAsync(_db, _changed, [nameof(RevisionRow.State), nameof(RevisionRow.VersionCreated)], stop);
        await ManyRows.UpdateAsync(_db, _published, [nameof(ArticleRow.Revision), nameof(ArticleRow.Slug), nameof(ArticleRow.Status), nameof(ArticleRow.FirstPublished), nameof(ArticleRow.VersionCreated)], stop);
        await ManyRows.InsertAsync(_db, _newCorrections, stop);
        await ManyRows.InsertAsync(_db, _newPublications, stop);
        _db.ChangeTracker.Clear();
    }

    private void Publish(ArticleRow article, RevisionRow revision, NextPublished next, DateTimeOffset at)
    {
        var created = NextPublished.TimeOf(article, revision, at).ToUnixTimeSeconds();
        (article.Revision, article.Slug, article.Status, article.FirstPublished) = (revision.Number, next.Slug, next.Status, next.FirstPublished.ToUnixTimeSeconds());
        article.VersionCreated = revision.VersionCreated = created;
        revision.State = RevisionState.Published;
        _published.Add(article);
        _changed.Add(revision);
        var publication = new PublicationRow { Article = article.Id, Revision = revision.Number, At = at.ToUnixTimeSeconds(), Status = next.Status };
        _newPublications.Add(publication);
        _publications[(article.Id, revision.Number)] = publication;
    }

    private CorrectionRow Added(string article, Correction correction)
    {
        var row = new CorrectionRow
        {
            Article = article,
            FromRevision = correction.FromRevision,
            ToRevision = correction.ToRevision,
            Kind = correction.Kind,
            At = correction.At.ToUnixTimeSeconds(),
            Text = correction.Text,
            Words = correction.Words,
        };
        _newCorrections.Add(row);
        return row;
    }

    /// <summary>The one way a published revision's text ever changes: to that of the tombstone, for somebody's safety.</summary>
    private void Purge(RevisionRow row, RevisionRow tombstone)
    {
        Revisions.SetText(row, StoredText.Read(tombstone.Text), new WrittenText(tombstone.Text));
        row.CorrectionText = row.CorrectionWords = null;
        _purged.Add(row);
    }

    // What marking asks of a revision.
    private static readonly Expression<Func<RevisionRow, RevisionRow>> WithoutText = r => new RevisionRow
    {
        Article = r.Article,
        Number = r.Number,
        State = r.State,
        Change = r.Change,
        Language = r.Language,
        Headline = r.Headline,
        HeadlineFolded = "",
        Urgency = r.Urgency,
        Breaking = r.Breaking,
        Text = "",
        SourceHash = "",
        CorrectionKind = r.CorrectionKind,
        CorrectionText = r.CorrectionText,
        CorrectionWords = r.CorrectionWords,
        FirstPublished = r.FirstPublished,
        PurgesOlder = r.PurgesOlder,
        Written = r.Written,
        ApprovedAt = r.ApprovedAt,
        VersionCreated = r.VersionCreated,
    };
}
