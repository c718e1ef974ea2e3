using System.Diagnostics;
using Skywave.Delivery;
using Skywave.Mirror;
using Skywave.Reading;

namespace Skywave.Bench;

/// <summary>
/// One story is published into an archive, and a mirror that had all before it catches up over http: bytes both ways with their headers, and requests. Beside it rsync
/// from a daemon and a git push of the same two folders.
/// </summary>
internal static class SyncBenchmark
{
    private const long MostBytes = 40_000;
    private const int MostRequests = 25;

    public static async Task<Table> RunAsync(int articles)
    {
        var (place, under) = Machine.Places().First();
        var clock = new Stepping();
        using var paper = await Paper.OfArchiveAsync(under, articles, clock).ConfigureAwait(false);
        Console.WriteLine($"{place}: publishing {articles:N0} articles …");
        await paper.PublishAsync(_ => { }, clock).ConfigureAwait(false);
        var work = Directory.CreateDirectory(Path.Combine(under, "skywave-bench-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var (mirror, before, copy) = (Path.Combine(work, "mirror"), Path.Combine(work, "before"), Path.Combine(work, "copy"));
            await using var site = await ReaderSite.StartAsync(paper.Edition, new Uri("http://127.0.0.1:0")).ConfigureAwait(false);
            Console.WriteLine($"{place}: a mirror takes all of it …");
            var whole = await PullAsync(site, mirror, paper, clock).ConfigureAwait(false);
            // A file of an edition is never changed in place, so a name more for each is a copy of what was.
            await Child.RunAsync("cp", "-al", paper.Edition, before).ConfigureAwait(false);
            await Child.RunAsync("cp", "-a", paper.Edition, copy).ConfigureAwait(false);

            clock.Step();
            await paper.TakeInAsync([[IncrementalBenchmark.Breaking(0, clock.GetUtcNow())]], clock).ConfigureAwait(false);
            await paper.PublishAsync(_ => { }, clock).ConfigureAwait(false);
            Console.WriteLine($"{place}: it catches up after one story; then rsync and git …");
            var ours = await PullAsync(site, mirror, paper, clock).ConfigureAwait(false);
            var rsync = await Rivals.RsyncAsync(paper.Edition, copy).ConfigureAwait(false);
            var git = await Rivals.GitAsync(before, paper.Edition, work).ConfigureAwait(false);

            var table = new Table("others");
            table.Add(new($"bytes of an update, {articles:N0} articles; rsync", $"{ours.Bytes:N0}", $"{rsync.Bytes:N0}", $"{(double)ours.Bytes / rsync.Bytes:0.00}x", $"{MostBytes:N0}", ours.Bytes <= MostBytes));
            table.Add(new("  git push", $"{ours.Bytes:N0}", $"{git.Bytes:N0}", $"{(double)ours.Bytes / git.Bytes:0.00}x"));
            table.Add(new("  requests; connections", $"{ours.Requests}; {ours.Connections}", "", "", $"{MostRequests}", ours.Requests <= MostRequests));
            table.Add(new("  time; rsync", ours.Time.Text(), rsync.Time.Text(), $"{ours.Time / rsync.Time:0.00}x"));
            table.Add(new("  time; git add, commit and push", ours.Time.Text(), git.Time.Text(), $"{ours.Time / git.Time:0.00}x"));
            table.Add(new("  the first copy: bytes; requests; time", $"{whole.Bytes.Megabytes()}; {whole.Requests:N0}; {whole.Time.Text()}"));
            return table;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<(long Bytes, int Connections, int Requests, TimeSpan Time)> PullAsync(ReaderSite site, string mirror, Paper paper, TimeProvider clock)
    {
        await using var proxy = new CountingProxy(site.Address.Port);
        using var client = HttpFetch.NewClient();
        var watch = Stopwatch.StartNew();
        var report = await new PullEdition(mirror).RunAsync(EditionSource.FromUrl(new Uri($"http://127.0.0.1:{proxy.Port}/"), client), paper.Root(), clock, _ => { }, CancellationToken.None).ConfigureAwait(false);
        watch.Stop();
        if (!report.IsAuthentic)
        {
            throw new InvalidOperationException($"the mirror refused the edition: {string.Join("; ", report.Findings)}");
        }
        var (bytes, connections, requests) = proxy.Count;
        return (bytes, connections, requests, watch.Elapsed);
    }
}
