using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>What was translated before is offered again, from the newsroom's own texts, to who may read them.</summary>
public sealed class MemoryTests(Staff staff) : IClassFixture<Staff>
{
    private const string English = "The bridge\n\nThe bridge over the river will be closed to all traffic from Monday morning until further notice, the city says.\n\n## What to do\n\nTake the ferry instead, which leaves every 20 minutes from the old harbour.\n";
    private const string Persian = "پل\n\nشهرداری می‌گوید پل روی رودخانه از بامداد دوشنبه تا اطلاع ثانوی به روی همه بسته است.\n\n## چه باید کرد\n\nبا قایق بروید که هر ۲۰ دقیقه از بندر قدیمی راه می‌افتد.\n";

    private static readonly Grant[] Both = [new("fa", Role.DeskEditor), new("fa", Role.Publisher), new("en", Role.DeskEditor)];

    private static async Task<string> PublishedAsync(TestOffice office, OfficeDb db, string original, string translated, string from = "en", string to = "fa")
    {
        var now = office.Clock.GetUtcNow();
        var source = await BeginManuscript.RunAsync(db, office.Parts, from, original, false, null, "program", now, default);
        var id = await BeginManuscript.RunAsync(db, office.Parts, to, translated, false, await db.Manuscripts.SingleAsync(m => m.Id == source), "program", now, default);
        await StepAsync(office, db, id, Stage.Ready, Step.Publish);
        return id;
    }

    private static async Task StepAsync(TestOffice office, OfficeDb db, string id, Stage stage, Step step)
    {
        db.ChangeTracker.Clear();
        (await db.Manuscripts.SingleAsync(m => m.Id == id)).Stage = stage;
        await db.SaveChangesAsync();
        var publisher = new Actor("publisher", [new Grant(Grant.Everywhere, Role.Publisher)]);
        var row = await db.Manuscripts.SingleAsync(m => m.Id == id);
        Assert.Null((await TakeStep.RunAsync(db, office.Parts, id, new AskedStep(step, row.Version, Sentence: "It was wrong."), publisher, office.Clock.GetUtcNow(), default)).Why);
    }

    private static async Task<List<Earlier>> FindAsync(OfficeDb db, string passage, string from = "en", string to = "fa")
    {
        var row = new ManuscriptRow { Id = "another", Desk = to, Story = "", Uri = "", Stage = Stage.Draft, Headline = "", Changed = 0, ChangedBy = "" };
        return [.. (await Memory.FindAsync(db, from, to, row, ["", passage], default)).Found[1]];
    }

    private static string Paragraph(int number) => English.Split("\n\n")[number];

    [Fact]
    public async Task The_same_passage_and_one_like_it_are_found_with_how_like_they_are()
    {
        await using var office = TestOffice.Make();
        await using var db = office.Open();
        var id = await PublishedAsync(office, db, English, Persian);
        Assert.Equal([new Earlier(100, Persian.Split("\n\n")[1], id, "پل")], await FindAsync(db, Paragraph(1)));
        Assert.Equal([100], (await FindAsync(db, Paragraph(1).ToUpperInvariant().Replace(' ', '\u00a0'))).Select(e => e.Percent));
        var near = Assert.Single(await FindAsync(db, Paragraph(1).Replace("Monday", "Friday", StringComparison.Ordinal)));
        Assert.InRange(near.Percent, 85, 99);
        Assert.Empty(await FindAsync(db, "The ferry over the river leaves from the new harbour when the weather lets it."));
        // Another two desks, and the other way round: nothing.
        Assert.Empty(await FindAsync(db, Paragraph(1), "en", "ru"));
        Assert.Empty(await FindAsync(db, Persian.Split("\n\n")[1], "fa", "en"));
    }

    [Fact]
    public async Task Headline_and_deck_are_remembered_too_also_where_the_blocks_are_not_the_same()
    {
        await using var office = TestOffice.Make();
        await using var db = office.Open();
        await PublishedAsync(office, db, "---\ndeck: What it means for those who live on the other bank\nbyline: First\nbyline: Second\n---\nThe old bridge is closed from Monday\n\nOne paragraph of it.\n", "---\ndeck: برای ساکنان آن سوی رود چه معنا دارد\nbyline: یکی\n---\nپل قدیمی از دوشنبه بسته است\n\nیک بند.\n\nو یکی دیگر.\n");
        Assert.Equal("پل قدیمی از دوشنبه بسته است", Assert.Single(await FindAsync(db, "The old bridge is closed from Friday")).Translated);
        Assert.Equal("deck: برای ساکنان آن سوی رود چه معنا دارد", Assert.Single(await FindAsync(db, "deck: What it means for those who live on the other bank")).Translated);
        Assert.Equal(2, await db.Pairs.CountAsync());
    }

