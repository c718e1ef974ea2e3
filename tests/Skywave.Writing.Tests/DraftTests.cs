using CsCheck;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

public sealed class DraftTests
{
    [Fact]
    public async Task Same_text_again_is_no_revision()
    {
        using var room = new TempNewsroom();
        Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("u", "One", "a")));
        Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(Draft("u", "One", "a")));
        var published = await room.PublishAsync(Draft("u2", "Two"), Noon);
        var again = Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(Draft("u2", "Two")));
        Assert.Equal((published.Id, 1, RevisionState.Published), (again.Id, again.Revision, again.State));
    }

    [Fact]
    public async Task Draft_that_was_not_approved_is_replaced_and_a_published_text_gets_a_next_revision()
    {
        using var room = new TempNewsroom();
        var first = Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("u", "One")));
        Assert.Equal(1, Assert.IsType<Drafted.Revised>(await room.SaveAsync(Draft("u", "One and a half"))).Revision);
        await ApproveArticle.ApproveAsync(room.Db, first.Id, Noon);
        await room.CutAsync(Noon);
        Assert.Equal(2, Assert.IsType<Drafted.Revised>(await room.SaveAsync(Draft("u", "Two"))).Revision);
        Assert.Equal(["One and a half", "Two"], (await ReadArticle.RevisionsAsync(room.Db, first.Id)).Select(r => r.Text.Headline));
    }

    [Fact]
    public async Task Going_back_to_the_published_text_drops_the_draft()
    {
        using var room = new TempNewsroom();
        var published = await room.PublishAsync(Draft("u", "One"), Noon);
        await room.SaveAsync(Draft("u", "Two"));
        Assert.Equal(1, Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(Draft("u", "One"))).Revision);
        Assert.Single(await ReadArticle.RevisionsAsync(room.Db, published.Id));
    }

    [Fact]
    public async Task Approved_revision_is_not_replaced_by_a_later_draft()
    {
        using var room = new TempNewsroom();
        var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("u", "One"))).Id;
        await ApproveArticle.ApproveAsync(room.Db, id, Noon);
        Assert.Equal(2, Assert.IsType<Drafted.Revised>(await room.SaveAsync(Draft("u", "Two"))).Revision);
        Assert.Equal("One", Assert.Single(await room.ReadyAsync(Noon)).Text.Headline);
    }

    [Fact]
    public async Task Wrong_drafts_are_rejected_with_every_reason_and_leave_nothing()
    {
        using var room = new TempNewsroom();
        var wrong = Draft("", "One") with { Story = "two\nlines", Standing = "../about", Correction = new CorrectionNote(CorrectionKind.Correction, " ") };
        Assert.Equal(4, Assert.IsType<Drafted.Rejected>(await room.SaveAsync(wrong)).Reasons.Length);
        var foreign = Assert.IsType<Drafted.Rejected>(await room.SaveAsync(Draft("u", "One") with { Desk = DeskTag.Parse("ru") }));
        Assert.Contains("en, fa", Assert.Single(foreign.Reasons));
        Assert.IsType<Drafted.Rejected>(await room.SaveAsync(Draft("u", "One", new string('x', 2 << 20))));
        Assert.Empty(await FindArticle.ByHeadlineAsync(room.Db, ""));
    }

    [Fact]
    public async Task Two_articles_cannot_be_the_same_standing_page_and_a_published_address_stays()
    {
        using var room = new TempNewsroom();
        var about = await room.PublishAsync(Draft("about", "About us") with { Standing = "about" }, Noon);
        Assert.Equal("en/about/about.html", about.Path);
        Assert.IsType<Drafted.Rejected>(await room.SaveAsync(Draft("other", "About them") with { Standing = "about" }));
        Assert.IsType<Drafted.Rejected>(await room.SaveAsync(Draft("about", "About us, news")));
        Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("about", "درباره") with { Standing = "about", Desk = Fa }));
        Assert.Equal("about", Assert.Single(await PublishedArticles.StandingAsync(room.Db, En)).Standing);
        Assert.Empty(await PublishedArticles.FrontAsync(room.Db, En));
    }

    [Fact]
    public async Task Order_of_import_changes_no_id_slug_or_path()
    {
        var drafts = Enumerable.Range(0, 12).Select(i => Draft($"item:{i}", $"Headline number {i % 3}", $"text {i}") with { Story = $"story-{i % 4}" }).ToArray();
        string[]? expected = null;
        await Gen.Shuffle(drafts).SampleAsync(
            async shuffled =>
            {
                using var room = new TempNewsroom();
                foreach (var draft in shuffled)
                {
                    await room.SaveAsync(draft);
                    await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(draft.Desk, draft.Uri), Noon);
                }
                var cut = await room.CutAsync(Noon);
                string[] paths = [.. cut.Select(a => $"{a.Path} {a.Revision} {a.Story} {a.Text.Headline}")];
                Assert.Equal(expected ??= paths, paths);
            },
            iter: 8, threads: 1);
    }

    [Fact]
    public async Task Picture_out_of_reach_the_second_time_keeps_its_renditions()
    {
        using var room = new TempNewsroom();
        var picture = new Picture { Alt = "a street", Origin = "https://example.org/p.jpg", Renditions = [new Rendition(new string('a', 64), "jpg", 640, 360, 9)] };
        var draft = Draft("u", "One");
        draft = draft with { Text = draft.Text with { LeadPicture = picture } };
        var published = await room.PublishAsync(draft, Noon);
        Assert.Null(published.Text.LeadPicture!.Origin);
        var unreachable = draft with { Text = draft.Text with { LeadPicture = picture with { Renditions = [] } } };
        Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(unreachable));
    }

    [Fact]
    public async Task Source_that_takes_back_what_was_never_here_changes_nothing()
    {
        using var room = new TempNewsroom();
        Assert.IsType<Drafted.NeverHad>(await room.SaveAsync(Draft("u", "One") with { Withdraw = true }));
        Assert.IsType<Drafted.NeverHad>(await room.SaveAsync(Draft("u", "One") with { Correction = new CorrectionNote(CorrectionKind.Retraction, "wrong") }));
        await room.SaveAsync(Draft("u", "One"));
        Assert.Equal(0, Assert.IsType<Drafted.Withdrawn>(await room.SaveAsync(Draft("u", "One") with { Withdraw = true })).Revision);
        Assert.Empty(await FindArticle.ByHeadlineAsync(room.Db, ""));
    }
}
