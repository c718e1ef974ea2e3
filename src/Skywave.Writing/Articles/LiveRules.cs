using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What holds for parts of live stories: a permalink names the same entry for ever, and a part that is full stays as it is.</summary>
internal static class LiveRules
{
    /// <summary>
    /// Whether a part keeps the text that it has: it is full, was full, and its entries say the same. What became of headline, standfirst and introduction since then is the newest part's business,
    /// so that a live story of a hundred parts can be given another headline without a hundred revisions.
    /// </summary>
    public static bool StaysAsItIs(CheckedDraft looked, RevisionRow? newest) =>
        looked.Draft.Correction is null && Full(looked, newest) is { } before && Entries(before) == Entries(looked.Approvable.Text);

    /// <summary>Why a text that is not the same is no next one: it changes entries of a full part and does not say what was wrong; null when it may.</summary>
    public static string? ChangedInSilence(CheckedDraft looked, RevisionRow? newest) => looked.Draft.Correction is not null || Full(looked, newest) is not { Live.Number: var number } ? null
        : $"part {number} of the live story is complete, and one of its entries says something else now: say what was wrong, with words of that entry (correction: kind | text | words)";

    // The text of a part that was full when it was published or approved, and still is.
    private static ArticleText? Full(CheckedDraft looked, RevisionRow? newest) =>
        looked.Text.Live?.State == LiveState.Full && newest is { State: not RevisionState.Draft } && LivePart.MayBeIn(newest.Text)
        && StoredText.Read(newest.Text) is { Live.State: LiveState.Full } before ? before : null;

    /// <summary>Why the entries of a text are not those that were published or approved, with more after them; null when they are, or when it never was live.</summary>
    public static string? Moved(ArticleText text, RevisionRow? standing)
    {
        if (standing is null || !LivePart.MayBeIn(standing.Text))
        {
            return null;
        }
        if (StoredText.Read(standing.Text) is not { Live: not null } before)
        {
            return null;
        }
        var now = text.Body.OfType<LiveEntry>().ToDictionary(e => e.Number, e => e.At);
        return before.Body.OfType<LiveEntry>().FirstOrDefault(e => before.Live!.Has(e) && now.GetValueOrDefault(e.Number) != e.At) is not { } moved ? null
            : $"entry {moved.Number} was published with the time {moved.At:yyyy-MM-dd HH:mm} UTC and {(now.TryGetValue(moved.Number, out var at) ? $"now has {at:yyyy-MM-dd HH:mm}" : "is not there any more")}: "
                + "others link to it, so no entry is taken out or put between; write new ones at the end, and correct an old one in its place";
    }

    /// <summary>What keeps a text from being published as a part of a live story, or as an ordinary text.</summary>
    public static IEnumerable<string> Reasons(ArticleText text)
    {
        var entries = text.Body.OfType<LiveEntry>().ToImmutableArray();
        if (text.Live is not { } live)
        {
            return entries.IsEmpty ? [] : ["the text has timed entries and is not marked as live"];
        }
        var isCopied = !entries.IsEmpty && entries[0].Number == live.Pinned && !live.Has(entries[0]);
        return Reasons(live, isCopied ? entries[1..] : entries, isCopied);
    }

    private static IEnumerable<string> Reasons(LivePart live, ImmutableArray<LiveEntry> entries, bool isCopied)
    {
        if (live.Number < 1 || entries.Length > LivePart.Size || entries.Where((e, i) => e.Number != live.First + i).Any() || (live.State == LiveState.Full && entries.Length < LivePart.Size))
        {
            yield return $"part {live.Number} of a live story must have entries {live.First} to at most {live.First + LivePart.Size - 1}, one after the other";
        }
        if (live.Pinned is { } pinned && live.State != LiveState.Full && !isCopied && !entries.Any(e => e.Number == pinned))
        {
            yield return "what is pinned must be one entry of this part or the copy of an older one";
        }
        if (entries.Zip(entries.Skip(1)).Any(pair => pair.Second.At < pair.First.At))
        {
            yield return "the entries of a live story must stand in the order of their times";
        }
        if (entries.Any(e => e.IsKey && string.IsNullOrWhiteSpace(e.Headline)))
        {
            yield return "a key point needs a headline";
        }
    }

    private static string Entries(ArticleText text) =>
        StoredText.Write(new ArticleText { Language = "und", Headline = "", Body = [.. LiveText.Of(text.Body).Entries.SelectMany(e => e.Body.Insert(0, e.Head))] }).Json;
}
