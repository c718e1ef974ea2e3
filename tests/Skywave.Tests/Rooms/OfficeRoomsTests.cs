using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>What the other rooms do for the office, over a real newsroom.</summary>
public sealed class OfficeRoomsTests : IAsyncLifetime
{
    private const string Text = "A headline\n\nA text.\n";

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

    private async Task<HandedOver> HandOverAsync(Manuscript manuscript) => await (await _parts.Prepare(manuscript, default))(default);

    private static Manuscript Of(string text, string id = "0123456789abcdef") => new(id, "en", "a story", text, "office:" + id);

    private async Task<PublishedArticle?> PublishedAsync(string uri)
    {
        await using var db = NewsroomStore.At(_paper.House.Path).OpenWriting();
        return await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("en"), uri));
    }

    [Fact]
    public async Task A_text_that_was_handed_over_twice_is_one_revision()
    {
        Assert.Empty((await HandOverAsync(Of(Text))).Reasons);
        Assert.Empty((await HandOverAsync(Of(Text))).Reasons);
        Assert.Null((await _parts.Publish(default)).Problem);
        Assert.Empty((await HandOverAsync(Of(Text))).Reasons);
        var edition = await _parts.Publish(default);
        Assert.Equal((1, null), (edition.Number, edition.Problem));
        Assert.Equal((1, "a story", ArticleStatus.Published), ((await PublishedAsync("office:0123456789abcdef"))!.Revision, (await PublishedAsync("office:0123456789abcdef"))!.Story, ArticleStatus.Published));
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_dozen_who_publish_at_once_cost_two_editions_and_all_texts_are_out()
    {
        var editions = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var id = i.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Empty((await HandOverAsync(Of($"Headline {i}\n\nText.\n", id))).Reasons);
            var edition = await _parts.Publish(default);
            Assert.NotNull(await PublishedAsync("office:" + id));
            return edition.Number;
        }));
        Assert.InRange(editions.Max(), 1, 12);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Theory]
    [InlineData("", 1, "there is no headline")]
    [InlineData("---\nnothing: x\n---\nA headline\n", 2, "nothing")]
    [InlineData("A headline\n\n[[ a box\n", 3, "box")]
    [InlineData("---\npicture: https://elsewhere.example/a.jpg\n---\nA headline\n", 2, "alt")]
    public void A_mistake_is_said_with_its_line(string text, int line, string says)
    {
        var mistake = _parts.Check(Of(text)).Mistakes[0];
        Assert.Equal(line, mistake.Line);
        Assert.Contains(says, mistake.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\ndesk: fa\n---\nA headline\n", "the manuscript's desk counts")]
    [InlineData("A headline\n\n![a bridge](bridge.jpg)\n", "named by a file")]
    public void What_only_a_file_could_say_is_a_mistake(string text, string says) => Assert.Contains(_parts.Check(Of(text)).Mistakes, m => m.Sentence.Contains(says, StringComparison.Ordinal));

    [Fact]
    public async Task What_has_mistakes_is_neither_previewed_nor_handed_over()
    {
        Assert.Null(await _parts.Preview(Of("---\nnothing: x\n---\nA headline\n"), default));
        Assert.NotEmpty((await HandOverAsync(Of("---\nnothing: x\n---\nA headline\n"))).Reasons);
        Assert.Null(await PublishedAsync("office:0123456789abcdef"));
    }

    [Fact]
    public async Task A_preview_is_the_page_that_readers_get_but_for_its_proof_and_time()
    {
        var page = System.Text.Encoding.UTF8.GetString((await _parts.Preview(Of(Text), default))!);
        Assert.Contains("<h1>A headline</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<pre id=\"proof\"></pre>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_back_says_why_at_its_address()
    {
        await HandOverAsync(Of(Text));
        await _parts.Publish(default);
        await _parts.Withdraw(Of(Text), "It put somebody at risk.", default);
        await _parts.Publish(default);
        var article = (await PublishedAsync("office:0123456789abcdef"))!;
        Assert.Equal(ArticleStatus.Withdrawn, article.Status);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task What_came_in_another_way_is_opened_and_handed_over_again_unchanged_and_then_corrected()
    {
        var id = await _paper.WriteAsync("en", "text:from-a-file", "From a file", "A text.");
        await _paper.PublishAsync();
        var opened = (await _parts.Open(id.Value, default))!;
        Assert.Equal(("en", "text:from-a-file"), (opened.Desk, opened.Uri));
        Assert.Equal([id.Value], (await _parts.Find("en", "file", default)).Select(f => f.Id));
        Assert.Equal([id.Value], (await _parts.Find("en", " ", default)).Select(f => f.Id));
        Assert.Empty(await _parts.Find("fa", "", default));
        var manuscript = new Manuscript("aaaaaaaaaaaaaaaa", opened.Desk, opened.Story, opened.Text, opened.Uri);
        Assert.Empty(_parts.Check(manuscript).Mistakes);
        Assert.Empty((await HandOverAsync(manuscript)).Reasons);
        Assert.Equal(1, (await _parts.Publish(default)).Number);
        var mended = manuscript with { Text = opened.Text.Replace("A text.", "A better text.", StringComparison.Ordinal).Replace("---\n", "---\ncorrection: correction | It was another text.\n", StringComparison.Ordinal) };
        mended = mended.Text.Contains("correction:", StringComparison.Ordinal) ? mended : mended with { Text = "---\ncorrection: correction | It was another text.\n---\n" + mended.Text };
        Assert.Empty((await HandOverAsync(mended)).Reasons);
        Assert.Equal(2, (await _parts.Publish(default)).Number);
        Assert.Equal((2, ArticleStatus.Corrected), ((await PublishedAsync("text:from-a-file"))!.Revision, (await PublishedAsync("text:from-a-file"))!.Status));
        // The line may stay in the text: readers are told once.
        Assert.Empty((await HandOverAsync(mended with { Text = mended.Text.Replace("better", "still better", StringComparison.Ordinal) })).Reasons);
        await _parts.Publish(default);
        var twice = (await PublishedAsync("text:from-a-file"))!;
        Assert.Equal((3, 1), (twice.Revision, twice.Corrections.Length));
    }

    [Fact]
    public async Task Without_keys_a_text_waits_and_the_reason_is_said()
    {
        var locked = new PublishQueue(_paper.House, () => throw new Mirror.Stop(Mirror.Exit.Usage, "keys.no-passphrase", "no passphrase", "give one"), _paper.Clock, _ => { });
        await HandOverAsync(Of(Text));
        Assert.Equal("no passphrase. give one", (await locked.RunAsync(default)).Problem);
        Assert.True(locked.IsOwed);
        Assert.Null((await _queue.RunAsync(default)).Problem);
        Assert.NotNull(await PublishedAsync("office:0123456789abcdef"));
    }

    [Fact]
    public void Claims_of_a_text_are_told_with_their_lines_and_written_as_they_are_read()
    {
        var claim = Assert.Single(_parts.Claims("---\nclaim: people | up to 8,000 | police | authority | 2026-11-24\n---\nA headline\n"));
        Assert.Equal((2, "up to 8,000"), (claim.Line, claim.Claim!.Value));
        Assert.Equal("claim: people | up to 8,000 | police | authority | 2026-11-24", _parts.ClaimLine(claim.Claim));
    }
}
