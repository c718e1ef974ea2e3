using AngleSharp.Html.Parser;
using Skywave.Delivery;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

/// <summary>A publish takes what editors put on a front, and touches that page and what signs it.</summary>
public sealed class CuratedFrontTests : IAsyncLifetime
{
    private readonly List<ArticleId> _ids = [];
    private TestNewsroom _paper = null!;

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync("en", "fa");
        for (var n = 0; n < 35; n++)
        {
            _ids.Add(await _paper.WriteAsync("en", "item " + n, "Story " + n, "Text.", breaking: n is 1 or 33));
            if (n % 7 == 6)
            {
                await _paper.PublishAsync();
                _paper.Clock.Advance(TimeSpan.FromHours(1));
            }
        }
        await _paper.WriteAsync("fa", "item fa", "خبر", "متن.");
        await _paper.PublishAsync();
        _paper.Clock.Advance(TimeSpan.FromMinutes(5));
    }

    public ValueTask DisposeAsync() => _paper.DisposeAsync();

    private async Task SaveAsync(params FrontSlot[] slots)
    {
        await using var db = NewsroomStore.At(_paper.House.Path).OpenWriting();
        Assert.Empty(await SaveFront.SaveAsync(db, DeskTag.Parse("en"), new([.. slots])));
    }

    private FrontSlot Pin(int n, DateTimeOffset? until = null) => new([_ids[n]], null, until);

    private string Front => File.ReadAllText(Path.Combine(_paper.House.Public, "en/index.html"));

    private List<string> Headlines() => [.. new HtmlParser().ParseDocument(Front).QuerySelectorAll("main :is(.lead h2.h,.lead h3.h,.list h2,.list h3)").Select(h => h.TextContent)];

    private FrontDocument Signed()
    {
        using var ledger = LedgerFile.Open(_paper.House.Ledger);
        return FrontDocument.Parse(ledger.Targets.Single(t => t.Name == "en/front").Bytes).Value;
    }

    private Dictionary<string, string> Files() => Directory.EnumerateFiles(_paper.House.Public, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_paper.House.Public, f))
        .Where(f => !f.Contains("/.", StringComparison.Ordinal) && SiblingName.OriginalOf(f) is null)
        .ToDictionary(f => f, f => $"{File.GetLastWriteTimeUtc(Path.Combine(_paper.House.Public, f)):O} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_paper.House.Public, f))))}");

    [Fact]
    public async Task A_front_that_is_curated_anew_writes_the_front_and_what_signs_it_and_nothing_else()
    {
        var before = Files();
        await SaveAsync(Pin(2), new([_ids[30], _ids[4]], "The count"));
        await _paper.PublishAsync();
        var changed = Files().Where(f => before.GetValueOrDefault(f.Key) != f.Value).Select(f => f.Key).ToList();
        Assert.Equal(["Story 2", "Story 30", "Story 4"], Headlines()[..3]);
        Assert.Contains("en/index.html", changed);
        Assert.All(changed, f => Assert.True(f is "en/index.html" || f.StartsWith("metadata/", StringComparison.Ordinal) || f.StartsWith("targets/en/", StringComparison.Ordinal) || f.StartsWith("delta/", StringComparison.Ordinal), f));
        // The page; its target; the desk's role, snapshot, timestamp; the edition's pack.
        Assert.Equal(6, changed.Count);
        Assert.False((await _paper.PublishAsync()).IsNew);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task The_signed_front_names_the_stories_in_their_order_and_putting_it_back_gives_the_page_from_before()
    {
        var (page, files) = (Front, Signed().Files);
        await SaveAsync(Pin(1), Pin(34));
        await _paper.PublishAsync();
        var signed = Signed();
        Assert.Equal([_ids[1].Value, _ids[34].Value], signed.Items.Take(2).Select(i => i.Article));
        Assert.Equal((30, 30), (signed.Items.Length, signed.Items.Select(i => i.Article).Distinct().Count()));
        // Pinned from further back it is no breaking news any more; feeds and everything else are as they were.
        Assert.Equal([_ids[33].Value], signed.Items.Where(i => i.Breaking).Select(i => i.Article));
        Assert.Equal(["en/index.html"], signed.Files.Where(f => files[f.Key] != f.Value).Select(f => f.Key));
        await SaveAsync();
        await _paper.PublishAsync();
        Assert.Equal(page, Front);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_place_ends_with_the_first_publish_after_its_time()
    {
        await SaveAsync(Pin(2, _paper.Clock.GetUtcNow().AddMinutes(30)), Pin(3));
        await _paper.PublishAsync();
        Assert.Equal("Story 2", Headlines()[0]);
        _paper.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.False((await _paper.PublishAsync()).IsNew);
        _paper.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await _paper.PublishAsync()).IsNew);
        Assert.Equal("Story 3", Headlines()[0]);
        Assert.False((await _paper.PublishAsync()).IsNew);
    }

    [Fact]
    public async Task What_is_withdrawn_leaves_its_place_what_is_updated_stays_and_new_stories_flow_in_below()
    {
        await SaveAsync(Pin(2), Pin(3));
        await _paper.PublishAsync();
        await _paper.WithdrawAsync(_ids[2]);
        await _paper.WriteAsync("en", "item 3", "Story 3 as updated", "More.");
        await _paper.WriteAsync("en", "item new", "The newest", "Text.");
        await _paper.PublishAsync();
        Assert.Equal(["Story 3 as updated", "The newest"], Headlines()[..2]);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
        var stepwise = Front;
        await _paper.PublishAsync(whole: true);
        Assert.Equal(stepwise, Front);
    }

    [Fact]
    public async Task A_live_story_that_is_pinned_is_the_part_that_is_the_newest_now()
    {
        async Task<ArticleId> PartAsync(int number, LiveState state)
        {
            await using var db = NewsroomStore.At(_paper.House.Path).OpenWriting();
            var (start, uri) = (TestNewsroom.Start.AddHours(-2), "live" + (number > 1 ? "#part-" + number : ""));
            var entries = Enumerable.Range(1 + ((number - 1) * LivePart.Size), state == LiveState.Full ? LivePart.Size : 2).SelectMany(i => new Block[] { new LiveEntry(i, start.AddMinutes(i)), new Paragraph([new Run("Entry " + i)]) });
            var draft = new Draft { Desk = DeskTag.Parse("en"), Uri = uri, Story = "live", Text = new ArticleText { Language = "en", Headline = "Live, part " + number, Live = new LivePart("live", number, state), Body = [.. entries] } };
            var taken = await TakeInArticles.ManyAsync(db, [new Incoming(draft, Approve: true)], _paper.Clock.GetUtcNow());
            Assert.IsType<Approval.Approved>(taken[0].Approval);
            return ArticleId.Derive(draft.Desk, uri);
        }
        var first = await PartAsync(1, LiveState.Full);
        await _paper.PublishAsync();
        await SaveAsync(new FrontSlot([first]));
        await _paper.PublishAsync();
        Assert.Equal("Live, part 1", Headlines()[0]);
        await PartAsync(2, LiveState.Open);
        await _paper.PublishAsync();
        Assert.Equal("Live, part 2", Headlines()[0]);
        Assert.DoesNotContain("Live, part 1", Headlines());
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }
}
