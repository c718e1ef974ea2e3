using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>A name goes out of everything that the office has (docs/045-office.md, "Taking a name out").</summary>
public sealed class TakeOutTests(Staff staff) : IClassFixture<Staff>, IAsyncLifetime
{
    private Browsing _one = null!;
    private Browsing _two = null!;

    public async ValueTask InitializeAsync()
    {
        _one = await staff.HireAsync("a" + Guid.NewGuid().ToString("N")[..8], new Grant(Grant.Everywhere, Role.Reviewer));
        _two = await staff.HireAsync("b" + Guid.NewGuid().ToString("N")[..8], new Grant(Grant.Everywhere, Role.Reviewer));
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _two.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Dictionary<string, string> Words(string words, bool longer = false) => new() { ["words"] = words, ["longer"] = longer ? "yes" : "no", ["sure"] = "yes" };

    private async Task TakeOutAsync(string words, bool longer = false)
    {
        Assert.Equal("/take-out?said=asked", (await _one.PostAsync("/take-out/ask", Words(words, longer))).Location?.ToString());
        var done = await _two.PostAsync("/take-out/do", Words(words, longer));
        Assert.True(done.Location?.ToString() == "/take-out?said=done", done.Body);
    }

    private async Task<(string Sitting, string Base)> OpenAsync(Browsing by, string id)
    {
        var page = (await by.GetAsync($"/m/{id}/write?over=yes")).Body;
        string Field(string name) => page.Split($"name=\"{name}\" value=\"")[1].Split('"')[0];
        return (Field("sitting"), Field("base"));
    }

    private Task<Seen> SaveAsync(Browsing by, string id, (string Sitting, string Base) at, string text) => by.PostAsync($"/m/{id}/write", new() { ["sitting"] = at.Sitting, ["base"] = at.Base, ["text"] = text }, json: true);

    /// <summary>In which of the office's files the bytes of a word stand, in any capitals.</summary>
    private List<string> FilesWith(params string[] words)
    {
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(staff.Office.Folder, "office.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            found.AddRange(words.SelectMany(w => new[] { w, w.ToLowerInvariant(), w.ToUpperInvariant() }).Where(w => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(w)) >= 0).Select(w => $"{Path.GetFileName(file)}: {w}"));
        }
        return found;
    }

    [Theory]
    [InlineData("Пелагея Тихомирова", "ПЕЛАГЕЯ Тихомирова", "Пелагея", "Тихомирова")]
    [InlineData("شهربانو کاکاوند", "شهربانو كاكاوند", "شهربانو", "کاکاوند", "كاكاوند")]
    public async Task Of_a_name_no_byte_is_left_in_the_database_its_log_or_its_index(string name, string otherwise, params string[] parts)
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Draft, $"{name}\n\n{otherwise} was there.\n");
        var at = await OpenAsync(staff.As(Role.Reporter), id);
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(staff.As(Role.Reporter), id, at, $"Headline of {name}\n\n{otherwise} was there, twice: {name}.\n")).Status);
        var theirs = await OpenAsync(staff.As(Role.Translator), id);
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(staff.As(Role.Translator), id, theirs, "Headline\n\nCut.\n")).Status);
        // A crossing: kept aside with the name in it.
        Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(staff.As(Role.Reporter), id, ("another sitting", at.Base), $"Headline\n\n{name} again.\n")).Status);
        var picture = await staff.PictureAsync("fa");
        await staff.As(Role.PhotoEditor).PostAsync($"/pictures/{picture}/words", new() { ["alt"] = name, ["caption"] = otherwise, ["credit"] = name, ["source"] = name, ["terms"] = name, ["copyright"] = name });
        await using (var before = staff.Office.Open())
        {
            before.Comments.Add(new CommentRow { Manuscript = id, Version = 1, First = 1, Last = 1, Quote = name, Text = $"Is {otherwise} safe?", Instead = name, By = "x", At = 0 });
            before.Pairs.Add(new PairRow { From = "fa", To = "ru", Source = id, Manuscript = id, Original = name, Translated = otherwise, At = 0 });
            before.Fronts.Add(new FrontTableRow { Desk = "fa", ChangedBy = "x", Draft = FrontJson.Write(new([new([], name)])) });
            before.FrontStates.Add(new FrontStateRow { Desk = "fa", Number = 1, Front = FrontJson.Write(new([new([], otherwise)])), At = 0, By = "x" });
            await before.SaveChangesAsync();
        }
        staff.Office.Drafts.AddRange([$"a draft about {otherwise}", "another draft"]);
        Assert.NotEmpty(FilesWith(parts));

        var seen = WebUtility.HtmlDecode((await _one.PostAsync("/take-out", Words(name))).Body);
        Assert.Contains("Versions: 2", seen, StringComparison.Ordinal);
        Assert.Contains("Kept aside: 1", seen, StringComparison.Ordinal);
        Assert.Contains("Pictures: 1", seen, StringComparison.Ordinal);
        Assert.Contains($"<bdi>{otherwise}</bdi>", seen, StringComparison.Ordinal);
        await TakeOutAsync(name);

        Assert.Empty(FilesWith(parts));
        Assert.Equal(["another draft"], staff.Office.Drafts);
        staff.Office.Drafts.Clear();
        await using var db = staff.Office.Open();
        var stone = WordsToTakeOut.Tombstone(staff.Office.Clock.GetUtcNow());
        Assert.Equal($"Headline of {stone}\n\n{stone} was there, twice: {stone}.\n", await db.Versions.Where(v => v.Manuscript == id && v.Number == 2).Select(v => v.Text).SingleAsync());
        Assert.Equal("Headline\n\nCut.\n", await db.Versions.Where(v => v.Manuscript == id).OrderByDescending(v => v.Number).Select(v => v.Text).FirstAsync());
        Assert.Contains(stone, (await db.Asides.SingleAsync(a => a.Manuscript == id)).Text, StringComparison.Ordinal);
        var row = await db.Pictures.SingleAsync(p => p.Id == picture);
        Assert.Equal((stone, stone, stone), (row.Alt, row.Caption, row.Source));
        Assert.Empty(await Library.PageAsync(db, ["fa"], parts[0], Narrowed.All, "2026-01-01", long.MaxValue, 5, default));
        Assert.Equal((stone, $"Is {stone} safe?", stone), (await db.Comments.SingleAsync(c => c.Manuscript == id)) is var c ? (c.Quote, c.Text, c.Instead) : default);
        Assert.False(await db.Pairs.AnyAsync(p => p.Manuscript == id));
        Assert.Equal([stone, stone], new[] { (await db.Fronts.SingleAsync()).Draft, (await db.FrontStates.SingleAsync()).Front }.Select(f => FrontJson.Read(f)!.Slots[0].Title));
        await db.Fronts.ExecuteDeleteAsync();
        await db.FrontStates.ExecuteDeleteAsync();
        Assert.Null(await Trail.CheckAsync(db, default));
        var trail = await db.Trail.AsNoTracking().Where(t => t.Act.StartsWith("words.")).OrderBy(t => t.N).ToListAsync();
        Assert.Equal(["words.ask", "words.takeOut"], trail.TakeLast(2).Select(t => t.Act));
        Assert.Contains("; 2 versions and 1 asides of 1 texts, 1 pictures, 1 comments, 1 remembered blocks, 2 fronts, 1 drafts", trail[^1].Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_somebody_reads_without_a_pause_the_log_is_left_and_that_is_said()
    {
        await using var office = TestOffice.Make();
        await using var db = office.Open();
        var words = WordsToTakeOut.Read("Zarathustra", false)!;
        await TakeOut.AskAsync(db, words, "x", office.Clock.GetUtcNow(), default);
        db.ChangeTracker.Clear();
        await using (var reading = office.Open())
        {
            await reading.Database.OpenConnectionAsync();
            await using var reader = reading.Database.GetDbConnection().CreateCommand();
            reader.CommandText = "SELECT \"Act\" FROM trail";
            await using var rows = await reader.ExecuteReaderAsync();
            Assert.True(await rows.ReadAsync());
            Assert.Equal(TakenOut.LogIsLeft, await TakeOut.RunAsync(db, office.Parts, words, "y", office.Clock.GetUtcNow(), default));
        }
        await TakeOut.AskAsync(db, words, "x", office.Clock.GetUtcNow(), default);
        db.ChangeTracker.Clear();
        Assert.Equal(TakenOut.Done, await TakeOut.RunAsync(db, office.Parts, words, "y", office.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task It_takes_two_and_the_second_must_mean_the_same_words()
    {
        var id = await staff.ManuscriptAsync("fa", text: "Zarathustra Quill\n\nText.\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _two.PostAsync("/take-out/do", Words("Zarathustra Quill"))).Status);
        await _one.PostAsync("/take-out/ask", Words("Zarathustra Quill"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _one.PostAsync("/take-out/do", Words("Zarathustra Quill"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _two.PostAsync("/take-out/do", Words("Zarathustra"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _two.PostAsync("/take-out/do", Words("Zarathustra Quill", longer: true))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _two.PostAsync("/take-out/do", new(Words("Zarathustra Quill")) { ["sure"] = "" })).Status);
        Assert.Equal("Zarathustra Quill", (await staff.RowAsync(id)).Headline);
        var seen = (await _two.PostAsync("/take-out", Words("zarathustra quill"))).Body;
        Assert.Contains("Take it out for good", seen, StringComparison.Ordinal);
        Assert.Contains("You asked for it.", (await _one.PostAsync("/take-out", Words("zarathustra quill"))).Body, StringComparison.Ordinal);
        // A day later nobody has asked.
        await using var db = staff.Office.Open();
        Assert.Null(await TakeOut.AskedAsync(db, WordsToTakeOut.Read("Zarathustra Quill", false)!, staff.Office.Clock.GetUtcNow() + TimeSpan.FromHours(25), default));
    }

    [Fact]
    public async Task It_is_for_who_reviews_at_all_desks()
    {
        await staff.ManuscriptAsync("ru", text: "Тайна Семидесятая\n");
        foreach (var path in new[] { "/take-out", "/take-out/ask", "/take-out/do" })
        {
            var seen = await staff.As(Role.Reviewer).PostAsync(path, Words("Тайна Семидесятая"));
            Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
            Assert.DoesNotContain("Семидесятая", seen.Body, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.As(Role.Reviewer).GetAsync("/take-out")).Status);
        Assert.DoesNotContain("/take-out", (await staff.As(Role.Reviewer).GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Contains("/take-out", (await _one.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_on_its_way_goes_back_to_the_editors_and_what_is_out_stays_out()
    {
        const string Text = "Headline\n\nHermenegild Vaux said so.\n";
        var (ready, cleared, @out) = (await staff.ManuscriptAsync("fa", Stage.Ready, Text), await staff.ManuscriptAsync("fa", Stage.InReview, Text), await staff.ManuscriptAsync("fa", Stage.Published, Text));
        var old = await staff.ManuscriptAsync("fa", Stage.Draft, Text);
        await SaveAsync(staff.As(Role.Reporter), old, await OpenAsync(staff.As(Role.Reporter), old), "Headline\n\nCut.\n");
        await using (var db = staff.Office.Open())
        {
            await db.Manuscripts.Where(m => m.Id == old).ExecuteUpdateAsync(set => set.SetProperty(m => m.Stage, Stage.Ready).SetProperty(m => m.Cleared, 2));
            await db.Manuscripts.Where(m => m.Id == ready).ExecuteUpdateAsync(set => set.SetProperty(m => m.Cleared, 1));
        }
        await TakeOutAsync("Hermenegild Vaux");
        Assert.Equal((Stage.InEdit, 0, 2, 1), (await staff.RowAsync(ready)) is var r ? (r.Stage, r.Cleared, r.Version, r.Mistakes) : default);
        Assert.Equal(Stage.InEdit, (await staff.RowAsync(cleared)).Stage);
        Assert.Equal((Stage.Published, 2, 2), (await staff.RowAsync(@out)) is var o ? (o.Stage, o.Published, o.Version) : default);
        Assert.Equal((Stage.Ready, 3, 3, 0), (await staff.RowAsync(old)) is var p ? (p.Stage, p.Cleared, p.Version, p.Mistakes) : default);
        Assert.Contains("words were taken out of this line", (await staff.As(Role.DeskEditor).GetAsync($"/m/{ready}")).Body, StringComparison.Ordinal);
        var history = await staff.As(Role.Reporter).GetAsync($"/m/{old}/history?a=1&b=2");
        Assert.Contains("‹removed", WebUtility.HtmlDecode(history.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_had_it_open_does_not_bring_it_back()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Draft, "Headline\n\nEustachia Bell was there.\n");
        var at = await OpenAsync(staff.As(Role.Reporter), id);
        await TakeOutAsync("Eustachia Bell");
        var seen = await SaveAsync(staff.As(Role.Reporter), id, at, "Headline\n\nEustachia Bell was there!\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Contains("Open it again", seen.Body, StringComparison.Ordinal);
        Assert.Empty(FilesWith("Eustachia"));
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(staff.As(Role.Reporter), id, await OpenAsync(staff.As(Role.Reporter), id), "Headline\n\nSomebody was there.\n")).Status);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("")]
    [InlineData("\"><script>alert(1)</script>")]
    public async Task What_was_typed_stays_text_and_too_little_is_refused(string typed)
    {
        var seen = await _one.PostAsync("/take-out", Words(typed));
        Assert.Equal(typed.Length < 3 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, seen.Status);
        Assert.DoesNotContain("<script>alert", seen.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("words=", seen.Location?.ToString() ?? "", StringComparison.Ordinal);
    }
}
