using System.Globalization;
using Skywave.Delivery;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

/// <summary>A live story of two parts in English and in Persian, which the demonstration has not. It counts and says nothing of the world.</summary>
public sealed class LiveDesk : IAsyncLifetime
{
    private static readonly string[] Numbers = ["one two three four five", "یک دو سه چهار پنج"];

    private TestNewsroom _paper = null!;
    private ReaderSite _site = null!;

    public Uri On(string path) => new(_site.Address, path);

    /// <summary>Where a desk's part of it is in the edition.</summary>
    public string Part(string desk, int number) => Path.GetRelativePath(_paper.House.Public, _paper.PageOf(ArticleId.Derive(DeskTag.Parse(desk), $"count {number}"))).Replace('\\', '/');

    /// <summary>Adds entries to the open part and publishes.</summary>
    public async Task AddAsync(string desk, int entries)
    {
        await DraftAsync(desk, 2, entries, LiveState.Open);
        await _paper.PublishAsync();
    }

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddHours(-2), "en", "fa");
        foreach (var desk in new[] { "en", "fa" })
        {
            await DraftAsync(desk, 1, LivePart.Size, LiveState.Full);
            await DraftAsync(desk, 2, 6, LiveState.Open);
        }
        await _paper.PublishAsync();
        _site = await ReaderSite.StartAsync(_paper.House.Public, new Uri("http://127.0.0.1:0"));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _paper.DisposeAsync();
    }

    private async Task DraftAsync(string desk, int number, int entries, LiveState state)
    {
        var (live, words) = (new LivePart("count", number, state), Numbers[desk == "en" ? 0 : 1]);
        IEnumerable<Block> Entry(int n) =>
        [
            new LiveEntry(n, TestNewsroom.Start.AddMinutes(n), n % 3 == 0 ? null : $"{words} {n.ToString(CultureInfo.InvariantCulture)}", n % 5 == 0 && n % 3 != 0),
            new Paragraph([.. Enumerable.Repeat(new Run(words + " "), 20)]), new Subhead(2, [new(words)]), new FactBox(words, [[new(words)]]),
        ];
        var text = new ArticleText { Language = desk, Headline = words, Deck = words, Live = live, Body = [new Paragraph([new(words)]), .. Enumerable.Range(live.First, entries).SelectMany(Entry)] };
        await using var db = NewsroomStore.Open(_paper.House.Path).OpenWriting();
        var draft = new Draft { Desk = DeskTag.Parse(desk), Uri = $"count {number}", Story = "count", Text = text };
        var taken = Assert.Single(await TakeInArticles.ManyAsync(db, [new Incoming(draft, Approve: true)], _paper.Clock.GetUtcNow()));
        Assert.True(taken.Approval is Approval.Approved, taken.ToString());
    }
}
