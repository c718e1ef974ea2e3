using System.Collections.Immutable;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

/// <summary>Parts of live stories as the store takes them.</summary>
public sealed class LiveRulesTests
{
    private static readonly Picture Square = new() { Alt = "a square", Origin = "https://example.org/square.jpg", Renditions = [new Rendition(new string('b', 64), "jpg", 320, 180, 7)] };

    private static Draft Part(int number, int entries, LiveState state, string headline = "The count", Func<int, string>? text = null) => Draft($"count {number}", headline) with
    {
        Text = Text(headline, "Introduction of " + headline) with
        {
            Live = new LivePart("count", number, state),
            Body =
            [
                new Paragraph([new Run("Introduction of " + headline)]),
                .. Enumerable.Range(((number - 1) * LivePart.Size) + 1, entries).SelectMany(n => new Block[] { new LiveEntry(n, Noon.AddMinutes(n - 60), n % 2 == 0 ? $"Entry {n}" : null), new Paragraph([new Run(text?.Invoke(n) ?? $"Text {n}")]) }),
                new PictureBlock(Square),
            ],
        },
    };

    private static async Task<ArticleId> PublishAsync(TempNewsroom room, Draft draft)
    {
        var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(draft)).Id;
        Assert.IsType<Approval.Approved>(await ApproveArticle.ApproveAsync(room.Db, id, Noon));
        await room.CutAsync(Noon);
        return id;
    }

    [Fact]
    public async Task What_is_full_keeps_the_headline_it_had()
    {
        using var room = new TempNewsroom();
        var full = Part(2, LivePart.Size, LiveState.Full);
        await PublishAsync(room, full);
        Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(Part(2, LivePart.Size, LiveState.Full, "Another headline")));
        // So it does when a picture cannot be had again.
        var without = Part(2, LivePart.Size, LiveState.Full, "Another headline");
        without = without with { Text = ArticlePictures.Replace(without.Text, (picture, _) => picture with { Renditions = [] }) };
        Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(without));
        Assert.IsType<Drafted.Revised>(await room.SaveAsync(Part(2, LivePart.Size, LiveState.Full, "Another headline") with { Correction = new(CorrectionKind.Correction, "It was nine.") }));
    }

    [Fact]
    public async Task What_is_open_takes_the_new_headline_and_what_ended_says_so()
    {
        using var room = new TempNewsroom();
        await PublishAsync(room, Part(1, 3, LiveState.Open));
        await PublishAsync(room, Part(2, LivePart.Size, LiveState.Full));
        Assert.IsType<Drafted.Revised>(await room.SaveAsync(Part(1, 3, LiveState.Open, "Another headline")));
        Assert.IsType<Drafted.Revised>(await room.SaveAsync(Part(2, LivePart.Size, LiveState.Ended)));
    }

    [Fact]
    public async Task Entries_of_a_full_part_are_not_changed_in_silence()
    {
        using var room = new TempNewsroom();
        await PublishAsync(room, Part(2, LivePart.Size, LiveState.Full));
        var changed = Part(2, LivePart.Size, LiveState.Full, text: n => n == 25 ? "Nine." : $"Text {n}");
        Assert.StartsWith("part 2 of the live story is complete, and one of its entries says something else now", Assert.Single(Assert.IsType<Drafted.Rejected>(await room.SaveAsync(changed)).Reasons), StringComparison.Ordinal);
        Assert.IsType<Drafted.Revised>(await room.SaveAsync(changed with { Correction = new(CorrectionKind.Correction, "It was nine.", "Nine.") }));
    }

    [Fact]
    public async Task Published_entries_keep_number_and_time()
    {
        using var room = new TempNewsroom();
        await PublishAsync(room, Part(1, 5, LiveState.Open));
        var gone = Assert.IsType<Drafted.Rejected>(await room.SaveAsync(Part(1, 4, LiveState.Open)));
        Assert.StartsWith("entry 5 was published with the time 2026-11-24 11:05 UTC and is not there any more: ", Assert.Single(gone.Reasons), StringComparison.Ordinal);
        Assert.IsType<Drafted.Rejected>(await room.SaveAsync(Draft("count 1", "It is over", "No entries.")));
        // A draft that nobody saw binds nobody.
        Assert.IsType<Drafted.Revised>(await room.SaveAsync(Part(1, 9, LiveState.Open)));
        Assert.IsType<Drafted.Revised>(await room.SaveAsync(Part(1, 6, LiveState.Open)));
    }

    [Fact]
    public async Task A_part_has_its_own_entries_in_their_order()
    {
        using var room = new TempNewsroom();
        var good = Part(1, 3, LiveState.Open).Text;
        List<(ArticleText Text, string Reason)> wrong =
        [
            (good with { Live = null }, "the text has timed entries and is not marked as live"),
            (good with { Live = new("count", 2, LiveState.Open) }, "part 2 of a live story must have entries 21 to at most 40"),
            (good with { Live = new("count", 1, LiveState.Full) }, "part 1 of a live story must have entries 1 to at most 20"),
            (Part(1, LivePart.Size + 1, LiveState.Open).Text, "part 1 of a live story must have entries 1 to at most 20"),
            (good with { Body = [new LiveEntry(1, Noon), new LiveEntry(2, Noon.AddMinutes(-1))] }, "the entries of a live story must stand in the order of their times"),
            (good with { Body = [new LiveEntry(1, Noon, null, IsKey: true)] }, "a key point needs a headline"),
            (good with { Live = good.Live! with { Pinned = 9 } }, "what is pinned must be one entry of this part or the copy of an older one"),
        ];
        foreach (var (text, reason) in wrong)
        {
            var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft($"wrong {wrong.IndexOf((text, reason))}", "x") with { Text = text })).Id;
            Assert.Contains(reason, Assert.Single(Assert.IsType<Approval.Refused>(await ApproveArticle.ApproveAsync(room.Db, id, Noon)).Reasons), StringComparison.Ordinal);
        }
    }
}
