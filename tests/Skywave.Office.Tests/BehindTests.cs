using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>A translation and its original: what it is behind by, said on every page, and by whom it was brought up to date.</summary>
public sealed class BehindTests(Staff staff) : IClassFixture<Staff>
{
    private const string First = "One bridge\n\nUp to 8,000 people came to the square.\n\nThen they went home again.\n";

    private static readonly Grant[] Both = [new("fa", Role.DeskEditor), new("en", Role.DeskEditor)];

    private async Task<(Browsing Person, string Source, string Id)> BeginAsync(string handle)
    {
        var person = await staff.HireAsync(handle, Both);
        var source = await staff.ManuscriptAsync("en", text: First);
        var begun = await person.PostAsync("/new", new() { ["desk"] = "fa", ["headline"] = "-", ["source"] = source });
        return (person, source, begun.Location!.ToString().Split('/')[2]);
    }

    private static Task<Seen> SaveAsync(Browsing person, string id, int from, string text, string sitting = "s", string then = "") =>
        person.PostAsync($"/m/{id}/write", new() { ["sitting"] = sitting, ["base"] = from.ToString(System.Globalization.CultureInfo.InvariantCulture), ["text"] = text, ["then"] = then, ["original"] = "2" });

    [Fact]
    public async Task A_changed_figure_is_told_on_the_board_the_story_the_translation_and_beside_it_while_it_is_written()
    {
        var (person, source, id) = await BeginAsync("behind-pages");
        using (person)
        {
            await SaveAsync(person, source, 1, First.Replace("8,000", "12,000", StringComparison.Ordinal));
            Assert.Equal(new Behind(1, 1, 0, 0, 0), (await staff.RowAsync(id)).Behind);
            foreach (var page in new[] { "/", $"/m/{id}", $"/m/{source}", $"/m/{id}/story", $"/m/{source}/story", $"/m/{id}/write" })
            {
                Assert.Contains("behind · paragraphs: 1 · figures: 1", (await person.GetAsync(page)).Body, StringComparison.Ordinal);
            }
            foreach (var page in new[] { $"/m/{id}", $"/m/{id}/write?over=yes" })
            {
                var body = (await person.GetAsync(page)).Body;
                Assert.Contains("class=\"changed k-Figure\"", body, StringComparison.Ordinal);
                Assert.Matches("<bdi>8,000</bdi><span aria-hidden=\"true\"> → </span>.*<bdi>12,000</bdi>", body);
            }
        }
    }

