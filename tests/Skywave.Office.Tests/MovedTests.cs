using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>An office that was moved, as whoever works in the new one sees it.</summary>
public sealed class MovedTests(Staff staff) : IClassFixture<Staff>
{
    private const string English = "The bridge\n\nThe bridge over the river will be closed to all traffic from Monday morning, the city says, and 40 people work on it.\n";
    private const string Persian = "پل\n\nشهرداری می‌گوید پل روی رودخانه از بامداد دوشنبه به روی همه بسته است و ۴۰ نفر روی آن کار می‌کنند.\n";

    // The texts of what comes in are those that went out.
    private async Task MoveAsync(TestOffice from)
    {
        await using var export = (await OfficeExport.OpenAsync(from.Folder, default))!;
        await using var import = OfficeImport.Open(staff.Office.Folder, staff.Office.Parts);
        foreach (var manuscript in await export.ManuscriptsAsync(allVersions: false, default).ToListAsync())
        {
            Assert.Null(MovedReasons.Of(manuscript));
            var texts = new MovedTexts((number, stop) => export.TextAsync(manuscript.Id, number, stop), stop => export.CommentsAsync(manuscript.Id, stop), _ => export.PairsAsync(manuscript.Id));
            Assert.True(await import.ManuscriptAsync(manuscript, texts, staff.Office.Clock.GetUtcNow(), default));
            Assert.False(await import.ManuscriptAsync(manuscript, texts, staff.Office.Clock.GetUtcNow(), default));
        }
        await foreach (var picture in export.PicturesAsync(default))
        {
            Assert.Null(MovedReasons.Of(picture));
            Directory.CreateDirectory(staff.Office.Library);
            File.Copy(Path.Combine(from.Library, picture.Hash + ".jpg"), Path.Combine(staff.Office.Library, picture.Hash + ".jpg"), overwrite: true);
            Assert.True(await import.PictureAsync(picture, staff.Office.Clock.GetUtcNow(), default));
        }
        foreach (var desk in new[] { "en", "fa" })
        {
            await import.ReviewsAsync(desk, await export.ReviewsAsync(desk, default).ToListAsync(), default);
        }
        await import.FinishAsync(default);
    }

