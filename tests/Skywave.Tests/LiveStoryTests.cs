using System.Text.RegularExpressions;
using Skywave.Delivery;
using Skywave.Importing;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests;

/// <summary>A live story from a reporter's file to the reader: imported, cut into parts, published, verified, added to.</summary>
public sealed partial class LiveStoryTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _inbox = new();
    private TestNewsroom _paper = null!;

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync("en", "fa");
        _paper.Settle(s => s with { PublicAddress = "https://news.example" });
    }

    public async ValueTask DisposeAsync() => await _paper.DisposeAsync();

    public void Dispose() => _inbox.Dispose();

    [Fact]
    public async Task Forty_five_entries_are_three_pages_that_verify_and_whose_permalinks_lead_to_their_entries()
    {
        await AddAsync(Story(45));
        Assert.Empty((await _paper.VerifyAsync()).Findings);
        Assert.Equal(3, Directory.GetFiles(Folder("en"), "count-*.html").Length);
        foreach (var n in Enumerable.Range(1, 45))
        {
            var page = await PageAsync(LivePart.Holding(n));
            Assert.Contains($"<h2 id=\"e{n}\">", page, StringComparison.Ordinal);
            Assert.Contains($"Text of entry {n}.", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"#e{n}\"", page, StringComparison.Ordinal);
        }
        (int Part, int? Earlier, int? Later, bool IsAsked)[] ways = [(1, null, 2, false), (2, 1, 3, false), (3, 2, null, true)];
        foreach (var way in ways)
        {
            Assert.Equal(way, (way.Part, await LinkAsync(way.Part, "prev"), await LinkAsync(way.Part, "next"), (await PageAsync(way.Part)).Contains("Check for updates", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Front_feeds_and_lists_name_it_once_by_its_newest_part()
    {
        await AddAsync(Story(5));
        await AddAsync(Story(20));
        await AddAsync(Story(41));
        await _paper.WriteAsync("en", "another", "Another story", "Its text.");
        await _paper.PublishAsync();
        foreach (var list in new[] { "index.html", "feed.xml", "feed.atom", "feed.json", "topic/elections/index.html", "person/ada-marsh/index.html" })
        {
            var text = await File.ReadAllTextAsync(Path.Combine(_paper.House.Public, "en", list));
            Assert.Equal([false, false, true], Enumerable.Range(1, 3).Select(part => text.Contains(IdOf(part).Value + ".html", StringComparison.Ordinal)));
        }
        Assert.Contains("<b>Live</b>", await File.ReadAllTextAsync(Path.Combine(_paper.House.Public, "en", "topic", "elections", "index.html")), StringComparison.Ordinal);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
        Assert.False(Directory.Exists(Path.Combine(_paper.House.Public, "en", "story")), "parts of one live story are no list of a story");
    }

    [Fact]
    public async Task One_entry_more_touches_the_open_part_alone_and_no_more_files_than_a_new_revision_of_a_story()
    {
        await AddAsync(Story(45));
        await _paper.WriteAsync("en", "plain", "A plain story", "Its text.");
        await _paper.PublishAsync();
        var live = await AddAsync(Story(46));
        Assert.Equal([PathOf(3)], live.Where(IsPage));
        var before = Files();
        await _paper.WriteAsync("en", "plain", "A plain story", "Its text, and more.");
        await _paper.PublishAsync();
        // Where it stands in lists of its own: topic and person.
        Assert.InRange(live.Count, 10, Changed(before).Count + 2);
        var full = await AddAsync(Story(60));
        Assert.Equal([PathOf(3)], full.Where(IsPage));
        var next = await AddAsync(Story(61));
        Assert.Equal([.. new[] { PathOf(3), PathOf(4) }.Order(StringComparer.Ordinal)], next.Where(IsPage));
        Assert.Equal(4, await LinkAsync(3, "next"));
        Assert.Equal(1, Revisions(1));
        Assert.Equal(3, Revisions(3));
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_full_part_changes_by_correction_only()
    {
        await AddAsync(Story(45));
        Assert.Equal([PathOf(3)], (await AddAsync(Story(45, headline: "The count is done"))).Where(IsPage));
        Assert.Contains("<h1>The count</h1>", await PageAsync(1), StringComparison.Ordinal);
        var corrected = await AddAsync(Story(45, headline: "The count is done", front: "live: ended\ncorrection: correction | It was nine. | entry 3. Nine.", change: 3));
        Assert.Equal([.. new[] { PathOf(1), PathOf(3) }.Order(StringComparer.Ordinal)], corrected.Where(IsPage));
        Assert.Contains("It was nine.", await PageAsync(1), StringComparison.Ordinal);
        Assert.DoesNotContain("It was nine.", await PageAsync(3), StringComparison.Ordinal);
        Assert.Contains("This live report has ended.", await PageAsync(3), StringComparison.Ordinal);
        Assert.DoesNotContain("Check for updates", await PageAsync(3), StringComparison.Ordinal);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task An_entry_that_was_published_is_neither_moved_nor_taken_out()
    {
        await AddAsync(Story(5));
        var refused = Assert.Single(await ImportAsync(Story(4)));
        Assert.Contains("entry 5 was published with the time 2026-11-24 06:05 UTC and is not there any more: others link to it", refused, StringComparison.Ordinal);
        refused = Assert.Single(await ImportAsync(Story(6).Replace("06:02", "06:03", StringComparison.Ordinal)));
        Assert.Contains("entry 2 was published with the time 2026-11-24 06:02 UTC and now has 2026-11-24 06:03", refused, StringComparison.Ordinal);
        refused = Assert.Single(await ImportAsync("---\nid: count\ndesk: en\n---\nThe count\n\nIt is over.\n"));
        Assert.Contains("entry 1 was published", refused, StringComparison.Ordinal);
        Assert.Empty(await ImportAsync(Story(6)));
    }

    [Fact]
    public async Task Step_by_step_the_same_pages_and_lists_come_out_as_from_making_everything_again()
    {
        foreach (var count in new[] { 3, 19, 20, 33, 45 })
        {
            await AddAsync(Story(count));
            await AddAsync(Story(count / 2, desk: "fa"));
        }
        await _paper.WriteAsync("en", "analysis", "What the count means", "Its text.", story: "count");
        await _paper.PublishAsync();
        await AddAsync(Story(62));
        var stepwise = Files().Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal) || f.Key.Contains("/feed", StringComparison.Ordinal)).ToDictionary();
        await _paper.PublishAsync(whole: true);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
        var whole = Files();
        // A page's proof is of the day it was made.
        Assert.All(stepwise.Where(f => !IsPage(f.Key)), f => Assert.True(whole[f.Key] == f.Value, f.Key));
        Assert.Equal([4, 2], new[] { "en", "fa" }.Select(desk => Directory.GetFiles(Folder(desk), "*.html").Count(f => File.ReadAllText(f).Contains("LiveBlogPosting", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task The_newest_parts_of_two_desks_lead_to_each_other_and_settled_ones_are_left_alone()
    {
        await AddAsync(Story(25));
        await AddAsync(Story(25, desk: "fa"));
        Assert.Contains($"hreflang=\"fa\" href=\"../../../{PathOf(2, "fa")}\"", await PageAsync(2), StringComparison.Ordinal);
        Assert.DoesNotContain(IdOf(1, "fa").Value, await PageAsync(2), StringComparison.Ordinal);
        Assert.DoesNotContain("hreflang", await PageAsync(1), StringComparison.Ordinal);
        Assert.Equal([PathOf(2, "fa")], (await AddAsync(Story(26, desk: "fa"))).Where(IsPage));
        // Another headline is what the other desk's newest part shows.
        Assert.Equal([PathOf(2), PathOf(2, "fa")], (await AddAsync(Story(27, desk: "fa", headline: "شمارش"))).Where(IsPage));
    }

    private static string Story(int entries, string desk = "en", string headline = "The count", string front = "live: yes", int change = 0) =>
        $"---\nid: count\ndesk: {desk}\nslugline: count\ntopics: Elections\npeople: Ada Marsh\n{front}\n---\n{headline}\n\nWhat it is about.\n\n" + string.Concat(Enumerable.Range(1, entries).Select(n =>
            $"@ 2026-11-24 {6 + (n / 60):00}:{n % 60:00}{(n % 3 == 0 ? "" : $" Headline {n}")}\nText of entry {n}.{(n == change ? " Nine." : "")}\n\n"));

    // Imports and publishes a quarter of an hour later; gives the files that changed.
    private async Task<List<string>> AddAsync(string text)
    {
        Assert.Empty(await ImportAsync(text));
        _paper.Clock.Advance(TimeSpan.FromMinutes(15));
        var before = Files();
        await _paper.PublishAsync();
        return Changed(before);
    }

    // Gives what was refused.
    private async Task<IReadOnlyList<string>> ImportAsync(string text)
    {
        var (file, said) = (Path.Combine(_inbox.Path, "live.txt"), new StringWriter());
        await File.WriteAllTextAsync(file, text);
        var report = new ImportReport(new Terminal(said, said, json: true, interactive: false));
        await new ImportSources(_paper.House, report, new ImportWishes(null, Approve: true), _ => { }, _paper.Clock).RunAsync([file], CancellationToken.None);
        var json = new System.Text.Json.Nodes.JsonObject();
        report.Tell(json);
        return [.. json["refused"]!.AsArray().Select(r => (string)r!["reason"]!)];
    }

    private static ArticleId IdOf(int part, string desk = "en") => ArticleId.Derive(DeskTag.Parse(desk), "text:count" + (part == 1 ? "" : $"#part-{part}"));

    private string Folder(string desk) => Path.Combine(_paper.House.Public, desk, "2026", "11");

    private string PathOf(int part, string desk = "en") => Path.GetRelativePath(_paper.House.Public, _paper.PageOf(IdOf(part, desk))).Replace('\\', '/');

    private Task<string> PageAsync(int part) => File.ReadAllTextAsync(_paper.PageOf(IdOf(part)));

    // The part that a page leads on to, by a link that leads somewhere.
    private async Task<int?> LinkAsync(int part, string relation)
    {
        var link = Relation().Matches(await PageAsync(part)).SingleOrDefault(m => m.Groups[1].Value == relation)?.Groups[2].Value;
        return link is null ? null : Enumerable.Range(1, 9).First(n => link == "../../../" + PathOf(n));
    }

    private int Revisions(int part)
    {
        using var ledger = LedgerFile.Open(_paper.House.Ledger);
        return ledger.Entries.Count(e => e.Article == IdOf(part).Value);
    }

    private static bool IsPage(string path) => Article().IsMatch(path);

    private Dictionary<string, string> Files() => Lies.LyingMirror.Read(_paper.House.Public).Where(f => SiblingName.OriginalOf(f.Key) is null)
        .ToDictionary(f => f.Key, f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(f.Value)));

    private List<string> Changed(Dictionary<string, string> before) => [.. Files().Where(f => before.GetValueOrDefault(f.Key) != f.Value).Select(f => f.Key).Order(StringComparer.Ordinal)];

    [GeneratedRegex("<a rel=\"(next|prev)\" href=\"([^\"]*)\"")]
    private static partial Regex Relation();

    [GeneratedRegex("/\\d{4}/\\d\\d/[^/]*[a-z2-7]{16}\\.html$")]
    private static partial Regex Article();
}
