using System.Collections.Immutable;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>A live story as plain text: what a reporter types, what it becomes, and what is said of a mistake.</summary>
public sealed class LiveStoryTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly IntakeOptions At = new() { Now = Morning.AddHours(15) };

    private static string Story(string entries, string front = "live: yes") => $"---\nid: count\n{front}\n---\nThe count\n\nWhat it is about.\n\n{entries}";

    private static Imported[] Parts(string text) => [.. Items.Read(System.Text.Encoding.UTF8.GetBytes(text), "s.txt", At).Cast<ImportOutcome.Draft>().Select(d => d.Item)];

    // Minute by minute from nine on.
    private static string Many(int count, int headlines = 5) => string.Join("\n\n", Enumerable.Range(1, count).Select(n =>
        $"@{(n % 10 == 0 ? "!" : "")} {(n == 1 ? "2026-11-24 " : "")}{Morning.AddMinutes(n):HH:mm}{(n % headlines == 0 ? $" Headline {n}" : "")}\nText of entry {n}."));

    [Fact]
    public void An_entry_is_a_line_with_its_time_and_the_text_below_it()
    {
        var item = Assert.Single(Parts(Story("""
            @ 2026-11-24 14:05 The doors are *open*
            The queue is long.

            - one
            - two
            @! 14:20 A third is counted
            ## Where

            In the north.

            @ 14:20
            No headline.
            """)));
        Assert.Equal(new LivePart("text:count", 1, LiveState.Open), item.Text.Live);
        Assert.Equal("text:count", item.Uri);
        var text = LiveText.Of(item.Text.Body);
        Assert.Equal(["What it is about."], text.Before.Select(BlockText.Of));
        Assert.Equal([new(1, Morning.AddMinutes(305), "The doors are *open*"), new(2, Morning.AddMinutes(320), "A third is counted", true), new LiveEntry(3, Morning.AddMinutes(320))], text.Entries.Select(e => e.Head));
        Assert.Equal(["The queue is long.", "one\ntwo"], text.Entries[0].Body.Select(BlockText.Of));
        Assert.Equal([typeof(Subhead), typeof(Paragraph)], text.Entries[1].Body.Select(b => b.GetType()));
        Assert.Equal("No headline.", BlockText.Of(text.Entries[2].Body[0]));
    }

    [Fact]
    public void Day_and_zone_stay_until_another_is_given()
    {
        var entries = Parts(Story("@ 2026-11-23 23:40+03:30 a\n\n@ 23:50\nb\n\n@ 2026-11-24 00:10\nc\n\n@ 2026-11-24T09:00Z d\n\n@ 9:05 e"))[0].Text.Body.OfType<LiveEntry>();
        Assert.Equal(["23T20:10", "23T20:20", "23T20:40", "24T09:00", "24T09:05"], entries.Select(e => e.At.ToString("dd'T'HH:mm")));
    }

    [Fact]
    public void Digits_of_every_keyboard_are_read() =>
        Assert.Equal(new LiveEntry(1, new(2026, 11, 24, 14, 5, 0, TimeSpan.Zero), "شمارش"), Parts(Story("@ ۲۰۲۶-۱۱-۲۴ ۱۴:۰۵ شمارش"))[0].Text.Body[1]);

    [Fact]
    public void Twenty_entries_are_a_part_and_only_the_newest_part_is_open()
    {
        var parts = Parts(Story(Many(45)));
        Assert.Equal(["text:count", "text:count#part-2", "text:count#part-3"], parts.Select(p => p.Uri));
        Assert.All(parts, p => Assert.Equal("count", p.Story));
        Assert.Equal([LiveState.Full, LiveState.Full, LiveState.Open], parts.Select(p => p.Text.Live!.State));
        Assert.Equal([(1, 20), (21, 40), (41, 45)], parts.Select(p => p.Text.Body.OfType<LiveEntry>().ToList()).Select(e => (e[0].Number, e[^1].Number)));
        Assert.All(parts, p => Assert.Equal("What it is about.", BlockText.Of(p.Text.Body[0])));
        Assert.Equal([LiveState.Full, LiveState.Full, LiveState.Ended], Parts(Story(Many(45), "live: ended")).Select(p => p.Text.Live!.State));
        // What is full says so from its twentieth entry on: the twenty-first changes nothing in it.
        Assert.Equal([LiveState.Full], Parts(Story(Many(20))).Select(p => p.Text.Live!.State));
        Assert.Equal([LiveState.Ended], Parts(Story(Many(20), "live: ended")).Select(p => p.Text.Live!.State));
        Assert.Equal([LiveState.Open], Parts(Story("")).Select(p => p.Text.Live!.State));
    }

    [Fact]
    public void Later_parts_were_first_published_no_earlier_than_their_first_entry()
    {
        var parts = Parts(Story(Many(21), "live: yes\npublished: 2026-11-24T08:00Z"));
        Assert.Equal([Morning.AddHours(-1), Morning.AddMinutes(21)], parts.Select(p => p.FirstPublished!.Value));
        Assert.All(Parts(Story(Many(21))), p => Assert.Null(p.FirstPublished));
    }

    [Fact]
    public void A_correction_goes_to_the_part_that_has_its_words()
    {
        bool[] Of(string correction) => [.. Parts(Story(Many(45), "live: yes\ncorrection: " + correction)).Select(p => p.Correction is not null)];
        Assert.Equal([true, false, false], Of("correction | It was nine. | of entry 17."));
        Assert.Equal([false, true, false], Of("correction | It was nine. | Headline 25"));
        Assert.Equal([false, false, true], Of("update | More. | it is about"));
        Assert.Equal([false, false, true], Of("update | More."));
        Assert.All(Parts(Story(Many(45), "live: yes\ncorrection: retraction | All wrong.")), p => Assert.NotNull(p.Correction));
    }

    [Fact]
    public void A_pinned_entry_stands_above_all_others_also_when_it_is_of_an_older_page()
    {
        var own = Parts(Story(Many(25), "live: yes\npin: 24"));
        Assert.Equal([null, 24], own.Select(p => p.Text.Live!.Pinned));
        Assert.Equal([21, 22, 23, 24, 25], Numbers(own[1]));
        var older = Parts(Story(Many(25), "live: yes\npin: 3"));
        Assert.Equal([null, 3], older.Select(p => p.Text.Live!.Pinned));
        Assert.Equal([3, 21, 22, 23, 24, 25], Numbers(older[1]));
        Assert.Equal(BlockText.Of(LiveText.Of(older[0].Text.Body).Entries[2].Body[0]), BlockText.Of(LiveText.Of(older[1].Text.Body).Entries[0].Body[0]));
        // What is full is as it would be without; the last part of what has ended keeps it.
        Assert.Equal([.. Enumerable.Range(21, 20)], Numbers(Parts(Story(Many(40), "live: yes\npin: 3"))[1]));
        Assert.Equal([3, .. Enumerable.Range(21, 20)], Numbers(Parts(Story(Many(40), "live: ended\npin: 3"))[1]));

        static IEnumerable<int> Numbers(Imported part) => part.Text.Body.OfType<LiveEntry>().Select(e => e.Number);
    }

    [Fact]
    public void A_correction_of_a_pinned_entry_is_one_of_both_pages_that_show_it()
    {
        bool[] Of(string pin) => [.. Parts(Story(Many(45), $"live: yes\npin: {pin}\ncorrection: correction | It was nine. | of entry 17.")).Select(p => p.Correction is not null)];
        Assert.Equal([true, false, true], Of("17"));
        Assert.Equal([true, false, false], Of("18"));
    }

    [Fact]
    public void Claims_and_unnamed_people_go_with_the_part_that_names_them()
    {
        var parts = Parts(Story(Many(20) + "\n\n> Yes.\n> -- unnamed 1\n\n" + "@ 10:00\n\n{claims: votes}", "live: yes\nunnamed: a clerk | she could lose her work\nunnamed: a guard | so could he\nclaim: votes | 9 | police\nclaim: doors | 2 | guards"));
        Assert.Equal([[1, 2], [2]], parts.Select(p => p.Text.UnnamedSources.Select(s => s.Number)));
        Assert.Equal([["doors"], ["votes", "doors"]], parts.Select(p => p.Text.Claims.Select(c => c.About)));
    }

    [Theory]
    [InlineData("@ 14:05 x", "line 9: the first entry needs its day too: @ 2026-11-24 14:05")]
    [InlineData("@ yesterday x", "line 9: an entry begins with its time: @ 2026-11-24 14:05 headline, or later on the same day @ 14:05 headline")]
    [InlineData("@ 2026-02-30 14:05 x", "line 9: there is no such time")]
    [InlineData("@ 2026-11-24 24:05 x", "line 9: there is no such time")]
    [InlineData("@ 2026-11-25 14:05 x", "line 9: this entry is of later than now")]
    [InlineData("@! 2026-11-24 14:05", "line 9: a key point needs a headline: the list at the top of the page names it by that")]
    [InlineData("@ 2026-11-24 14:05 x\n\n@ 13:50 y", "line 11: this entry is of before the one above it (2026-11-24 14:05 UTC): new ones stand at the end; where a new day begins, write it")]
    [InlineData("@ 2026-11-24 14:05 x\n[[ A box\nwith words\n@ 14:10 y\n]]", "line 10: the box that begins here has no line ]]")]
    public void A_wrong_entry_is_refused_with_its_line(string entries, string reason) => Assert.Equal("s.txt: " + reason, Read.Refused(Story(entries), "s.txt", At));

    [Theory]
    [InlineData("live: no", "line 3: live is not yes or ended")]
    [InlineData("live: yes\npin: 2", "line 4: there is no entry 2 to be pinned: the text has 1")]
    [InlineData("live: yes\npin: first", "line 4: pin is not the number of an entry, counted from the oldest")]
    [InlineData("live: yes\nstanding: about", "line 3: live is not for a page that is always there")]
    [InlineData("deck: y", "line 9: an entry of a live story begins here: write live: yes into the front matter, or a backslash before the @")]
    public void A_mistake_in_the_front_matter_is_refused_with_its_line(string front, string reason) =>
        Assert.Equal("s.txt: " + reason, Read.Refused(Story("@ 2026-11-24 14:05 x", front), "s.txt", At));

    [Fact]
    public void A_text_that_is_not_live_may_begin_a_line_with_the_sign() =>
        Assert.Equal(["@ home\nin @ 14:05", "@ 2026-11-24 14:05"], Read.One("Head\n\n    @ home\n    in @ 14:05\n\n\\@ 2026-11-24 14:05", "s.txt", At).Text.Body.Select(BlockText.Of));
}
