using System.Net;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>Comments and suggestions: tied to lines of a version, following them, and never more than the text lets them.</summary>
public sealed class CommentTests(Staff staff) : IClassFixture<Staff>
{
    private const string Text = "خبر\n\nبند نخست این خبر.\n\nبند دوم این خبر.\n";
    private const string Hostile = "<script>alert(1)</script></textarea>\"' onmouseover=x <b>&amp;";

    private static Dictionary<string, string> Said(string text, int first = 3, string lines = "بند نخست این خبر.", int version = 1, string? instead = null, string words = "") => new()
    {
        ["version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture), ["first"] = first.ToString(System.Globalization.CultureInfo.InvariantCulture), ["last"] = first.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["lines"] = lines, ["text"] = text, ["words"] = words, ["kind"] = instead is null ? "comment" : "suggest", ["instead"] = instead ?? "",
    };

    private static Task<Seen> SayAsync(Browsing browsing, string id, Dictionary<string, string> fields) => browsing.PostAsync($"/m/{id}/comments", fields, $"/m/{id}/comments?at=3");

    private static Task<Seen> ActAsync(Browsing browsing, string id, long comment, string act, string text = "") =>
        browsing.PostAsync($"/m/{id}/comments/act", new() { ["comment"] = comment.ToString(System.Globalization.CultureInfo.InvariantCulture), ["act"] = act, ["text"] = text });

    private async Task<List<CommentRow>> OfAsync(string id)
    {
        await using var db = staff.Office.Open();
        return await db.Comments.AsNoTracking().Where(c => c.Manuscript == id).OrderBy(c => c.Id).ToListAsync();
    }

    private Task<Seen> SaveAsync(string id, int from, string text, string sitting = "s") =>
        staff.As(Role.Reporter).PostAsync($"/m/{id}/write", new() { ["sitting"] = sitting, ["base"] = from.ToString(System.Globalization.CultureInfo.InvariantCulture), ["text"] = text });

    private async Task<(string Id, CommentRow Comment)> SuggestedAsync(string instead)
    {
        var id = await staff.ManuscriptAsync("fa", text: Text);
        Assert.Equal(HttpStatusCode.SeeOther, (await SayAsync(staff.As(Role.Publisher), id, Said("", instead: instead))).Status);
        return (id, Assert.Single(await OfAsync(id)));
    }

    [Fact]
    public async Task Whoever_reads_comments_and_it_stands_beside_the_text_that_is_read_and_written()
    {
        var id = await staff.ManuscriptAsync("fa", text: Text);
        foreach (var role in new[] { Role.Reporter, Role.Publisher, Role.Reviewer })
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await SayAsync(staff.As(role), id, Said($"از {role}"))).Status);
        }
        await ActAsync(staff.As(Role.CopyEditor), id, (await OfAsync(id))[0].Id, "answer", "پاسخ من");
        foreach (var page in new[] { $"/m/{id}", $"/m/{id}/comments", $"/m/{id}/write?over=yes" })
        {
            var body = (await staff.As(Role.Reporter).GetAsync(page)).Body;
            Assert.All(new[] { "از Reporter", "از Publisher", "از Reviewer", "پاسخ من" }, said => Assert.Contains(said, body, StringComparison.Ordinal));
            Assert.Contains("open: 3", System.Text.RegularExpressions.Regex.Replace(body, "<[^>]+>", ""), StringComparison.Ordinal);
        }
        await using var db = staff.Office.Open();
        Assert.Equal(["answer", "comment", "comment", "comment"], (await Trail.PageAsync(db, id, null, 9, default)).Where(e => e.Act == "manuscript.comment").Select(e => e.What));
        Assert.DoesNotContain(await db.Trail.Select(t => t.Line).ToListAsync(), line => line.Contains("پاسخ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_settled_and_opened_again_by_its_writer_and_by_who_writes_there_and_by_nobody_else()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.InEdit, Text);
        await SayAsync(staff.As(Role.Reviewer), id, Said("?"));
        var comment = Assert.Single(await OfAsync(id));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ActAsync(staff.As(Role.Publisher), id, comment.Id, "resolve")).Status);
        Assert.Equal(CommentState.Open, Assert.Single(await OfAsync(id)).State);
        Assert.Equal(HttpStatusCode.SeeOther, (await ActAsync(staff.As(Role.Reporter), id, comment.Id, "resolve")).Status);
        Assert.Equal(CommentState.Resolved, Assert.Single(await OfAsync(id)).State);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ActAsync(staff.As(Role.Reporter), id, comment.Id, "resolve")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await ActAsync(staff.As(Role.Reviewer), id, comment.Id, "reopen")).Status);
        Assert.Equal((CommentState.Open, null), (Assert.Single(await OfAsync(id)).State, Assert.Single(await OfAsync(id)).ClosedBy));
        // It keeps a text from nothing.
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.CopyEditor).PostAsync($"/m/{id}/step", new() { ["step"] = "Pass", ["version"] = "1" })).Status);
        Assert.Equal(Stage.Ready, (await staff.RowAsync(id)).Stage);
    }

    [Fact]
    public async Task A_suggestion_is_accepted_by_who_may_write_now_and_is_their_version()
    {
        var (id, comment) = await SuggestedAsync("بند نخست این خبر، بهتر.\n\nو یک بند تازه.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ActAsync(staff.As(Role.Publisher), id, comment.Id, "accept")).Status);
        Assert.DoesNotContain("value=\"accept\"", (await staff.As(Role.Publisher).GetAsync($"/m/{id}/comments")).Body, StringComparison.Ordinal);
        // Others have written elsewhere meanwhile, and one of them still does.
        await SaveAsync(id, 1, Text.Replace("دوم", "سوم", StringComparison.Ordinal));
        var holder = (await staff.RowAsync(id)).Holder;
        Assert.Equal(HttpStatusCode.SeeOther, (await ActAsync(staff.As(Role.DeskEditor), id, comment.Id, "accept")).Status);
        await using var db = staff.Office.Open();
        var newest = await db.Versions.AsNoTracking().Where(v => v.Manuscript == id).OrderByDescending(v => v.Number).FirstAsync();
        Assert.Equal((3, Text.Replace("نخست این خبر.", "نخست این خبر، بهتر.\n\nو یک بند تازه.", StringComparison.Ordinal).Replace("دوم", "سوم", StringComparison.Ordinal)), (newest.Number, newest.Text));
        Assert.Equal((await db.Users.SingleAsync(p => p.UserName == "deskeditor")).Id, newest.By);
        Assert.Equal((CommentState.Accepted, holder), (Assert.Single(await OfAsync(id)).State, (await staff.RowAsync(id)).Holder));
        foreach (var act in new[] { "accept", "decline", "reopen" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ActAsync(staff.As(Role.DeskEditor), id, comment.Id, act)).Status);
        }
        Assert.Contains(await Trail.PageAsync(db, id, null, 9, default), e => e.What == "suggestion accepted");
    }

    [Fact]
    public async Task A_suggestion_whose_lines_were_changed_is_refused_and_one_may_take_lines_out()
    {
        var (id, comment) = await SuggestedAsync("چیز دیگر.");
        await SaveAsync(id, 1, Text.Replace("نخست", "یکم", StringComparison.Ordinal));
        var seen = await ActAsync(staff.As(Role.DeskEditor), id, comment.Id, "accept");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Contains("these lines were changed since it was suggested", seen.Body, StringComparison.Ordinal);
        Assert.Contains("about words that are gone", seen.Body, StringComparison.Ordinal);
        Assert.Equal((2, CommentState.Open), ((await staff.RowAsync(id)).Version, Assert.Single(await OfAsync(id)).State));
        Assert.Equal(HttpStatusCode.SeeOther, (await ActAsync(staff.As(Role.Publisher), id, comment.Id, "decline")).Status);

        var (second, empty) = await SuggestedAsync("");
        await ActAsync(staff.As(Role.DeskEditor), second, empty.Id, "accept");
        await using var db = staff.Office.Open();
        Assert.Equal("خبر\n\n\nبند دوم این خبر.\n", await db.Versions.Where(v => v.Manuscript == second && v.Number == 2).Select(v => v.Text).SingleAsync());
    }

    [Fact]
    public async Task A_text_that_may_not_be_changed_now_takes_no_suggestion()
    {
        var (id, comment) = await SuggestedAsync("چیز دیگر.");
        await using (var db = staff.Office.Open())
        {
            (await db.Manuscripts.SingleAsync(m => m.Id == id)).Stage = Stage.Ready;
            await db.SaveChangesAsync();
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ActAsync(staff.As(Role.DeskEditor), id, comment.Id, "accept")).Status);
        Assert.Equal(1, (await staff.RowAsync(id)).Version);
    }

    [Theory]
    [InlineData(Stage.Spiked)]
    [InlineData(Stage.Withdrawn)]
    [InlineData(Stage.Published)]
    public async Task What_does_not_go_out_keeps_its_comments_and_takes_more(Stage stage)
    {
        var id = await staff.ManuscriptAsync("fa", stage, Text);
        await SayAsync(staff.As(Role.Reporter), id, Said("چرا؟"));
        Assert.Contains("چرا؟", (await staff.As(Role.Reviewer).GetAsync($"/m/{id}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_out_of_bounds_is_refused_with_what_to_do_and_what_was_typed_stays()
    {
        var id = await staff.ManuscriptAsync("fa", text: Text);
        foreach (var (fields, why) in new (Dictionary<string, string>, string)[]
        {
            (Said(" "), "write what you want to say"), (Said(new string('x', Comment.LongestText + 1)), "too long"), (Said("x", instead: new string('x', Comment.LongestInstead + 1)), "too long"),
            (Said("x", first: 99), "no such lines"), (Said("x", first: -3), "no such lines"), (Said("x", first: 0, instead: "y"), "no such lines"), (Said("x", lines: "چیز دیگر"), "was changed after you opened it"),
            (Said("x", version: 7), "no such lines"), (Said("kept as typed", words: "نیست"), "do not stand there"), (Said("x", instead: "بند نخست این خبر."), "it suggests what stands there"), (new() { ["text"] = "x" }, "no such lines"),
        })
        {
            var seen = await SayAsync(staff.As(Role.Reporter), id, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
            Assert.Contains(why, seen.Body, StringComparison.Ordinal);
            Assert.True(fields["text"] != "kept as typed" || seen.Body.Contains("kept as typed", StringComparison.Ordinal));
        }
        Assert.Empty(await OfAsync(id));
        await using var db = staff.Office.Open();
        db.Comments.AddRange(Enumerable.Range(0, Comment.Most).Select(i => new CommentRow { Manuscript = id, Version = 1, First = 0, Last = 0, Quote = "", Text = $"{i}", By = "x", At = 0 }));
        await db.SaveChangesAsync();
        Assert.Contains("500 comments", (await SayAsync(staff.As(Role.Reporter), id, Said("x"))).Body, StringComparison.Ordinal);
        Assert.Contains("500 comments", (await ActAsync(staff.As(Role.Reporter), id, (await OfAsync(id))[0].Id, "answer", "x")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_texts_comment_nothing_is_said_or_done()
    {
        var (id, comment) = await SuggestedAsync("چیز دیگر.");
        var own = await staff.ManuscriptAsync("fa", text: Text);
        foreach (var act in new[] { "answer", "accept", "decline", "resolve", "reopen" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await ActAsync(staff.As(Role.DeskEditor), own, comment.Id, act, "x")).Status);
        }
        using var russian = await staff.HireAsync("russian-comments", new Grant("ru", Role.DeskEditor));
        Assert.Equal(HttpStatusCode.NotFound, (await ActAsync(russian, id, comment.Id, "accept")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await russian.GetAsync($"/m/{id}/comments")).Status);
        Assert.Equal((CommentState.Open, 1), (Assert.Single(await OfAsync(id)).State, (await staff.RowAsync(id)).Version));
    }

    [Fact]
    public async Task Whatever_is_said_stays_text_on_every_page()
    {
        var id = await staff.ManuscriptAsync("fa", text: $"H\n\n{Hostile}\n");
        await SayAsync(staff.First, id, Said(Hostile, lines: Hostile));
        await SayAsync(staff.First, id, Said(Hostile, lines: Hostile, words: Hostile));
        await SayAsync(staff.First, id, Said(Hostile, lines: Hostile, instead: Hostile + Hostile));
        var comments = await OfAsync(id);
        Assert.Equal(3, comments.Count);
        await ActAsync(staff.First, id, comments[0].Id, "answer", Hostile);
        await ActAsync(staff.First, id, comments[1].Id, "resolve");
        var refused = await SayAsync(staff.First, id, Said(Hostile + new string('x', Comment.LongestText), lines: Hostile, words: Hostile));
        foreach (var body in new[] { refused.Body, (await staff.First.GetAsync($"/m/{id}")).Body, (await staff.First.GetAsync($"/m/{id}/comments?at=3")).Body, (await staff.First.GetAsync($"/m/{id}/write?over=yes")).Body })
        {
            Assert.DoesNotContain("<script>alert", body, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>&amp;", body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"' onmouseover", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_version_that_was_spoken_about_is_not_changed_by_the_sitting_that_wrote_it()
    {
        var id = await staff.ManuscriptAsync("fa", text: "H\n");
        await SaveAsync(id, 1, Text);
        await SayAsync(staff.As(Role.CopyEditor), id, Said("?", version: 2));
        await SaveAsync(id, 2, "چیزی بالا\n\n" + Text);
        Assert.Equal(3, (await staff.RowAsync(id)).Version);
        Assert.Contains("data-line=\"5\"", (await staff.As(Role.Reporter).GetAsync($"/m/{id}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\nc", "x\na\nb\nc", 2, "b", 3, false)]
    [InlineData("a\nb\nc", "a\nc", 2, "b", 2, true)]
    [InlineData("a\nthe quick brown fox\nc", "a\nc\nthe quick brown fox", 2, "the quick brown fox", 3, false)]
    [InlineData("a\nthe quick brown fox\nc", "a\nnot the quick brown one\nc", 2, "quick brown", 2, false)]
    [InlineData("a\nthe quick brown fox\nc", "a\nthe slow fox\nc", 2, "quick brown", 2, true)]
    [InlineData("a\nb", "", 2, "b", 1, true)]
    [InlineData("", "a", 1, "", 1, false)]
    public void Lines_are_followed_into_a_later_text(string before, string after, int line, string quote, int at, bool isGone)
    {
        var anchor = Anchor.Follow(before, after, line, line, quote);
        Assert.Equal((at, isGone), (anchor.First, anchor.IsGone));
    }

    [Fact]
    public void Whatever_is_written_later_an_anchor_stands_in_the_text_and_has_its_words_or_says_that_they_are_gone()
    {
        var text = Gen.Int[0, 5].Select(i => new[] { "a", "b", "c", "", "متن", "the quick brown fox" }[i]).Array[1, 8].Select(l => string.Join('\n', l));
        Gen.Select(text, text, Gen.Int[0, 7], Gen.Int[0, 3]).Sample((before, after, from, more) =>
        {
            var lines = before.Split('\n');
            var (first, last) = (Math.Min(from, lines.Length - 1) + 1, Math.Min(from + more, lines.Length - 1) + 1);
            var quote = string.Join('\n', lines[(first - 1)..last]);
            var anchor = Anchor.Follow(before, after, first, last, quote);
            var now = after.Split('\n');
            Assert.InRange(anchor.First, 1, now.Length);
            Assert.InRange(anchor.Last, anchor.First, now.Length);
            Assert.True(anchor.IsGone || string.Join('\n', now[(anchor.First - 1)..anchor.Last]).Contains(quote, StringComparison.Ordinal));
        });
    }
}
