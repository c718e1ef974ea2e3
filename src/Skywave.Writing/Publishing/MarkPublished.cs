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
    private static readonly Dictionary<(string, int), NextPublished> Nothing = [];

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
        var rows = await ReadyRows.OfAsync(db, [id.Value], Nothing, stop);
        var marked = rows.Mark(id.Value, revision, NextPublished.WholeSeconds(at));
        await rows.SaveAsync(stop);
        await unit.SaveAsync(stop);
        return marked;
    }

    /// <summary>The same for many at once: all or none. Returns how many were not marked before.</summary>
    /// <exception cref="InvalidOperationException">One of them is not ready or was published at another time: the ledger and this store do not belong together.</exception>
    public static Task<int> MarkAllAsync(WritingDb db, IEnumerable<(ArticleId Id, int Revision)> revisions, DateTimeOffset at, CancellationToken stop = default) =>
        MarkAllAsync(db, revisions, Nothing, at, stop);

    /// <summary>The same for what was listed for this cut a moment ago (<see cref="ReadyInOrder"/>), without reading its texts once more.</summary>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public static Task<int> MarkAllAsync(WritingDb db, IReadOnlyCollection<PublishedArticle> listed, DateTimeOffset at, CancellationToken stop = default) =>
        MarkAllAsync(db, listed.Select(a => (a.Id, a.Revision)), listed.ToDictionary(a => (a.Id.Value, a.Revision), a => new NextPublished(a.Slug, a.FirstPublished, a.Status, a.Corrections)), at, stop);

    private static async Task<int> MarkAllAsync(
        WritingDb db, IEnumerable<(ArticleId Id, int Revision)> revisions, Dictionary<(string, int), NextPublished> known, DateTimeOffset at, CancellationToken stop)
    {
        var done = 0;
        await using var unit = await Unit.BeginAsync(db, stop);
        foreach (var some in revisions.Chunk(ReadyRows.AtOnce))
        {
            var rows = await ReadyRows.OfAsync(db, [.. some.Select(r => r.Id.Value).Distinct()], known, stop);
            foreach (var (id, revision) in some)
            {
                var marked = rows.Mark(id.Value, revision, NextPublished.WholeSeconds(at));
                if (marked is Marked.NotReady or Marked.OtherTime)
                {
                    throw new InvalidOperationException($"article {id} revision {revision} cannot be marked as published ({marked})");
                }
                done += marked == Marked.Done ? 1 : 0;
            }
            await rows.SaveAsync(stop);
        }
        await unit.SaveAsync(stop);
        return done;
    }
}
