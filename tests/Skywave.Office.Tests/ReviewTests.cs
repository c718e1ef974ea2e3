using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>What is looked at again, and who sources are: recorded by one, agreed to by another, read by those who answer for safety.</summary>
public sealed class ReviewTests(Staff staff) : IClassFixture<Staff>
{
    private const string Text = "---\nunnamed: a nurse\nclaim: how many came\n---\nA headline\n\nA text.\n";
    private const string Name = "Имя Фамилия";
    private const string Hostile = "<script>alert(1)</script>\"' onmouseover=x <b>&amp;";

    private static Dictionary<string, string> One(params (string, string)[] more) => new(more.Select(m => KeyValuePair.Create(m.Item1, m.Item2))) { ["number"] = "1" };

    [Fact]
    public async Task Who_an_unnamed_source_is_one_records_another_agrees_to_and_only_reviewers_read()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.InEdit, Text);
        var (writer, editor) = (staff.As(Role.Reporter), staff.As(Role.CopyEditor));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PostAsync($"/m/{id}/sources/agree", One())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await writer.PostAsync($"/m/{id}/sources/record", One(("identity", " ")))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await writer.PostAsync($"/m/{id}/sources/record", One(("identity", new string('x', 2001))))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await writer.PostAsync($"/m/{id}/sources/record", new() { ["number"] = "2", ["identity"] = "x" })).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await writer.PostAsync($"/m/{id}/sources/record", One(("identity", Name + Hostile), ("due", "2027-01-31")))).Status);
        Assert.Equal((1, ""), (staff.Office.Grants[(id, 1)].Number, staff.Office.Grants[(id, 1)].AgreedBy));
        Assert.Equal(HttpStatusCode.Forbidden, (await writer.PostAsync($"/m/{id}/sources/agree", One())).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await editor.PostAsync($"/m/{id}/sources/agree", One(("due", "2027-01-31")))).Status);
        Assert.Equal("copyeditor", staff.Office.Grants[(id, 1)].AgreedBy);
        foreach (var role in new[] { Role.Reporter, Role.CopyEditor, Role.DeskEditor, Role.Translator })
        {
            var page = (await staff.As(role).GetAsync($"/m/{id}/sources")).Body;
            Assert.Contains("copyeditor", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Фамилия", page, StringComparison.Ordinal);
        }
        var seen = (await staff.As(Role.Reviewer).GetAsync($"/m/{id}/sources")).Body;
        Assert.Contains(Name, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", seen, StringComparison.Ordinal);
        // Who records it anew has it agreed to anew, by somebody else.
        await editor.PostAsync($"/m/{id}/sources/record", One(("identity", "Another")));
        Assert.Contains("somebody else has to agree", (await editor.PostAsync($"/m/{id}/sources/agree", One())).Body, StringComparison.Ordinal);
        await using var db = staff.Office.Open();
        Assert.Equal(["source.record", "source.agree", "source.record"], (await Trail.PageAsync(db, id, null, 9, default)).Select(e => e.Act).Reverse().Skip(1));
        Assert.DoesNotContain(await db.Trail.Select(t => t.Line).ToListAsync(), line => line.Contains("Фамилия", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_records_a_protected_source_marks_the_text_for_the_safety_review()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Draft);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.As(Role.Reporter).PostAsync($"/m/{id}/sources/protect", new() { ["identity"] = Name })).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.Reporter).PostAsync($"/m/{id}/sources/protect", new() { ["identity"] = Name, ["why"] = "prison" })).Status);
        Assert.True((await staff.RowAsync(id)).IsMarked);
        Assert.DoesNotContain("Фамилия", (await staff.As(Role.Reporter).GetAsync($"/m/{id}/sources")).Body, StringComparison.Ordinal);
        Assert.Contains("Фамилия", (await staff.As(Role.Reviewer).GetAsync($"/m/{id}/sources")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_due_within_thirty_days_is_on_the_board_of_who_may_read_it()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Published, Text.Replace("A headline", "Of claims", StringComparison.Ordinal));
        var today = DateOnly.FromDateTime(staff.Office.Clock.GetUtcNow().UtcDateTime);
        await staff.As(Role.Reporter).PostAsync($"/m/{id}/claims", One(("due", Review.Say(today.AddDays(31)))));
        Assert.DoesNotContain("Of claims", (await staff.As(Role.Reporter).GetAsync("/due")).Body, StringComparison.Ordinal);
        await staff.As(Role.Reporter).PostAsync($"/m/{id}/claims", One(("due", Review.Say(today.AddDays(-1)))));
        Assert.Contains("Of claims", (await staff.As(Role.Reporter).GetAsync("/due")).Body, StringComparison.Ordinal);
        await using var db = staff.Office.Open();
        Assert.Empty(await Review.DueAsync(db, ["en", "ru"], today, default));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.As(Role.Reporter).PostAsync($"/m/{id}/claims", new() { ["number"] = "7" })).Status);
    }

    [Fact]
    public async Task A_notice_is_written_checked_put_off_and_taken_away_by_its_desks_reviewer()
    {
        var reviewer = staff.As(Role.Reviewer);
        var form = new Dictionary<string, string>
        {
            ["desk"] = "fa", ["id"] = "ir-contact", ["designation"] = "A " + Hostile, ["territories"] = "IR, AF", ["persons"] = "everybody\nand more", ["act"] = "Contact", ["text"] = "It can cost.",
            ["reviewedBy"] = "the lawyer", ["reviewedOn"] = "2026-01-02", ["reviewDue"] = "2027-01-02",
        };
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.PostAsync("/notices", new(form) { ["desk"] = "ru" })).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await reviewer.PostAsync("/notices", form)).Status);
        var notice = staff.Office.Notices[("fa", "ir-contact")];
        Assert.Equal(("IR AF", "everybody|and more", "Contact", new DateOnly(2027, 1, 2)), (string.Join(' ', notice.Territories), string.Join('|', notice.Persons), string.Join(' ', notice.Acts), notice.ReviewDue!.Value));
        var page = (await staff.As(Role.Reporter).GetAsync("/notices?desk=fa&id=ir-contact")).Body;
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/notices\"", page, StringComparison.Ordinal);

        var day = Review.Say(DateOnly.FromDateTime(staff.Office.Clock.GetUtcNow().UtcDateTime).AddDays(200));
        await reviewer.PostAsync("/notices/check", new() { ["desk"] = "fa", ["id"] = "ir-contact", ["due"] = day });
        Assert.Equal(("the lawyer", new DateOnly(2026, 1, 2)), (staff.Office.Notices[("fa", "ir-contact")].ReviewedBy, staff.Office.Notices[("fa", "ir-contact")].ReviewedOn));
        await reviewer.PostAsync("/notices/check", new() { ["desk"] = "fa", ["id"] = "ir-contact", ["due"] = day, ["by"] = "another lawyer" });
        Assert.Equal(("another lawyer", DateOnly.FromDateTime(staff.Office.Clock.GetUtcNow().UtcDateTime)), (staff.Office.Notices[("fa", "ir-contact")].ReviewedBy, staff.Office.Notices[("fa", "ir-contact")].ReviewedOn));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reviewer.PostAsync("/notices/check", new() { ["desk"] = "fa", ["id"] = "ir-contact", ["due"] = "2020-01-01" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reviewer.PostAsync("/notices", new(form) { ["designation"] = "" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.PostAsync("/notices/remove", new() { ["desk"] = "en", ["id"] = "ir-contact" })).Status);
        await reviewer.PostAsync("/notices/remove", new() { ["desk"] = "fa", ["id"] = "ir-contact" });
        Assert.Empty(staff.Office.Notices);
    }

    [Fact]
    public async Task A_page_that_is_always_there_is_begun_where_it_is_missing_and_looked_at_again_where_it_is()
    {
        var begun = await staff.As(Role.Reporter).PostAsync("/policies/begin", new() { ["desk"] = "fa", ["name"] = "privacy" });
        Assert.StartsWith("/m/", begun.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/due", (await staff.As(Role.Reporter).PostAsync("/policies/begin", new() { ["desk"] = "fa", ["name"] = "privacy\nid: x" })).Location!.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.As(Role.Reporter).PostAsync("/policies/begin", new() { ["desk"] = "ru", ["name"] = "privacy" })).Status);
        await staff.As(Role.CopyEditor).PostAsync("/policies", new() { ["desk"] = "fa", ["name"] = "about", ["due"] = "2027-05-05" });
        await staff.As(Role.CopyEditor).PostAsync("/policies", new() { ["desk"] = "fa", ["name"] = "privacy", ["due"] = "2027-05-05" });
        await using var db = staff.Office.Open();
        Assert.Equal(("about", new DateOnly(2027, 5, 5)), await db.Reviews.Where(r => r.Kind == ReviewKind.Policy).Select(r => ValueTuple.Create(r.Of, r.Due!.Value)).SingleAsync());
    }

    [Fact]
    public async Task Before_an_embargo_ends_nothing_goes_out_and_what_was_scheduled_earlier_waits_for_it()
    {
        var (publisher, editor) = (staff.As(Role.Publisher), staff.As(Role.CopyEditor));
        var id = await staff.ManuscriptAsync("fa", Stage.Ready);
        var now = staff.Office.Clock.GetUtcNow();
        string At(double hours) => now.AddHours(hours).ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.As(Role.Reporter).PostAsync($"/m/{id}/embargo", new() { ["until"] = At(2) })).Status);
        await editor.PostAsync($"/m/{id}/embargo", new() { ["until"] = At(2) });
        Assert.Contains("under embargo", (await publisher.PostAsync($"/m/{id}/step", new() { ["step"] = "Publish", ["version"] = "1" })).Body, StringComparison.Ordinal);
        Assert.Contains("under embargo", (await publisher.PostAsync($"/m/{id}/step", new() { ["step"] = "Schedule", ["version"] = "1", ["due"] = At(1) })).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await publisher.PostAsync($"/m/{id}/step", new() { ["step"] = "Schedule", ["version"] = "1", ["due"] = At(2.5) })).Status);
        await editor.PostAsync($"/m/{id}/embargo", new() { ["until"] = At(4) });
        var row = await staff.RowAsync(id);
        Assert.Equal((row.Embargo, now.AddHours(4).ToUnixTimeSeconds()), (row.Due, row.Due!.Value));
        // A translation is under the same embargo.
        var translated = await staff.HireAsync("two-desks", new Grant("*", Role.Translator));
        var begun = await translated.PostAsync("/new", new() { ["desk"] = "en", ["headline"] = "x", ["source"] = id });
        Assert.Equal(row.Embargo, (await staff.RowAsync(begun.Location!.ToString().Split('/')[2])).Embargo);
        await editor.PostAsync($"/m/{id}/embargo", new() { ["until"] = "" });
        await publisher.PostAsync($"/m/{id}/step", new() { ["step"] = "Publish", ["version"] = "1" });
        Assert.Equal(Stage.Published, (await staff.RowAsync(id)).Stage);
    }

    [Fact]
    public async Task What_mirrors_have_is_asked_for_by_hand_and_shown_to_who_publishes_or_keeps_carriers()
    {
        var page = (await staff.As(Role.Operator).GetAsync("/edition")).Body;
        Assert.Contains("not asked yet", page, StringComparison.Ordinal);
        Assert.Contains("behind by 2", (await staff.As(Role.Publisher).PostAsync("/edition/look")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("mirror.example", (await staff.As(Role.Reporter).PostAsync("/edition/look")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_sees_what_a_reader_loads_beside_what_it_should_stay_under()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Draft);
        Assert.Matches("value=\"1[0-9]{3}\"[^>]*></meter> <span id=\"weight-said\" dir=\"ltr\">1.[0-9] / 8 KB", (await staff.As(Role.Reporter).GetAsync($"/m/{id}/write")).Body);
        var saved = await staff.As(Role.Reporter).PostAsync($"/m/{id}/check", new() { ["text"] = "wrong\n" }, json: true);
        Assert.Contains("\"weight\":null", saved.Body, StringComparison.Ordinal);
        Assert.Equal((8 * 1024, 11 * 1024), (PageWeight.Of(new byte[9], isLive: false).Good, PageWeight.Of(new byte[9], isLive: false).Most));
        Assert.InRange(PageWeight.Of(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20_000), isLive: true).Bytes, 20_900, 21_200);
    }
}
