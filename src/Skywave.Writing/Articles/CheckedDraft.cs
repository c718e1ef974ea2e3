using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>
/// A draft with all that can be found out about it without the store, on whatever thread: values in, values out. What costs most of a draft is here, so
/// that many drafts are looked at beside each other while one thread writes.
/// </summary>
internal sealed class CheckedDraft
{
    private readonly Lazy<Approvable> _approvable;

    private CheckedDraft(Draft draft, ArticleText text, WrittenText written, ImmutableArray<string> reasons)
    {
        (Draft, Text, Written, Reasons, Hash) = (draft, text, written, reasons, written.Hash);
        _approvable = new Lazy<Approvable>(() => Approvable.Of(Text, Written));
        Id = reasons.IsEmpty ? ArticleId.Derive(draft.Desk, draft.Uri) : default;
    }

    public Draft Draft { get; }

    /// <summary>The text, with what pictures carry over from an earlier one.</summary>
    public ArticleText Text { get; }

    public WrittenText Written { get; }

    public string Hash { get; }

    /// <summary>Why it cannot be stored at all.</summary>
    public ImmutableArray<string> Reasons { get; }

    /// <summary>Whose text it is; of use only when there are no reasons.</summary>
    public ArticleId Id { get; }

    /// <summary>What approving its text would come to.</summary>
    public Approvable Approvable => _approvable.Value;

    public static CheckedDraft Of(Draft draft, bool hasPrivateStore)
    {
        var written = StoredText.Write(draft.Text);
        return new CheckedDraft(draft, draft.Text, written, [.. DraftChecks.Reasons(draft, written, hasPrivateStore)]);
    }

    /// <summary>Many at once, in their order; with <paramref name="approve"/> also what approving each would come to.</summary>
    public static CheckedDraft[] Of(IReadOnlyList<Draft> drafts, Func<int, bool> approve, CancellationToken stop) =>
    [
        .. Enumerable.Range(0, drafts.Count).AsParallel().AsOrdered().WithCancellation(stop).Select(i =>
        {
            var looked = Of(drafts[i], hasPrivateStore: false);
            _ = looked.Reasons.IsEmpty && approve(i) ? looked.Approvable : null;
            return looked;
        }),
    ];

    /// <summary>The same with renditions that its pictures had in an earlier text.</summary>
    public CheckedDraft CarryOver(string before)
    {
        if (ArticlePictures.Of(Text).All(p => !p.Picture.Renditions.IsEmpty))
        {
            return this;
        }
        var text = ArticlePictures.CarryOver(Text, StoredText.Read(before));
        return new CheckedDraft(Draft, text, StoredText.Write(text), Reasons);
    }

    /// <summary>Whether a stored revision says the same, in the form of now or in that of before letters stood as themselves.</summary>
    public bool IsSameAs(RevisionRow? row) => row is not null && (row.SourceHash == Hash || row.SourceHash == StoredText.EscapedHash(Text));
}

/// <summary>What approving a text comes to.</summary>
/// <param name="Text">What would be published of it.</param>
/// <param name="Written">The same as it is stored.</param>
/// <param name="Warnings">What is left out.</param>
/// <param name="Reasons">Why it must stay a draft.</param>
internal sealed record Approvable(ArticleText Text, WrittenText Written, ImmutableArray<string> Warnings, ImmutableArray<string> Reasons)
{
    /// <summary>Of a text, which is written already.</summary>
    public static Approvable Of(ArticleText text, WrittenText written, IReadOnlySet<int>? granted = null)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        var shown = ArticlePictures.Replace(text, (picture, _) => MayStay(picture, warnings) ? picture : null);
        written = warnings.Count == 0 ? written : StoredText.Write(shown);
        return new Approvable(shown, written, warnings.ToImmutable(), [.. ArticleChecks.Reasons(shown, written, granted)]);
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
