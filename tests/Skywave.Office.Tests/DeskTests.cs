using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>A day at a desk: written, checked, published, mended, taken back; and what stands in fields stays text.</summary>
public sealed class DeskTests(Staff staff) : IClassFixture<Staff>
{
    private const string Hostile = "<script>alert(1)</script>\"' onmouseover=x <b>&amp;";

    private static async Task<Seen> StepAsync(Browsing browsing, string id, Step step, int version, Dictionary<string, string>? more = null) =>
        await browsing.PostAsync($"/m/{id}/step", new(more ?? []) { ["step"] = step.ToString(), ["version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture) });

    private async Task AssertAtAsync(Stage stage, string id) => Assert.Equal(stage, (await staff.RowAsync(id)).Stage);

    private async Task<string> BeginAsync(Browsing writer, string headline, string desk = "fa")
    {
        var begun = await writer.PostAsync("/new", new() { ["desk"] = desk, ["headline"] = headline });
        return begun.Location!.ToString().Split('/')[2];
    }

    [Fact]
    public async Task A_text_goes_from_its_writer_over_an_editor_to_a_publisher_and_out()
    {
        var (writer, editor, publisher) = (staff.As(Role.Reporter), staff.As(Role.CopyEditor), staff.As(Role.Publisher));
        var id = await BeginAsync(writer, "خبر");
        Assert.Equal(HttpStatusCode.OK, (await writer.PostAsync($"/m/{id}/write", new() { ["sitting"] = "s", ["base"] = "1", ["text"] = "خبر\n\nمتن.\n" }, json: true)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(writer, id, Step.Submit, 2)).Status);
        await AssertAtAsync(Stage.InEdit, id);
        // A writer cannot pass their own text, nor may a publisher edit it.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await StepAsync(writer, id, Step.Pass, 2)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await publisher.PostAsync($"/m/{id}/write", new() { ["text"] = "x" })).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(editor, id, Step.Pass, 2)).Status);
        var before = staff.Office.Editions;
        Assert.EndsWith("?said=out", (await StepAsync(publisher, id, Step.Publish, 2)).Location!.ToString(), StringComparison.Ordinal);
        await AssertAtAsync(Stage.Published, id);
        Assert.Equal((id, "fa", "خبر\n\nمتن.\n"), (staff.Office.Given[^1].Id, staff.Office.Given[^1].Desk, staff.Office.Given[^1].Text));
        Assert.Equal(before + 1, staff.Office.Editions);
        await using var db = staff.Office.Open();
        Assert.Null(await Trail.CheckAsync(db, default));
        Assert.Equal(["manuscript.step", "manuscript.step", "manuscript.step", "manuscript.begin"], (await Trail.PageAsync(db, id, null, 9, default)).Select(e => e.Act));
        Assert.DoesNotContain(await db.Trail.Select(t => t.Line).ToListAsync(), line => line.Contains("خبر", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_writes_goes_on_holding_it_while_the_page_is_in_sight_and_nobody_else_by_asking()
    {
        var id = await staff.ManuscriptAsync("fa");
        var writer = staff.As(Role.Reporter);
        var page = (await writer.GetAsync($"/m/{id}/write")).Body;
        var sitting = page.Split("name=\"sitting\" value=\"")[1].Split('"')[0];
        staff.Office.Clock.Move(TimeSpan.FromSeconds(60));
        await staff.As(Role.DeskEditor).PostAsync($"/m/{id}/check", new() { ["sitting"] = sitting, ["text"] = "x" }, json: true);
        var before = (await staff.RowAsync(id)).HeldUntil;
        await writer.PostAsync($"/m/{id}/check", new() { ["sitting"] = "another", ["text"] = "x" }, json: true);
        Assert.Equal(before, (await staff.RowAsync(id)).HeldUntil);
        await writer.PostAsync($"/m/{id}/check", new() { ["sitting"] = sitting, ["text"] = "x" }, json: true);
        Assert.Equal(before + 60, (await staff.RowAsync(id)).HeldUntil);
    }

    [Fact]
    public async Task What_was_changed_after_it_was_looked_at_is_not_published()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.InEdit);
        await staff.As(Role.CopyEditor).PostAsync($"/m/{id}/write", new() { ["sitting"] = "s", ["base"] = "1", ["text"] = "Another\n" });
        var seen = await StepAsync(staff.As(Role.DeskEditor), id, Step.Pass, 1);
        Assert.Contains("was changed after you opened it", seen.Body, StringComparison.Ordinal);
        await AssertAtAsync(Stage.InEdit, id);
    }

    [Fact]
    public async Task What_Writing_refuses_stays_where_it_was_and_the_reasons_are_said()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Ready);
        staff.Office.Reasons = ["the lead picture has no alternative text: say in a sentence what it shows"];
        try
        {
            var seen = await StepAsync(staff.As(Role.Publisher), id, Step.Publish, 1);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
            Assert.Contains("no alternative text", seen.Body, StringComparison.Ordinal);
            await AssertAtAsync(Stage.Ready, id);
        }
        finally
        {
            staff.Office.Reasons = [];
        }
    }

    [Fact]
    public async Task A_marked_text_waits_for_the_reviewer_and_only_a_reviewer_takes_the_mark_off()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.InEdit);
        await staff.As(Role.Reporter).PostAsync($"/m/{id}/mark", new() { ["marked"] = "yes" });
        await staff.As(Role.CopyEditor).PostAsync($"/m/{id}/mark", new() { ["marked"] = "no" });
        Assert.True((await staff.RowAsync(id)).IsMarked);
        Assert.Contains("ask for the safety review", (await StepAsync(staff.As(Role.CopyEditor), id, Step.Pass, 1)).Body, StringComparison.Ordinal);
        await StepAsync(staff.As(Role.CopyEditor), id, Step.AskReview, 1);
        await StepAsync(staff.As(Role.Reviewer), id, Step.Clear, 1);
        await AssertAtAsync(Stage.Ready, id);
        Assert.Equal(1, (await staff.RowAsync(id)).Cleared);
    }

