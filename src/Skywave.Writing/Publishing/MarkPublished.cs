using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What marking came to.</summary>
public enum Marked
{
    /// <summary>It is published now.</summary>
    Done,

    /// <summary>It was marked before with the same time; nothing changed.</summary>
    AlreadyDone,

    /// <summary>It was published at another time, which stands; nothing changed.</summary>
    OtherTime,

    /// <summary>There is no approved revision of that number, or an earlier one still waits; nothing changed.</summary>
    NotReady,
}

/// <summary>A revision has been published: the ledger holds it, and the store learns it.</summary>
public static class MarkPublished
{
    /// <summary>
    /// Makes an approved revision the published one: first publication and slug are fixed the first time, its correction is appended, its
    /// status set. May be called again with the same values after a crash.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="id">Which article.</param>
    /// <param name="revision">Which revision.</param>
    /// <param name="at">The cut's time; taken to whole seconds.</param>
    /// <param name="stop">Stops it; nothing is changed then.</param>
    public static async Task<Marked> MarkAsync(WritingDb db, ArticleId id, int revision, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        var marked = await ApplyAsync(db, id, revision, NextPublished.WholeSeconds(at), stop);
        await unit.SaveAsync(stop);
        return marked;
    }

    /// <summary>The same for many at once: all or none. Returns how many were not marked before.</summary>
    /// <exception cref="InvalidOperationException">One of them is not ready or was published at another time: the ledger and this store do not belong together.</exception>
    public static async Task<int> MarkAllAsync(WritingDb db, IEnumerable<(ArticleId Id, int Revision)> revisions, DateTimeOffset at, CancellationToken stop = default)
    {
        var done = 0;
        await using var unit = await Unit.BeginAsync(db, stop);
        foreach (var (id, revision) in revisions)
        {
            var marked = await ApplyAsync(db, id, revision, NextPublished.WholeSeconds(at), stop);
            if (marked is Marked.NotReady or Marked.OtherTime)
            {
                throw new InvalidOperationException($"article {id} revision {revision} cannot be marked as published ({marked})");
            }
            done += marked == Marked.Done ? 1 : 0;
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
        }
        await unit.SaveAsync(stop);
        return done;
    }

    private static async Task<Marked> ApplyAsync(WritingDb db, ArticleId id, int number, DateTimeOffset at, CancellationToken stop)
    {
        if (await db.Publications.FindAsync([id.Value, number], stop) is { } published)
        {
            return published.At == at.ToUnixTimeSeconds() ? Marked.AlreadyDone : Marked.OtherTime;
        }
        var article = await db.Articles.FindAsync([id.Value], stop);
        var rows = await db.Revisions.Where(r => r.Article == id.Value && r.Number <= number).OrderBy(r => r.Number).ToListAsync(stop);
        var revision = rows.LastOrDefault();
        var waiting = rows.FindAll(r => r.State == RevisionState.Approved && r.Number < number);
        if (article is null || revision is not { State: RevisionState.Approved } || revision.Number != number || (waiting.Count > 0 && revision.Change != Change.Withdrawal))
        {
            return Marked.NotReady;
        }
        waiting.ForEach(r => r.State = RevisionState.Spiked);
        var corrections = await db.Corrections.Where(c => c.Article == id.Value).OrderBy(c => c.ToRevision).ToListAsync(stop);
        var next = NextPublished.Of(article, Before.Of(article, [.. corrections.Select(ListCorrections.Value)]), revision, at);
        if (revision.PurgesOlder)
        {
            rows.ForEach(r => Purge(r, revision));
            db.Corrections.RemoveRange(corrections);
        }
        Store(db, article, revision, next);
        return Marked.Done;
    }

    private static void Store(WritingDb db, ArticleRow article, RevisionRow revision, PublishedArticle next)
    {
        article.Revision = next.Revision;
        article.Slug = next.Slug;
        article.Status = next.Status;
        article.FirstPublished = next.FirstPublished.ToUnixTimeSeconds();
        article.VersionCreated = revision.VersionCreated = next.VersionCreated.ToUnixTimeSeconds();
        revision.State = RevisionState.Published;
        db.Publications.Add(new PublicationRow { Article = article.Id, Revision = next.Revision, At = next.VersionCreated.ToUnixTimeSeconds(), Status = next.Status });
        foreach (var added in next.Corrections.Where(c => c.ToRevision == next.Revision))
        {
            db.Corrections.Add(new CorrectionRow
            {
                Article = article.Id,
                FromRevision = added.FromRevision,
                ToRevision = added.ToRevision,
                Kind = added.Kind,
                At = added.At.ToUnixTimeSeconds(),
                Text = added.Text,
            });
        }
    }

    /// <summary>The one way a published revision's text ever changes: to that of the tombstone, for somebody's safety.</summary>
    private static void Purge(RevisionRow row, RevisionRow tombstone)
    {
        Revisions.SetText(row, StoredText.Read(tombstone.Text));
        row.CorrectionText = null;
    }
}
