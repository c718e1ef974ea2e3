using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A text comes in: a new article, a new revision, or nothing new.</summary>
public static class DraftArticle
{
    /// <summary>
    /// Stores a draft. The same desk and uri are the same article in whatever order things come in; the same text again is no revision.
    /// A published or approved revision is never touched: the text becomes the next one.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="draft">What came in.</param>
    /// <param name="now">The time.</param>
    /// <param name="privateDb">Where <see cref="Draft.Private"/> goes; may be null when that is empty.</param>
    /// <param name="stop">Stops it; nothing is stored then.</param>
    public static async Task<Drafted> SaveAsync(WritingDb db, Draft draft, DateTimeOffset now, PrivateDb? privateDb = null, CancellationToken stop = default)
    {
        var looked = CheckedDraft.Of(draft, privateDb is not null);
        if (!looked.Reasons.IsEmpty)
        {
            return new Drafted.Rejected(looked.Reasons);
        }
        if (privateDb is not null && await GrantAnonymity.BetrayedAsync(privateDb, looked.Id, draft.Text, stop) is { Count: > 0 } betrayed)
        {
            return new Drafted.Rejected([.. betrayed.Select(DraftChecks.Betrayal)]);
        }
        var outcome = await SaveAsync(db, looked, now, stop);
        if (outcome is Drafted.Created or Drafted.Revised or Drafted.Unchanged && privateDb is not null && !draft.Private.IsEmpty)
        {
            await GrantAnonymity.RecordAsync(privateDb, looked.Id, draft.Private, stop);
        }
        return outcome;
    }

    internal static async Task<Drafted> SaveAsync(WritingDb db, CheckedDraft looked, DateTimeOffset now, CancellationToken stop)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        Drafted outcome;
        if (looked.Draft.Withdraw && looked.Reasons.IsEmpty)
        {
            outcome = await TakeBackAsync(db, looked, now, stop);
        }
        else
        {
            var rows = await ArticleRows.OfAsync(db, [looked], stop);
            outcome = Take(rows, looked, now);
            await rows.SaveAsync(stop);
        }
        await unit.SaveAsync(stop);
        return outcome;
    }

    /// <summary>One draft among the rows that are at hand; nothing is stored yet, and a rejected one leaves nothing behind.</summary>
    internal static Drafted Take(ArticleRows rows, CheckedDraft looked, DateTimeOffset now)
    {
        if (!looked.Reasons.IsEmpty)
        {
            return new Drafted.Rejected(looked.Reasons);
        }
        var (draft, id) = (looked.Draft, looked.Id);
        var article = rows.Article(id.Value);
        if (article is null && draft.Correction?.Kind == CorrectionKind.Retraction)
        {
            return new Drafted.NeverHad(id);
        }
        if (Clashes(rows, article, draft, id).ToImmutableArray() is { IsEmpty: false } clashes)
        {
            return new Drafted.Rejected(clashes);
        }
        var newest = rows.Newest(id.Value);
        looked = newest is null ? looked : looked.CarryOver(newest.Text);
        var isSame = looked.IsSameAs(newest) || LiveRules.StaysAsItIs(looked, newest);
        if (newest?.Change == Change.Withdrawal && !isSame)
        {
            return new Drafted.Rejected([$"article {id} was withdrawn; its address keeps a tombstone and takes no other text: give a new text a new id"]);
        }
        if (!isSame && LiveRules.ChangedInSilence(looked, newest) is { } silence)
        {
            return new Drafted.Rejected([silence]);
        }
        article ??= rows.Add(new ArticleRow { Id = id.Value, Desk = draft.Desk.Value, Uri = draft.Uri, Story = draft.Story ?? id.Value });
        rows.Place(article, draft.Story ?? article.Story, draft.Standing, now);
        return isSame ? new Drafted.Unchanged(id, newest!.Number, newest.State) : Revise(rows, newest, looked, now);
    }

    private static Drafted Revise(ArticleRows rows, RevisionRow? newest, CheckedDraft looked, DateTimeOffset now)
    {
        var (draft, id, isFirst) = (looked.Draft, looked.Id, newest is null);
        if (newest?.State == RevisionState.Draft)
        {
            if (rows.Below(id.Value) is { } below && looked.IsSameAs(below))
            {
                rows.RemoveNewest(id.Value);
                return new Drafted.Unchanged(id, below.Number, below.State);
            }
            Revisions.Fill(newest, looked.Text, looked.Written, now);
        }
        else
        {
            newest = rows.Add(Revisions.New(id.Value, (newest?.Number ?? 0) + 1, looked.Text, looked.Written, now));
        }
        newest.SourceHash = looked.Hash;
        newest.CorrectionKind = draft.Correction?.Kind;
        newest.CorrectionText = draft.Correction?.Text;
        newest.CorrectionWords = draft.Correction?.Words;
        newest.FirstPublished = draft.FirstPublished?.ToUnixTimeSeconds();
        return isFirst ? new Drafted.Created(id) : new Drafted.Revised(id, newest.Number);
    }

    private static async Task<Drafted> TakeBackAsync(WritingDb db, CheckedDraft looked, DateTimeOffset now, CancellationToken stop)
    {
        var article = await db.Articles.FindAsync([looked.Id.Value], stop);
        return article is null ? new Drafted.NeverHad(looked.Id)
            : new Drafted.Withdrawn(looked.Id, await WithdrawArticle.AppendAsync(db, article, looked.Draft.Correction?.Text ?? "", Remains.Nothing, now, stop));
    }

    /// <summary>What the newsroom as it stands has against this draft.</summary>
    private static IEnumerable<string> Clashes(ArticleRows rows, ArticleRow? article, Draft draft, ArticleId id)
    {
        if (!rows.Desks.Contains(draft.Desk.Value))
        {
            yield return $"this newsroom has no desk \"{draft.Desk}\"; its desks are {string.Join(", ", rows.Desks)}";
        }
        if (draft.Standing is not null && rows.Owner(draft.Desk.Value, draft.Standing) is { } owner && owner != id.Value)
        {
            yield return $"desk {draft.Desk} already has another page \"{draft.Standing}\": give this text that page's id, or another name";
        }
        if (article is { Revision: > 0 } && article.Standing != draft.Standing)
        {
            yield return $"article {id} is published as {(article.Standing is null ? "news" : $"the page \"{article.Standing}\"")}; its address cannot change: give the text a new id";
        }
        if (LiveRules.Moved(draft.Text, rows.Newest(id.Value) is { State: not RevisionState.Draft } newest ? newest : rows.Below(id.Value)) is { } moved)
        {
            yield return moved;
        }
    }
}
