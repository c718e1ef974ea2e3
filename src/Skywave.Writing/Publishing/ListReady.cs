using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What a cut takes.</summary>
public static class ListReady
{
    /// <summary>
    /// Every approved revision that is not published yet, as it will be when it is published at the cut, in the order of article id and
    /// revision. Approved revisions do not change, so a publish that was killed finds the same ones again. Where a withdrawal waits, what it
    /// overtook is left out.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="cut">The cut's time; taken to whole seconds.</param>
    /// <param name="stop">Stops it.</param>
    public static async IAsyncEnumerable<PublishedArticle> AtAsync(WritingDb db, DateTimeOffset cut, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var at = NextPublished.WholeSeconds(cut);
        var corrections = await CorrectionsAsync(db, stop);
        (string? Article, NextPublished? Next, int Revision) last = default;
        Ready Follow(Pair ready)
        {
            var before = last.Article == ready.Article.Id
                ? Before.Of(last.Next!, last.Revision)
                : Before.Of(ready.Article, corrections.GetValueOrDefault(ready.Article.Id, []));
            last = (ready.Article.Id, NextPublished.Of(ready.Article, before, ready.Revision, at), ready.Revision.Number);
            return new Ready(ready, last.Next!);
        }
        var following = Waiting(db).AsAsyncEnumerable().Select(Follow);
        await foreach (var article in ReadAhead.Of(following, ready => ready.Next.With(ready.Pair.Article, ready.Pair.Revision, at), stop))
        {
            yield return article;
        }
    }

    /// <summary>How many revisions wait.</summary>
    public static Task<int> CountAsync(WritingDb db, CancellationToken stop = default) => Waiting(db).CountAsync(stop);

    internal static IQueryable<Pair> Waiting(WritingDb db) =>
        from revision in db.Revisions.AsNoTracking()
        join article in db.Articles.AsNoTracking() on revision.Article equals article.Id
        where revision.State == RevisionState.Approved
            && !db.Revisions.Any(w => w.Article == revision.Article && w.State == RevisionState.Approved && w.Change == Change.Withdrawal
                && (w.Number > revision.Number || article.Revision == 0))
        orderby revision.Article, revision.Number
        select new Pair { Article = article, Revision = revision };

    private static async Task<Dictionary<string, ImmutableArray<Correction>>> CorrectionsAsync(WritingDb db, CancellationToken stop)
    {
        var rows = await db.Corrections.AsNoTracking()
            .Where(c => db.Revisions.Where(r => r.State == RevisionState.Approved).Select(r => r.Article).Contains(c.Article))
            .OrderBy(c => c.Article).ThenBy(c => c.ToRevision).ToListAsync(stop);
        return rows.GroupBy(c => c.Article).ToDictionary(of => of.Key, of => of.Select(ListCorrections.Value).ToImmutableArray());
    }

    private sealed record Ready(Pair Pair, NextPublished Next);

    /// <summary>A revision that waits, and its article.</summary>
    internal sealed class Pair
    {
        public required ArticleRow Article { get; init; }

        public required RevisionRow Revision { get; init; }
    }
}
