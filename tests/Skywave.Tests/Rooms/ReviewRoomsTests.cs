using Skywave.Delivery;
using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>What keeps a text from going out beside its own mistakes, and what carriers have; over a real newsroom.</summary>
public sealed class ReviewRoomsTests() : OfficeOverPaper("en", "fa")
{
    private const string Unnamed = "---\nunnamed: a nurse | she could lose her work\n---\nA headline\n\nA text.\n\n> It was cold.\n> -- unnamed 1\n";

    private static Manuscript Of(string text) => new("0123456789abcdef", "en", "a story", text, "office:0123456789abcdef");

    private string[] MistakesIn(string text) => [.. Parts.Check(Of(text)).Mistakes.Select(m => m.Sentence)];

    [Fact]
    public async Task Somebody_unnamed_is_quoted_only_once_it_is_recorded_who_it_is_and_an_editor_agreed()
    {
        Assert.Equal([new UnnamedInText(1, "a nurse")], Parts.Check(Of(Unnamed)).Unnamed);
        Assert.Contains("unnamed source 1 (a nurse)", Assert.Single(MistakesIn(Unnamed)), StringComparison.Ordinal);
        Assert.NotEmpty((await HandOverAsync(Of(Unnamed))).Reasons);
        await Parts.Sources.Grant(Of(Unnamed), new RecordedGrant(1, "Some Body", "", new DateOnly(2026, 1, 1)), default);
        Assert.Single(MistakesIn(Unnamed));
        await Parts.Sources.Grant(Of(Unnamed), new RecordedGrant(1, "Some Body", "editor", new DateOnly(2026, 1, 1)), default);
        Assert.Empty(MistakesIn(Unnamed));
        Assert.Equal(("Some Body", "editor"), (Assert.Single((await Parts.Sources.Of(Of(Unnamed), default)).Grants).Identity, "editor"));
        Assert.Empty((await HandOverAsync(Of(Unnamed))).Reasons);
    }

    [Theory]
    [InlineData("A text of SOME body.")]
    [InlineData("Говорит Иванова-Тестова.")]
    [InlineData("گفت علی آزمایشی است.")]
    public async Task A_guarded_name_stands_in_no_text_that_goes_out_however_it_is_written_and_the_mistake_does_not_say_it(string sentence)
    {
        // As it is written in three scripts; the Persian one with Arabic letters.
        await Parts.Sources.Protect(Of(Unnamed), "Some Body\nИванова-Тестова\nعلي آزمايشی", "prison", default);
        var mistake = Assert.Single(MistakesIn($"A headline\n\n{sentence}\n"));
        Assert.Equal("the name of protected source 1 stands in the text: take it out", mistake);
        Assert.Empty(MistakesIn("A headline\n\nSomebody else, and Bodyguards.\n"));
    }

    [Fact]
    public async Task A_notice_saved_in_the_office_stops_publishing_until_every_act_has_one_and_goes_out_and_away_again()
    {
        var notice = new Notice { Id = "by-share", Designation = "extremist", Territories = ["BY"], Acts = [Act.Share], Text = "It can cost." };
        await HandOverAsync(Of("A headline\n\nA text.\n"));
        Assert.NotEmpty(await Parts.Notices.Save("en", notice with { Territories = ["Belarus"] }, default));
        Assert.Empty(await Parts.Notices.Save("en", notice, default));
        Assert.Equal([Act.Save, Act.Like, Act.Comment, Act.Subscribe], (await Parts.Notices.OfDeskAsync("en", default)).Missing);
        Assert.Contains("no notice", (await Parts.Publish(default)).Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Parts.Notices.Save("en", notice with { Acts = [.. Enum.GetValues<Act>()] }, default));
        Assert.Equal((1, null), ((await Parts.Publish(default)) is var edition ? edition.Number : 0, edition.Problem));
        Assert.Contains("It can cost.", await File.ReadAllTextAsync(Path.Combine(Paper.House.Public, "en", "acts.html")), StringComparison.Ordinal);
        await Parts.Notices.Remove("en", "by-share", default);
        await Parts.Publish(default);
        Assert.DoesNotContain("It can cost.", await File.ReadAllTextAsync(Path.Combine(Paper.House.Public, "en", "acts.html")), StringComparison.Ordinal);
        Assert.Empty((await Paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task What_each_carrier_and_mirror_has_is_read_as_a_reader_would_read_it()
    {
        await HandOverAsync(Of("A headline\n\nA text.\n"));
        await Parts.Publish(default);
        await using var honest = await ReaderSite.StartAsync(Paper.House.Public, new Uri("http://127.0.0.1:0"), new ReaderSiteOptions(), CancellationToken.None);
        var falsified = Directory.CreateTempSubdirectory("skywave-liar-").FullName;
        foreach (var file in Directory.EnumerateFiles(Paper.House.Public, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(falsified, Path.GetRelativePath(Paper.House.Public, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        await File.WriteAllTextAsync(Path.Combine(falsified, "metadata", "timestamp.json"), "{}");
        await using var liar = await ReaderSite.StartAsync(falsified, new Uri("http://127.0.0.1:0"), new ReaderSiteOptions(), CancellationToken.None);
        Paper.Settle(s => s with { Mirrors = [honest.Address.ToString(), liar.Address.ToString(), "http://127.0.0.1:9/"] });
        var watch = new CarrierWatch(Paper.House, Paper.Clock);
        Assert.Equal([(1, true), (0, false), (0, false), (0, false)], (await watch.LookAsync(mirrorsToo: false, default)).Select(c => (c.Number, c.LookedAt is not null)));
        var seen = await watch.LookAsync(mirrorsToo: true, default);
        Assert.Equal([1, 1, 0, 0], seen.Select(c => c.Number));
        Assert.Equal([true, true, false, false], seen.Select(c => c.Problem is null));
        // What was said last is told until somebody asks again.
        Assert.Equal(seen.Skip(1), (await watch.LookAsync(mirrorsToo: false, default)).Skip(1));
        Directory.Delete(falsified, recursive: true);
    }
}
