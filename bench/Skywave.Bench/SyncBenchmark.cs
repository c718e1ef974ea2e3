using System.Diagnostics;
using Skywave.Delivery;
using Skywave.Mirror;
using Skywave.Reading;

namespace Skywave.Bench;

/// <summary>
/// One story is published into an archive, and a mirror that had all before it catches up over http, by the edition's pack and, from the same state, by fetching files: bytes both ways with their
/// headers, and requests. Beside it rsync from a daemon and a git push of the same two folders.
/// </summary>
internal static class SyncBenchmark
{
    private const int InMemory = 20_000;

    private static readonly (long Bytes, int Requests) MostPlain = (40_000, 25);
    private static readonly (long Bytes, int Requests) MostPacked = (12_000, 5);

    public static async Task<Table> RunAsync(int articles)
    {
        // Four copies of 100,000 articles and git's are 20 GB: more than the memory of a small machine.
        var (place, under) = articles > InMemory ? Machine.Places().Last() : Machine.Places().First();
        var clock = new Stepping();
        using var paper = await Paper.OfArchiveAsync(under, articles, clock).ConfigureAwait(false);
        Console.WriteLine($"{place}: publishing {articles:N0} articles …");
        await paper.PublishAsync(_ => { }, clock).ConfigureAwait(false);
        var work = Directory.CreateDirectory(Path.Combine(under, "skywave-bench-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var (mirror, plain, before, copy) = (Path.Combine(work, "mirror"), Path.Combine(work, "plain"), Path.Combine(work, "before"), Path.Combine(work, "copy"));
            await using var site = await ReaderSite.StartAsync(paper.Edition, new Uri("http://127.0.0.1:0")).ConfigureAwait(false);
            Console.WriteLine($"{place}: a mirror takes all of it …");
            var whole = await PullAsync(site, mirror, paper, clock, packs: true).ConfigureAwait(false);
            await Child.RunAsync("cp", "-a", mirror, plain).ConfigureAwait(false);
            // A file of an edition is never changed in place, so a name more for each is a copy of what was.
            await Child.RunAsync("cp", "-al", paper.Edition, before).ConfigureAwait(false);
            await Child.RunAsync("cp", "-a", paper.Edition, copy).ConfigureAwait(false);

            clock.Step();
            await paper.TakeInAsync([[IncrementalBenchmark.Breaking(0, clock.GetUtcNow())]], clock).ConfigureAwait(false);
            await paper.PublishAsync(_ => { }, clock).ConfigureAwait(false);
            Console.WriteLine($"{place}: it catches up after one story; then rsync and git …");
            var ours = await PullAsync(site, mirror, paper, clock, packs: true).ConfigureAwait(false);
            var files = await PullAsync(site, plain, paper, clock, packs: false).ConfigureAwait(false);
            RequireSame(mirror, plain);
            // The rivals carry the edition; packs are our way of carrying it.
            Directory.Delete(Path.Combine(paper.Edition, Pack.Folder), recursive: true);
            var rsync = await Rivals.RsyncAsync(paper.Edition, copy).ConfigureAwait(false);
            var git = await Rivals.GitAsync(before, paper.Edition, work).ConfigureAwait(false);

            var table = new Table("others");
            foreach (var (way, update, most) in new[] { ("by pack", ours, MostPacked), ("by files", files, MostPlain) })
            {
                table.Add(new($"bytes of an update {way}, {articles:N0} articles; rsync", $"{update.Bytes:N0}", $"{rsync.Bytes:N0}", $"{(double)update.Bytes / rsync.Bytes:0.000}x", $"{most.Bytes:N0}", update.Bytes <= most.Bytes));
                table.Add(new("  git push", $"{update.Bytes:N0}", $"{git.Bytes:N0}", $"{(double)update.Bytes / git.Bytes:0.000}x"));
                table.Add(new("  requests; connections", $"{update.Requests}; {update.Connections}", "", "", $"{most.Requests}; 1", update.Requests <= most.Requests && update.Connections == 1));
                table.Add(new("  time; rsync", update.Time.Text(), rsync.Time.Text(), $"{update.Time / rsync.Time:0.00}x"));
                table.Add(new("  time; git add, commit and push", update.Time.Text(), git.Time.Text(), $"{update.Time / git.Time:0.00}x"));
            }
            table.Add(new("  the first copy: bytes; requests; time", $"{whole.Bytes.Megabytes()}; {whole.Requests:N0}; {whole.Time.Text()}"));
            return table;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<(long Bytes, int Connections, int Requests, TimeSpan Time)> PullAsync(ReaderSite served, string mirror, Paper paper, TimeProvider clock, bool packs)
    {
        await using var proxy = new CountingProxy(served.Address.Port);
        using var client = HttpFetch.NewClient();
        var site = EditionSource.FromUrl(new Uri($"http://127.0.0.1:{proxy.Port}/"), client);
        var source = packs ? site : site.After((path, _, _) => Task.FromResult<Fetched?>(path.StartsWith(Pack.Folder + "/", StringComparison.Ordinal) ? new Fetched.Missing() : null));
        var watch = Stopwatch.StartNew();
        var report = await new PullEdition(mirror).RunAsync(source, paper.Root(), clock, _ => { }, CancellationToken.None).ConfigureAwait(false);
        watch.Stop();
        if (!report.IsAuthentic)
        {
            throw new InvalidOperationException($"the mirror refused the edition: {string.Join("; ", report.Findings)}");
        }
        var (bytes, connections, requests) = proxy.Count;
        return (bytes, connections, requests, watch.Elapsed);
    }

    // Both ways must end with the same edition.
    private static void RequireSame(string packed, string plain)
    {
        foreach (var file in Directory.EnumerateFiles(plain, "*", SearchOption.AllDirectories).Select(full => Path.GetRelativePath(plain, full)).Where(path => path[0] != '.'))
        {
            if (!File.ReadAllBytes(Path.Combine(plain, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(packed, file))))
            {
                throw new InvalidOperationException($"{file} differs between the two ways");
            }
        }
    }
}
