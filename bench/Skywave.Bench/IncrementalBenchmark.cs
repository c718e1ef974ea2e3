using System.Diagnostics;
using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Bench;

/// <summary>
/// One breaking story after the other into a published archive, in one running process, each from the text at hand to both local mirrors; beside it, the same
/// into an archive of 1,000. The first hundred are not counted: the server has been running. A file and its compressed siblings count once.
/// </summary>
internal static class IncrementalBenchmark
{
    private const int Stories = 200;

    // The server has been running for a while.
    private const int Before = 100;

    private const int Small = 1_000;
    private const int MostFiles = 24;
    private const double MostGrowth = 1.5;
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(60);

    public static async Task<Table> RunAsync(int articles)
    {
        var table = new Table($"{Math.Min(Small, articles):N0} articles");
        foreach (var (place, folder) in Machine.Places())
        {
            var few = await OnceAsync(place, folder, Math.Min(Small, articles)).ConfigureAwait(false);
            var many = articles <= Small ? few : await OnceAsync(place, folder, articles).ConfigureAwait(false);
            var isCounted = folder == Machine.Places().First().Folder;
            var growth = many.At(0.95) / few.At(0.95);
            table.Add(new($"a story into {articles:N0} articles {place}, p50", many.At(0.5).Text(), few.At(0.5).Text(), $"{many.At(0.5) / few.At(0.5):0.00}x"));
            table.Add(new("  p95", many.At(0.95).Text(), few.At(0.95).Text(), $"{growth:0.00}x", isCounted ? $"{Most.Text()}; {MostGrowth:0.0}x" : "", isCounted ? many.At(0.95) <= Most && growth <= MostGrowth : null));
            table.Add(new("  files written, half; most", $"{many.Files[Stories / 2]}; {many.Files[^1]}", $"{few.Files[Stories / 2]}; {few.Files[^1]}", "", $"{MostFiles}, the same", many.Files[^1] <= MostFiles && many.Files[^1] == few.Files[^1]));
            table.Add(new($"  stories of {Stories} that write more than {MostFiles}", $"{many.Files.Count(f => f > MostFiles)}", $"{few.Files.Count(f => f > MostFiles)}"));
            table.Add(new("  bytes written, of four", $"{many.Bytes:N0}", $"{few.Bytes:N0}"));
            table.Add(new("  … flushing the same files to both mirrors, nothing else", $"{many.Flush.Text()} ({many.Flush / many.At(0.5):P0})", $"{few.Flush.Text()} ({few.Flush / few.At(0.5):P0})"));
        }
        return table;
    }

    private static async Task<Result> OnceAsync(string place, string folder, int articles)
    {
        var clock = new Stepping();
        using var paper = await Paper.OfArchiveAsync(folder, articles, clock).ConfigureAwait(false);
        var house = NewsroomFolder.Open(paper.Folder);
        house = house with { Settings = house.Settings with { Carriers = ["public", "second"] } };
        house.Save();
        var keys = KeyFiles.Open(house.HostKeyring, Paper.Passphrase);
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, json: false, interactive: false);
        Console.WriteLine($"{place}: publishing {articles:N0} articles …");
        await PublishAsync().ConfigureAwait(false);

        Console.WriteLine($"{place}: {Stories} stories into {articles:N0} articles …");
        // A server has both databases open; the last one to close a database writes its log into it.
        await using var ledger = LedgerFile.Open(house.Ledger);
        await using var db = NewsroomStore.Open(paper.Folder).OpenWriting();
        var (times, files, changes) = (new List<TimeSpan>(), new List<int>(), new List<Changes>());
        for (var i = 0; i < Before + Stories; i++)
        {
            clock.Step();
            var draft = Breaking(i, clock.GetUtcNow());
            // Looking at every file costs more than a story does: now and then is enough.
            var before = i >= Before && i % 50 == 10 ? Changes.Look(house.Public) : null;
            var watch = Stopwatch.StartNew();
            await TakeInArticles.ManyAsync(db, [new Incoming(draft, Approve: true)], clock.GetUtcNow()).ConfigureAwait(false);
            var published = await PublishAsync().ConfigureAwait(false);
            if (i < Before)
            {
                continue;
            }
            times.Add(watch.Elapsed);
            files.Add(published.Files + 1); // and its pack
            changes.AddRange(before is null ? [] : [Changes.Since(before, house.Public)]);
        }
        return new Result([.. times.Order()], [.. files.Order()], changes.Max(c => c.Bytes), changes.Select(c => c.Flush(folder)).Median());

        async Task<Published> PublishAsync()
        {
            var published = await new PublishEdition(house, () => keys, clock, _ => { }).RunAsync(whole: false, CancellationToken.None).ConfigureAwait(false);
            await OtherCarriers.CatchUpAsync(house, terminal, new JsonObject(), CancellationToken.None).ConfigureAwait(false);
            return published;
        }
    }

    /// <summary>A story nobody expected: one topic, one place, one author.</summary>
    public static Draft Breaking(int number, DateTimeOffset at) => new()
    {
        Desk = DeskTag.Parse("en"),
        Uri = $"urn:bench:breaking:{number}",
        FirstPublished = at,
        Text = new ArticleText
        {
            Language = "en",
            Headline = $"The bridge is closed, hour {number}",
            Deck = "Nobody may cross it until the engineers have looked at it.",
            Slugline = $"bridge-{number}",
            Located = "Yerevan",
            Bylines = [new Byline("Ani Petrosyan")],
            Subjects = [new Subject("Disasters", "disasters")],
            Urgency = 1,
            Breaking = true,
            Body = [.. Enumerable.Range(0, 8).Select(p => new Paragraph([new Run($"Paragraph {p} of hour {number} says what is known of the bridge so far, who says so, and what they do not know yet.")]))],
        },
    };

    private sealed record Result(TimeSpan[] Times, int[] Files, long Bytes, TimeSpan Flush)
    {
        public TimeSpan At(double share) => Times[(int)Math.Min(Times.Length * share, Times.Length - 1)];
    }
}
