using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.Intake.Plain;
using Skywave.Words;

namespace Skywave.Office.Tests;

/// <summary>Numbers of claims go across languages by themselves; words stay the translator's, and nothing that was passed or is being written is changed.</summary>
public sealed class ClaimsTests
{
    private const string English = "---\nclaim: people at the march | up to 8,000 | police | authority | 2026-11-24\nclaim: people at the march | 20,000 | organisers | organiser\n---\nThe march\n\nThey came.\n";
    private const string Persian = "---\nclaim: شرکت‌کنندگان | تا ۸٬۰۰۰ | پلیس | authority | 2026-11-24\nclaim: شرکت‌کنندگان | ۲۰٬۰۰۰ | برگزارکنندگان | organiser\n---\nراهپیمایی\n\nآمدند.\n";

    private static readonly Grant[] Everywhere = [new(Grant.Everywhere, Role.DeskEditor)];

    private static ImmutableArray<TextClaim> Claims(params string[] lines) => [.. ClaimLines.Of($"---\n{string.Join('\n', lines.Select(l => "claim: " + l))}\n---\nH\n").Select(c => new TextClaim(c.Line, c.Claim))];

    private static ClaimChange One(string from, string now, string own) => Assert.Single(CarryClaims.Of(Claims(from), Claims(now), Claims(own)).Changes);

    [Theory]
    [InlineData("a | up to 8,000 | p", "a | up to 12,000 | p", "б | до 8 000 | п", "до 12 000")]
    [InlineData("a | 8,000 | p", "a | 12,000 | p", "ا | ۸٬۰۰۰ نفر | پ", "۱۲٬۰۰۰ نفر")]
    [InlineData("a | 8,000 of 10,000 | p", "a | 9,000 of 11,000 | p", "б | из 10 000 8 000 | п", "из 11 000 9 000")]
    [InlineData("a | 8,000 | p", "a | 8,000–12,000 | p", "ا | ۸٬۰۰۰ | پ", "۸٬۰۰۰–۱۲٬۰۰۰")]
    [InlineData("a | 4.5% | p", "a | 5.5% | p", "б | 4,5 % | п", "5,5 %")]
    [InlineData("a | 12 | p | | 2026-11-24", "a | 12 | p | | 2026-11-25 | withdrawn", "б | 12 | п | | 2026-11-24", "12")]
    public void Figures_time_and_status_are_carried_and_words_are_the_translators(string from, string now, string own, string value)
    {
        var change = One(from, now, own);
        var (old, its, carried) = (Claims(own)[0].Claim!, Claims(now)[0].Claim!, change.Carried!);
        Assert.Equal((value, its.AsOf, its.Status), (carried.Value, carried.AsOf, carried.Status));
        Assert.Equal(old with { Value = "", AsOf = null, Status = default }, carried with { Value = "", AsOf = null, Status = default });
    }

    [Theory]
    [InlineData("a | 8,000 | p", "a | 12,000 | p", "б | 8 тысяч | п")]
    [InlineData("a | 8,000 | p", "a | 12,000 | p", "б | 7 500 | п")]
    [InlineData("a | 8,000 | p", "a | 12,000 | p", "б | восемь тысяч | п")]
    [InlineData("a | up to 8,000 | p", "a | at least 12,000 | p", "б | до 8 000 | п")]
    [InlineData("a | up to 8,000 | p", "a | up to 8,000 or 9,000 | p", "б | до 8 000 | п")]
    public void What_a_person_has_to_write_is_told_and_not_carried(string from, string now, string own)
    {
        var change = CarryClaims.Of(Claims(from), Claims(now), Claims(own)).Changes[0];
        Assert.True(change.IsFigure);
        Assert.Null(change.Carried);
        Assert.Equal((Claims(from)[0].Claim!.Value, Claims(now)[0].Claim!.Value), (change.Was, change.Is));
    }

    [Fact]
    public void A_claim_is_known_by_what_it_is_about_and_who_says_so_wherever_it_stands()
    {
        var (changes, from) = CarryClaims.Of(Claims("a | 1 | p", "a | 2 | q", "b | 3 | p"), Claims("c | 9 | r", "a | 20 | q", "a | 10 | p"), Claims("а | 1 | п", "а | 2 | к", "б | 3 | п"));
        // The third is left over and so is the first of the original's: one about something else now.
        Assert.Equal([(1, "1", "10"), (2, "2", "20"), (3, "3", "9")], changes.Where(c => c.IsFigure).Select(c => (c.Number, c.Was, c.Is)));
        Assert.Equal(3, from.Length);
        Assert.Equal([(1, "", "5")], CarryClaims.Of(Claims(), Claims("a | 5 | p"), Claims()).Changes.Select(c => (c.Number, c.Was, c.Is)));
        Assert.Equal([(2, "2", "")], CarryClaims.Of(Claims("a | 1 | p", "b | 2 | q"), Claims("a | 1 | p"), Claims("а | 1 | п", "б | 2 | к")).Changes.Select(c => (c.Number, c.Was, c.Is)));
    }

