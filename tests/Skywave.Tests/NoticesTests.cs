using Skywave.Mirror;
using Skywave.House;
using Skywave.Publishing;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

/// <summary>A publish and the notices: none is missing, none is older than its day; and what else stands around an article that only a publish knows.</summary>
public sealed class NoticesTests
{
    private static readonly Notice All = new()
    {
        Id = "all", Designation = "A designation", Territories = ["RU"], Penalty = "A fine.", Text = "What it means.", ReviewDue = new DateOnly(2026, 12, 1),
        Acts = [Act.Share, Act.Save, Act.Like, Act.Comment, Act.Contact, Act.Subscribe],
    };

    private static async Task SaveAsync(TestNewsroom paper, Notice notice)
    {
        await using var db = NewsroomStore.Open(paper.House.Path).OpenWriting();
        Assert.Empty(await SaveNotice.SaveAsync(db, DeskTag.Parse("en"), notice));
    }

    private static async Task<IReadOnlyList<string>> WarningsAsync(TestNewsroom paper)
    {
        await using var db = NewsroomStore.Open(paper.House.Path).OpenWriting();
        return (await NoticesInTime.ReadAsync(db, paper.House, CancellationToken.None)).Warnings(paper.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Nothing_is_published_while_an_act_that_pages_offer_has_no_notice()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.WriteAsync("en", "a", "A headline", "A text.");
        await SaveAsync(paper, All with { Acts = [Act.Share, Act.Like] });
        var stop = await Assert.ThrowsAsync<Stop>(() => paper.PublishAsync());
        Assert.Equal("notices.missing", stop.Code);
        Assert.Contains("en: Save, Comment, Subscribe", stop.Message, StringComparison.Ordinal);
        await SaveAsync(paper, All with { Id = "rest", Penalty = null, Designation = "We know of none.", Acts = [Act.Save, Act.Comment, Act.Subscribe] });
        Assert.True((await paper.PublishAsync()).IsNew);
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_notice_that_was_not_looked_at_in_time_stops_what_is_new_but_not_what_expires_and_one_command_mends_it()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.WriteAsync("en", "a", "A headline", "A text.");
        await SaveAsync(paper, All);
        Assert.Equal(["all"], (await WarningsAsync(paper)).Select(w => w.Split(' ')[3]));
        Assert.True((await paper.PublishAsync()).IsNew);

        paper.Clock.Advance(TimeSpan.FromDays(8));
        await paper.WriteAsync("en", "b", "Breaking", "At three in the morning.");
        var stop = await Assert.ThrowsAsync<Stop>(() => paper.PublishAsync());
        Assert.Equal("notices.overdue", stop.Code);
        Assert.Contains("en: all by 2026-12-01", stop.Message, StringComparison.Ordinal);
        Assert.Contains("--desk en --checked all --due", stop.Hint, StringComparison.Ordinal);
        var renewed = await new PublishEdition(paper.House, () => KeyFiles.Open(paper.House.HostKeyring, TestNewsroom.Passphrase), paper.Clock, _ => { }).RenewAsync(CancellationToken.None);
        Assert.True(renewed.IsNew);

        await using (var db = NewsroomStore.Open(paper.House.Path).OpenWriting())
        {
            var today = DateOnly.FromDateTime(paper.Clock.GetUtcNow().UtcDateTime);
            Assert.NotEmpty(await CheckNotice.CheckAsync(db, DeskTag.Parse("en"), "all", today.AddDays(-1), "a lawyer", today));
            Assert.NotEmpty(await CheckNotice.CheckAsync(db, DeskTag.Parse("en"), "other", today.AddDays(60), "a lawyer", today));
            Assert.Empty(await CheckNotice.CheckAsync(db, DeskTag.Parse("en"), "all", today.AddDays(60), by: null, today));
            Assert.Null((await ListNotices.OfDeskAsync(db, DeskTag.Parse("en")))[0].ReviewedOn);
            Assert.Empty(await CheckNotice.CheckAsync(db, DeskTag.Parse("en"), "all", today.AddDays(60), "a lawyer", today));
        }
        Assert.True((await paper.PublishAsync()).IsNew);
        Assert.Empty(await WarningsAsync(paper));
        Assert.Contains("a lawyer", await File.ReadAllTextAsync(paper.House.Public + "/en/acts.html", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_article_tells_its_revisions_with_their_entries_and_the_way_out_is_the_newsrooms()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        paper.Settle(s => s with { QuickExit = "https://weather.example/" });
        var id = await paper.WriteAsync("en", "a", "A headline", "A text.");
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await paper.WriteAsync("en", "a", "A headline", "Another text.", correction: new CorrectionNote(CorrectionKind.Correction, "It was another."));
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
        var page = await File.ReadAllTextAsync(Directory.EnumerateFiles(paper.House.Public + "/en/2026", $"*{id}.html", SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(page, "entry <bdi>[01]</bdi> of our public log"));
        Assert.Contains("<a href=\"https://weather.example/\"", page, StringComparison.Ordinal);
        Assert.Empty((paper.House.Settings with { QuickExit = "https://weather.example/" }).Mistakes());
        Assert.All(new[] { "http://weather.example/", "weather", "https://x.example/?from=us" }, bad => Assert.Single((paper.House.Settings with { QuickExit = bad }).Mistakes()));
    }
}
