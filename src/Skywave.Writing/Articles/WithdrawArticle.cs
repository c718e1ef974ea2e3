using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What the tombstone of a withdrawn article still shows beside when and why.</summary>
public enum Remains
{
    /// <summary>The headline; the earlier texts stay in the store.</summary>
    Headline,

    /// <summary>Nothing; publishing the tombstone overwrites the earlier texts in the store, corrections included. For somebody's safety.</summary>
    Nothing,
}

/// <summary>An article is taken down; its address keeps a signed tombstone, because the log cannot forget that it was there.</summary>
public static class WithdrawArticle
{
    /// <summary>What stands in the place of a headline that may not be shown.</summary>
    public const string NoHeadline = "—";

    /// <summary>
    /// Prepares the tombstone for the next cut, as the article's next revision, already approved. Of an article that was never published the
    /// drafts are deleted.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="id">Which article.</param>
    /// <param name="reason">Why, as readers see it, in the desk's language.</param>
    /// <param name="remains">What else may be shown.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    /// <returns>The tombstone's revision; 0 when nothing had been published; null when there is no such article or it is withdrawn already.</returns>
    public static async Task<int?> WithdrawAsync(WritingDb db, ArticleId id, string reason, Remains remains, DateTimeOffset now, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await using var unit = await Unit.BeginAsync(db, stop);
        var article = await db.Articles.FindAsync([id.Value], stop);
        if (article is null || (await Revisions.NewestAsync(db, id.Value, stop))?.Change == Change.Withdrawal)
        {
            return null;
        }
        var revision = await AppendAsync(db, article, reason, remains, now, stop);
        await unit.SaveAsync(stop);
        return revision;
    }

    internal static async Task<int> AppendAsync(WritingDb db, ArticleRow article, string reason, Remains remains, DateTimeOffset now, CancellationToken stop)
    {
        var rows = await db.Revisions.Where(r => r.Article == article.Id).OrderBy(r => r.Number).ToListAsync(stop);
        var newest = rows[^1];
        if (newest.Change == Change.Withdrawal)
        {
            return newest.Number;
        }
        if (rows.TrueForAll(r => r.State == RevisionState.Draft))
        {
            db.Revisions.RemoveRange(rows);
            db.Articles.Remove(article);
            return 0;
        }
        var shown = rows.FindLast(r => r.Number == article.Revision) ?? newest;
        var tombstone = Revisions.AppendApproved(db, newest, Tombstone(shown, reason, remains), Change.Withdrawal, now);
        tombstone.PurgesOlder = remains == Remains.Nothing;
        (tombstone.CorrectionKind, tombstone.CorrectionText, tombstone.CorrectionWords) = (null, null, null);
        return tombstone.Number;
    }

    private static ArticleText Tombstone(RevisionRow shown, string reason, Remains remains) => new()
    {
        Language = shown.Language,
        Headline = remains == Remains.Headline ? shown.Headline : NoHeadline,
        Deck = reason.Length > 0 ? reason : null,
    };
}
