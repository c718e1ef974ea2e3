using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>The library of pictures (docs/045-office.md, "Pictures"), through its pages.</summary>
public sealed class PictureTests(Staff staff) : IClassFixture<Staff>
{
    private static readonly Dictionary<string, string> Described = new()
    {
        ["desk"] = "fa", ["alt"] = "Ворота завода", ["caption"] = "رودخانهٔ کارون", ["credit"] = "A. Person", ["copyright"] = "© The Paper", ["source"] = "by post", ["terms"] = "once, online", ["until"] = "2099-01-31", ["taken"] = "2026-11-20",
    };

    private static byte[] File(string what = "") => System.Text.Encoding.UTF8.GetBytes($"picture {what} {Guid.NewGuid()}");

    private async Task<string> AddAsync(Browsing by, byte[]? file = null, Dictionary<string, string>? fields = null)
    {
        var seen = await by.SendFileAsync("/pictures/new", file ?? File(), "photo.JPG", fields ?? Described);
        Assert.True(seen.Status == HttpStatusCode.SeeOther, seen.Body);
        return seen.Location!.ToString().Split('/')[2].Split('?')[0];
    }

    private async Task<PictureRow> RowAsync(string id)
    {
        await using var db = staff.Office.Open();
        return await db.Pictures.AsNoTracking().SingleAsync(p => p.Id == id);
    }

    private async Task<List<TrailRow>> TrailAsync(string of)
    {
        await using var db = staff.Office.Open();
        return await db.Trail.AsNoTracking().Where(t => t.Of == of).OrderBy(t => t.N).ToListAsync();
    }

    private async Task<string> WriteAsync(Browsing by, string id, string text)
    {
        var page = await by.GetAsync($"/m/{id}/write?over=yes");
        string Field(string name) => page.Body.Split($"name=\"{name}\" value=\"")[1].Split('"')[0];
        var seen = await by.PostAsync($"/m/{id}/write", new() { ["sitting"] = Field("sitting"), ["base"] = Field("base"), ["text"] = text }, json: true);
        Assert.True(seen.Status == HttpStatusCode.OK, seen.Body);
        return seen.Body;
    }

