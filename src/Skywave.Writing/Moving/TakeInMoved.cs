using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Articles of a newsroom that was moved come in as they were there: with their ids, addresses, times and corrections. What was published waits for the next publish, which signs it under those times.</summary>
public static class TakeInMoved
{
    /// <summary>
    /// Takes some in, all or none. What is here already is passed over, so that an import which was killed can be done again; of an article, the published revision comes before the next one. Each must have passed <see cref="MovedChecks"/>.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="articles">Some hundred at most: they and what they meet are in memory together.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it; nothing is stored then.</param>
    /// <returns>For each, whether it was not here before.</returns>
    public static async Task<IReadOnlyList<bool>> ManyAsync(WritingDb db, IReadOnlyList<MovedArticle> articles, DateTimeOffset now, CancellationToken stop = default)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        string[] ids = [.. articles.Select(a => a.Id.Value).Distinct()];
        var known = await db.Articles.Where(a => EF.Parameter(ids).Contains(a.Id)).ToDictionaryAsync(a => a.Id, stop);
        var revisions = (await db.Revisions.Where(r => EF.Parameter(ids).Contains(r.Article)).Select(r => new { r.Article, r.Number }).ToListAsync(stop)).Select(r => (r.Article, r.Number)).ToHashSet();
        string[] names = [.. articles.Select(a => a.Story).Distinct()];
        var stories = (await db.Stories.Where(s => EF.Parameter(names).Contains(s.Id)).Select(s => s.Id).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        bool[] isNew = [.. articles.Select(a => revisions.Add((a.Id.Value, a.Revision)))];
        foreach (var moved in articles.Where((_, i) => isNew[i]))
        {
            if (stories.Add(moved.Story))
            {
                db.Stories.Add(new StoryRow { Id = moved.Story, Created = now.ToUnixTimeSeconds() });
            }
            if (!known.ContainsKey(moved.Id.Value))
            {
                known[moved.Id.Value] = db.Articles.Add(ArticleOf(moved)).Entity;
                db.Corrections.AddRange(moved.Corrections.Select(c => CorrectionOf(moved, c)));
            }
            db.Revisions.Add(RevisionOf(moved, now));
        }
        await unit.SaveAsync(stop);
        return isNew;
    }

    /// <summary>The id of an article here that is none of those, or has gone on since; null: there is none. Into a newsroom with articles of its own nothing is moved.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="coming">What comes in, by article.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<string?> StrangerAsync(WritingDb db, IReadOnlyDictionary<ArticleId, Coming> coming, CancellationToken stop = default)
    {
        var here = db.Articles.AsNoTracking().Select(a => new { a.Id, a.Revision, Newest = db.Revisions.Where(r => r.Article == a.Id).Max(r => (int?)r.Number) ?? 0 });
        await foreach (var article in here.AsAsyncEnumerable().WithCancellation(stop))
        {
            if (!coming.TryGetValue(ArticleId.Parse(article.Id), out var its) || article.Revision != its.Published || article.Newest > its.Newest)
            {
                return article.Id;
            }
        }
        return null;
    }

    // Published elsewhere and here at the next publish: its revision is the article's, and still waits (NextPublished.IsMoved).
    private static ArticleRow ArticleOf(MovedArticle moved) => new()
    {
        Id = moved.Id.Value,
        Desk = moved.Desk.Value,
        Uri = moved.Uri,
        Story = moved.Story,
        Standing = moved.Standing,
        Slug = moved.State == MovedState.Published ? moved.Slug : null,
        Revision = moved.State == MovedState.Published ? moved.Revision : 0,
        Status = moved.Status,
        FirstPublished = moved.State == MovedState.Published ? moved.FirstPublished!.Value.ToUnixTimeSeconds() : null,
        VersionCreated = moved.VersionCreated?.ToUnixTimeSeconds(),
    };

    private static RevisionRow RevisionOf(MovedArticle moved, DateTimeOffset now)
    {
        var row = Revisions.New(moved.Id.Value, moved.Revision, moved.Text, StoredText.Write(moved.Text), now, moved.Change switch
        {
            MovedChange.Retraction => Change.Retraction,
            MovedChange.Withdrawal => Change.Withdrawal,
            _ => Change.Text,
        });
        row.SourceHash = moved.SourceHash;
        row.PurgesOlder = moved.PurgesOlder;
        (row.CorrectionKind, row.CorrectionText, row.CorrectionWords) = (moved.Note?.Kind, moved.Note?.Text, moved.Note?.Words);
        if (moved.State != MovedState.Draft)
        {
            (row.State, row.ApprovedAt) = (RevisionState.Approved, now.ToUnixTimeSeconds());
        }
        row.FirstPublished = moved.State == MovedState.Published ? null : moved.FirstPublished?.ToUnixTimeSeconds();
        return row;
    }

    private static CorrectionRow CorrectionOf(MovedArticle moved, Correction correction) => new()
    {
        Article = moved.Id.Value,
        FromRevision = correction.FromRevision,
        ToRevision = correction.ToRevision,
        Kind = correction.Kind,
        At = correction.At.ToUnixTimeSeconds(),
        Text = correction.Text,
        Words = correction.Words,
    };
}

/// <summary>How far an article has come that is moved in.</summary>
/// <param name="Published">The revision that is published, or 0.</param>
/// <param name="Newest">The newest of its revisions.</param>
public readonly record struct Coming(int Published, int Newest);