    [Fact]
    public async Task Words_alone_say_that_the_original_was_edited()
    {
        var (person, source, id) = await BeginAsync("behind-words");
        using (person)
        {
            await SaveAsync(person, source, 1, First.Replace("went home", "walked home", StringComparison.Ordinal));
            var page = (await person.GetAsync($"/m/{id}")).Body;
            Assert.Contains("the original was edited", page, StringComparison.Ordinal);
            Assert.DoesNotContain("behind ·", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Somebody_says_that_it_is_up_to_date_with_what_they_looked_at_and_the_trail_has_it()
    {
        var (person, source, id) = await BeginAsync("behind-current");
        using (person)
        {
            await SaveAsync(person, source, 1, First.Replace("8,000", "12,000", StringComparison.Ordinal));
            Assert.Contains("I have brought it up to date", (await person.GetAsync($"/m/{id}")).Body, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.SeeOther, (await person.PostAsync($"/m/{id}/current", new() { ["original"] = "2" })).Status);
            Assert.Equal((2, Behind.Not), ((await staff.RowAsync(id)).SourceVersion, (await staff.RowAsync(id)).Behind));
            // A version that is not there yet, or was left behind long ago, was looked at by nobody.
            foreach (var wrong in new[] { "3", "1", "x", "-1", "" })
            {
                Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.PostAsync($"/m/{id}/current", new() { ["original"] = wrong })).Status);
            }
            await using var db = staff.Office.Open();
            var entry = Assert.Single(await Trail.PageAsync(db, id, null, 9, default), e => e.Act == "manuscript.current");
            Assert.Equal(($"with version 2 of {source}", "fa"), (entry.What, entry.Desk));
        }
    }

    [Fact]
    public async Task It_is_saved_and_said_to_be_up_to_date_in_one_press()
    {
        var (person, source, id) = await BeginAsync("behind-press");
        using (person)
        {
            await SaveAsync(person, source, 1, First.Replace("8,000", "12,000", StringComparison.Ordinal));
            await SaveAsync(person, id, 1, "یک پل\n\n۱۲٬۰۰۰ نفر آمدند.\n", then: "current");
            Assert.Equal((2, 2, Behind.Not), ((await staff.RowAsync(id)).Version, (await staff.RowAsync(id)).SourceVersion, (await staff.RowAsync(id)).Behind));
        }
    }

    [Fact]
    public async Task A_version_that_was_translated_is_not_changed_by_the_sitting_that_wrote_it()
    {
        using var person = await staff.HireAsync("behind-sitting", Both);
        var source = await staff.ManuscriptAsync("en", text: "H\n");
        await SaveAsync(person, source, 1, First, "same");
        var begun = await person.PostAsync("/new", new() { ["desk"] = "fa", ["headline"] = "-", ["source"] = source });
        var id = begun.Location!.ToString().Split('/')[2];
        await SaveAsync(person, source, 2, First.Replace("8,000", "9,000", StringComparison.Ordinal), "same");
        Assert.Equal((2, 3), ((await staff.RowAsync(id)).SourceVersion, (await staff.RowAsync(source)).Version));
        Assert.Equal(1, (await staff.RowAsync(id)).Behind.Figures);
    }

    [Fact]
    public async Task Whoever_may_not_read_the_original_is_told_nothing_of_it_and_says_nothing_about_it()
    {
        var (person, source, id) = await BeginAsync("behind-reads");
        using (person)
        {
            await SaveAsync(person, source, 1, First.Replace("8,000", "12,000", StringComparison.Ordinal));
            var translator = staff.As(Role.Translator);
            foreach (var page in new[] { $"/m/{id}", $"/m/{id}/story", $"/m/{id}/write?over=yes" })
            {
                var body = (await translator.GetAsync(page)).Body;
                Assert.DoesNotContain("12,000", body, StringComparison.Ordinal);
                Assert.DoesNotContain($"href=\"/m/{source}\"", body, StringComparison.Ordinal);
            }
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await translator.PostAsync($"/m/{id}/current", new() { ["original"] = "2" })).Status);
            Assert.Equal(1, (await staff.RowAsync(id)).SourceVersion);
        }
    }

    [Fact]
    public async Task A_claims_numbers_are_taken_with_one_button_that_is_shown_to_who_may()
    {
        using var person = await staff.HireAsync("behind-claims", Both);
        const string Text = "---\nclaim: people | 8,000 | police\n---\nOne bridge\n\nThey came.\n";
        var source = await staff.ManuscriptAsync("en", text: Text);
        var id = (await person.PostAsync("/new", new() { ["desk"] = "fa", ["headline"] = "-", ["source"] = source })).Location!.ToString().Split('/')[2];
        await person.GetAsync($"/m/{id}/write");
        await SaveAsync(person, source, 1, Text.Replace("8,000", "12,000", StringComparison.Ordinal));
        // It is held by the same person, whose page would not know of it: the program writes into nobody's page.
        Assert.Contains("<bdi>8,000</bdi>", (await person.GetAsync($"/m/{id}/write?over=yes")).Body, StringComparison.Ordinal);
        Assert.Contains($"action=\"/m/{id}/numbers\"", (await person.GetAsync($"/m/{id}")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"/m/{id}/numbers\"", (await staff.As(Role.Translator).GetAsync($"/m/{id}")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.As(Role.Translator).PostAsync($"/m/{id}/numbers", new() { ["original"] = "2" })).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await person.PostAsync($"/m/{id}/numbers", new() { ["original"] = "2" })).Status);
        Assert.Contains("12,000", (await person.GetAsync($"/m/{id}/write?over=yes")).Body, StringComparison.Ordinal);
        Assert.Equal(Behind.Not, (await staff.RowAsync(id)).Behind);
    }

    [Fact]
    public async Task What_is_typed_into_an_original_stays_text_beside_its_translation()
    {
        var (person, source, id) = await BeginAsync("behind-hostile");
        using (person)
        {
            await SaveAsync(person, source, 1, First.Replace("8,000", "12,000 <script>alert(1)</script> <b>Bold</b>", StringComparison.Ordinal) + "\n## </span><img src=x onerror=alert(1)>\n");
            foreach (var page in new[] { $"/m/{id}", $"/m/{id}/story", $"/m/{id}/write?over=yes" })
            {
                var body = (await person.GetAsync(page)).Body;
                Assert.DoesNotContain("<script>alert", body, StringComparison.Ordinal);
                Assert.DoesNotContain("<img src", body, StringComparison.Ordinal);
                Assert.DoesNotContain("<b>Bold", body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_a_save_costs_is_one_comparison_for_all_translations_of_a_version()
    {
        await using var office = TestOffice.Make();
        var writer = await office.HireAsync("writer", new Grant("en", Role.DeskEditor));
        await using var db = office.Open();
        var source = await BeginManuscript.RunAsync(db, office.Parts, "en", First, false, null, writer.Person, office.Clock.GetUtcNow(), default);
        var row = await db.Manuscripts.SingleAsync(m => m.Id == source);
        foreach (var desk in new[] { "fa", "ru" })
        {
            await BeginManuscript.RunAsync(db, office.Parts, desk, First, false, row, writer.Person, office.Clock.GetUtcNow(), default);
        }
        var outlines = 0;
        var parts = office.Parts with { Outline = text => { outlines++; return office.Parts.Outline(text); } };
        await SaveText.RunAsync(db, parts, source, new SentText("s", 1, First.Replace("8,000", "9,000", StringComparison.Ordinal)), writer, office.Clock.GetUtcNow(), default);
        // Both translate the same version: one comparison for both.
        Assert.Equal(2, outlines);
        Assert.Equal([1, 1], await db.Manuscripts.AsNoTracking().Where(m => m.Source == source).Select(m => m.Behind.Figures).ToListAsync());
    }
}
