using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake;

/// <summary>
/// Cuts a live story into parts of <see cref="LivePart.Size"/> entries, each an item of its own, so that nobody after this needs to know of anything but articles. What stands above the
/// entries (headline, standfirst, introduction) goes with each: of a part that is full already, the writing keeps what was published. What is pinned stands on the newest part alone, while that is not full.
/// </summary>
internal static class LiveParts
{
    /// <summary>The item's parts, the oldest first; itself when it is not live.</summary>
    public static IReadOnlyList<ImportOutcome> Of(ImportOutcome.Draft draft)
    {
        var item = draft.Item;
        if (item.Text.Live is not { } live)
        {
            return [draft];
        }
        var text = LiveText.Of(item.Text.Body);
        var all = LivePart.Holding(Math.Max(1, text.Entries.Length));
        var parts = Enumerable.Range(1, all).Select(number => Part(item, text, number, all)).ToList();
        return [.. parts.Select((part, i) => new ImportOutcome.Draft(part with { Correction = IsOf(part, item.Correction, text, all) ? item.Correction : null }) { Place = all == 1 ? draft.Place : $"{draft.Place}, part {i + 1}" })];
    }

    private static Imported Part(Imported item, LiveText text, int number, int all)
    {
        var entries = text.Entries.Skip((number - 1) * LivePart.Size).Take(LivePart.Size).ToImmutableArray();
        var state = number == all && item.Text.Live!.State == LiveState.Ended ? LiveState.Ended : entries.Length == LivePart.Size ? LiveState.Full : LiveState.Open;
        var pinned = number == all ? item.Text.Live!.Pinned : null;
        var copied = text.Entries.Where(e => state != LiveState.Full && e.Head.Number == pinned && LivePart.Holding(e.Head.Number) < number);
        ImmutableArray<Block> body = [.. text.Before, .. copied.Concat(entries).SelectMany(e => e.Body.Insert(0, e.Head))];
        return item with
        {
            Uri = number == 1 ? item.Uri : $"{item.Uri}#part-{number}",
            FirstPublished = number > 1 && entries[0].Head.At > item.FirstPublished ? entries[0].Head.At : item.FirstPublished,
            Text = OnlyOf(item.Text, body) with { Body = body, Live = new LivePart(item.Uri, number, state, pinned) },
            Warnings = number == 1 ? item.Warnings : [],
        };
    }

    // The part of the first entry that has its words, and the one on which that is pinned; else the newest, whose headline and introduction are in use; all of them when it is retracted.
    private static bool IsOf(Imported part, ImportedCorrection? correction, LiveText text, int all)
    {
        var entry = correction?.Words is { } words ? text.Entries.FirstOrDefault(e => e.Body.Insert(0, e.Head).Any(block => BlockText.Of(block).Contains(words, StringComparison.Ordinal))) : null;
        var live = part.Text.Live!;
        return entry is not null ? LivePart.Holding(entry.Head.Number) == live.Number || (live.Pinned == entry.Head.Number && live.State != LiveState.Full) : correction?.Kind == CorrectionKind.Retraction || live.Number == all;
    }

    // Claims and unnamed people stand where the text names them; those that it names nowhere go with every part.
    private static ArticleText OnlyOf(ArticleText text, ImmutableArray<Block> body)
    {
        var elsewhere = text.Body.Except(body).ToList();
        bool IsElsewhere<T>(Func<T, bool> names)
            where T : Block => elsewhere.OfType<T>().Any(names) && !body.OfType<T>().Any(names);
        return text with
        {
            Claims = [.. text.Claims.Where(c => !IsElsewhere<ClaimsList>(l => l.About == c.About))],
            UnnamedSources = [.. text.UnnamedSources.Where(s => !IsElsewhere<Quote>(q => q.Grant == s.Number))],
        };
    }
}
