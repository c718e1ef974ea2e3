using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What approving came to.</summary>
public abstract record Approval
{
    private Approval()
    {
    }

    /// <summary>It will be published at the next cut. Warnings say what was left out.</summary>
    public sealed record Approved(int Revision, ImmutableArray<string> Warnings) : Approval;

    /// <summary>It stays a draft: every reason together, each with what to do.</summary>
    public sealed record Refused(int Revision, ImmutableArray<string> Reasons) : Approval;

    /// <summary>There is no draft to approve: no such article, or its newest revision is approved already.</summary>
    public sealed record Nothing : Approval;
}

/// <summary>A person says yes to a draft, and what must not be published is found first.</summary>
public static class ApproveArticle
{
    /// <summary>
    /// Checks the article's draft and approves it; from then on that revision does not change. A picture from elsewhere without alternative
    /// text, or out of reach, is left out with a warning; everything else that is wrong is a reason.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="id">Which article.</param>
    /// <param name="now">The time.</param>
    /// <param name="granted">
    /// Numbers of the unnamed sources whose identity and approval the private store holds (<see cref="GrantAnonymity.NumbersAsync"/>); each
    /// unnamed source must be among them. Null: not asked, for text whose anonymity another newsroom granted.
    /// </param>
    /// <param name="onTap">True: readers of this revision load its pictures only when they ask (<see cref="Picture.OnTap"/>). It becomes part of the text.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Approval> ApproveAsync(WritingDb db, ArticleId id, DateTimeOffset now, IReadOnlySet<int>? granted = null, bool onTap = false, CancellationToken stop = default)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        var approval = Approve(await Revisions.NewestAsync(db, id.Value, stop), now, granted, onTap);
        await unit.SaveAsync(stop);
        return approval;
    }

    /// <summary>The same for many at once, in a few statements however many they are: all the answers, in their order, or none of it.</summary>
    public static async Task<IReadOnlyList<Approval>> ApproveManyAsync(WritingDb db, IReadOnlyList<ArticleId> ids, DateTimeOffset now, CancellationToken stop = default)
    {
        var approvals = new List<Approval>(ids.Count);
        await using var unit = await Unit.BeginAsync(db, stop);
        foreach (var some in ids.Chunk(ArticleRows.AtOnce))
        {
            var rows = await ArticleRows.OfAsync(db, [.. some.Select(id => id.Value)], stop);
            approvals.AddRange(some.Select(id => Approve(rows.Newest(id.Value), now, granted: null, onTap: false)));
            await rows.SaveAsync(stop);
        }
        await unit.SaveAsync(stop);
        return approvals;
    }

    /// <summary>What approving a text would come to, without a store: for whoever still writes it. Whether anonymity was granted is not asked.</summary>
    /// <param name="text">The text.</param>
    public static (ImmutableArray<string> Reasons, ImmutableArray<string> Warnings) Look(ArticleText text)
    {
        var found = Approvable.Of(text, StoredText.Write(text));
        return (found.Reasons, found.Warnings);
    }

    internal static Approval Approve(RevisionRow? newest, DateTimeOffset now, IReadOnlySet<int>? granted, bool onTap) =>
        newest is { State: RevisionState.Draft } ? Approve(newest, Approvable.Of(StoredText.Read(newest.Text), new WrittenText(newest.Text), granted, onTap), now) : new Approval.Nothing();

    internal static Approval Approve(RevisionRow draft, Approvable found, DateTimeOffset now)
    {
        if (found.Reasons.Length > 0)
        {
            return new Approval.Refused(draft.Number, found.Reasons);
        }
        if (found.Written.Json != draft.Text)
        {
            Revisions.SetText(draft, found.Text, found.Written);
        }
        draft.State = RevisionState.Approved;
        draft.ApprovedAt = now.ToUnixTimeSeconds();
        return new Approval.Approved(draft.Number, found.Warnings);
    }
}
