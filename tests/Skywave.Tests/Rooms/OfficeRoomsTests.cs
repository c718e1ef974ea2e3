using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>What the other rooms do for the office, over a real newsroom.</summary>
public sealed class OfficeRoomsTests() : OfficeOverPaper("en", "fa")
{
    private const string Text = "A headline\n\nA text.\n";

    private static Manuscript Of(string text, string id = "0123456789abcdef") => new(id, "en", "a story", text, "office:" + id);

    private async Task<PublishedArticle?> PublishedAsync(string uri)
    {
        await using var db = NewsroomStore.At(Paper.House.Path).OpenWriting();
        return await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("en"), uri));
    }

    [Fact]
    public async Task A_text_that_was_handed_over_twice_is_one_revision()
    {
        Assert.Empty((await HandOverAsync(Of(Text))).Reasons);
        Assert.Empty((await HandOverAsync(Of(Text))).Reasons);
        Assert.Null((await Parts.Publish(default)).Problem);
        Assert.Empty((await HandOverAsync(Of(Text))).Reasons);
        var edition = await Parts.Publish(default);
        Assert.Equal((1, null), (edition.Number, edition.Problem));
        Assert.Equal((1, "a story", ArticleStatus.Published), ((await PublishedAsync("office:0123456789abcdef"))!.Revision, (await PublishedAsync("office:0123456789abcdef"))!.Story, ArticleStatus.Published));
        Assert.Empty((await Paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_dozen_who_publish_at_once_cost_two_editions_and_all_texts_are_out()
    {
        var editions = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var id = i.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Empty((await HandOverAsync(Of($"Headline {i}\n\nText.\n", id))).Reasons);
            var edition = await Parts.Publish(default);
            Assert.NotNull(await PublishedAsync("office:" + id));
            return edition.Number;
        }));
        Assert.InRange(editions.Max(), 1, 12);
        Assert.Empty((await Paper.VerifyAsync()).Findings);
    }

    [Theory]
    [InlineData("", 1, "there is no headline")]
    [InlineData("---\nnothing: x\n---\nA headline\n", 2, "nothing")]
    [InlineData("A headline\n\n[[ a box\n", 3, "box")]
    [InlineData("---\npicture: https://elsewhere.example/a.jpg\n---\nA headline\n", 2, "alt")]
    public void A_mistake_is_said_with_its_line(string text, int line, string says)
    {
        var mistake = Parts.Check(Of(text)).Mistakes[0];
        Assert.Equal(line, mistake.Line);
        Assert.Contains(says, mistake.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\ndesk: fa\n---\nA headline\n", "the manuscript's desk counts")]
    [InlineData("A headline\n\n![a bridge](bridge.jpg)\n", "named by a file")]
    public void What_only_a_file_could_say_is_a_mistake(string text, string says) => Assert.Contains(Parts.Check(Of(text)).Mistakes, m => m.Sentence.Contains(says, StringComparison.Ordinal));

    [Fact]
    public async Task What_has_mistakes_is_neither_previewed_nor_handed_over()
    {
        Assert.Null(await Parts.Preview(Of("---\nnothing: x\n---\nA headline\n"), default));
        Assert.NotEmpty((await HandOverAsync(Of("---\nnothing: x\n---\nA headline\n"))).Reasons);
        Assert.Null(await PublishedAsync("office:0123456789abcdef"));
    }

    [Fact]
    public async Task A_preview_is_the_page_that_readers_get_but_for_its_proof_and_time()
    {
        var page = System.Text.Encoding.UTF8.GetString((await Parts.Preview(Of(Text), default))!);
        Assert.Contains("<h1>A headline</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<pre id=\"proof\"></pre>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_back_says_why_at_its_address()
    {
        await HandOverAsync(Of(Text));
        await Parts.Publish(default);
        await Parts.Withdraw(Of(Text), "It put somebody at risk.", default);
        await Parts.Publish(default);
        var article = (await PublishedAsync("office:0123456789abcdef"))!;
        Assert.Equal(ArticleStatus.Withdrawn, article.Status);
        Assert.Empty((await Paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task What_came_in_another_way_is_opened_and_handed_over_again_unchanged_and_then_corrected()
    {
        var id = await Paper.WriteAsync("en", "text:from-a-file", "From a file", "A text.");
        await Paper.PublishAsync();
        var opened = (await Parts.Open(id.Value, default))!;
        Assert.Equal(("en", "text:from-a-file"), (opened.Desk, opened.Uri));
        Assert.Equal([id.Value], (await Parts.Find("en", "file", default)).Select(f => f.Id));
        Assert.Equal([id.Value], (await Parts.Find("en", " ", default)).Select(f => f.Id));
        Assert.Empty(await Parts.Find("fa", "", default));
        var manuscript = new Manuscript("aaaaaaaaaaaaaaaa", opened.Desk, opened.Story, opened.Text, opened.Uri);
        Assert.Empty(Parts.Check(manuscript).Mistakes);
        Assert.Empty((await HandOverAsync(manuscript)).Reasons);
        Assert.Equal(1, (await Parts.Publish(default)).Number);
        var mended = manuscript with { Text = opened.Text.Replace("A text.", "A better text.", StringComparison.Ordinal).Replace("---\n", "---\ncorrection: correction | It was another text.\n", StringComparison.Ordinal) };
        mended = mended.Text.Contains("correction:", StringComparison.Ordinal) ? mended : mended with { Text = "---\ncorrection: correction | It was another text.\n---\n" + mended.Text };
        Assert.Empty((await HandOverAsync(mended)).Reasons);
        Assert.Equal(2, (await Parts.Publish(default)).Number);
        Assert.Equal((2, ArticleStatus.Corrected), ((await PublishedAsync("text:from-a-file"))!.Revision, (await PublishedAsync("text:from-a-file"))!.Status));
        // The line may stay in the text: readers are told once.
        Assert.Empty((await HandOverAsync(mended with { Text = mended.Text.Replace("better", "still better", StringComparison.Ordinal) })).Reasons);
        await Parts.Publish(default);
        var twice = (await PublishedAsync("text:from-a-file"))!;
        Assert.Equal((3, 1), (twice.Revision, twice.Corrections.Length));
    }

    [Fact]
    public async Task Without_keys_a_text_waits_and_the_reason_is_said()
    {
        var locked = new PublishQueue(Paper.House, () => throw new Mirror.Stop(Mirror.Exit.Usage, "keys.no-passphrase", "no passphrase", "give one"), Paper.Clock, _ => { });
        await HandOverAsync(Of(Text));
        Assert.Equal("no passphrase. give one", (await locked.RunAsync(default)).Problem);
        Assert.True(locked.IsOwed);
        Assert.Null((await Queue.RunAsync(default)).Problem);
        Assert.NotNull(await PublishedAsync("office:0123456789abcdef"));
    }

    [Fact]
    public void Claims_of_a_text_are_told_with_their_lines_and_written_as_they_are_read()
    {
        var claim = Assert.Single(Parts.Claims("---\nclaim: people | up to 8,000 | police | authority | 2026-11-24\n---\nA headline\n"));
        Assert.Equal((2, "up to 8,000"), (claim.Line, claim.Claim!.Value));
        Assert.Equal("claim: people | up to 8,000 | police | authority | 2026-11-24", Parts.ClaimLine(claim.Claim));
    }
}