    [Fact]
    public void With_a_claim_more_or_less_in_the_translation_nobody_knows_which_is_which() =>
        Assert.Null(Assert.Single(CarryClaims.Of(Claims("a | 1 | p"), Claims("a | 2 | p"), Claims("а | 1 | п", "б | 1 | п")).Changes).Carried);

    private sealed record Desk(TestOffice Office, OfficeDb Db, Actor Writer, string Source, string Id) : IAsyncDisposable
    {
        public static async Task<Desk> MakeAsync(string? translated = Persian)
        {
            var office = TestOffice.Make();
            var (writer, db) = (await office.HireAsync("writer", Everywhere), office.Open());
            var source = await BeginManuscript.RunAsync(db, office.Parts, "en", English, false, null, writer.Person, office.Clock.GetUtcNow(), default);
            var id = await BeginManuscript.RunAsync(db, office.Parts, "fa", English, false, await db.Manuscripts.SingleAsync(m => m.Id == source), writer.Person, office.Clock.GetUtcNow(), default);
            var desk = new Desk(office, db, writer, source, id);
            if (translated is not null)
            {
                await desk.SaveAsync(id, 1, translated);
                office.Clock.Move(TimeSpan.FromMinutes(5));
            }
            return desk;
        }

        public async Task SaveAsync(string id, int from, string text, string sitting = "s") =>
            Assert.IsType<Saved.Kept>(await SaveText.RunAsync(Db, Office.Parts, id, new SentText(sitting, from, text), Writer, Office.Clock.GetUtcNow(), default));

        public Task CountAsync(string value, int from = 1, string sitting = "s") => SaveAsync(Source, from, English.Replace("up to 8,000", "up to " + value, StringComparison.Ordinal), sitting);

        public async Task<(ManuscriptRow Row, VersionRow Version)> NowAsync()
        {
            await using var db = Office.Open();
            var row = await db.Manuscripts.AsNoTracking().SingleAsync(m => m.Id == Id);
            return (row, await db.Versions.AsNoTracking().SingleAsync(v => v.Manuscript == Id && v.Number == row.Version));
        }

        public async Task SetAsync(Stage stage, string? holder = null)
        {
            var row = await Db.Manuscripts.SingleAsync(m => m.Id == Id);
            (row.Stage, row.Holder, row.HeldUntil, row.Published) = (stage, holder, Office.Clock.GetUtcNow().ToUnixTimeSeconds() + 60, stage is Stage.Published ? row.Version : 0);
            await Db.SaveChangesAsync();
        }

        public Task<string?> TakeAsync(int version = 2) => FollowClaims.TakeAsync(Db, Office.Parts, Id, version, Writer, Office.Clock.GetUtcNow(), default);

        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            await Office.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_translation_that_nobody_writes_takes_the_numbers_by_itself_and_the_trail_says_so_without_a_word_of_them()
    {
        await using var desk = await Desk.MakeAsync();
        await desk.CountAsync("12,000");
        var (row, version) = await desk.NowAsync();
        Assert.Equal(Persian.Replace("۸٬۰۰۰", "۱۲٬۰۰۰", StringComparison.Ordinal), version.Text);
        Assert.Equal((TrailEntry.TheProgram, 3, 2, 1, Behind.Not), (version.By, version.Number, version.Base, row.SourceVersion, row.Behind));
        Assert.Equal($"from version 2 of {desk.Source}", Assert.Single(await Trail.PageAsync(desk.Db, desk.Id, null, 9, default), e => e.Act == "manuscript.claims").What);
        // And again from there, half typed as it may be: one version of the program's.
        await desk.CountAsync("1", 2);
        await desk.CountAsync("15,500", 2);
        (row, version) = await desk.NowAsync();
        Assert.Equal((Persian.Replace("۸٬۰۰۰", "۱۵٬۵۰۰", StringComparison.Ordinal), 3, Behind.Not), (version.Text, version.Number, row.Behind));
    }

