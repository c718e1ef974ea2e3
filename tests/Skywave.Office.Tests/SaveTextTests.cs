using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>Saving: whatever was answered as kept is on the disk, whoever else saves.</summary>
public sealed class SaveTextTests
{
    private static readonly Grant Editor = new("fa", Role.DeskEditor);

    private static Task<string> BeginAsync(TestOffice office, OfficeDb db, Actor by, string text) => BeginManuscript.RunAsync(db, office.Parts, "fa", text, asIdea: false, null, by.Person, office.Clock.GetUtcNow(), default);

    private static Task<Saved> SaveAsync(TestOffice office, OfficeDb db, string id, string sitting, int from, string text, Actor by) =>
        SaveText.RunAsync(db, office.Parts, id, new SentText(sitting, from, text), by, office.Clock.GetUtcNow(), default);

    [Fact]
    public async Task Saves_of_one_sitting_are_one_version_for_ten_minutes()
    {
        await using var office = TestOffice.Make();
        var writer = await office.HireAsync("writer", Editor);
        await using var db = office.Open();
        var id = await BeginAsync(office, db, writer, "One\n");
        Assert.Equal(2, Assert.IsType<Saved.Kept>(await SaveAsync(office, db, id, "s", 1, "Two\n", writer)).Version);
        Assert.Equal(2, Assert.IsType<Saved.Kept>(await SaveAsync(office, db, id, "s", 2, "Three\n", writer)).Version);
        office.Clock.Move(TimeSpan.FromMinutes(11));
        Assert.Equal(3, Assert.IsType<Saved.Kept>(await SaveAsync(office, db, id, "s", 2, "Four\n", writer)).Version);
        Assert.Equal(["One\n", "Three\n", "Four\n"], await db.Versions.AsNoTracking().OrderBy(v => v.Number).Select(v => v.Text).ToListAsync());
        Assert.Equal("Four", (await db.Manuscripts.AsNoTracking().SingleAsync()).Headline);
    }

    [Fact]
    public async Task Two_who_write_at_once_lose_nothing_and_get_a_merged_text()
    {
        await using var office = TestOffice.Make();
        var (a, b) = (await office.HireAsync("anna", Editor), await office.HireAsync("boris", Editor));
        await using var db = office.Open();
        var id = await BeginAsync(office, db, a, "Headline\n\nfirst\n\nsecond\n");
        Assert.IsType<Saved.Kept>(await SaveAsync(office, db, id, "a", 1, "Headline\n\nfirst, by Anna\n\nsecond\n", a));
        var crossed = Assert.IsType<Saved.Crossed>(await SaveAsync(office, db, id, "b", 1, "Headline\n\nfirst\n\nsecond, by Boris\n", b));
        Assert.Equal((2, a.Person, "Headline\n\nfirst, by Anna\n\nsecond, by Boris\n", false), (crossed.Theirs, crossed.By, crossed.Merged, crossed.HasConflicts));
        Assert.Equal("Headline\n\nfirst\n\nsecond, by Boris\n", (await db.Asides.AsNoTracking().SingleAsync()).Text);
        Assert.Equal(3, Assert.IsType<Saved.Kept>(await SaveAsync(office, db, id, "b2", crossed.Theirs, crossed.Merged, b)).Version);
        // The first sitting began from what is no longer the newest.
        Assert.IsType<Saved.Crossed>(await SaveAsync(office, db, id, "a", 2, "Headline\n\nfirst, by Anna again\n\nsecond\n", a));
    }

    [Fact]
    public void Lines_that_both_changed_stand_between_marks()
    {
        var (text, hasConflicts) = Merge.Of("a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nc\n");
        Assert.True(hasConflicts);
        Assert.Equal("a\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> theirs\nc\n", text);
        Assert.Equal([2], Merge.MarksIn(text));
    }

    [Fact]
    public void Merging_keeps_every_line_that_one_of_them_wrote()
    {
        var line = Gen.Int[0, 5].Select(i => new[] { "a", "b", "c", "d", "", "متن" }[i]);
        var text = line.Array[0, 8].Select(l => string.Join('\n', l));
        Gen.Select(text, text, text).Sample((before, mine, theirs) =>
        {
            var (merged, _) = Merge.Of(before, mine, theirs);
            var (lines, old) = (merged.Split('\n'), before.Split('\n'));
            Assert.All(mine.Split('\n').Except(old).Concat(theirs.Split('\n').Except(old)).Where(l => l.Length > 0), l => Assert.Contains(l, lines));
            Assert.Equal(mine, Merge.Of(before, mine, before).Text);
            Assert.Equal(theirs, Merge.Of(before, before, theirs).Text);
            Assert.Equal(mine, Merge.Of(before, mine, mine).Text);
        });
    }

    [Fact]
    public async Task A_text_that_may_not_be_changed_now_is_refused_with_what_to_do()
    {
        await using var office = TestOffice.Make();
        var (writer, reader) = (await office.HireAsync("writer", Editor), await office.HireAsync("reader", new Grant("fa", Role.Publisher)));
        await using var db = office.Open();
        var id = await BeginAsync(office, db, writer, "One\n");
        Assert.Contains("cannot change it there", Assert.IsType<Saved.Refused>(await SaveAsync(office, db, id, "s", 1, "Two\n", reader)).Why, StringComparison.Ordinal);
        Assert.IsType<Saved.Refused>(await SaveAsync(office, db, "nothing", "s", 1, "Two\n", writer));
        Assert.IsType<Saved.Refused>(await SaveAsync(office, db, id, "s", 1, new string('x', SaveText.Longest + 1), writer));
        Assert.Equal("One\n", (await db.Versions.AsNoTracking().SingleAsync()).Text);
    }

    [Fact]
    public async Task A_text_with_marks_of_a_merge_is_saved_and_is_not_passed()
    {
        await using var office = TestOffice.Make();
        var writer = await office.HireAsync("writer", Editor);
        await using var db = office.Open();
        var id = await BeginAsync(office, db, writer, "One\n");
        var saved = Assert.IsType<Saved.Kept>(await SaveAsync(office, db, id, "s", 1, "One\n\n<<<<<<< yours\na\n=======\nb\n>>>>>>> theirs\n", writer));
        Assert.Equal(3, Assert.Single(saved.Checked.Mistakes).Line);
        (await db.Manuscripts.SingleAsync()).Stage = Stage.InEdit;
        await db.SaveChangesAsync();
        Assert.Contains("mend the mistake", (await TakeStep.RunAsync(db, office.Parts, id, new AskedStep(Step.Pass, 2), writer, office.Clock.GetUtcNow(), default)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_with_mistakes_is_saved_all_the_same()
    {
        await using var office = TestOffice.Make();
        var writer = await office.HireAsync("writer", Editor);
        await using var db = office.Open();
        var id = await BeginAsync(office, db, writer, "One\n");
        Assert.Equal(2, Assert.IsType<Saved.Kept>(await SaveAsync(office, db, id, "s", 1, "One\nwrong\r\n", writer)).Checked.Mistakes[0].Line);
        Assert.Equal((1, "One\nwrong\n"), ((await db.Manuscripts.AsNoTracking().SingleAsync()).Mistakes, (await db.Versions.AsNoTracking().OrderBy(v => v.Number).LastAsync()).Text));
    }
}
