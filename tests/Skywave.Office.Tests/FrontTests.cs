using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Office.Tests;

/// <summary>A desk's front is put together, kept as a draft, put there and put back; nobody else's, and nothing of another editor's is lost.</summary>
public sealed partial class FrontTests(Staff staff) : IClassFixture<Staff>
{
    private const string Hostile = "<script>alert(1)</script>\"' onmouseover=x";

    private static string Id(char letter) => new(letter, 16);

    private static FrontSlot Pin(char letter) => new([ArticleId.Parse(Id(letter))]);

    private static string Order(CuratedFront front) => string.Join(' ', front.Slots.Select(s => (s.Title is { } title ? title + "=" : "") + string.Concat(s.Articles.Select(a => a.Value[0]))));

    // A form as the page has it, with what it was looking at.
    private static async Task<Seen> DoAsync(Browsing editor, string act, int slot = -1, char article = 'x', string title = "", string until = "", string? page = null, string desk = "fa", Dictionary<string, string>? more = null)
    {
        page ??= (await editor.GetAsync("/front?desk=" + desk)).Body;
        var fields = new Dictionary<string, string>
        {
            ["desk"] = desk, ["do"] = act, ["slot"] = slot.ToString(System.Globalization.CultureInfo.InvariantCulture), ["article"] = Id(article), ["title"] = title, ["until"] = until,
            ["version"] = Version().Match(page).Groups[1].Value, ["was"] = WebUtility.HtmlDecode(Was().Match(page).Groups[1].Value),
        };
        foreach (var (name, value) in more ?? [])
        {
            fields[name] = value;
        }
        return await editor.PostAsync("/front", fields);
    }

    private async Task<FrontOnTable> TableAsync(string desk = "fa")
    {
        await using var db = staff.Office.Open();
        return await CurateFront.OpenAsync(db, staff.Office.Parts, desk, staff.Office.Clock.GetUtcNow(), default);
    }

    private async Task ClearAsync()
    {
        staff.Office.Fronts.Clear();
        await using var db = staff.Office.Open();
        await db.Fronts.ExecuteDeleteAsync();
        await db.FrontStates.ExecuteDeleteAsync();
    }