    [Theory]
    [InlineData(Stage.Draft, true)]
    [InlineData(Stage.InReview, false)]
    [InlineData(Stage.Ready, false)]
    [InlineData(Stage.Scheduled, false)]
    [InlineData(Stage.Published, false)]
    public async Task Where_somebody_writes_or_it_was_passed_it_is_behind_and_its_text_stays(Stage stage, bool isHeld)
    {
        await using var desk = await Desk.MakeAsync();
        await desk.SetAsync(stage, isHeld ? "somebody" : null);
        await desk.CountAsync("12,000");
        var (row, version) = await desk.NowAsync();
        Assert.Equal((Persian, 2, new Behind(0, 1, 0, 0, 0), stage), (version.Text, row.Version, row.Behind, row.Stage));
    }

    [Fact]
    public async Task One_press_takes_the_numbers_and_whoever_writes_goes_on()
    {
        await using var desk = await Desk.MakeAsync();
        await desk.SetAsync(Stage.Draft, "somebody");
        await desk.CountAsync("12,000");
        Assert.NotNull(await desk.TakeAsync(1));
        Assert.Null(await desk.TakeAsync());
        var (row, version) = await desk.NowAsync();
        Assert.Equal((desk.Writer.Person, "somebody", Behind.Not), (version.By, row.Holder, row.Behind));
        Assert.Contains("تا ۱۲٬۰۰۰", version.Text, StringComparison.Ordinal);
        Assert.NotNull(await desk.TakeAsync());
        // What was taken by hand is where the next one begins.
        await desk.SetAsync(Stage.Draft);
        await desk.CountAsync("13,000", 2);
        Assert.Contains("تا ۱۳٬۰۰۰", (await desk.NowAsync()).Version.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_is_corrected_by_a_hand_that_takes_the_numbers_and_by_none_else()
    {
        await using var desk = await Desk.MakeAsync();
        var publisher = await desk.Office.HireAsync("publisher", new Grant("fa", Role.Publisher));
        desk.Db.ChangeTracker.Clear();
        await desk.SetAsync(Stage.Published);
        await desk.CountAsync("12,000");
        Assert.NotNull(await FollowClaims.TakeAsync(desk.Db, desk.Office.Parts, desk.Id, 2, publisher, desk.Office.Clock.GetUtcNow(), default));
        Assert.Equal(Stage.Published, (await desk.NowAsync()).Row.Stage);
        Assert.Null(await desk.TakeAsync());
        Assert.Equal(Stage.Correcting, (await desk.NowAsync()).Row.Stage);
        Assert.Contains("تا ۱۲٬۰۰۰", (await desk.NowAsync()).Version.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_come_along_when_a_translation_is_begun_and_a_translator_who_writes_the_number_is_no_longer_behind()
    {
        await using var desk = await Desk.MakeAsync(null);
        Assert.Equal(2, ClaimLines.Of((await desk.NowAsync()).Version.Text).Length);
        await desk.SaveAsync(desk.Id, 1, Persian.Replace("۸٬۰۰۰", "۸ هزار", StringComparison.Ordinal));
        desk.Office.Clock.Move(TimeSpan.FromMinutes(5));
        await desk.CountAsync("12,000");
        Assert.Equal(1, (await desk.NowAsync()).Row.Behind.Figures);
        await desk.SaveAsync(desk.Id, 2, Persian.Replace("۸٬۰۰۰", "12000", StringComparison.Ordinal), "t");
        Assert.Equal(Behind.Not, (await desk.NowAsync()).Row.Behind);
    }

    [Fact]
    public async Task A_translation_of_a_translation_takes_them_too()
    {
        await using var desk = await Desk.MakeAsync();
        var second = await BeginManuscript.RunAsync(desk.Db, desk.Office.Parts, "ru", Persian, false, await desk.Db.Manuscripts.SingleAsync(m => m.Id == desk.Id), desk.Writer.Person, desk.Office.Clock.GetUtcNow(), default);
        await desk.CountAsync("12,000");
        Assert.Contains("۱۲٬۰۰۰", await desk.Db.Versions.AsNoTracking().Where(v => v.Manuscript == second).OrderByDescending(v => v.Number).Select(v => v.Text).FirstAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_would_be_read_otherwise_than_it_was_meant_is_left_to_a_person()
    {
        await using var office = TestOffice.Make();
        var parts = office.Parts;
        var (from, now, own) = (Claims("a | 1 | p"), Claims("a | 2 | p"), Claims("а | 1 | п"));
        var changes = CarryClaims.Of(from, now, own).Changes;
        var text = "---\nclaim: а | 1 | п\n---\nH\n";
        Assert.Equal(text, CarryClaims.Apply(text, changes, parts with { ClaimLine = _ => "claim: broken" }));
        Assert.Equal("---\nclaim: а | 2 | п\n---\nH\n", CarryClaims.Apply(text, changes, parts));
    }
}
