using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What a cut takes, in the order in which a desk's readers will find it: by first publication, then by article and revision.</summary>
public static class ReadyInOrder
{
    /// <summary>
    /// Every approved revision that is not published yet, as it will be when it is published at the cut, in batches. Only names are held for all of them;
    /// texts for one batch. The revisions of one article are never parted.
    /// </summary>
    /// <param name="db">The writing. What is marked as published while batches are taken changes none of those to come.</param>
    /// <param name="cut">The cut's time; taken to whole seconds.</param>
    /// <param name="size">About how many revisions a batch has.</param>
    /// <param name="stop">Stops it.</param>
    public static async IAsyncEnumerable<IReadOnlyList<PublishedArticle>> BatchesAsync(WritingDb db, DateTimeOffset cut, int size, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var at = NextPublished.WholeSeconds(cut);
        var names = await NamesAsync(db, at.ToUnixTimeSeconds(), stop);
        for (var from = 0; from < names.Count;)
        {
            var until = Math.Min(from + size, names.Count);
            while (until < names.Count && names[until].Article == names[until - 1].Article)
            {
                until++;
            }
            yield return await ReadAsync(db, names.GetRange(from, until - from), at, stop);
            from = until;
        }
    }

    private static async Task<List<Name>> NamesAsync(WritingDb db, long at, CancellationToken stop)
    {
        var names = await ListReady.Waiting(db)
            .Select(w => new { w.Revision.Article, w.Revision.Number, Published = w.Article.FirstPublished, Stated = w.Revision.FirstPublished }).ToListAsync(stop);
        var first = names.GroupBy(n => n.Article).ToDictionary(g => g.Key, g => g.MinBy(n => n.Number) is var one && one!.Published is { } published ? published : one.Stated is { } stated && stated <= at ? stated : at);
        return [.. names.OrderBy(n => first[n.Article]).ThenBy(n => n.Article, StringComparer.Ordinal).ThenBy(n => n.Number).Select(n => new Name(n.Article, n.Number))];
    }

    private static async Task<IReadOnlyList<PublishedArticle>> ReadAsync(WritingDb db, List<Name> names, DateTimeOffset at, CancellationToken stop)
    {
        var ids = names.Select(n => n.Article).Distinct().ToList();
        var articles = await db.Articles.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, stop);
        var revisions = await db.Revisions.AsNoTracking().Where(r => ids.Contains(r.Article) && r.State == RevisionState.Approved).ToDictionaryAsync(r => (r.Article, r.Number), stop);
        var corrections = (await db.Corrections.AsNoTracking().Where(c => ids.Contains(c.Article)).OrderBy(c => c.ToRevision).ToListAsync(stop)).ToLookup(c => c.Article, ListCorrections.Value);
        var ready = new List<(NextPublished Next, ArticleRow Article, RevisionRow Revision)>(names.Count);
        foreach (var name in names)
        {
            var (article, revision) = (articles[name.Article], revisions[(name.Article, name.Number)]);
            var before = ready.Count > 0 && ready[^1].Article.Id == name.Article ? Before.Of(ready[^1].Next, ready[^1].Revision.Number) : Before.Of(article, [.. corrections[name.Article]]);
            ready.Add((NextPublished.Of(article, before, revision, at), article, revision));
        }
        var read = new PublishedArticle[ready.Count];
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = stop }, i => read[i] = ready[i].Next.With(ready[i].Article, ready[i].Revision, at));
        return read;
    }

    private sealed record Name(string Article, int Number);
}
