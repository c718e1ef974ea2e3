using CsCheck;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

public sealed class PublishTests
{
    [Fact]
    public async Task First_publication_fixes_time_slug_and_address()
    {
        using var room = new TempNewsroom();
        var first = await room.PublishAsync(Draft("u", "First headline"), Noon.AddMilliseconds(700));
        Assert.Equal((Noon, Noon, ArticleStatus.Published), (first.FirstPublished, first.VersionCreated, first.Status));
        var second = await room.PublishAsync(Draft("u", "Another headline"), Noon.AddMonths(2));
        Assert.Equal((first.Path, first.FirstPublished, Noon.AddMonths(2), 2), (second.Path, second.FirstPublished, second.VersionCreated, second.Revision));
        Assert.Equal("Another headline", second.Text.Headline);
        Assert.Equal(ArticleStatus.Updated, second.Status);
    }

    [Theory]
    [InlineData(-400, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Stated_first_publication_counts_unless_it_is_in_the_future(int days, bool counts)
    {
        using var room = new TempNewsroom();
        var article = await room.PublishAsync(Draft("u", "One") with { FirstPublished = Noon.AddDays(days) }, Noon);
        Assert.Equal(counts ? Noon.AddDays(days) : Noon, article.FirstPublished);
        Assert.Equal(Noon, article.VersionCreated);
    }

    [Fact]
    public async Task What_is_listed_before_the_cut_is_what_is_read_after_it()
    {
        using var room = new TempNewsroom();
        await room.PublishAsync(Draft("u", "One"), Noon);
        await room.SaveAsync(Draft("u", "Two") with { Correction = new CorrectionNote(CorrectionKind.Correction, "It was two.") });
        await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(En, "u"), Noon);
        await room.SaveAsync(Draft("u", "Three"));
        await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(En, "u"), Noon);
        var ready = await room.CutAsync(Noon.AddHours(1));
        Assert.Equal([ArticleStatus.Corrected, ArticleStatus.Updated], ready.Select(a => a.Status));
        var read = (await ReadArticle.PublishedAsync(room.Db, ready[1].Id))!;
        Assert.Equal(StoredJson(ready[1]), StoredJson(read));
        Assert.Equal(StoredJson(read), StoredJson(Assert.Single(await room.AllAsync())));
    }

    [Fact]
    public async Task Marking_twice_changes_nothing_and_another_time_is_refused()
    {
        using var room = new TempNewsroom();
        var article = await room.PublishAsync(Draft("u", "One"), Noon);
        Assert.Equal(Marked.AlreadyDone, await MarkPublished.MarkAsync(room.Db, article.Id, 1, Noon));
        Assert.Equal(0, await MarkPublished.MarkAllAsync(room.Db, [(article.Id, 1)], Noon));
        Assert.Equal(Marked.OtherTime, await MarkPublished.MarkAsync(room.Db, article.Id, 1, Noon.AddSeconds(1)));
        Assert.Equal(Marked.NotReady, await MarkPublished.MarkAsync(room.Db, article.Id, 2, Noon));
        Assert.Equal(Marked.NotReady, await MarkPublished.MarkAsync(room.Db, ArticleId.Derive(En, "nothing"), 1, Noon));
        Assert.Equal(StoredJson(article), StoredJson((await ReadArticle.PublishedAsync(room.Db, article.Id))!));
    }

