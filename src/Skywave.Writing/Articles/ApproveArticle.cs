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
    /// <param name="stop">Stops it.</param>
    public static async Task<Approval> ApproveAsync(WritingDb db, ArticleId id, DateTimeOffset now, IReadOnlySet<int>? granted = null, CancellationToken stop = default)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        if (await Revisions.NewestAsync(db, id.Value, stop) is not { State: RevisionState.Draft } draft)
        {
            return new Approval.Nothing();
        }
        var warnings = ImmutableArray.CreateBuilder<string>();
        var text = ArticlePictures.Replace(StoredText.Read(draft.Text), (picture, _) => MayStay(picture, warnings) ? picture : null);
        var reasons = ArticleChecks.Reasons(text, granted).ToImmutableArray();
        if (reasons.Length > 0)
        {
            return new Approval.Refused(draft.Number, reasons);
        }
        Revisions.SetText(draft, text);
        draft.State = RevisionState.Approved;
        draft.ApprovedAt = now.ToUnixTimeSeconds();
        await unit.SaveAsync(stop);
        return new Approval.Approved(draft.Number, warnings.ToImmutable());
    }

    private static bool MayStay(Picture picture, ImmutableArray<string>.Builder warnings)
    {
        var isRemote = Uri.TryCreate(picture.Origin, UriKind.Absolute, out var origin) && origin!.Scheme is "http" or "https";
        if (!isRemote || (picture.Renditions.Length > 0 && !string.IsNullOrWhiteSpace(picture.Alt)))
        {
            return true;
        }
        warnings.Add($"the picture {picture.Origin} is left out: {(picture.Renditions.IsEmpty ? "it could not be fetched" : "it has no alternative text")}");
        return false;
    }
}
