using System.Security.Cryptography;
using Skywave.Bench;
using Skywave.Delivery;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Tests.Lies;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Packs;

/// <summary>A mirror that takes packs and bundles ends with the bytes of one that fetched every file, in fewer requests; whatever a pack is, nothing is lost by it.</summary>
public sealed class PackSyncTests
{
    [Fact]
    public async Task One_story_is_one_pack_and_two_small_requests()
    {
        await using var paper = await PaperAsync();
        using var copy = new TempFolder();
        await PullAsync(paper, copy.Path, paper.Source);
        await PublishAsync(paper, 1);
        var source = new AskedSource(paper.House.Public);
        await PullAsync(paper, copy.Path, source.Source);
        Assert.Equal(["metadata/2.root.json", "metadata/timestamp.json", "delta/2.pack"], source.Asked);
        Assert.InRange(new FileInfo(Path.Combine(paper.House.Public, "delta/2.pack")).Length, 500, 8_000);
        await AssertIsWholeAsync(paper, copy.Path);
    }

    [Fact]
    public async Task Some_editions_behind_the_packs_are_taken_in_turn()
    {
        await using var paper = await PaperAsync();
        using var copy = new TempFolder();
        await PullAsync(paper, copy.Path, paper.Source);
        for (var i = 0; i < 6; i++)
        {
            await PublishAsync(paper, i == 3 ? 40 : 1);
        }
        var source = new AskedSource(paper.House.Public);
        await PullAsync(paper, copy.Path, source.Source);
        Assert.Equal(["metadata/2.root.json", "metadata/timestamp.json", .. Enumerable.Range(2, 6).Select(n => $"delta/{n}.pack")], source.Asked);
        await AssertIsWholeAsync(paper, copy.Path);
    }

