using System.Diagnostics;
using System.Net;
using Skywave.House;
using Skywave.Office;
using Skywave.Office.Tests;
using Skywave.Rooms;

namespace Skywave.Bench;

/// <summary>
/// The office of a newsroom with an archive (<see cref="FilledOffice"/>). Each page is asked for 60 times, one after the other, over http on loopback, and beside it the same of an office with a hundredth of the archive. What a page is made of
/// is answered with it: nothing is asked for later by script.
/// </summary>
internal static class OfficeBenchmark
{
    private const int Asks = 60;
    private const double Most = 50;

    private static readonly (string What, string Path)[] Pages =
    [
        ("the board", "/"), ("the board, one desk", "/?desk=fa"), ("the board, what is published", "/?stage=Published"), ("the board, one desk's published", "/?desk=fa&stage=Published"), ("a headline is found", "/?q=77777"),
        ("a headline that is not there", "/?q=nothing%20of%20this"), ("a manuscript", "/m/0000000000000001"), ("the editor", "/m/0000000000000001/write?over=yes"), ("its preview", "/m/0000000000000001/preview"), ("its history", "/m/0000000000000001/history"),
        ("its comments, 200", "/m/0000000000000001/comments"), ("its sources", "/m/0000000000000001/sources"), ("its story", "/m/0000000000000001/story"), ("a live story of 60 entries", "/m/0000000000000002/live"),
        ("a translation beside its original", "/m/0000000000000003/write?over=yes"), ("to look again", "/due"), ("notices", "/notices"), ("the front", "/front"), ("its preview", "/front/preview"), ("pictures", "/pictures"), ("pictures, a word", "/pictures?q=bridge"),
        ("a picture", "/pictures/0000000000000001"), ("the archive", "/archive"), ("the archive, a word", "/archive?q=bridge"), ("the edition", "/edition"), ("people", "/people"), ("the trail", "/trail"),
    ];

    public static async Task<Table> RunAsync(int articles)
    {
        var (place, under) = Machine.Places().First();
        var table = new Table($"{articles / 100:N0} articles");
        Console.WriteLine($"{place}: two newsrooms are filled …");
        var (small, large) = (await MeasureAsync(under, Math.Max(articles / 100, 10)).ConfigureAwait(false), await MeasureAsync(under, articles).ConfigureAwait(false));
        foreach (var ((what, _), a, b) in Pages.Zip(large, small))
        {
            table.Add(new($"{what}: p50; p95", $"{a.P50:0.0}; {a.P95:0.0} ms", $"{b.P50:0.0}; {b.P95:0.0} ms", $"{a.P95 / b.P95:0.00}x", $"{Most:0} ms", a.P95 < Most));
        }
        return table;
    }

    private static async Task<List<(double P50, double P95)>> MeasureAsync(string under, int articles)
    {
        using var paper = await Paper.OfArchiveAsync(under, articles, Paper.Clock).ConfigureAwait(false);
        var house = NewsroomFolder.Open(paper.Folder);
        var queue = new PublishQueue(house, () => KeyFiles.Open(house.HostKeyring, Paper.Passphrase), TimeProvider.System, _ => { });
        await using var site = await OfficeSite.StartAsync(paper.Folder, new Uri("http://127.0.0.1:0"), null, new OfficeRooms(house, queue, TimeProvider.System).Parts(), TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        using var browsing = new Browsing(site.Address);
        await browsing.WelcomeAsync(site.FirstLink!, "four words nobody says together").ConfigureAwait(false);
        FilledOffice.Fill(paper.Folder, articles, house.Settings.Desks);
        var figures = new List<(double, double)>();
        foreach (var (_, path) in Pages)
        {
            var times = new List<double>();
            for (var i = 0; i < Asks + 10; i++)
            {
                var watch = Stopwatch.StartNew();
                var seen = await browsing.GetAsync(path).ConfigureAwait(false);
                watch.Stop();
                if (seen.Status != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{path}: {seen.Status} {seen.Body}");
                }
                // The first ones compile.
                if (i >= 10)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }
            }
            times.Sort();
            figures.Add((times[Asks / 2], times[Asks * 95 / 100]));
        }
        return figures;
    }
}
