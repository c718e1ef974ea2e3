using Skywave.Delivery;
using Skywave.Ledger;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

/// <summary>Lists that only some publishes touch: the podcast, corrections, the words of the search index.</summary>
public sealed class NotedListsTests
{
    [Fact]
    public async Task A_desk_with_sound_has_a_podcast_that_only_sound_touches()
    {
        await using var paper = await TestNewsroom.MakeAsync("en", "fa");
        var id = await paper.WriteAsync("en", "one", "A story to hear", "It speaks.", sound: paper.Sound("The evening"));
        await paper.WriteAsync("fa", "one", "داستان نخست", "چیزی می‌گوید.");
        await paper.PublishAsync();
        Assert.Contains("<title>The evening</title>", Read(paper, "en/podcast.xml"), StringComparison.Ordinal);
        Assert.Contains("<itunes:duration>75</itunes:duration>", Read(paper, "en/podcast.xml"), StringComparison.Ordinal);
        Assert.Contains("href=\"../en/podcast.xml\"", Read(paper, "en/index.html"), StringComparison.Ordinal);
        Assert.False(File.Exists(At(paper, "fa/podcast.xml")));
        Assert.DoesNotContain("podcast.xml", Read(paper, "fa/index.html"), StringComparison.Ordinal);

        Assert.DoesNotContain("en/podcast.xml", await WrittenAsync(paper, () => paper.WriteAsync("en", "two", "A story to read", "It is silent.")));
        Assert.Contains("en/podcast.xml", await WrittenAsync(paper, () => paper.WriteAsync("en", "three", "Another to hear", "It speaks too.", sound: paper.Sound("The morning"))));
        Assert.Contains("<title>The morning</title>", Read(paper, "en/podcast.xml"), StringComparison.Ordinal);
        Assert.Contains("en/podcast.xml", await WrittenAsync(paper, () => paper.WithdrawAsync(id)));
        Assert.DoesNotContain("The evening", Read(paper, "en/podcast.xml"), StringComparison.Ordinal);
        await WrittenAsync(paper, () => paper.WriteAsync("en", "three", "Another to read", "It speaks no more."));
        Assert.DoesNotContain("<item>", Read(paper, "en/podcast.xml"), StringComparison.Ordinal);
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_correction_writes_the_first_page_of_corrections_and_two_in_thirty_one_more()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await TakeAsync(paper, 63, n => Draft(n));
        await paper.PublishAsync();
        Assert.Equal(["en/corrections.html"], await PagesAsync(0, 28));
        Assert.Equal(["en/corrections.html", "en/corrections/2.html"], await PagesAsync(28, 1));
        Assert.Equal(["en/corrections.html", "en/corrections/1.html"], await PagesAsync(29, 1));
        Assert.Equal(["en/corrections.html"], await PagesAsync(30, 1));
        Assert.Equal(["en/corrections.html", "en/corrections/2.html", "en/corrections/3.html"], await PagesAsync(31, 31));
        // A further correction of the first article is the newest; the page with its earlier one is made again, as any list's is.
        Assert.Equal(["en/corrections.html", "en/corrections/1.html"], await PagesAsync(0, 1, "again"));
        Assert.Contains("Corrected again", Read(paper, "en/corrections.html").Split("</li>")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Corrected again", Read(paper, "en/corrections/1.html"), StringComparison.Ordinal);
        Assert.Empty((await paper.VerifyAsync()).Findings);

        async Task<List<string>> PagesAsync(int from, int count, string how = "once") => [.. (await CorrectAsync(paper, from, count, how)).Where(p => p.Contains("/corrections", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task The_ten_thousandth_correction_writes_no_more_than_the_tenth()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await TakeAsync(paper, 25, n => Draft(n));
        await paper.PublishAsync();
        var often = ArticleId.Derive(DeskTag.Parse("en"), "item 24").Value;
        using (var ledger = LedgerFile.Open(paper.House.Ledger))
        {
            ledger.AddRange(Enumerable.Range(0, 10_000).Select(n => new CorrectionPlace { Desk = "en", Number = n, Article = often, Revision = 100 + n, Edition = 1 }));
            await ledger.SaveChangesAsync();
        }
        Assert.Equal(["en/corrections.html"], (await CorrectAsync(paper, 0, 1)).Where(p => p.Contains("/corrections", StringComparison.Ordinal)));
        Assert.Equal(["en/corrections.html", "en/corrections/334.html", "en/corrections/335.html"], (await CorrectAsync(paper, 1, 19)).Where(p => p.Contains("/corrections", StringComparison.Ordinal)));
        await paper.PublishAsync(whole: true);
        Assert.Equal(335, Directory.GetFiles(At(paper, "en/corrections"), "*.html").Length);
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_change_that_leaves_the_words_alone_rewrites_no_words_of_the_index()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await TakeAsync(paper, 300, n => Draft(n));
        await paper.PublishAsync();
        Assert.True(File.Exists(At(paper, "en/search/words/256/0/3.json")));
        // Told as corrected from now on: the line of a result.
        Assert.Equal(["en/search/lines/0.json"], await SearchFilesAsync(() => CorrectAsync(paper, 5, 1)));
        // Told so already.
        Assert.Empty(await SearchFilesAsync(() => CorrectAsync(paper, 5, 1, "again")));
        Assert.Equal(["en/search/lines/0.json", .. Enumerable.Range(0, 4).Select(n => $"en/search/words/256/0/{n}.json")],
            await SearchFilesAsync(() => WrittenAsync(paper, () => TakeAsync(paper, 1, _ => Draft(5) with { Text = Draft(5).Text with { Headline = "Other words" } }))));

        static async Task<List<string>> SearchFilesAsync(Func<Task<List<string>>> write) => [.. (await write()).Where(p => p.Contains("/search/", StringComparison.Ordinal) && !p.EndsWith("tail.json", StringComparison.Ordinal))];
    }

    private static Task<List<string>> CorrectAsync(TestNewsroom paper, int from, int count, string how = "once") => WrittenAsync(
        paper, () => TakeAsync(paper, count, n => Draft(from + n, $"Its text, mended {how}.") with { Correction = new CorrectionNote(CorrectionKind.Correction, $"Corrected {how}.") }));

    private static Draft Draft(int number, string text = "Its text.") => new()
    {
        Desk = DeskTag.Parse("en"),
        Uri = "item " + number,
        FirstPublished = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero).AddSeconds(number), // in their order
        Text = new ArticleText { Language = "en", Headline = "Headline " + number, Body = [new Paragraph([new Run(text)])] },
    };

    private static async Task TakeAsync(TestNewsroom paper, int count, Func<int, Draft> draft)
    {
        await using var db = NewsroomStore.Open(paper.House.Path).OpenWriting();
        var taken = await TakeInArticles.ManyAsync(db, [.. Enumerable.Range(0, count).Select(n => new Incoming(draft(n), Approve: true))], paper.Clock.GetUtcNow());
        Assert.All(taken, t => Assert.True(t.Approval is Approval.Approved, t.ToString()));
    }

    private static async Task<List<string>> WrittenAsync(TestNewsroom paper, Func<Task> write)
    {
        var before = Stamps(paper);
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await write();
        await paper.PublishAsync();
        return [.. Stamps(paper).Where(f => before.GetValueOrDefault(f.Key) != f.Value).Select(f => f.Key).Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, DateTime> Stamps(TestNewsroom paper) => Directory.EnumerateFiles(paper.House.Public, "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(paper.House.Public, f), File.GetLastWriteTimeUtc).Where(f => f.Key.StartsWith("en/", StringComparison.Ordinal) && SiblingName.OriginalOf(f.Key) is null).ToDictionary();

    private static string At(TestNewsroom paper, string path) => Path.Combine(paper.House.Public, path);

    private static string Read(TestNewsroom paper, string path) => File.ReadAllText(At(paper, path));
}