    [Fact]
    public async Task A_mirror_thirty_days_behind_catches_up_from_bundles_with_the_same_bytes_and_far_fewer_requests()
    {
        await using var paper = await PaperAsync();
        using var copy = new TempFolder();
        using var plain = new TempFolder();
        await PullAsync(paper, copy.Path, paper.Source);
        TempFolder.Copy(copy.Path, plain.Path);
        for (var day = 0; day < 30; day++)
        {
            await PublishAsync(paper, 6);
            paper.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10));
        }
        var (bundles, files) = (new AskedSource(paper.House.Public), new AskedSource(paper.House.Public) { Packs = _ => null });
        await PullAsync(paper, copy.Path, bundles.Source);
        await PullAsync(paper, plain.Path, files.Source);
        Assert.Equal(30, bundles.Asked.Count(path => path.EndsWith(".bundle", StringComparison.Ordinal)));
        Assert.InRange(bundles.Asked.Count, 30, 40);
        Assert.True(files.Asked.Count > 5 * bundles.Asked.Count, $"{files.Asked.Count} requests without bundles, {bundles.Asked.Count} with them");
        await AssertIsWholeAsync(paper, copy.Path);
        await AssertIsWholeAsync(paper, plain.Path);
    }

    [Fact]
    public async Task A_pack_that_is_missing_or_too_great_leaves_the_rest_to_plain_fetching()
    {
        await using var paper = await PaperAsync();
        using var start = new TempFolder();
        await PullAsync(paper, start.Path, paper.Source);
        for (var i = 0; i < 3; i++)
        {
            await PublishAsync(paper, 2);
        }
        foreach (var gap in new[] { "delta/2.pack", "delta/4.pack" })
        {
            using var copy = new TempFolder();
            TempFolder.Copy(start.Path, copy.Path);
            await PullAsync(paper, copy.Path, new AskedSource(paper.House.Public) { Packs = path => path == gap ? null : new EditionFolder(paper.House.Public).Read(path) }.Source);
            await AssertIsWholeAsync(paper, copy.Path);
        }
    }

    [Fact]
    public async Task Whatever_comes_for_a_pack_the_copy_is_the_edition_and_keeps_no_lie()
    {
        await using var paper = await PaperAsync();
        using var start = new TempFolder();
        await PullAsync(paper, start.Path, paper.Source);
        await PublishAsync(paper, 1);
        var (before, now) = (new EditionFolder(start.Path), new EditionFolder(paper.House.Public));
        var honest = now.Read("delta/2.pack")!;
        var files = Pack.Open(honest, path => before.Read(path)).Value.Files;
        var lies = files.Select(lie => Pack.Make(2, paper.Clock.GetUtcNow(), files.Select(f => f == lie ? new EditionFile(f.Path, new byte[] { 1, 2, 3 }) : f), before.Read)!)
            .Append(Pack.Make(2, paper.Clock.GetUtcNow(), files.Select(f => new EditionFile(f.Path, before.Read(f.Path) ?? [])), before.Read)!)
            .Append(Pack.Make(3, paper.Clock.GetUtcNow(), files, before.Read)!).Append([]).Append([.. honest, .. honest]);
        var dice = new Random(7);
        var flips = Enumerable.Range(0, 12).Select(_ =>
        {
            var damaged = honest.ToArray();
            damaged[dice.Next(damaged.Length)] ^= (byte)(1 << dice.Next(8));
            return damaged;
        });
        foreach (var pack in lies.Concat(flips))
        {
            using var copy = new TempFolder();
            TempFolder.Copy(start.Path, copy.Path);
            await PullAsync(paper, copy.Path, new AskedSource(paper.House.Public) { Packs = path => path == "delta/2.pack" ? pack : null }.Source);
            await AssertIsWholeAsync(paper, copy.Path);
            Assert.True(!File.Exists(Path.Combine(copy.Path, "delta/2.pack")) || Pack.Open(pack, path => before.Read(path)).IsAccepted);
        }
    }

    [Fact]
    public async Task A_mirror_of_a_mirror_takes_the_packs_that_the_first_one_took()
    {
        await using var paper = await PaperAsync();
        using var first = new TempFolder();
        using var second = new TempFolder();
        await PullAsync(paper, first.Path, paper.Source);
        await PullAsync(paper, second.Path, EditionSource.FromFolder(first.Path));
        await PublishAsync(paper, 1);
        await PullAsync(paper, first.Path, paper.Source);
        var source = new AskedSource(first.Path);
        await PullAsync(paper, second.Path, source.Source);
        Assert.Equal(3, source.Asked.Count);
        await AssertIsWholeAsync(paper, second.Path);
    }

    [Fact]
    public async Task An_update_goes_over_one_connection_with_packs_and_without()
    {
        await using var paper = await PaperAsync();
        using var packs = new TempFolder();
        using var plain = new TempFolder();
        await PullAsync(paper, packs.Path, paper.Source);
        TempFolder.Copy(packs.Path, plain.Path);
        await PublishAsync(paper, 1);
        await using var site = await ReaderSite.StartAsync(paper.House.Public, new Uri("http://127.0.0.1:0"));
        foreach (var (folder, isPlain) in new[] { (packs.Path, false), (plain.Path, true) })
        {
            await using var proxy = new CountingProxy(site.Address.Port);
            using var client = HttpFetch.NewClient();
            var http = EditionSource.FromUrl(new Uri($"http://127.0.0.1:{proxy.Port}/"), client);
            await PullAsync(paper, folder, isPlain ? EditionSource.From((path, max, cancel) => path.StartsWith("delta/", StringComparison.Ordinal) ? Task.FromResult<Fetched>(new Fetched.Missing()) : http.FetchAsync(path, max, cancel), "plain") : http);
            var (bytes, connections, requests) = proxy.Count;
            Assert.Equal(1, connections);
            Assert.InRange(requests, isPlain ? 10 : 3, isPlain ? 25 : 3);
            Assert.InRange(bytes, 1_000, isPlain ? 200_000 : 12_000);
            await AssertIsWholeAsync(paper, folder);
        }
    }

    [Fact]
    public async Task Without_packs_only_the_new_entries_of_a_log_go_over_the_wire()
    {
        await using var paper = await PaperAsync();
        using var parts = new TempFolder();
        using var whole = new TempFolder();
        await PullAsync(paper, parts.Path, paper.Source);
        TempFolder.Copy(parts.Path, whole.Path);
        await PublishAsync(paper, 1);
        await using var site = await ReaderSite.StartAsync(paper.House.Public, new Uri("http://127.0.0.1:0"));
        var sent = new List<long>();
        foreach (var (folder, asksForRests) in new[] { (parts.Path, true), (whole.Path, false) })
        {
            await using var proxy = new CountingProxy(site.Address.Port);
            using var client = HttpFetch.NewClient();
            var http = EditionSource.FromUrl(new Uri($"http://127.0.0.1:{proxy.Port}/"), client);
            static Fetched? NoPacks(string path) => path.StartsWith("delta/", StringComparison.Ordinal) ? new Fetched.Missing() : null;
            await PullAsync(paper, folder, asksForRests ? http.After((path, _, _) => Task.FromResult(NoPacks(path))) : EditionSource.From(async (path, max, cancel) => NoPacks(path) ?? await http.FetchAsync(path, max, cancel), "whole files"));
            sent.Add(proxy.Count.Bytes);
            await AssertIsWholeAsync(paper, folder);
        }
        // Seventy entries were known, and are what makes the difference.
        Assert.InRange(sent[1] - sent[0], 70 * 150, 70 * 500);
    }

    private static async Task<TestNewsroom> PaperAsync()
    {
        var paper = await TestNewsroom.MakeAsync("en", "fa");
        await PublishAsync(paper, 70);
        return paper;
    }

    private static async Task PublishAsync(TestNewsroom paper, int stories)
    {
        await using var db = NewsroomStore.Open(paper.House.Path).OpenWriting();
        var now = paper.Clock.GetUtcNow();
        var drafts = Enumerable.Range(0, stories).Select(i => new Draft
        {
            Desk = DeskTag.Parse(i % 3 == 1 ? "fa" : "en"),
            Uri = $"item {now:O} {i}",
            Story = $"item {now:O} {i}",
            FirstPublished = now,
            Text = new ArticleText { Language = i % 3 == 1 ? "fa" : "en", Headline = $"Headline {i} of {now:O}", Deck = "What it is about.", Located = "Yerevan", Body = [new Paragraph([new Run($"Text {i} of {now:O}.")])] },
        });
        Assert.All(await TakeInArticles.ManyAsync(db, [.. drafts.Select(d => new Incoming(d, Approve: true))], now), t => Assert.IsType<Approval.Approved>(t.Approval));
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromMinutes(10));
    }

    private static async Task PullAsync(TestNewsroom paper, string folder, EditionSource source)
    {
        var report = await new PullEdition(folder).RunAsync(source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None);
        Assert.True(report.IsAuthentic, $"{report.Findings.FirstOrDefault()}{report.Unreachable}");
    }

    // What a fresh copy has, it has; and it is authentic. Beyond that it may have what it had before.
    private static async Task AssertIsWholeAsync(TestNewsroom paper, string folder)
    {
        using var fresh = new TempFolder();
        await PullAsync(paper, fresh.Path, paper.Source);
        var (whole, copy) = (Hashes(fresh.Path), Hashes(folder));
        Assert.All(whole, file => Assert.True(copy.GetValueOrDefault(file.Key) == file.Value, $"{file.Key} differs"));
        Assert.Empty((await paper.VerifyAsync(source: EditionSource.FromFolder(folder))).Findings);
    }

    private static Dictionary<string, string> Hashes(string folder) =>
        LyingMirror.Read(folder).Where(f => !f.Key.StartsWith("delta/", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => Convert.ToHexString(SHA256.HashData(f.Value)));
}
