using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Office.Tests;

/// <summary>A live story from its page: entries in seconds, corrections that say so, and the rule of the live desk.</summary>
public sealed class LiveTests(Staff staff) : IClassFixture<Staff>
{
    private const string Begun = "---\ndeck: What it is about\nlive: yes\n---\nThe count, hour by hour\n\nAn introduction.\n\n@ 2026-11-24 14:05 The doors are open\nThe first entry.\n\n@! 2026-11-24 15:10Z A third is counted\nOf all votes.\n";

    private static LiveCoverage Read(string text) => LiveCoverage.Of(new TestOffice().Parts, text)!;

    private async Task<string> TextAsync(string id)
    {
        await using var db = staff.Office.Open();
        return await db.Versions.Where(v => v.Manuscript == id).OrderByDescending(v => v.Number).Select(v => v.Text).FirstAsync();
    }

    private static async Task<Seen> DoAsync(Browsing who, string id, string act, string headline = "", string text = "", int entry = 0, string sentence = "", bool key = false, string? was = null)
    {
        var page = (await who.GetAsync($"/m/{id}/live")).Body;
        was ??= entry > 0 ? Regex.Match(page, $"name=\"entry\" value=\"{entry}\"><input type=\"hidden\" name=\"was\" value=\"([0-9a-f]+)\"").Groups[1].Value : "";
        return await who.PostAsync($"/m/{id}/live", new()
        {
            ["do"] = act, ["headline"] = headline, ["text"] = text, ["entry"] = entry.ToString(System.Globalization.CultureInfo.InvariantCulture), ["sentence"] = sentence, ["key"] = key ? "yes" : "", ["was"] = was,
        });
    }

    private async Task<Seen> PublishAsync(Browsing who, string id) =>
        await who.PostAsync($"/m/{id}/step", new() { ["step"] = "Publish", ["then"] = "live", ["version"] = (await staff.RowAsync(id)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture) });

    [Fact]
    public void An_entry_is_added_at_the_end_with_its_time_and_nothing_else_changes()
    {
        var at = new DateTimeOffset(2026, 11, 24, 16, 20, 0, TimeSpan.Zero);
        Assert.Equal(Begun + "\n@ 2026-11-24 16:20Z Half is\\\\ counted\nMore.\n", Read(Begun).Added(at, @"Half is\ counted", "\nMore.\n", isKey: false));
        Assert.Equal(Begun + "\n@! 2026-11-24 16:20Z Half\n", Read(Begun).Added(at, "Half", "", isKey: true));
        var plain = Begun.Replace("15:10Z", "15:10", StringComparison.Ordinal);
        Assert.Equal(plain + "\n@ 2026-11-24 16:20\nMore.\n", Read(plain).Added(at, "", "More.", isKey: false));
        Assert.Equal(["The doors are open", "A third is counted"], Read(Begun).Entries.Select(e => e.Head.Headline));
        Assert.Equal(["The first entry.", "Of all votes."], Read(Begun).Entries.Select(e => e.Source));
    }

    [Fact]
    public void An_entry_is_changed_in_its_place_with_the_time_it_has()
    {
        Assert.Equal(Begun.Replace("The first entry.", "The first\n\nentry of all.", StringComparison.Ordinal).Replace("The doors are open", "Doors open", StringComparison.Ordinal), Read(Begun).Changed(1, "Doors open", "The first\n\nentry of all.", isKey: false));
        Assert.Equal(Begun.Replace("@! 2026", "@ 2026", StringComparison.Ordinal), Read(Begun).Changed(2, "A third is counted", null, isKey: false));
        Assert.Equal(Begun.Replace("Of all votes.", "Of the votes.", StringComparison.Ordinal), Read(Begun).Changed(2, "A third is counted", "Of the votes.", isKey: true));
    }

    [Fact]
    public void A_correction_names_words_that_only_its_entry_has()
    {
        var twice = Begun.Replace("Of all votes.", "The first entry.\n\nOf | all votes.", StringComparison.Ordinal);
        Assert.Contains("correction: correction | It was \\| wrong. | Of \\| all votes.\n---", Read(twice).Explained(2, CorrectionKind.Correction, "It was | wrong."), StringComparison.Ordinal);
        Assert.Contains("correction: clarification | So. | The first entry.\n---", Read(Begun).Explained(1, CorrectionKind.Clarification, "So."), StringComparison.Ordinal);
        Assert.Equal(Begun, Read(Read(Begun).Explained(1, CorrectionKind.Correction, "So.")).WithoutCorrection().Text);
    }

