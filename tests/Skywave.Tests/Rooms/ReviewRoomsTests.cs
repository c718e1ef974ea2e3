using Skywave.Delivery;
using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>What keeps a text from going out beside its own mistakes, and what carriers have; over a real newsroom.</summary>
public sealed class ReviewRoomsTests : IAsyncLifetime
{
    private const string Unnamed = "---\nunnamed: a nurse | she could lose her work\n---\nA headline\n\nA text.\n\n> It was cold.\n> -- unnamed 1\n";

    private TestNewsroom _paper = null!;
    private PublishQueue _queue = null!;
    private OfficeParts _parts = null!;

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync("en", "fa");
        _queue = new PublishQueue(_paper.House, () => KeyFiles.Open(_paper.House.HostKeyring, TestNewsroom.Passphrase), _paper.Clock, _ => { });
        _parts = new OfficeRooms(_paper.House, _queue, _paper.Clock).Parts();
    }

    public ValueTask DisposeAsync() => _paper.DisposeAsync();

    private static Manuscript Of(string text) => new("0123456789abcdef", "en", "a story", text, "office:0123456789abcdef");

    private string[] MistakesIn(string text) => [.. _parts.Check(Of(text)).Mistakes.Select(m => m.Sentence)];

    [Fact]
    public async Task Somebody_unnamed_is_quoted_only_once_it_is_recorded_who_it_is_and_an_editor_agreed()
    {
        Assert.Equal([new UnnamedInText(1, "a nurse")], _parts.Check(Of(Unnamed)).Unnamed);
        Assert.Contains("unnamed source 1 (a nurse)", Assert.Single(MistakesIn(Unnamed)), StringComparison.Ordinal);
        Assert.NotEmpty((await (await _parts.Prepare(Of(Unnamed), default))(default)).Reasons);
        await _parts.Sources.Grant(Of(Unnamed), new RecordedGrant(1, "Some Body", "", new DateOnly(2026, 1, 1)), default);
        Assert.Single(MistakesIn(Unnamed));
        await _parts.Sources.Grant(Of(Unnamed), new RecordedGrant(1, "Some Body", "editor", new DateOnly(2026, 1, 1)), default);
        Assert.Empty(MistakesIn(Unnamed));
        Assert.Equal(("Some Body", "editor"), (Assert.Single((await _parts.Sources.Of(Of(Unnamed), default)).Grants).Identity, "editor"));
        Assert.Empty((await (await _parts.Prepare(Of(Unnamed), default))(default)).Reasons);
    }

    [Theory]
    [InlineData("A text of SOME body.")]
    [InlineData("Говорит Иванова-Тестова.")]
    [InlineData("گفت علی آزمایشی است.")]
    public async Task A_guarded_name_stands_in_no_text_that_goes_out_however_it_is_written_and_the_mistake_does_not_say_it(string sentence)
    {
        // As it is written in three scripts; the Persian one with Arabic letters.
        await _parts.Sources.Protect(Of(Unnamed), "Some Body\nИванова-Тестова\nعلي آزمايشی", "prison", default);
        var mistake = Assert.Single(MistakesIn($"A headline\n\n{sentence}\n"));
        Assert.Equal("the name of protected source 1 stands in the text: take it out", mistake);
        Assert.Empty(MistakesIn("A headline\n\nSomebody else, and Bodyguards.\n"));
    }

    [Fact]
    public async Task A_notice_saved_in_the_office_stops_publishing_until_every_act_has_one_and_goes_out_and_away_again()
    {
        var notice = new Notice { Id = "by-share", Designation = "extremist", Territories = ["BY"], Acts = [Act.Share], Text = "It can cost." };
        await (await _parts.Prepare(Of("A headline\n\nA text.\n"), default))(default);
        Assert.NotEmpty(await _parts.Notices.Save("en", notice with { Territories = ["Belarus"] }, default));
        Assert.Empty(await _parts.Notices.Save("en", notice, default));
        Assert.Equal([Act.Save, Act.Like, Act.Comment, Act.Subscribe], (await _parts.Notices.Of("en", default)).Missing);
        Assert.Contains("no notice", (await _parts.Publish(default)).Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await _parts.Notices.Save("en", notice with { Acts = [.. Enum.GetValues<Act>()] }, default));
        Assert.Equal((1, null), ((await _parts.Publish(default)) is var edition ? edition.Number : 0, edition.Problem));
        Assert.Contains("It can cost.", await File.ReadAllTextAsync(Path.Combine(_paper.House.Public, "en", "acts.html")), StringComparison.Ordinal);
        await _parts.Notices.Remove("en", "by-share", default);
        await _parts.Publish(default);
        Assert.DoesNotContain("It can cost.", await File.ReadAllTextAsync(Path.Combine(_paper.House.Public, "en", "acts.html")), StringComparison.Ordinal);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task What_each_carrier_and_mirror_has_is_read_as_a_reader_would_read_it()
    {
        await (await _parts.Prepare(Of("A headline\n\nA text.\n"), default))(default);
        await _parts.Publish(default);
        await using var honest = await ReaderSite.StartAsync(_paper.House.Public, new Uri("http://127.0.0.1:0"), new ReaderSiteOptions(), CancellationToken.None);
        var falsified = Directory.CreateTempSubdirectory("skywave-liar-").FullName;
        foreach (var file in Directory.EnumerateFiles(_paper.House.Public, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(falsified, Path.GetRelativePath(_paper.House.Public, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        await File.WriteAllTextAsync(Path.Combine(falsified, "metadata", "timestamp.json"), "{}");
        await using var liar = await ReaderSite.StartAsync(falsified, new Uri("http://127.0.0.1:0"), new ReaderSiteOptions(), CancellationToken.None);
        _paper.Settle(s => s with { Mirrors = [honest.Address.ToString(), liar.Address.ToString(), "http://127.0.0.1:9/"] });
        var watch = new CarrierWatch(_paper.House, _paper.Clock);
        Assert.Equal([(1, true), (0, false), (0, false), (0, false)], (await watch.LookAsync(mirrorsToo: false, default)).Select(c => (c.Number, c.LookedAt is not null)));
        var seen = await watch.LookAsync(mirrorsToo: true, default);
        Assert.Equal([1, 1, 0, 0], seen.Select(c => c.Number));
        Assert.Equal([true, true, false, false], seen.Select(c => c.Problem is null));
        // What was said last is told until somebody asks again.
        Assert.Equal(seen.Skip(1), (await watch.LookAsync(mirrorsToo: false, default)).Skip(1));
        Directory.Delete(falsified, recursive: true);
    }
}