    [Fact]
    public async Task A_flash_is_out_at_once_by_one_person_and_waits_for_a_second_pair_of_eyes()
    {
        var out_ = await staff.As(Role.Publisher).PostAsync("/flash", new() { ["desk"] = "fa", ["headline"] = "  Water   cut off\nin the capital " });
        var id = out_.Location!.ToString().Split('/', '?')[2];
        await AssertAtAsync(Stage.Published, id);
        Assert.Equal("---\nbreaking: yes\nurgency: 1\n---\nWater cut off in the capital\n", staff.Office.Given[^1].Text);
        Assert.NotNull((await staff.RowAsync(id)).Unseen);
        Assert.Contains("seen by one person only", (await staff.As(Role.DeskEditor).GetAsync("/")).Body, StringComparison.Ordinal);
        await StepAsync(staff.As(Role.DeskEditor), id, Step.Correct, 1);
        await StepAsync(staff.As(Role.DeskEditor), id, Step.Submit, 1);
        await StepAsync(staff.As(Role.DeskEditor), id, Step.Pass, 1);
        Assert.Null((await staff.RowAsync(id)).Unseen);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.As(Role.Publisher).PostAsync("/flash", new() { ["desk"] = "ru", ["headline"] = "x" })).Status);
    }

    [Fact]
    public async Task What_is_scheduled_goes_out_at_its_time_after_a_restart_and_when_the_clock_jumps()
    {
        await using var office = TestOffice.Make();
        var (writer, publisher) = (await office.HireAsync("writer", new Grant("fa", Role.Reporter)), await office.HireAsync("publisher", new Grant("fa", Role.Publisher)));
        await using var db = office.Open();
        var ids = new List<string>();
        foreach (var hours in new[] { 1, 2, 30 })
        {
            var id = await BeginManuscript.RunAsync(db, office.Parts, "fa", $"In {hours}\n", asIdea: false, null, writer.Person, office.Clock.GetUtcNow(), default);
            (await db.Manuscripts.SingleAsync(m => m.Id == id)).Stage = Stage.Ready;
            await db.SaveChangesAsync();
            Assert.Null((await TakeStep.RunAsync(db, office.Parts, id, new AskedStep(Step.Schedule, 1, office.Clock.GetUtcNow().AddHours(hours)), publisher, office.Clock.GetUtcNow(), default)).Why);
            ids.Add(id);
        }
        Assert.NotNull((await TakeStep.RunAsync(db, office.Parts, ids[0], new AskedStep(Step.Schedule, 1, office.Clock.GetUtcNow()), publisher, office.Clock.GetUtcNow(), default)).Why);
        Assert.Empty(await TakeStep.PublishDueAsync(db, office.Parts, office.Clock.GetUtcNow(), default));
        office.Clock.Move(TimeSpan.FromHours(1));
        await using (var restarted = office.Open())
        {
            Assert.Equal(ids[..1], await TakeStep.PublishDueAsync(restarted, office.Parts, office.Clock.GetUtcNow(), default));
            Assert.Empty(await TakeStep.PublishDueAsync(restarted, office.Parts, office.Clock.GetUtcNow(), default));
            // Back by a day, then forward by a week: each goes out once.
            Assert.Empty(await TakeStep.PublishDueAsync(restarted, office.Parts, office.Clock.GetUtcNow().AddDays(-1), default));
            Assert.Equal(ids[1..], await TakeStep.PublishDueAsync(restarted, office.Parts, office.Clock.GetUtcNow().AddDays(7), default));
        }
        Assert.Equal(["In 1\n", "In 2\n", "In 30\n"], office.Given.Select(g => g.Text));
    }

    [Fact]
    public async Task While_one_texts_pictures_are_fetched_others_are_saved_and_what_changed_meanwhile_does_not_go_out()
    {
        await using var office = TestOffice.Make();
        var (writer, publisher) = (await office.HireAsync("writer", new Grant("fa", Role.Reporter)), await office.HireAsync("publisher", new Grant("fa", Role.Publisher)));
        await using var db = office.Open();
        var (out1, other) = (await BeginManuscript.RunAsync(db, office.Parts, "fa", "Goes out\n", asIdea: false, null, writer.Person, office.Clock.GetUtcNow(), default),
            await BeginManuscript.RunAsync(db, office.Parts, "fa", "Another\n", asIdea: false, null, writer.Person, office.Clock.GetUtcNow(), default));
        (await db.Manuscripts.SingleAsync(m => m.Id == out1)).Stage = Stage.Ready;
        await db.SaveChangesAsync();
        office.Preparing = async stop =>
        {
            await using var others = office.Open();
            Assert.IsType<Saved.Kept>(await SaveText.RunAsync(others, office.Parts, other, new SentText("s", 1, "Another, saved\n"), writer, office.Clock.GetUtcNow(), stop));
        };
        Assert.Null((await TakeStep.RunAsync(db, office.Parts, out1, new AskedStep(Step.Publish, 1), publisher, office.Clock.GetUtcNow(), default)).Why);
        Assert.Equal(["Goes out\n"], office.Given.Select(g => g.Text));

        await db.Entry(await db.Manuscripts.SingleAsync(m => m.Id == other)).ReloadAsync();
        (await db.Manuscripts.SingleAsync(m => m.Id == other)).Stage = Stage.Ready;
        await db.SaveChangesAsync();
        office.Preparing = async stop =>
        {
            await using var others = office.Open();
            await others.Manuscripts.Where(m => m.Id == other).ExecuteUpdateAsync(to => to.SetProperty(m => m.Stage, Stage.InEdit), stop);
        };
        await using var late = office.Open();
        Assert.NotNull((await TakeStep.RunAsync(late, office.Parts, other, new AskedStep(Step.Publish, 2), publisher, office.Clock.GetUtcNow(), default)).Why);
        Assert.Single(office.Given);
    }

    [Fact]
    public async Task What_Writing_refuses_at_its_time_goes_back_to_the_editors_and_is_not_tried_for_ever()
    {
        await using var office = TestOffice.Make();
        var (writer, publisher) = (await office.HireAsync("writer", new Grant("fa", Role.Reporter)), await office.HireAsync("publisher", new Grant("fa", Role.Publisher)));
        await using var db = office.Open();
        var id = await BeginManuscript.RunAsync(db, office.Parts, "fa", "Later\n", asIdea: false, null, writer.Person, office.Clock.GetUtcNow(), default);
        (await db.Manuscripts.SingleAsync()).Stage = Stage.Ready;
        await db.SaveChangesAsync();
        await TakeStep.RunAsync(db, office.Parts, id, new AskedStep(Step.Schedule, 1, office.Clock.GetUtcNow().AddHours(1)), publisher, office.Clock.GetUtcNow(), default);
        office.Reasons = ["no"];
        Assert.Single(await TakeStep.PublishDueAsync(db, office.Parts, office.Clock.GetUtcNow().AddHours(2), default));
        Assert.Empty(await TakeStep.PublishDueAsync(db, office.Parts, office.Clock.GetUtcNow().AddHours(2), default));
        Assert.Equal(Stage.InEdit, (await db.Manuscripts.AsNoTracking().SingleAsync()).Stage);
    }

    [Fact]
    public async Task What_came_in_another_way_is_taken_up_once_as_published_and_corrected_like_any_text()
    {
        Assert.Contains("From the archive", (await staff.As(Role.Reporter).GetAsync("/archive")).Body, StringComparison.Ordinal);
        var first = await staff.As(Role.Reporter).PostAsync("/archive", new() { ["article"] = "aaaaaaaaaaaaaaaa" });
        var again = await staff.As(Role.DeskEditor).PostAsync("/archive", new() { ["article"] = "aaaaaaaaaaaaaaaa" });
        Assert.Equal(first.Location, again.Location);
        var id = first.Location!.ToString().Split('/')[2];
        var row = await staff.RowAsync(id);
        Assert.Equal((Stage.Published, 1, "elsewhere:1", "a story"), (row.Stage, row.Published, row.Uri, row.Story));
        await StepAsync(staff.As(Role.Reporter), id, Step.Correct, 1);
        await AssertAtAsync(Stage.Correcting, id);
        using var russian = await staff.HireAsync("russian", new Grant("ru", Role.Reporter));
        Assert.Equal(HttpStatusCode.NotFound, (await russian.PostAsync("/archive", new() { ["article"] = "aaaaaaaaaaaaaaaa" })).Status);
    }

    [Fact]
    public async Task A_withdrawal_says_why_to_readers_or_is_not_done()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Published);
        Assert.Contains("say why", (await StepAsync(staff.As(Role.Publisher), id, Step.Withdraw, 1)).Body, StringComparison.Ordinal);
        await StepAsync(staff.As(Role.Publisher), id, Step.Withdraw, 1, new() { ["sentence"] = "It put somebody at risk." });
        await AssertAtAsync(Stage.Withdrawn, id);
        Assert.Equal((id, "It put somebody at risk."), staff.Office.Withdrawn[^1]);
    }

    [Fact]
    public async Task A_translation_begins_with_the_source_and_is_behind_when_the_source_went_on()
    {
        using var both = await staff.HireAsync("both", new Grant("fa", Role.Translator), new Grant("en", Role.Translator));
        var source = await staff.ManuscriptAsync("fa", text: "خبر\n\nمتن\n");
        var begun = await both.PostAsync("/new", new() { ["desk"] = "en", ["headline"] = "-", ["source"] = source });
        var id = begun.Location!.ToString().Split('/')[2];
        Assert.Contains("متن", (await both.GetAsync($"/m/{id}/write")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("behind", (await both.GetAsync($"/m/{source}")).Body, StringComparison.Ordinal);
        await staff.As(Role.Reporter).PostAsync($"/m/{source}/write", new() { ["sitting"] = "z", ["base"] = "1", ["text"] = "خبر\n\nمتن دیگر\n" });
        Assert.Contains("behind", (await both.GetAsync($"/m/{source}")).Body, StringComparison.Ordinal);
        Assert.Equal((await staff.RowAsync(source)).Story, (await staff.RowAsync(id)).Story);
    }

    [Fact]
    public async Task Whoever_opens_what_somebody_else_writes_is_told_and_can_take_over()
    {
        var id = await staff.ManuscriptAsync("fa");
        Assert.Contains("<textarea", (await staff.As(Role.Reporter).GetAsync($"/m/{id}/write")).Body, StringComparison.Ordinal);
        var held = (await staff.As(Role.DeskEditor).GetAsync($"/m/{id}/write")).Body;
        Assert.Contains("is writing", held, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea id=\"text\"", held, StringComparison.Ordinal);
        Assert.Contains("<textarea id=\"text\"", (await staff.As(Role.DeskEditor).GetAsync($"/m/{id}/write?over=yes")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_crossed_without_script_is_shown_merged_and_nothing_is_lost()
    {
        var id = await staff.ManuscriptAsync("fa", text: "H\n\none\n\ntwo\n");
        await staff.As(Role.Reporter).PostAsync($"/m/{id}/write", new() { ["sitting"] = "a", ["base"] = "1", ["text"] = "H\n\none A\n\ntwo\n" });
        var crossed = await staff.As(Role.Translator).PostAsync($"/m/{id}/write", new() { ["sitting"] = "b", ["base"] = "1", ["text"] = "H\n\none\n\ntwo B\n" });
        Assert.Contains("H\n\none A\n\ntwo B\n", WebUtility.HtmlDecode(crossed.Body), StringComparison.Ordinal);
        Assert.Contains("merged here", crossed.Body, StringComparison.Ordinal);
        Assert.Contains("kept aside", (await staff.As(Role.Translator).GetAsync($"/m/{id}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_typed_into_a_field_stays_text_on_every_page()
    {
        await using (var db = staff.Office.Open())
        {
            (await db.Users.SingleAsync(p => p.UserName == "reporter")).Name = Hostile;
            await db.SaveChangesAsync();
        }
        var id = await BeginAsync(staff.As(Role.Reporter), Hostile);
        await staff.As(Role.Reporter).PostAsync($"/m/{id}/write", new() { ["sitting"] = "s", ["base"] = "1", ["text"] = $"{Hostile}\n\n</textarea>{Hostile}\n" });
        await staff.As(Role.CopyEditor).PostAsync($"/m/{id}/write", new() { ["sitting"] = "t", ["base"] = "1", ["text"] = $"{Hostile}\n\n{Hostile} other\n" });
        var pages = new[] { "/", $"/m/{id}", $"/m/{id}/write?over=yes", $"/m/{id}/history", $"/m/{id}/history?a=0&b=2", "/people", "/me", "/trail", "/edition", "/new?source=" + id, $"/?q={Uri.EscapeDataString(Hostile)}&desk={Uri.EscapeDataString(Hostile)}" };
        foreach (var person in new[] { staff.First, staff.As(Role.Reporter), staff.As(Role.CopyEditor) })
        {
            foreach (var page in pages)
            {
                var seen = await person.GetAsync(page);
                Assert.NotEqual(HttpStatusCode.InternalServerError, seen.Status);
                Assert.DoesNotContain("<script>alert", seen.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("<b>&amp;", seen.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("</textarea>&lt;script&gt;alert(1)&lt;/script&gt;\"", seen.Body, StringComparison.Ordinal);
            }
        }
        var flash = await staff.As(Role.Publisher).PostAsync("/flash", new() { ["desk"] = "fa", ["headline"] = Hostile + new string('x', 300) });
        Assert.DoesNotContain("<script>alert", flash.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finding_takes_percent_and_underscore_as_they_are_and_quotes_as_text()
    {
        await staff.ManuscriptAsync("fa", text: "100% of it\n");
        Assert.Contains("100% of it", (await staff.As(Role.Reporter).GetAsync("/?q=100%25")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("100% of it", (await staff.As(Role.Reporter).GetAsync("/?q=100_")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await staff.As(Role.Reporter).GetAsync("/?q=%27%3B%20DROP%20TABLE%20people--")).Status);
        foreach (var (asked, isFound) in new[] { ("0% of", true), ("0%", true), ("of", true), ("\"of it", false), ("of AND it", false), ("OF IT", true), ("headline:of", false), ("*", false), ("of%", false) })
        {
            Assert.Equal(isFound, (await staff.As(Role.Reporter).GetAsync("/?q=" + Uri.EscapeDataString(asked))).Body.Contains("100% of it", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_headline_is_found_as_it_is_now_and_in_parts_of_its_words()
    {
        var id = await staff.ManuscriptAsync("fa", text: "می‌خواهند پل را ببندند\n");
        Assert.Contains(id, (await staff.As(Role.Reporter).GetAsync("/?q=" + Uri.EscapeDataString("خواهند"))).Body, StringComparison.Ordinal);
        await staff.As(Role.Reporter).PostAsync($"/m/{id}/write", new() { ["sitting"] = "s", ["base"] = "1", ["text"] = "တံတားပိတ်သည်\n" });
        Assert.DoesNotContain(id, (await staff.As(Role.Reporter).GetAsync("/?q=" + Uri.EscapeDataString("خواهند"))).Body, StringComparison.Ordinal);
        Assert.Contains(id, (await staff.As(Role.Reporter).GetAsync("/?q=" + Uri.EscapeDataString("ပိတ်သည်"))).Body, StringComparison.Ordinal);
    }
}
