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

    private CheckedDraft(Draft draft, ArticleText text, WrittenText written, ImmutableArray<string> reasons, bool onTap)
    {
        (Draft, Text, Written, Reasons, OnTap, Hash) = (draft, text, written, reasons, onTap, written.Hash);
        _approvable = new Lazy<Approvable>(() => Approvable.Of(Text, Written, granted: null, OnTap));
        Id = reasons.IsEmpty ? ArticleId.Derive(draft.Desk, draft.Uri) : default;
    }

    public Draft Draft { get; }

    /// <summary>The text, with what pictures carry over from an earlier one.</summary>
    public ArticleText Text { get; }

    public WrittenText Written { get; }

    /// <summary>Whether its pictures load only when a reader asks.</summary>
    public bool OnTap { get; }

    public string Hash { get; }

    /// <summary>Why it cannot be stored at all.</summary>
    public ImmutableArray<string> Reasons { get; }

    /// <summary>Whose text it is; of use only when there are no reasons.</summary>
    public ArticleId Id { get; }

    /// <summary>What approving its text would come to.</summary>
    public Approvable Approvable => _approvable.Value;

    public static CheckedDraft Of(Draft draft, bool hasPrivateStore, bool onTap = false)
    {
        var written = StoredText.Write(draft.Text);
        return new CheckedDraft(draft, draft.Text, written, [.. DraftChecks.Reasons(draft, written, hasPrivateStore)], onTap);
    }

    /// <summary>Many at once, in their order, with what approving each would come to where that is asked.</summary>
    public static CheckedDraft[] Of(IReadOnlyList<Incoming> incoming, CancellationToken stop) =>
    [
        .. incoming.AsParallel().AsOrdered().WithCancellation(stop).Select(text =>
        {
            var looked = Of(text.Draft, hasPrivateStore: false, text.OnTap);
            _ = looked.Reasons.IsEmpty && text.Approve && !text.Draft.Withdraw ? looked.Approvable : null;
            return looked;
        }),
    ];

    /// <summary>The same with renditions that its pictures had in an earlier text.</summary>
    public CheckedDraft CarryOver(string before)
    {
        if (ArticlePictures.Of(Text).All(p => !p.Picture.Renditions.IsEmpty) && ArticleMedia.Of(Text).All(m => m.File is not null))
        {
            return this;
        }
        var earlier = StoredText.Read(before);
        var text = ArticleMedia.CarryOver(ArticlePictures.CarryOver(Text, earlier), earlier);
        return new CheckedDraft(Draft, text, StoredText.Write(text), Reasons, OnTap);
    }

    /// <summary>
    /// Whether a stored revision says the same: it came from the same text (in the form of now or in that of before letters stood as themselves), or approving this one would come to what it is,
    /// as with one that was opened again after approving had left something out.
    /// </summary>
    public bool IsSameAs(RevisionRow? row) => row is not null
        && (row.SourceHash == Hash || row.SourceHash == StoredText.EscapedHash(Text) || (row.State is RevisionState.Approved or RevisionState.Published && row.Text == Approvable.Written.Json));
}

/// <summary>What approving a text comes to.</summary>
/// <param name="Text">What would be published of it.</param>
/// <param name="Written">The same as it is stored.</param>
/// <param name="Warnings">What is left out.</param>
/// <param name="Reasons">Why it must stay a draft.</param>
internal sealed record Approvable(ArticleText Text, WrittenText Written, ImmutableArray<string> Warnings, ImmutableArray<string> Reasons)
{
    /// <summary>Of a text, which is written already.</summary>
    /// <param name="text">The text.</param>
    /// <param name="written">As it is stored.</param>
    /// <param name="granted">Numbers of the grants that the private store holds; null: not asked.</param>
    /// <param name="onTap">Whether its pictures load only when a reader asks.</param>
    public static Approvable Of(ArticleText text, WrittenText written, IReadOnlySet<int>? granted = null, bool onTap = false)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        var isSettled = !onTap && !ArticleMedia.Of(text).Any() && ArticlePictures.Of(text).All(p => !p.Picture.OnTap);
        var shown = ArticlePictures.Replace(text, (picture, _) => MayStay(picture, warnings) ? picture with { OnTap = onTap } : null);
        shown = ArticleMedia.Replace(shown, media => Settled(media, onTap, warnings));
        written = isSettled && warnings.Count == 0 ? written : StoredText.Write(shown);
        return new Approvable(shown, written, warnings.ToImmutable(), [.. ArticleChecks.Reasons(shown, written, granted)]);
    }

    private static bool MayStay(Picture picture, ImmutableArray<string>.Builder warnings)
    {
        if (!IsRemote(picture.Origin) || (picture.Renditions.Length > 0 && !string.IsNullOrWhiteSpace(picture.Alt)))
        {
            return true;
        }
        warnings.Add($"the picture {picture.Origin} is left out: {(picture.Renditions.IsEmpty ? "it could not be fetched" : "it has no alternative text")}");
        return false;
    }

    // A recording from elsewhere that cannot be had, or whose words nobody wrote down, stays where it is and is named. A poster would be loaded unasked.
    private static Block Settled(Media media, bool onTap, ImmutableArray<string>.Builder warnings)
    {
        if (IsRemote(media.Origin) && (media.File is null || media.Transcript.All(string.IsNullOrWhiteSpace)) && !string.IsNullOrWhiteSpace(media.Title))
        {
            warnings.Add($"the recording {media.Origin} is now a plain link: {(media.File is null ? "it could not be fetched" : "it has no transcript")}");
            return new Embed(media.Origin!, media.Title);
        }
        return new MediaBlock(media with
        {
            Poster = onTap || media.Poster is { Renditions.IsEmpty: true } ? null : media.Poster,
            Captions = [.. media.Captions.Where(c => c.Hash is not null)],
        });
    }

    private static bool IsRemote(string? origin) => Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
