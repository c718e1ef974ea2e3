using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake;

/// <summary>
/// Cuts a live story into parts of <see cref="LivePart.Size"/> entries, each an item of its own, so that nobody after this needs to know of anything but articles. What stands above the
/// entries (headline, standfirst, introduction) goes with each: of a part that is full already, the writing keeps what was published.
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
        var corrected = item.Correction is { } correction ? Corrected(correction, text, all) : 0;
        return [.. Enumerable.Range(1, all).Select(number => new ImportOutcome.Draft(Part(item, text, number, all) with { Correction = corrected is null || corrected == number ? item.Correction : null }) { Place = all == 1 ? draft.Place : $"{draft.Place}, part {number}" })];
    }

    private static Imported Part(Imported item, LiveText text, int number, int all)
    {
        var entries = text.Entries.Skip((number - 1) * LivePart.Size).Take(LivePart.Size).ToImmutableArray();
        var state = number == all && item.Text.Live!.State == LiveState.Ended ? LiveState.Ended : entries.Length == LivePart.Size ? LiveState.Full : LiveState.Open;
        ImmutableArray<Block> body = [.. text.Before, .. entries.SelectMany(e => e.Body.Insert(0, e.Head))];
        return item with
        {
            Uri = number == 1 ? item.Uri : $"{item.Uri}#part-{number}",
            FirstPublished = number > 1 && entries[0].Head.At > item.FirstPublished ? entries[0].Head.At : item.FirstPublished,
            Text = OnlyOf(item.Text, body) with { Body = body, Live = new LivePart(item.Uri, number, state) },
            Warnings = number == 1 ? item.Warnings : [],
        };
    }

    // The part of the first entry that has its words, else the newest, whose headline and introduction are in use; null, all of them, when it is retracted.
    private static int? Corrected(ImportedCorrection correction, LiveText text, int all)
    {
        var entry = correction.Words is { } words ? text.Entries.FirstOrDefault(e => e.Body.Insert(0, e.Head).Any(block => BlockText.Of(block).Contains(words, StringComparison.Ordinal))) : null;
        return entry is not null ? LivePart.Holding(entry.Head.Number) : correction.Kind == CorrectionKind.Retraction ? null : all;
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