    [Fact]
    public async Task A_script_without_spaces_is_found_too()
    {
        await using var office = TestOffice.Make();
        await using var db = office.Open();
        const string Burmese = "တံတားကို တနင်္လာနေ့မနက်မှစ၍ နောက်ထပ်အသိပေးသည်အထိ ယာဉ်အားလုံးအတွက် ပိတ်ထားမည်ဖြစ်ကြောင်း မြို့တော်ကပြောသည်။";
        await PublishedAsync(office, db, $"H\n\n{Burmese}\n", "پل\n\nپل بسته است.\n", "ru");
        Assert.InRange(Assert.Single(await FindAsync(db, Burmese.Replace("တနင်္လာ", "သောကြာ", StringComparison.Ordinal), "ru")).Percent, 75, 99);
    }

    [Theory]
    [InlineData("پل\n\nیک بند.\n\n## چه باید کرد\n")]
    [InlineData("پل\n\n## چه باید کرد\n\nیک بند.\n\nبند دیگر.\n")]
    [InlineData("---\nbroken")]
    public async Task Where_blocks_are_not_as_many_of_the_same_kinds_in_the_same_order_nothing_is_remembered(string translated)
    {
        await using var office = TestOffice.Make();
        await using var db = office.Open();
        await PublishedAsync(office, db, English, translated);
        Assert.Empty(await db.Pairs.ToListAsync());
    }

    [Fact]
    public async Task What_is_published_again_takes_the_place_of_what_was_and_what_is_taken_back_is_forgotten()
    {
        await using var office = TestOffice.Make();
        await using var db = office.Open();
        var id = await PublishedAsync(office, db, English, Persian);
        Assert.Equal(3, await db.Pairs.CountAsync());
        await StepAsync(office, db, id, Stage.Ready, Step.Publish);
        Assert.Equal(3, await db.Pairs.CountAsync());
        Assert.Equal(3 * Marks.Count, await MarksAsync(db));
        // Of a text that puts somebody at risk its translations remember nothing.
        var source = (await db.Manuscripts.AsNoTracking().SingleAsync(m => m.Id == id)).Source!;
        await StepAsync(office, db, source, Stage.Published, Step.Withdraw);
        Assert.Equal((0, 0), (await db.Pairs.CountAsync(), await MarksAsync(db)));
    }

    private static Task<int> MarksAsync(OfficeDb db) => db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM pair_marks").SingleAsync();

    [Fact]
    public async Task However_many_passages_say_nearly_the_same_few_are_looked_at_and_all_by_the_index()
    {
        await using var office = TestOffice.Make();
        await using var db = office.Open();
        for (var i = 0; i < 5; i++)
        {
            var blocks = string.Concat(Enumerable.Range(0, 100).Select(n => $"{Paragraph(1)} Notice {i * 100 + n}.\n\n"));
            await PublishedAsync(office, db, "H\n\n" + blocks, "پ\n\n" + blocks.Replace("bridge", "پل", StringComparison.Ordinal));
        }
        Assert.Equal(500, await db.Pairs.CountAsync());
        var row = await db.Manuscripts.AsNoTracking().FirstAsync(m => m.Desk == "ru" || m.Desk == "en");
        var (found, looked) = await Memory.FindAsync(db, "en", "fa", row, [Paragraph(1), Paragraph(1) + " Notice 3."], default);
        Assert.InRange(looked, 1, 2 * Memory.Compared);
        Assert.All(found, f => Assert.InRange(f.Count(), 1, 2));
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + Memory.Question;
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }
        Assert.Equal(Marks.Count, plan.Count(p => p.Contains("SEARCH pair_marks USING PRIMARY KEY (mark=?)", StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, p => p.StartsWith("SCAN pair_marks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_stands_beside_the_passage_while_somebody_writes_who_may_read_both_desks()
    {
        await using var db = staff.Office.Open();
        var earlier = await PublishedAsync(staff.Office, db, English, Persian.Replace("پل\n\n", "پل <script>alert(1)</script>\n\n", StringComparison.Ordinal).Replace("شهرداری", "شهرداری <img src=x onerror=alert(1)>", StringComparison.Ordinal));
        using var person = await staff.HireAsync("memory", Both);
        var source = await staff.ManuscriptAsync("en", text: English.Replace("Monday", "Friday", StringComparison.Ordinal));
        var id = (await person.PostAsync("/new", new() { ["desk"] = "fa", ["headline"] = "-", ["source"] = source })).Location!.ToString().Split('/')[2];
        var page = await person.GetAsync($"/m/{id}/write");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("translated before, 100 %", page.Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"/m/{earlier}\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("از بامداد دوشنبه تا اطلاع ثانوی", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src", page.Body, StringComparison.Ordinal);
        // Without the English desk there is neither original nor memory.
        Assert.DoesNotContain("translated before", (await staff.As(Role.Translator).GetAsync($"/m/{id}/write?over=yes")).Body, StringComparison.Ordinal);
    }
}