    private static string Plain(string body) => WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(body, "<[^>]+>", " "));

    [Fact]
    public async Task Who_wrote_before_the_move_stands_there_by_handle_and_still_lets_nothing_of_their_own_go()
    {
        await using var there = TestOffice.Make();
        var writer = await there.HireAsync("publisher", new Grant("fa", Role.Reporter));
        string id;
        await using (var db = there.Open())
        {
            id = await BeginManuscript.RunAsync(db, there.Parts, "fa", Persian, false, null, writer.Person, there.Clock.GetUtcNow(), default);
            (await db.Manuscripts.SingleAsync(m => m.Id == id)).Stage = Stage.Ready;
            await db.SaveChangesAsync();
        }
        await MoveAsync(there);
        Assert.Equal(Stage.InEdit, (await staff.RowAsync(id)).Stage);
        Assert.Contains("publisher (before the newsroom moved)", Plain((await staff.As(Role.CopyEditor).GetAsync($"/m/{id}/history")).Body), StringComparison.Ordinal);
        var pass = await staff.As(Role.CopyEditor).PostAsync($"/m/{id}/step", new() { ["step"] = "Pass", ["version"] = "1" });
        Assert.Equal(HttpStatusCode.SeeOther, pass.Status);
        // Whoever has that handle here wrote it; somebody else publishes.
        var own = await staff.As(Role.Publisher).PostAsync($"/m/{id}/step", new() { ["step"] = "Publish", ["version"] = "1" });
        Assert.NotEqual(HttpStatusCode.SeeOther, own.Status);
        Assert.Equal(Stage.Ready, (await staff.RowAsync(id)).Stage);
        var other = await staff.HireAsync("another", new Grant("fa", Role.Publisher));
        Assert.Equal(HttpStatusCode.SeeOther, (await other.PostAsync($"/m/{id}/step", new() { ["step"] = "Publish", ["version"] = "1" })).Status);
        Assert.Equal(Stage.Published, (await staff.RowAsync(id)).Stage);
        other.Dispose();
    }

    [Fact]
    public async Task Comments_stand_at_their_lines_and_a_suggestion_is_accepted_after_the_move()
    {
        await using var there = TestOffice.Make();
        var asker = await there.HireAsync("lena", new Grant("fa", Role.Publisher));
        string id;
        await using (var db = there.Open())
        {
            var now = there.Clock.GetUtcNow();
            id = await BeginManuscript.RunAsync(db, there.Parts, "fa", Persian, false, null, asker.Person, now, default);
            var row = await db.Manuscripts.SingleAsync(m => m.Id == id);
            var line = Persian.Split('\n')[2];
            Assert.Null(await Comment.SayAsync(db, row, new SentComment(1, 3, 3, line, "بامداد دوشنبه", "<b>از کی؟</b>", null), asker.Person, now, default));
            Assert.Null(await Comment.AnswerAsync(db, row, await db.Comments.SingleAsync(), "نمی‌دانم", asker.Person, now, default));
            Assert.Null(await Comment.SayAsync(db, row, new SentComment(1, 3, 3, line, "", "", "پل بسته است."), asker.Person, now, default));
            Assert.Null(await Comment.SayAsync(db, row, new SentComment(1, 0, 0, "", "", "خوب است", null), asker.Person, now, default));
            Assert.Null(await Comment.SetAsync(db, row, await db.Comments.OrderBy(c => c.Id).LastAsync(), CommentState.Resolved, asker.Person, now, default));
            Assert.IsType<Saved.Kept>(await SaveText.RunAsync(db, there.Parts, id, new SentText("s", 1, "---\nshort: پل\n---\n" + Persian), new Actor(asker.Person, [new Grant("fa", Role.Reporter)]), now, default));
        }
        await MoveAsync(there);
        var body = (await staff.As(Role.Reporter).GetAsync($"/m/{id}/comments")).Body;
        Assert.DoesNotContain("<b>از کی", body, StringComparison.Ordinal);
        Assert.All(new[] { "<b>از کی؟</b>", "نمی‌دانم", "خوب است", "lena (before the newsroom moved)", "open: 2" }, said => Assert.Contains(said, Plain(body).Replace("  ", " ", StringComparison.Ordinal).Replace("open:  ", "open: ", StringComparison.Ordinal), StringComparison.Ordinal));
        await using var here = staff.Office.Open();
        var suggestion = await here.Comments.SingleAsync(c => c.Manuscript == id && c.Instead != null);
        var first = await here.Comments.OrderBy(c => c.Id).FirstAsync(c => c.Manuscript == id);
        Assert.Equal((first.Id, CommentState.Resolved, "moved:lena"), ((await here.Comments.SingleAsync(c => c.Manuscript == id && c.Answers != null)).Answers!.Value, (await here.Comments.OrderBy(c => c.Id).LastAsync(c => c.Manuscript == id)).State, (await here.Comments.OrderBy(c => c.Id).LastAsync(c => c.Manuscript == id)).ClosedBy));
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.Reporter).PostAsync($"/m/{id}/comments/act", new() { ["comment"] = $"{suggestion.Id}", ["act"] = "accept" })).Status);
        var row2 = await staff.RowAsync(id);
        // Its lines are three further down by now.
        Assert.Equal("---\nshort: پل\n---\nپل\n\nپل بسته است.\n", await SavedText.OfAsync(here, row2, default));
    }

    [Fact]
    public async Task What_was_said_of_an_idea_before_anything_was_written_stands_there_when_something_is()
    {
        var idea = new MovedManuscript { Id = "00000000000000ea", Desk = "fa", Story = "s", Uri = "office:00000000000000ea", Stage = Stage.Draft, Changed = 1 };
        MovedComment[] said = [new(null, 0, 0, 0, null, "Who knows of it?", null, "lena", 1, CommentState.Open, null, null)];
        Assert.Null(MovedReasons.Of(said[0], 1, null, ""));
        await using (var import = OfficeImport.Open(staff.Office.Folder, staff.Office.Parts))
        {
            Assert.True(await import.ManuscriptAsync(idea, new MovedTexts((_, _) => Task.FromResult(""), _ => said.ToAsyncEnumerable(), _ => AsyncEnumerable.Empty<MovedPair>()), staff.Office.Clock.GetUtcNow(), default));
        }
        await staff.As(Role.Reporter).PostAsync($"/m/{idea.Id}/write", new() { ["sitting"] = "s", ["base"] = "0", ["text"] = Persian });
        var page = await staff.As(Role.Reporter).GetAsync($"/m/{idea.Id}/comments");
        Assert.Equal((HttpStatusCode.OK, true), (page.Status, page.Body.Contains("Who knows of it?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_translation_is_as_far_behind_as_it_was_and_what_was_translated_is_offered()
    {
        await using var there = TestOffice.Make();
        string source, id;
        Behind behind;
        await using (var db = there.Open())
        {
            var now = there.Clock.GetUtcNow();
            source = await BeginManuscript.RunAsync(db, there.Parts, "en", English, false, null, "program", now, default);
            id = await BeginManuscript.RunAsync(db, there.Parts, "fa", Persian, false, await db.Manuscripts.SingleAsync(m => m.Id == source), "program", now, default);
            (await db.Manuscripts.SingleAsync(m => m.Id == id)).Stage = Stage.Ready;
            await db.SaveChangesAsync();
            var publisher = new Actor("publisher", [new Grant(Grant.Everywhere, Role.Publisher), new Grant(Grant.Everywhere, Role.Reporter)]);
            Assert.Null((await TakeStep.RunAsync(db, there.Parts, id, new AskedStep(Step.Publish, 1), publisher, now, default)).Why);
            db.ChangeTracker.Clear();
            Assert.IsType<Saved.Kept>(await SaveText.RunAsync(db, there.Parts, source, new SentText("s", 1, English.Replace("40", "50", StringComparison.Ordinal)), publisher, now, default));
            behind = (await db.Manuscripts.AsNoTracking().SingleAsync(m => m.Id == id)).Behind;
            Assert.Equal((1, 1), (behind.Paragraphs, behind.Figures));
        }
        await MoveAsync(there);
        Assert.Equal(behind, (await staff.RowAsync(id)).Behind);
        Assert.Contains("behind · paragraphs: 1 · figures: 1", Plain((await staff.First.GetAsync($"/m/{id}")).Body), StringComparison.Ordinal);
        await using var here = staff.Office.Open();
        var asking = new ManuscriptRow { Id = "another", Desk = "fa", Story = "", Uri = "", Stage = Stage.Draft, Headline = "", Changed = 0, ChangedBy = "" };
        var offered = (await Memory.FindAsync(here, "en", "fa", asking, [English.Split('\n')[2].Replace("Monday", "Friday", StringComparison.Ordinal)], default)).Found[0];
        Assert.Equal((Persian.Split('\n')[2], id, "پل"), (Assert.Single(offered).Translated, offered.Single().Manuscript, offered.Single().Headline));
        // Published again here, what was remembered is replaced and not doubled.
        await Memory.ForgetAsync(here, id, isWithdrawn: false, default);
        Assert.Empty((await Memory.FindAsync(here, "en", "fa", asking, [English.Split('\n')[2]], default)).Found[0]);
    }

    [Fact]
    public async Task A_picture_keeps_its_id_and_all_that_is_known_of_it_and_what_is_looked_at_again_its_day()
    {
        await using var there = TestOffice.Make();
        var editor = await there.HireAsync("zoe", new Grant("fa", Role.PhotoEditor));
        string picture, id;
        var due = DateOnly.FromDateTime(staff.Office.Clock.GetUtcNow().UtcDateTime).AddDays(3);
        await using (var db = there.Open())
        {
            var now = there.Clock.GetUtcNow();
            var words = new PictureWords("A <wall>", "At noon", "A. Person", "© P", "sent by mail", "Own picture", "2031-01-31", "2026-11-20");
            picture = (await AddPicture.RunAsync(db, there.Parts, "fa", "picture with place"u8.ToArray(), "a.jpg", words, editor.Person, now, default)).Id!;
            await ChangePicture.RunAsync(db, await db.Pictures.SingleAsync(), row => (row.Faces, row.PlaceLevel, row.IsPlaceChecked, row.IsSensitive, row.IsForAll, row.FocusX, row.FocusY) = (Faces.MayShow, PlaceLevel.Region, true, true, true, 10, 90), "picture.checks", _ => null, editor.Person, now, default);
            id = await BeginManuscript.RunAsync(db, there.Parts, "fa", $"پل\n\n![دیوار](library/{picture})\n", false, null, editor.Person, now, default);
            await Review.MarkAsync(db, (ReviewKind.Claim, "fa", id, 1), editor.Person, due.AddDays(-30), due, default);
            await db.SaveChangesAsync();
        }
        await MoveAsync(there);
        await using var here = staff.Office.Open();
        await using var before = there.Open();
        var (was, now2) = (await before.Pictures.AsNoTracking().SingleAsync(), await here.Pictures.AsNoTracking().SingleAsync(p => p.Id == picture));
        Assert.Equal((now2.AddedBy, now2.ChangedBy), ("moved:zoe", "moved:zoe"));
        foreach (var field in typeof(PictureRow).GetProperties().Where(f => f.Name is not (nameof(PictureRow.Serial) or nameof(PictureRow.AddedBy) or nameof(PictureRow.ChangedBy))))
        {
            Assert.Equal((field.Name, field.GetValue(was)), (field.Name, field.GetValue(now2)));
        }
        var page = await staff.As(Role.PhotoEditor).GetAsync($"/pictures/{picture}");
        Assert.Contains("zoe (before the newsroom moved)", Plain(page.Body), StringComparison.Ordinal);
        Assert.Contains(picture, (await staff.As(Role.PhotoEditor).GetAsync("/pictures?q=noon")).Body, StringComparison.Ordinal);
        Assert.Empty((await LookAtPictures.AtAsync(here, "fa", $"![a](library/{picture})", staff.Office.Clock.GetUtcNow(), default)).Mistakes);
        Assert.Equal("A text still names it. Take it out there first.", await ChangePicture.RemoveAsync(here, staff.Office.Parts, now2, "x", staff.Office.Clock.GetUtcNow(), default));
        Assert.Contains($"/m/{id}/sources", (await staff.As(Role.Reporter).GetAsync("/due")).Body, StringComparison.Ordinal);
        Assert.Null(await Trail.CheckAsync(here, default));
    }
}
