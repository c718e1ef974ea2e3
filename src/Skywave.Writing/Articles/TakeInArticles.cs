namespace Skywave.Writing;

/// <summary>A text that comes in, and whether it is to be approved at once.</summary>
/// <param name="Draft">The text. Not one with a private side: whoever quotes somebody unnamed drafts it with <see cref="DraftArticle"/>.</param>
/// <param name="Approve">True: what passes the checks is approved, without asking for grants.</param>
/// <param name="OnTap">True: its pictures load only when a reader asks (<see cref="Words.Picture.OnTap"/>).</param>
public sealed record Incoming(Draft Draft, bool Approve, bool OnTap = false);

/// <summary>What became of a text that came in.</summary>
/// <param name="Drafted">As a draft.</param>
/// <param name="Approval">What approving it came to; null when that was not asked or there was nothing to approve.</param>
public sealed record TakenIn(Drafted Drafted, Approval? Approval);

/// <summary>Many texts come in at once, as an archive does: each as <see cref="DraftArticle"/> and <see cref="ApproveArticle"/> would take it, in a few statements for all of them.</summary>
public static class TakeInArticles
{
    /// <summary>
    /// Takes them in one after the other, all or none: the same outcomes as one at a time, in their order. The work that needs no store is done on
    /// all processors. A thousand at once is a good number; all of them and what they replace are in memory together.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="incoming">What came in.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it; nothing is stored then.</param>
    public static async Task<IReadOnlyList<TakenIn>> ManyAsync(WritingDb db, IReadOnlyList<Incoming> incoming, DateTimeOffset now, CancellationToken stop = default)
    {
        var taken = new List<TakenIn>(incoming.Count);
        await using var unit = await Unit.BeginAsync(db, stop);
        foreach (var some in incoming.Chunk(ArticleRows.AtOnce))
        {
            var looked = CheckedDraft.Of(some, stop);
            for (int from = 0, to; from < looked.Length; from = to)
            {
                to = EndOfRun(looked, from);
                if (to == from)
                {
                    taken.Add(new TakenIn(await DraftArticle.SaveAsync(db, looked[to++], now, stop), null));
                    continue;
                }
                var rows = await ArticleRows.OfAsync(db, looked[from..to], stop);
                taken.AddRange(Enumerable.Range(from, to - from).Select(i => Take(rows, looked[i], some[i].Approve, now)));
                await rows.SaveAsync(stop);
            }
        }
        await unit.SaveAsync(stop);
        return taken;
    }

    /// <summary>What is taken back is rare and looks at all of an article's revisions: it is stored by itself, in its turn.</summary>
    private static int EndOfRun(CheckedDraft[] looked, int from)
    {
        var to = from;
        while (to < looked.Length && !looked[to].Draft.Withdraw)
        {
            to++;
        }
        return to;
    }

    private static TakenIn Take(ArticleRows rows, CheckedDraft draft, bool approve, DateTimeOffset now)
    {
        var drafted = DraftArticle.Take(rows, draft, now);
        var waits = drafted is Drafted.Created or Drafted.Revised or Drafted.Unchanged { State: RevisionState.Draft };
        return new TakenIn(drafted, approve && waits ? Approve(rows.Newest(draft.Id.Value)!, draft, now) : null);
    }

    /// <summary>What was found out beforehand counts when it is that very text that waits.</summary>
    private static Approval Approve(RevisionRow newest, CheckedDraft draft, DateTimeOffset now) =>
        newest.Text == draft.Written.Json ? ApproveArticle.Approve(newest, draft.Approvable, now) : ApproveArticle.Approve(newest, now, granted: null, draft.OnTap);
}
