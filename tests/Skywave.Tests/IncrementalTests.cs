using System.Text.RegularExpressions;
using CsCheck;
using Skywave.Delivery;
using Skywave.Ledger;
using Skywave.Trust.Pages;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

/// <summary>A publish touches what its articles touch: counted, and compared with making everything again.</summary>
public sealed partial class IncrementalTests
{
    private static readonly string[] Topics = ["Elections", "Courts", "Protest", "Health"];
    private static readonly string[] Places = ["Yerevan", "Tbilisi", "Almaty"];

    [Fact]
    public async Task Step_by_step_the_same_lists_come_out_as_from_making_everything_again()
    {
        await using var paper = await TestNewsroom.MakeAsync("en", "fa");
        paper.Settle(s => s with { PublicAddress = "https://news.example" });
        Media[] sounds = [.. Enumerable.Range(0, 3).Select(i => paper.Sound("recording " + i))];
        var dice = new Random(3);
        var written = 0;
        for (var step = 0; step < 12; step++)
        {
            // Some publishes bring one story, some sixty: pages fill, segments of search close, stories are told again.
            var drafts = Enumerable.Range(0, step % 4 == 0 ? 60 : 1 + dice.Next(5)).Select(_ => Story(dice, written++, paper.Clock.GetUtcNow())).ToList();
            for (var again = 0; step > 0 && again < 6; again++)
            {
                var old = dice.Next(written - drafts.Count);
                drafts.Add(Story(new Random(old), old, paper.Clock.GetUtcNow(), corrected: step));
            }
            drafts[0] = drafts[0] with { Text = drafts[0].Text with { Body = [.. drafts[0].Text.Body, new MediaBlock(sounds[step % 3])] } };
            await TakeAsync(paper, drafts);
            if (step % 5 == 4)
            {
                await WithdrawAsync(paper, dice.Next(written));
            }
            await paper.PublishAsync();
            paper.Clock.Advance(TimeSpan.FromHours(7));
        }
        Assert.Empty((await paper.VerifyAsync()).Findings);
        var (stepwise, maps) = (Lists(paper.House.Public), Corrections(paper));
        Directory.Delete(paper.House.Public, recursive: true);
        await paper.PublishAsync(whole: true);
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.Equal(maps, Corrections(paper));
        var whole = Lists(paper.House.Public);
        Assert.True(whole.Count > 60, $"{whole.Count} lists were compared");
        Assert.All(new[] { "en/corrections/1.html", "en/podcast.xml", "en/sitemap-2026-11.xml" }, path => Assert.Contains(path, whole.Keys));
        Assert.Empty(BrokenLinks(paper.House.Public));
        Assert.Equal(whole.Keys, stepwise.Keys.Where(whole.ContainsKey));
        Assert.All(whole, file => Assert.True(file.Value == stepwise[file.Key], $"{file.Key} differs"));
        // What is there beyond that, nothing names any more: segments of search that larger ones replaced.
        Assert.All(stepwise.Keys.Where(k => !whole.ContainsKey(k)), path => Assert.Contains("/search/", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_story_writes_as_many_files_into_a_large_archive_as_into_a_small_one_and_no_more_than_24()
    {
        await using var paper = await TestNewsroom.MakeAsync("en", "fa");
        paper.Settle(s => s with { PublicAddress = "https://news.example" }); // two sitemaps more
        var dice = new Random(13); // no page of a list becomes full with the story that is counted: that is one file more
        var counts = new List<(int Archive, int Files)>();
        var steps = new List<long>();
        using var databases = new DatabaseSteps(paper.House.Path);
        var written = 0;
        foreach (var size in new[] { 100, 400, 1_000 })
        {
            var now = paper.Clock.GetUtcNow();
            // Spread over years, with two of this month among them: the first of a month writes the archive's list of months too.
            await TakeAsync(paper, [.. Enumerable.Range(written, size - written).Select(n => Story(dice, n, n <= written + 1 ? now : now.AddDays(-60 - n)))]);
            written = size;
            await paper.PublishAsync();
            paper.Clock.Advance(TimeSpan.FromMinutes(10));
            var story = Draft("en", size, "A story breaks " + size, paper.Clock.GetUtcNow()) with { Story = "breaking " + size };
            await TakeAsync(paper, [story with { Text = story.Text with { Subjects = [new Subject("Elections")], Located = "Yerevan", Bylines = [new Byline("Reporter 1")] } }]);
            written++;
            var before = Stamps(paper.House.Public);
            databases.Take();
            await paper.PublishAsync();
            steps.Add(databases.Take());
            counts.Add((size, Stamps(paper.House.Public).Count(f => before.GetValueOrDefault(f.Key) != f.Value)));
            paper.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        Assert.All(counts, c => Assert.InRange(c.Files, 10, 24));
        Assert.True(counts.Select(c => c.Files).Distinct().Count() == 1, string.Join(", ", counts));
        // What the databases do for it is the same too, but for what lies above a row in a larger index: a question that walks through the archive would show.
        Assert.True(steps[0] > 1_000 && steps[2] < 1.1 * steps[1], string.Join(", ", steps));
    }

    private static Draft Story(Random dice, int number, DateTimeOffset now, int corrected = 0)
    {
        var draft = Draft(number % 3 == 0 ? "fa" : "en", number, $"Headline {number}{(corrected > 0 ? $" as corrected in step {corrected}" : "")}", now);
        var topics = Topics.Where(_ => dice.Next(3) == 0).Select(t => new Subject(t)).ToArray();
        return draft with
        {
            Story = dice.Next(4) == 0 ? $"story {number / 5}" : $"alone {number}",
            Correction = corrected > 0 ? new CorrectionNote(CorrectionKind.Correction, $"Corrected in step {corrected}.") : null,
            Text = draft.Text with { Subjects = [.. corrected > 0 ? topics.Skip(1) : topics], Located = Places[dice.Next(Places.Length)], Bylines = [new Byline($"Reporter {dice.Next(6)}")], Breaking = dice.Next(9) == 0 },
        };
    }

    private static Draft Draft(string desk, int number, string headline, DateTimeOffset now) => new()
    {
        Desk = DeskTag.Parse(desk),
        Uri = "item " + number,
        Story = "item " + number,
        FirstPublished = now.AddMinutes(number % 7 - 10),
        Text = new ArticleText { Language = desk, Headline = headline, Deck = "What it is about.", Body = [new Paragraph([new Run($"Text of {headline}.")])] },
    };

    private static async Task TakeAsync(TestNewsroom paper, IReadOnlyList<Draft> drafts)
    {
        await using var db = NewsroomStore.Open(paper.House.Path).OpenWriting();
        var taken = await TakeInArticles.ManyAsync(db, [.. drafts.DistinctBy(d => d.Uri).Select(d => new Incoming(d, Approve: true))], paper.Clock.GetUtcNow());
        Assert.All(taken, t => Assert.True(t.Approval is Approval.Approved || t.Drafted is Drafted.Unchanged or Drafted.Rejected, t.ToString()));
    }

    private static async Task WithdrawAsync(TestNewsroom paper, int number)
    {
        await using var db = NewsroomStore.Open(paper.House.Path).OpenWriting();
        var desk = DeskTag.Parse(number % 3 == 0 ? "fa" : "en");
        await WithdrawArticle.WithdrawAsync(db, ArticleId.Derive(desk, "item " + number), "It put somebody at risk.", Remains.Nothing, paper.Clock.GetUtcNow());
    }

    // The signed maps of corrections by year.
    private static Dictionary<string, string> Corrections(TestNewsroom paper)
    {
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        return ledger.Targets.Where(t => t.Name.Contains("/corrections-2")).ToDictionary(t => t.Name, t => Convert.ToBase64String(t.Bytes));
    }

    private static IEnumerable<string> BrokenLinks(string folder) => Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).SelectMany(path =>
        Link().Matches(File.ReadAllText(Path.Combine(folder, path))).Select(m => m.Groups[1].Value).Where(to => to.Length > 0 && !to.Contains(':', StringComparison.Ordinal)).Distinct()
            .Where(to => !File.Exists(Path.Combine(folder, new Uri(new Uri("https://x.test/" + path), to).AbsolutePath[1..]))).Select(to => $"{path}: {to}"));

    [GeneratedRegex("(?:href|src)=\"([^\"#]*)")]
    private static partial Regex Link();

    // What no log and no key is in: every list, feed and part of the search index. What is two days old at most depends on the time.
    private static SortedDictionary<string, string> Lists(string folder) => new(
        Lies.LyingMirror.Read(folder).Where(f => f.Key.Contains('/', StringComparison.Ordinal) && !f.Key.StartsWith("log/", StringComparison.Ordinal) && !f.Key.StartsWith("metadata/", StringComparison.Ordinal)
            && !f.Key.StartsWith("targets/", StringComparison.Ordinal) && !f.Key.StartsWith("delta/", StringComparison.Ordinal) && SiblingName.OriginalOf(f.Key) is null && !f.Key.EndsWith("news-sitemap.xml", StringComparison.Ordinal) && !PageAddress.TryFromPath(f.Key, out _))
            .ToDictionary(f => f.Key, f => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(f.Value))), StringComparer.Ordinal);

    private static Dictionary<string, (DateTime, long)> Stamps(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/.", StringComparison.Ordinal) && SiblingName.OriginalOf(Path.GetRelativePath(folder, f)) is null)
        .ToDictionary(f => f, f => (File.GetLastWriteTimeUtc(f), new FileInfo(f).Length));
}