    [Fact]
    public async Task What_no_picture_has_goes_with_a_start_a_day_later()
    {
        await using var office = await TestOffice.ServeAsync();
        await using var db = office.Open();
        var (id, _, _) = await AddPicture.RunAsync(db, office.Parts, "en", "picture of mine"u8.ToArray(), "a.jpg", new PictureWords("A bridge", "", "", "", "", "", "", ""), "program", office.Clock.GetUtcNow(), default);
        var kept = (await db.Pictures.SingleAsync(p => p.Id == id)).Hash;
        var left = Path.Combine(office.Library, new string('e', 64));
        foreach (var file in (string[])[left + ".jpg", left + "-small.jpg"])
        {
            await System.IO.File.WriteAllTextAsync(file, "left behind");
        }
        Assert.Equal(0, await SweepLibrary.RunAsync(db, office.Library, DateTimeOffset.UtcNow.AddHours(23), default));
        office.Clock.Move(TimeSpan.FromHours(25));
        await using (await OfficeSite.StartAsync(office.Folder, new Uri("http://127.0.0.1:0"), null, office.Parts, office.Clock, CancellationToken.None))
        {
            Assert.Equal([kept + "-small.jpg", kept + ".jpg"], Directory.GetFiles(office.Library).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_picture_is_added_by_a_plain_form_and_its_page_says_what_was_taken_out_of_the_file()
    {
        var id = await AddAsync(staff.As(Role.Reporter), File("with place"));
        var page = await staff.As(Role.Reporter).GetAsync($"/pictures/{id}?said=added");
        Assert.Contains("<li>place (GPS and names): 2</li>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<li>device and software: 5</li>", page.Body, StringComparison.Ordinal);
        Assert.Contains("The file that came is gone.", page.Body, StringComparison.Ordinal);
        var row = await RowAsync(id);
        Assert.Equal(("fa", "Ворота завода", "رودخانهٔ کارون", "A. Person", "once, online", "2099-01-31", Faces.Unseen), (row.Desk, row.Alt, row.Caption, row.Credit, row.Terms, row.TermsEnd, row.Faces));
        Assert.Equal("whole .JPG", (await staff.As(Role.Reporter).GetAsync($"/pictures/{id}/file/whole")).Body);
        Assert.Equal("small", (await staff.As(Role.PhotoEditor).GetAsync($"/pictures/{id}/file/small")).Body);
    }

    [Fact]
    public async Task The_same_picture_again_is_the_one_that_is_there()
    {
        var file = File();
        var id = await AddAsync(staff.As(Role.Reporter), file);
        var again = await staff.As(Role.Translator).SendFileAsync("/pictures/new", file, "b.jpg", Described);
        Assert.Equal($"/pictures/{id}?said=there", again.Location?.ToString());
        var elsewhere = await AddAsync(await RussianAsync(), file, new(Described) { ["desk"] = "ru" });
        Assert.NotEqual(id, elsewhere);
    }

    private Browsing? _russian;

    private async Task<Browsing> RussianAsync() => _russian ??= await staff.HireAsync("r" + Guid.NewGuid().ToString("N")[..8], new Grant("ru", Role.Reporter));

    [Theory]
    [InlineData("a text", "it is not a picture")]
    [InlineData("", "Choose a picture’s file.")]
    [InlineData(null, "Choose a picture’s file.")]
    public async Task What_is_no_picture_is_refused_by_a_sentence_and_what_was_written_stays_in_the_form(string? file, string says)
    {
        var seen = await staff.As(Role.Reporter).SendFileAsync("/pictures/new", file is null ? null : System.Text.Encoding.UTF8.GetBytes(file), "a.jpg", Described);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Contains(says, WebUtility.HtmlDecode(seen.Body), StringComparison.Ordinal);
        Assert.Contains("Ворота завода", seen.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_unread()
    {
        var seen = await staff.As(Role.Reporter).SendFileAsync("/pictures/new", new byte[(64 << 20) + (1 << 17)], "a.jpg", Described);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, seen.Status);
        Assert.Contains("64 MB at most", seen.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_file_lies_on_a_disk_while_it_comes_in()
    {
        var temp = Environment.GetEnvironmentVariable("ASPNETCORE_TEMP") ?? Path.GetTempPath();
        var before = Directory.GetFiles(temp, "ASPNETCORE_*").Length;
        var largest = 0;
        using var stop = new CancellationTokenSource();
        var looking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                largest = Math.Max(largest, Directory.GetFiles(temp, "ASPNETCORE_*").Length);
                await Task.Delay(2);
            }
        });
        var file = new byte[20 << 20];
        "picture"u8.CopyTo(file);
        await AddAsync(staff.As(Role.Reporter), file);
        await stop.CancelAsync();
        await looking;
        Assert.Equal(before, Math.Max(before, largest));
    }

    [Fact]
    public async Task A_large_body_is_read_for_nobody_who_may_not_add_a_picture()
    {
        var file = new byte[4 << 20];
        "picture"u8.CopyTo(file);
        using var stranger = new Browsing(staff.Office.Site.Address);
        foreach (var (browsing, from) in new[] { (staff.As(Role.Operator), "/people"), (staff.As(Role.Moderator), "/people"), (staff.As(Role.Publisher), "/people"), (stranger, "/sign-in") })
        {
            try
            {
                Assert.Contains((await browsing.SendFileAsync("/pictures/new", file, "a.jpg", Described, from)).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.SeeOther });
            }
            catch (HttpRequestException)
            {
                // Cut off while it was sending.
            }
        }
        await using var db = staff.Office.Open();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        Assert.False(await db.Pictures.AnyAsync(p => p.Hash == hash));
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.As(Role.Reporter).SendFileAsync("/pictures/new", File(), "a.jpg", new(Described) { ["desk"] = "ru" })).Status);
    }