    [Fact]
    public async Task Stories_are_pinned_moved_and_made_into_a_package_and_readers_see_it_when_it_is_put_there()
    {
        await ClearAsync();
        var editor = staff.As(Role.DeskEditor);
        foreach (var letter in "abc")
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(editor, "pin", article: letter)).Status);
        }
        await DoAsync(editor, "lead", article: 'd');
        Assert.Equal("d a b c", Order((await TableAsync()).Front));
        await DoAsync(editor, "up", slot: 3);
        await DoAsync(editor, "down", slot: 0);
        Assert.Equal("a d c b", Order((await TableAsync()).Front));
        await DoAsync(editor, "join", slot: 1, article: 'b', title: "  The   count ");
        await DoAsync(editor, "join", slot: 1, article: 'c');
        Assert.Equal("a The count=dbc", Order((await TableAsync()).Front));
        await DoAsync(editor, "first:" + Id('c'), slot: 1);
        await DoAsync(editor, "title", slot: 1, title: "The vote");
        Assert.Equal("a The vote=cdb", Order((await TableAsync()).Front));
        Assert.Empty(staff.Office.Fronts);
        var editions = staff.Office.Editions;
        Assert.EndsWith("said=out", (await DoAsync(editor, "put")).Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(("a The vote=cdb", editions + 1), (Order(staff.Office.Fronts["fa"]), staff.Office.Editions));
        Assert.False((await TableAsync()).IsDraft);
        await DoAsync(editor, "remove:" + Id('d'), slot: 1);
        await DoAsync(editor, "remove:" + Id('c'), slot: 1);
        await DoAsync(editor, "off", slot: 0);
        Assert.Equal("b", Order((await TableAsync()).Front));
        await DoAsync(editor, "drop");
        Assert.Equal(("a The vote=cdb", false), (Order((await TableAsync()).Front), (await TableAsync()).IsDraft));
    }

    [Fact]
    public async Task What_stood_there_before_is_put_back_as_a_draft_and_twenty_states_are_kept()
    {
        await ClearAsync();
        var editor = staff.As(Role.DeskEditor);
        for (var n = 0; n < 23; n++)
        {
            await DoAsync(editor, "lead", article: (char)('a' + (n % 6)));
            await DoAsync(editor, "put");
        }
        await using var db = staff.Office.Open();
        var states = await db.FrontStates.AsNoTracking().OrderBy(s => s.Number).ToListAsync();
        Assert.Equal((CurateFront.Kept, 24), (states.Count, states[^1].Number));
        var page = await editor.GetAsync("/front?desk=fa");
        Assert.Equal(CurateFront.Kept, page.Body.Split("value=\"back\"").Length - 1);
        await DoAsync(editor, "back", more: new() { ["state"] = states[3].Number.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal(Order(FrontJson.Read(states[3].Front)!), Order((await TableAsync()).Front));
        Assert.True((await TableAsync()).IsDraft);
        Assert.Contains("not kept any more", (await DoAsync(editor, "back", more: new() { ["state"] = "1" })).Body, StringComparison.Ordinal);
        // Who put what there when is in the trail, and no word of it.
        var trail = (await Trail.PageAsync(db, "front", null, 1, default))[0];
        Assert.Equal(("front.put", "fa", "6 stories in 6 places"), (trail.Act, trail.Desk, trail.What));
        Assert.Null(await Trail.CheckAsync(db, default));
    }

    [Fact]
    public async Task The_first_time_what_stood_there_until_then_can_be_put_back_too()
    {
        await ClearAsync();
        staff.Office.Fronts["fa"] = new CuratedFront([Pin('e')]);
        await DoAsync(staff.As(Role.DeskEditor), "pin", article: 'f');
        await DoAsync(staff.As(Role.DeskEditor), "put");
        await using var db = staff.Office.Open();
        Assert.Equal(["e", "e f"], (await db.FrontStates.OrderBy(s => s.Number).ToListAsync()).Select(s => Order(FrontJson.Read(s.Front)!)));
    }

    [Fact]
    public async Task Of_two_who_change_a_front_at_once_the_second_is_told_and_sees_both_and_chooses()
    {
        await ClearAsync();
        var (one, other) = (staff.As(Role.DeskEditor), staff.First);
        await DoAsync(one, "pin", article: 'a');
        var stale = (await other.GetAsync("/front?desk=fa")).Body;
        await DoAsync(one, "pin", article: 'b');
        var crossed = await DoAsync(other, "pin", article: 'c', page: stale);
        Assert.Equal(HttpStatusCode.Conflict, crossed.Status);
        Assert.Contains("Somebody else changed the front in between.", crossed.Body, StringComparison.Ordinal);
        Assert.All("abc", letter => Assert.Contains($"Story &lt;{letter}&gt;", crossed.Body, StringComparison.Ordinal));
        Assert.Equal("a b", Order((await TableAsync()).Front));
        // A front that somebody else changed is not put there unseen either.
        Assert.Equal(HttpStatusCode.Conflict, (await DoAsync(other, "put", page: stale)).Status);
        Assert.Empty(staff.Office.Fronts);
        await DoAsync(other, "use", page: crossed.Body);
        Assert.Equal("a c", Order((await TableAsync()).Front));
    }

    [Fact]
    public async Task A_place_ends_by_itself_and_the_clock_publishes_then()
    {
        await ClearAsync();
        var (editor, now) = (staff.As(Role.DeskEditor), staff.Office.Clock.GetUtcNow());
        await DoAsync(editor, "pin", article: 'a');
        await DoAsync(editor, "pin", article: 'b');
        Assert.Contains("still to come", (await DoAsync(editor, "end", slot: 0, until: now.AddMinutes(-1).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture))).Body, StringComparison.Ordinal);
        await DoAsync(editor, "end", slot: 0, until: now.AddMinutes(5).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await DoAsync(editor, "put");
        var editions = staff.Office.Editions;
        await staff.Office.Site.PublishDueAsync(default);
        Assert.Equal(editions, staff.Office.Editions);
        staff.Office.Clock.Move(TimeSpan.FromMinutes(6));
        await staff.Office.Site.PublishDueAsync(default);
        await staff.Office.Site.PublishDueAsync(default);
        Assert.Equal(editions + 1, staff.Office.Editions);
        Assert.Equal("b", Order((await TableAsync()).Front));
    }

    [Fact]
    public async Task Another_desks_front_is_neither_shown_nor_changed()
    {
        await ClearAsync();
        var editor = staff.As(Role.DeskEditor);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync("/front?desk=ru")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync("/front/preview?desk=ru")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await DoAsync(editor, "pin", article: 'a', page: (await editor.GetAsync("/front")).Body, desk: "ru")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostAsync("/front", new() { ["do"] = "pin" })).Status);
        Assert.Empty((await TableAsync("ru")).Front.Slots);
        foreach (var role in new[] { Role.Reporter, Role.CopyEditor, Role.Publisher, Role.Operator })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await staff.As(role).PostAsync("/front", new() { ["desk"] = "fa", ["do"] = "pin", ["article"] = Id('a') })).Status);
        }
        Assert.Empty((await TableAsync()).Front.Slots);
    }

    [Theory]
    [InlineData("pin", "no id", "", "")]
    [InlineData("nothing", "aaaaaaaaaaaaaaaa", "", "")]
    [InlineData("off", "aaaaaaaaaaaaaaaa", "", "")]
    [InlineData("remove:x", "aaaaaaaaaaaaaaaa", "", "0")]
    [InlineData("join", "cccccccccccccccc", "", "0")]
    [InlineData("join", "cccccccccccccccc", "\u202Eturned", "0")]
    [InlineData("title", "aaaaaaaaaaaaaaaa", "a pinned story has none", "0")]
    [InlineData("end", "aaaaaaaaaaaaaaaa", "", "0")]
    [InlineData("back", "aaaaaaaaaaaaaaaa", "", "0")]
    [InlineData("use", "aaaaaaaaaaaaaaaa", "", "0")]
    public async Task What_no_form_of_ours_asks_for_is_refused_and_changes_nothing(string act, string article, string title, string slot)
    {
        await ClearAsync();
        staff.Office.Fronts["fa"] = new CuratedFront([Pin('a'), Pin('b')]);
        var twice = """{"slots":[{"articles":["aaaaaaaaaaaaaaaa"]},{"articles":["aaaaaaaaaaaaaaaa"]}]}""";
        var seen = await DoAsync(staff.As(Role.DeskEditor), act, more: new() { ["article"] = article, ["title"] = title, ["slot"] = slot, ["until"] = "yesterday", ["was"] = twice });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Contains("role=\"alert\"", seen.Body, StringComparison.Ordinal);
        Assert.Equal("a b", Order((await TableAsync()).Front));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"slots":[null]}""")]
    [InlineData("""{"slots":[{"title":"x"}]}""")]
    [InlineData("""{"slots":[{"articles":["../../etc/passwd"]}]}""")]
    public void A_front_that_is_none_of_ours_is_not_read(string json) => Assert.Null(FrontJson.Read(json));

    [Fact]
    public async Task Titles_and_headlines_stay_text_and_what_was_taken_back_is_said()
    {
        await ClearAsync();
        staff.Office.Fronts["fa"] = new CuratedFront([new([ArticleId.Parse(Id('a')), ArticleId.Parse(Id('b'))], Hostile), Pin('g')]);
        var page = await staff.As(Role.DeskEditor).GetAsync("/front?desk=fa&q=" + Uri.EscapeDataString(Hostile));
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"' onmouseover", page.Body, StringComparison.Ordinal);
        Assert.Contains("taken back", page.Body, StringComparison.Ordinal);
        Assert.Contains("Story &lt;a&gt;", page.Body, StringComparison.Ordinal);
        Assert.Equal("sandbox allow-same-origin; script-src 'none'; frame-ancestors 'self'", (await staff.As(Role.DeskEditor).GetAsync("/front/preview?desk=fa")).Headers["Content-Security-Policy"]);
    }

    [Fact]
    public async Task What_Writing_refuses_is_said_and_the_draft_stays()
    {
        await ClearAsync();
        var editor = staff.As(Role.DeskEditor);
        await DoAsync(editor, "pin", article: 'a');
        staff.Office.Reasons = ["desk fa has published no article a: take it off"];
        try
        {
            Assert.Contains("has published no article", (await DoAsync(editor, "put")).Body, StringComparison.Ordinal);
        }
        finally
        {
            staff.Office.Reasons = [];
        }
        Assert.Equal(("a", true), (Order((await TableAsync()).Front), (await TableAsync()).IsDraft));
    }

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("name=\"was\" value=\"([^\"]*)\"")]
    private static partial Regex Was();
}