    [Fact]
    public async Task Killed_publish_finds_the_same_revisions_again()
    {
        using var room = new TempNewsroom();
        await room.SaveAsync(Draft("u", "One"));
        await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(En, "u"), Noon);
        var before = Assert.Single(await room.ReadyAsync(Noon));
        await room.SaveAsync(Draft("u", "Came in between"));
        var after = Assert.Single(await room.ReadyAsync(Noon));
        Assert.Equal(StoredJson(before), StoredJson(after));
        Assert.Equal(1, await ListReady.CountAsync(room.Db));
        Assert.Equal(1, await MarkPublished.MarkAllAsync(room.Db, [(after.Id, 1)], Noon));
    }

    [Fact]
    public async Task Corrections_are_kept_in_order_and_listed_newest_first()
    {
        using var room = new TempNewsroom();
        await room.PublishAsync(Draft("u", "One"), Noon);
        await room.PublishAsync(Draft("u", "Two") with { Correction = new CorrectionNote(CorrectionKind.Clarification, "clearer", "the words") }, Noon.AddHours(1));
        await room.PublishAsync(Draft("u", "Three"), Noon.AddHours(2));
        var article = await room.PublishAsync(Draft("u", "Four") with { Correction = new CorrectionNote(CorrectionKind.Correction, "four") }, Noon.AddHours(3));
        Assert.Equal(
            [new Correction(CorrectionKind.Clarification, Noon.AddHours(1), "clearer", 1, 2) { Words = "the words" }, new Correction(CorrectionKind.Correction, Noon.AddHours(3), "four", 3, 4)],
            article.Corrections);
        var listed = await ListCorrections.OfDeskAsync(room.Db, En);
        Assert.Equal(["four", "clearer"], listed.Select(c => c.Correction.Text));
        Assert.All(listed, c => Assert.Equal((article.Path, "Four"), (c.Path, c.Headline)));
        Assert.Empty(await ListCorrections.OfDeskAsync(room.Db, Fa));
    }

    [Fact]
    public async Task Retraction_keeps_the_text_and_says_why()
    {
        using var room = new TempNewsroom();
        var first = await room.PublishAsync(Draft("u", "One", "text"), Noon);
        Assert.Equal(2, await RetractArticle.RetractAsync(room.Db, first.Id, "We were deceived.", Noon));
        Assert.Null(await RetractArticle.RetractAsync(room.Db, first.Id, "Again.", Noon));
        await room.CutAsync(Noon.AddHours(1));
        var retracted = (await ReadArticle.PublishedAsync(room.Db, first.Id))!;
        Assert.Equal(ArticleStatus.Retracted, retracted.Status);
        Assert.Equal("One", retracted.Text.Headline);
        Assert.Equal(new Correction(CorrectionKind.Retraction, Noon.AddHours(1), "We were deceived.", 1, 2), Assert.Single(retracted.Corrections));
        Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(Draft("u", "One", "text")));
    }

    [Fact]
    public async Task Withdrawal_leaves_a_tombstone_and_purges_the_texts_for_good()
    {
        using var room = new TempNewsroom();
        var draft = Draft("u", "Secretname speaks", "Secretname told us");
        var first = await room.PublishAsync(draft with { Text = draft.Text with { Slugline = "interview" } }, Noon);
        await room.PublishAsync(Draft("u", "Secretname speaks again") with { Correction = new CorrectionNote(CorrectionKind.Correction, "Secretname was 40.") }, Noon.AddHours(1));
        Assert.Equal(3, await WithdrawArticle.WithdrawAsync(room.Db, first.Id, "For somebody's safety.", Remains.Nothing, Noon));
        Assert.Null(await WithdrawArticle.WithdrawAsync(room.Db, first.Id, "Again.", Remains.Nothing, Noon));
        await room.CutAsync(Noon.AddHours(2));
        var tombstone = (await ReadArticle.PublishedAsync(room.Db, first.Id))!;
        Assert.Equal((ArticleStatus.Withdrawn, WithdrawArticle.NoHeadline, "For somebody's safety."), (tombstone.Status, tombstone.Text.Headline, tombstone.Text.Deck!));
        Assert.Equal("For somebody's safety.", Assert.Single(tombstone.Corrections).Text);
        Assert.Equal(first.Address, tombstone.Address);
        Assert.Empty(await PublishedArticles.FrontAsync(room.Db, En));
        Assert.Equal(1, await PublishedArticles.CountAsync(room.Db, En));
        Assert.IsType<Drafted.Rejected>(await room.SaveAsync(Draft("u", "Secretname is back")));
        room.Db.Dispose();
        Assert.DoesNotContain("Secretname", Everything(room.Folder), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Withdrawal_that_may_show_the_headline_keeps_the_earlier_texts_in_the_store()
    {
        using var room = new TempNewsroom();
        var first = await room.PublishAsync(Draft("u", "One", "text"), Noon);
        await WithdrawArticle.WithdrawAsync(room.Db, first.Id, "By order of a court.", Remains.Headline, Noon);
        await room.CutAsync(Noon.AddHours(1));
        var tombstone = (await ReadArticle.PublishedAsync(room.Db, first.Id))!;
        Assert.Equal(("One", "By order of a court.", 2, first.Path), (tombstone.Text.Headline, tombstone.Text.Deck!, tombstone.Revision, tombstone.Path));
        Assert.Empty(tombstone.Text.Body);
        Assert.Single((await ReadArticle.RevisionsAsync(room.Db, first.Id))[0].Text.Body);
    }

    [Fact]
    public async Task Revision_that_a_killed_publish_had_logged_can_still_be_marked_when_a_withdrawal_came_in_between()
    {
        using var room = new TempNewsroom();
        await room.SaveAsync(Draft("u", "One"));
        var id = ArticleId.Derive(En, "u");
        await ApproveArticle.ApproveAsync(room.Db, id, Noon);
        Assert.Single(await room.ReadyAsync(Noon));
        await WithdrawArticle.WithdrawAsync(room.Db, id, "A mistake.", Remains.Nothing, Noon);
        Assert.Equal(Marked.Done, await MarkPublished.MarkAsync(room.Db, id, 1, Noon));
        Assert.Equal(ArticleStatus.Withdrawn, Assert.Single(await room.CutAsync(Noon.AddHours(1))).Status);
    }

    [Fact]
    public async Task Withdrawal_overtakes_what_was_approved_but_not_published()
    {
        using var room = new TempNewsroom();
        var first = await room.PublishAsync(Draft("u", "One"), Noon);
        await room.SaveAsync(Draft("u", "Two"));
        await ApproveArticle.ApproveAsync(room.Db, first.Id, Noon);
        Assert.Equal(3, Assert.IsType<Drafted.Withdrawn>(await room.SaveAsync(Draft("u", "Two") with { Withdraw = true })).Revision);
        Assert.Equal(ArticleStatus.Withdrawn, Assert.Single(await room.CutAsync(Noon)).Status);
        await room.SaveAsync(Draft("v", "Never published"));
        await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(En, "v"), Noon);
        await room.SaveAsync(Draft("v", "Never published") with { Withdraw = true });
        Assert.Empty(await room.ReadyAsync(Noon));
    }

    [Fact]
    public async Task Front_is_the_newest_first_and_a_story_joins_the_desks()
    {
        using var room = new TempNewsroom();
        for (var i = 0; i < 33; i++)
        {
            await room.PublishAsync(Draft($"u{i}", $"Number {i}") with { Story = $"s{i}" }, Noon.AddMinutes(i));
        }
        await room.PublishAsync(Draft("u32", "شمارهٔ ۳۲") with { Desk = Fa, Story = "s32" }, Noon);
        var front = await PublishedArticles.FrontAsync(room.Db, En);
        Assert.Equal(Enumerable.Range(3, 30).Reverse().Select(i => $"Number {i}"), front.Select(a => a.Text.Headline));
        Assert.Equal([En, Fa], (await PublishedArticles.OfStoryAsync(room.Db, "s32")).Select(a => a.Desk));
        Assert.Equal(33, await PublishedArticles.CountAsync(room.Db, En));
        Assert.Equal(34, (await room.AllAsync()).Length);
    }

    [Fact]
    public async Task Hundreds_of_articles_come_in_and_each_is_published_once()
    {
        using var room = new TempNewsroom();
        for (var i = 0; i < 300; i++)
        {
            await room.SaveAsync(Draft($"u{i}", $"Number {i}", "text"));
            await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(En, $"u{i}"), Noon);
        }
        var ready = await room.ReadyAsync(Noon);
        Assert.Equal(300, await MarkPublished.MarkAllAsync(room.Db, ready.Select(a => (a.Id, a.Revision)), Noon));
        Assert.Equal(300, (await room.AllAsync()).Length);
        Assert.Empty(await room.ReadyAsync(Noon));
    }

    /// <summary>Whatever happens to an article, short of a purge, what was published as revision N stays what it was.</summary>
    [Fact]
    public async Task Published_revisions_never_change() => await Gen.Int[0, 9].Array[1, 25].SampleAsync(
        async steps =>
        {
            using var room = new TempNewsroom();
            var published = new Dictionary<int, string>();
            var id = ArticleId.Derive(En, "u");
            for (var i = 0; i < steps.Length; i++)
            {
                switch (steps[i])
                {
                    case < 5:
                        await room.SaveAsync(Draft("u", $"Text {steps[i]}") with { Correction = steps[i] == 4 ? new CorrectionNote(CorrectionKind.Correction, "c") : null });
                        break;
                    case < 7:
                        await ApproveArticle.ApproveAsync(room.Db, id, Noon);
                        break;
                    case 7:
                        await RetractArticle.RetractAsync(room.Db, id, "why", Noon);
                        break;
                    default:
                        foreach (var article in await room.CutAsync(Noon.AddMinutes(i)))
                        {
                            published.Add(article.Revision, article.Text.Headline);
                        }
                        break;
                }
                var now = (await ReadArticle.RevisionsAsync(room.Db, id)).Where(r => r.State == RevisionState.Published).ToDictionary(r => r.Number, r => r.Text.Headline);
                Assert.Equal(published, now);
            }
        },
        iter: 25, threads: 1);

    private static string StoredJson(PublishedArticle article) => System.Text.Json.JsonSerializer.Serialize(article, WordsJson.Default.PublishedArticle);

    internal static string Everything(string folder) =>
        string.Concat(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f))));
}
