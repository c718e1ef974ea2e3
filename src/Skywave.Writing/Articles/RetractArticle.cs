using Skywave.Words;

namespace Skywave.Writing;

/// <summary>The newsroom no longer stands by a text: the page stays, says so, and says why.</summary>
public static class RetractArticle
{
    /// <summary>Prepares the retraction for the next cut, as the article's next revision with the published text, already approved.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="id">Which article.</param>
    /// <param name="reason">Why, as readers see it, in the desk's language.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    /// <returns>The revision; null when nothing is published that could be retracted, or it is retracted or withdrawn already.</returns>
    public static async Task<int?> RetractAsync(WritingDb db, ArticleId id, string reason, DateTimeOffset now, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await using var unit = await Unit.BeginAsync(db, stop);
        var article = await db.Articles.FindAsync([id.Value], stop);
        var newest = await Revisions.NewestAsync(db, id.Value, stop);
        if (article is not { Revision: > 0 } || newest is not { Change: Change.Text })
        {
            return null;
        }
        var published = await db.Revisions.FindAsync([id.Value, article.Revision], stop);
        var hash = published!.SourceHash;
        var retraction = Revisions.AppendApproved(db, newest, StoredText.Read(published.Text), Change.Retraction, now);
        retraction.SourceHash = hash;
        (retraction.CorrectionKind, retraction.CorrectionText) = (CorrectionKind.Retraction, reason);
        await unit.SaveAsync(stop);
        return retraction.Number;
    }
}