    [Theory]
    [InlineData("A headline\n\nText.\n", false)]
    [InlineData("---\ndeck: x\n---\nlive: yes\n", false)]
    [InlineData("---\nlive: no\n---\nA headline\n", false)]
    [InlineData("---\nlive: yes\nA headline\n", false)]
    [InlineData("---\r\nlive: ended\r\n---\r\nA headline\r\n", true)]
    public void A_text_is_live_when_its_front_matter_says_so(string text, bool isLive) => Assert.Equal(isLive, LiveCoverage.IsLive(text));

    [Fact]
    public async Task Coverage_goes_from_its_beginning_over_entries_and_key_points_to_its_end()
    {
        var writer = staff.As(Role.Reporter);
        var id = await staff.ManuscriptAsync("fa", text: "A headline\n\nAn introduction.\n");
        Assert.Contains("no live story", (await writer.GetAsync($"/m/{id}/live")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(writer, id, "begin")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(writer, id, "add", "The doors  are open", "The first entry.", key: true)).Status);
        await DoAsync(writer, id, "add", text: "Without a headline.");
        var minute = staff.Office.Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"---\nlive: yes\n---\nA headline\n\nAn introduction.\n\n@! {minute} The doors are open\nThe first entry.\n\n@ {minute}\nWithout a headline.\n", await TextAsync(id));
        await DoAsync(writer, id, "unkey", entry: 1);
        Assert.Contains($"@ {minute} The doors", await TextAsync(id), StringComparison.Ordinal);
        await DoAsync(writer, id, "pin", entry: 2);
        Assert.StartsWith("---\nlive: yes\npin: 2\n---\n", await TextAsync(id), StringComparison.Ordinal);
        Assert.Contains(">pinned<", (await writer.GetAsync($"/m/{id}/live")).Body, StringComparison.Ordinal);
        await DoAsync(writer, id, "unpin");
        Assert.StartsWith("---\nlive: yes\n---\n", await TextAsync(id), StringComparison.Ordinal);
        Assert.Contains("no such entry", (await DoAsync(writer, id, "pin", entry: 7)).Body, StringComparison.Ordinal);
        // What readers have not seen is changed without telling them.
        await DoAsync(writer, id, "correct", "The doors open", "Now.", entry: 1);
        Assert.Contains($"@ {minute} The doors open\nNow.\n\n@", await TextAsync(id), StringComparison.Ordinal);
        Assert.DoesNotContain("correction:", await TextAsync(id), StringComparison.Ordinal);
        await DoAsync(writer, id, "end");
        Assert.Contains("has ended", (await DoAsync(writer, id, "add", "Late")).Body, StringComparison.Ordinal);
        await DoAsync(writer, id, "resume");
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(writer, id, "add", "Once more")).Status);
        // Each is a version of its own, and nobody holds the text after it.
        Assert.Equal(11, (await staff.RowAsync(id)).Version);
        Assert.Null((await staff.RowAsync(id)).Holder);
    }

    [Fact]
    public async Task What_is_out_is_added_to_at_once_and_goes_straight_out_after_other_eyes()
    {
        var (writer, publisher) = (staff.As(Role.Reporter), staff.As(Role.Publisher));
        var id = await staff.ManuscriptAsync("fa", Stage.Published, Begun);
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(writer, id, "add", "Half is counted", "More.")).Status);
        Assert.Equal(Stage.Correcting, (await staff.RowAsync(id)).Stage);
        Assert.Contains("not out yet", (await publisher.GetAsync($"/m/{id}/live")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await publisher.PostAsync($"/m/{id}/live", new() { ["do"] = "add", ["headline"] = "x" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PublishAsync(writer, id)).Status);
        Assert.Equal($"/m/{id}/live?said=out", (await PublishAsync(publisher, id)).Location!.ToString());
        Assert.Equal((Stage.Published, 2), ((await staff.RowAsync(id)).Stage, (await staff.RowAsync(id)).Published));
        Assert.Contains("Half is counted", staff.Office.Given[^1].Text, StringComparison.Ordinal);
        // Nobody lets out what they wrote themselves: the first person writes and publishes.
        await DoAsync(staff.First, id, "add", "Mine");
        Assert.Contains("you wrote in it", (await PublishAsync(staff.First, id)).Body, StringComparison.Ordinal);
        Assert.Equal(2, (await staff.RowAsync(id)).Published);
    }

    [Fact]
    public async Task What_is_no_live_story_still_needs_an_editor_between()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Correcting);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PublishAsync(staff.As(Role.Publisher), id)).Status);
        Assert.Equal(Stage.Correcting, (await staff.RowAsync(id)).Stage);
        // Nor does a live story go out for the first time that way.
        var live = await staff.ManuscriptAsync("fa", Stage.InEdit, Begun);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PublishAsync(staff.As(Role.Publisher), live)).Status);
    }

    [Fact]
    public async Task An_entry_that_is_out_is_corrected_with_what_was_wrong_and_the_correction_is_said_once()
    {
        var (writer, publisher) = (staff.As(Role.Reporter), staff.As(Role.Publisher));
        var id = await staff.ManuscriptAsync("fa", Stage.Published, Begun);
        Assert.Contains("say what was wrong", (await DoAsync(writer, id, "correct", "A quarter is counted", "Of all votes.", entry: 2)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(writer, id, "correct", "A quarter is counted", "Of all votes.", entry: 2, sentence: "It was said to be a third.")).Status);
        Assert.Contains("correction: correction | It was said to be a third. | Of all votes.\n---", await TextAsync(id), StringComparison.Ordinal);
        Assert.Contains("@! 2026-11-24 15:10Z A quarter is counted\nOf all votes.", await TextAsync(id), StringComparison.Ordinal);
        Assert.Contains("waits to go out", (await DoAsync(writer, id, "correct", "Else", "Else.", entry: 1, sentence: "Else.")).Body, StringComparison.Ordinal);
        // An entry that comes meanwhile leaves it there; after it went out the next one does not say it again.
        await DoAsync(writer, id, "add", "More");
        Assert.Contains("correction: ", await TextAsync(id), StringComparison.Ordinal);
        await PublishAsync(publisher, id);
        await DoAsync(writer, id, "add", "And more");
        Assert.DoesNotContain("correction: ", await TextAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_are_sent_at_once_all_stand_there()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Published, Begun);
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => DoAsync(n % 2 == 0 ? staff.As(Role.Reporter) : staff.As(Role.DeskEditor), id, "add", "Entry " + n)));
        var text = await TextAsync(id);
        Assert.All(Enumerable.Range(0, 6), n => Assert.Equal(sent[n].Status == HttpStatusCode.SeeOther, text.Contains($" Entry {n}\n", StringComparison.Ordinal)));
        Assert.All(sent, s => Assert.True(s.Status == HttpStatusCode.SeeOther, s.Body));
        await using var db = staff.Office.Open();
        Assert.Empty(await db.Asides.Where(a => a.Manuscript == id).ToListAsync());
    }

    [Fact]
    public async Task Whoever_holds_the_text_to_write_goes_on_holding_it()
    {
        var id = await staff.ManuscriptAsync("fa", text: Begun);
        await staff.As(Role.CopyEditor).GetAsync($"/m/{id}/write");
        var holder = (await staff.RowAsync(id)).Holder;
        await DoAsync(staff.As(Role.Reporter), id, "add", "More");
        Assert.Equal(holder, (await staff.RowAsync(id)).Holder);
        Assert.NotNull(holder);
    }

    [Theory]
    [InlineData("add", "", "", 0)]
    [InlineData("add", "x", "fine\n@ 15:00 another entry", 0)]
    [InlineData("add", "x", "  @! another", 0)]
    [InlineData("add", "x", "wrong", 0)]
    [InlineData("correct", "x", "", 9)]
    [InlineData("key", "", "", 9)]
    [InlineData("key", "", "", -1)]
    [InlineData("nothing", "", "", 0)]
    public async Task What_cannot_be_an_entry_is_refused_and_what_was_typed_comes_back(string act, string headline, string text, int entry)
    {
        var id = await staff.ManuscriptAsync("fa", text: Begun);
        var seen = await DoAsync(staff.As(Role.Reporter), id, act, headline, text, entry);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Contains("role=\"alert\"", seen.Body, StringComparison.Ordinal);
        Assert.Equal(Begun, await TextAsync(id));
        Assert.True(act != "add" || text.Length == 0 || seen.Body.Contains(WebUtility.HtmlEncode(text.Split('\n')[0]), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_that_somebody_else_changed_is_not_corrected_unseen_and_what_is_typed_stays_text()
    {
        const string Hostile = "<script>alert(1)</script>\"'";
        var id = await staff.ManuscriptAsync("fa", text: Begun);
        Assert.Contains("changed this entry in between", (await DoAsync(staff.As(Role.Reporter), id, "correct", "x", "y", entry: 1, was: "0")).Body, StringComparison.Ordinal);
        await DoAsync(staff.As(Role.Reporter), id, "add", Hostile, Hostile);
        var page = await staff.As(Role.Reporter).GetAsync($"/m/{id}/live");
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_points_of_a_page_that_is_complete_stay_as_they_are()
    {
        var page = new Pages.LivePage { Published = Read(Begun) with { Entries = [.. Enumerable.Repeat(Read(Begun).Entries[0], 25)] } };
        Assert.False(page.MayTurn(20));
        Assert.True(page.MayTurn(21));
    }
}