    [Theory]
    [InlineData("alt")]
    [InlineData("caption")]
    [InlineData("credit")]
    [InlineData("copyright")]
    [InlineData("source")]
    [InlineData("terms")]
    public async Task What_could_be_markup_stays_text_on_every_page(string field)
    {
        const string Evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)> ]( \u202Eevil";
        var id = await AddAsync(staff.As(Role.Reporter), fields: new(Described) { [field] = Evil });
        foreach (var (by, path) in new[] { (Role.Reporter, $"/pictures/{id}"), (Role.PhotoEditor, $"/pictures/{id}"), (Role.Reviewer, $"/pictures/{id}"), (Role.Reporter, "/pictures"), (Role.Reporter, "/pictures?q=alert"), (Role.Reporter, $"/pictures?q={Uri.EscapeDataString(Evil)}") })
        {
            var seen = await staff.As(by).GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, seen.Status);
            Assert.DoesNotContain("<script>alert", seen.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", seen.Body, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', path.Contains("q=%", StringComparison.Ordinal) ? "" : seen.Body);
        }
    }

    [Fact]
    public async Task A_field_that_is_too_long_or_no_day_is_refused_and_nothing_is_changed()
    {
        var id = await AddAsync(staff.As(Role.Reporter));
        foreach (var (field, value) in new[] { ("alt", new string('a', 1001)), ("credit", new string('a', 201)), ("until", "31.1.2099"), ("taken", "2026-02-30") })
        {
            var seen = await staff.As(Role.Reporter).PostAsync($"/pictures/{id}/words", new(Described) { [field] = value });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        }
        Assert.Equal("Ворота завода", (await RowAsync(id)).Alt);
    }

    [Fact]
    public async Task Who_added_it_describes_it_and_only_a_photo_editor_decides()
    {
        var id = await AddAsync(staff.As(Role.Reporter));
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.Reporter).PostAsync($"/pictures/{id}/words", new(Described) { ["alt"] = "Завод" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.As(Role.Translator).PostAsync($"/pictures/{id}/words", new(Described) { ["alt"] = "Другое" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.As(Role.Reporter).PostAsync($"/pictures/{id}/checks", new() { ["faces"] = "None", ["level"] = "Town" })).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.PhotoEditor).PostAsync($"/pictures/{id}/checks", new() { ["faces"] = "MayShow", ["level"] = "Town", ["place"] = "yes", ["sensitive"] = "yes" })).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.PhotoEditor).PostAsync($"/pictures/{id}/checks", new() { ["faces"] = "7", ["level"] = "Town" })).Status);
        var row = await RowAsync(id);
        Assert.Equal(("Завод", Faces.MayShow, PlaceLevel.Town, true, true, false), (row.Alt, row.Faces, row.PlaceLevel, row.IsPlaceChecked, row.IsSensitive, row.IsForAll));
        var trail = await TrailAsync(id);
        Assert.Equal(["picture.add", "picture.words", "picture.checks"], trail.Select(t => t.Act));
        Assert.All(trail, t => Assert.DoesNotContain("Завод", t.Line, StringComparison.Ordinal));
        Assert.Contains("faces MayShow, place Town looked for, sensitive", trail[2].Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("at640.x", "320", "at640.y", "80", 50, 25)]
    [InlineData("at288.x", "288", "at288.y", "144", 100, 100)]
    [InlineData("x", "7", "y", "93", 7, 93)]
    [InlineData("at640.x", "9999", "at640.y", "1", 100, 0)]
    [InlineData("at640.x", "0", "at640.y", "0", null, null)]
    [InlineData("x", "101", "y", "5", null, null)]
    [InlineData("x", "-1", "y", "5", null, null)]
    public async Task The_focal_point_is_a_click_or_two_numbers(string first, string a, string second, string b, int? x, int? y)
    {
        var id = await AddAsync(staff.As(Role.Reporter)); // 2000 by 1000
        var seen = await staff.As(Role.Reporter).PostAsync($"/pictures/{id}/focus", new() { [first] = a, [second] = b });
        Assert.Equal(x is null ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.SeeOther, seen.Status);
        Assert.Equal((x, y), ((await RowAsync(id)).FocusX, (await RowAsync(id)).FocusY));
        Assert.Equal($"frame {x} {y}", (await staff.As(Role.Reporter).GetAsync($"/pictures/{id}/file/frame")).Body);
        await staff.As(Role.Reporter).PostAsync($"/pictures/{id}/focus", new() { ["eye"] = "yes" });
        Assert.Null((await RowAsync(id)).FocusX);
    }

    [Theory]
    [InlineData("ВОРОТА", true)]
    [InlineData("завод вор", true)]
    [InlineData("رودخانه\u200Cي كارون", false)]
    [InlineData("كارون", true)]
    [InlineData("рo", false)]
    [InlineData("Вo\" OR \"a", false)]
    [InlineData("nothing of it", false)]
    public async Task The_library_is_found_by_words_in_any_order_as_people_type_them(string asked, bool isFound)
    {
        var id = await AddAsync(staff.As(Role.Reporter));
        var seen = await staff.As(Role.Reporter).GetAsync("/pictures?q=" + Uri.EscapeDataString(asked));
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal(isFound, seen.Body.Contains($"/pictures/{id}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_library_is_narrowed_and_shows_the_newest_first_a_page_at_a_time()
    {
        var (bare, ended, good) = (await staff.PictureAsync("fa", p => p.Terms = ""), await staff.PictureAsync("fa", p => p.TermsEnd = "2020-01-01"), await staff.PictureAsync("fa"));
        var unseen = await staff.PictureAsync("fa", p => p.Faces = Faces.Unseen);
        foreach (var (only, id) in new[] { ("NoTerms", bare), ("Ended", ended), ("Unseen", unseen) })
        {
            var seen = await staff.As(Role.PhotoEditor).GetAsync("/pictures?only=" + only);
            Assert.Contains(id, seen.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(good, seen.Body, StringComparison.Ordinal);
            foreach (var (word, isFound) in new[] { ("BRIDGE noon", true), ("no", true), ("river", false) })
            {
                var asked = (await staff.As(Role.PhotoEditor).GetAsync($"/pictures?q={Uri.EscapeDataString(word)}&only={only}")).Body;
                Assert.Equal(isFound, asked.Contains(id, StringComparison.Ordinal));
                Assert.DoesNotContain(good, asked, StringComparison.Ordinal);
            }
        }
        var all = (await staff.As(Role.PhotoEditor).GetAsync("/pictures")).Body;
        Assert.True(all.IndexOf(unseen, StringComparison.Ordinal) < all.IndexOf(good, StringComparison.Ordinal) && all.IndexOf(good, StringComparison.Ordinal) < all.IndexOf(ended, StringComparison.Ordinal));
        for (var i = 0; i < 24; i++)
        {
            await staff.PictureAsync("fa");
        }
        var first = (await staff.As(Role.PhotoEditor).GetAsync("/pictures")).Body;
        Assert.DoesNotContain(unseen, first, StringComparison.Ordinal);
        var older = WebUtility.HtmlDecode(first.Split("<p><a href=\"")[^1].Split('"')[0]);
        Assert.Contains(unseen, (await staff.As(Role.PhotoEditor).GetAsync(older)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_desks_picture_is_seen_and_used_only_when_it_was_given_to_all()
    {
        var id = await staff.PictureAsync("fa");
        var russian = await RussianAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await russian.GetAsync($"/pictures/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await russian.GetAsync($"/pictures/{id}/file/small")).Status);
        Assert.DoesNotContain(id, (await russian.GetAsync("/pictures")).Body, StringComparison.Ordinal);
        var text = await staff.ManuscriptAsync("ru");
        Assert.Equal(HttpStatusCode.NotFound, (await russian.PostAsync($"/m/{text}/pictures", new() { ["picture"] = id })).Status);
        Assert.Contains("there is no picture " + id, await WriteAsync(russian, text, $"Заголовок\n\n![мост](library/{id})\n"), StringComparison.Ordinal);
        await staff.As(Role.PhotoEditor).PostAsync($"/pictures/{id}/checks", new() { ["faces"] = "None", ["level"] = "Nothing", ["all"] = "yes" });
        Assert.Equal(HttpStatusCode.OK, (await russian.GetAsync($"/pictures/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await russian.PostAsync($"/pictures/{id}/remove")).Status);
        Assert.DoesNotContain("there is no picture", await WriteAsync(russian, text, $"Заголовок!\n\n![мост](library/{id})\n"), StringComparison.Ordinal);
        // Its own desk's page tells how many elsewhere name it, and not which.
        var page = (await staff.As(Role.PhotoEditor).GetAsync($"/pictures/{id}")).Body;
        Assert.Contains("At other desks: 1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Заголовок", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_editor_a_picture_is_put_at_the_end_or_made_the_lead_and_its_page_knows_where_it_is_used()
    {
        var id = await staff.PictureAsync("fa", p => (p.Alt, p.Caption) = ("A [bridge]", "Called \"long\""));
        var text = await staff.ManuscriptAsync("fa", text: "Headline\n\nText.\n");
        var writing = (await staff.As(Role.Reporter).GetAsync($"/m/{text}/write")).Body;
        Assert.Contains("value=\"pictures\"", writing, StringComparison.Ordinal);
        string Field(string name) => writing.Split($"name=\"{name}\" value=\"")[1].Split('"')[0];
        var go = await staff.As(Role.Reporter).PostAsync($"/m/{text}/write", new() { ["sitting"] = Field("sitting"), ["base"] = Field("base"), ["text"] = "Headline\n\nText, more.\n", ["then"] = "pictures" });
        Assert.Equal($"/pictures?for={text}", go.Location?.ToString());
        Assert.Contains("Put it in", (await staff.As(Role.Reporter).GetAsync(go.Location!.ToString())).Body, StringComparison.Ordinal);
        Assert.Equal($"/m/{text}/write?over=yes", (await staff.As(Role.Reporter).PostAsync($"/m/{text}/pictures", new() { ["picture"] = id, ["as"] = "body" })).Location?.ToString());
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.Reporter).PostAsync($"/m/{text}/pictures", new() { ["picture"] = id, ["as"] = "lead" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.As(Role.Reporter).PostAsync($"/m/{text}/pictures", new() { ["picture"] = id, ["as"] = "lead" })).Status);
        await using var db = staff.Office.Open();
        Assert.Equal($"---\npicture: library/{id}\nalt: A [bridge]\ncaption: Called \"long\"\n---\nHeadline\n\nText, more.\n\n![A [bridge\\]](library/{id} \"Called \\\"long\\\"\")\n",
            await db.Versions.Where(v => v.Manuscript == text).OrderByDescending(v => v.Number).Select(v => v.Text).FirstAsync());
        Assert.Contains($"href=\"/m/{text}\"", (await staff.As(Role.PhotoEditor).GetAsync($"/pictures/{id}")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.As(Role.PhotoEditor).PostAsync($"/pictures/{id}/remove")).Status);
        await WriteAsync(staff.As(Role.Reporter), text, "Headline\n\nText.\n");
        var hash = (await RowAsync(id)).Hash;
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.PhotoEditor).PostAsync($"/pictures/{id}/remove")).Status);
        Assert.Contains((hash, "library/" + id), staff.Office.Forgotten);
        Assert.False(System.IO.File.Exists(Path.Combine(staff.Office.Library, hash + ".jpg")));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.As(Role.PhotoEditor).GetAsync($"/pictures/{id}")).Status);
    }
}
