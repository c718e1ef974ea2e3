using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Skywave.House;
using Skywave.Office;
using Skywave.Office.Tests;
using Skywave.Rooms;

namespace Skywave.Bench;

/// <summary>
/// The office of a newsroom with an archive: as many manuscripts as articles, most of them published, 300 on their way, twenty versions of one, a trail of as many steps, 200 people. Each page is asked for 60 times, one after the other, over http on
/// loopback, and beside it the same of an office with a hundredth of that.
/// </summary>
internal static class OfficeBenchmark
{
    private const int People = 200;
    private const int Asks = 60;
    private const int OnTheirWay = 300;
    private const double Most = 50;

    private static readonly (string What, string Path)[] Pages =
    [
        ("the board", "/"), ("the board, one desk", "/?desk=fa"), ("the board, what is published", "/?stage=Published"), ("the board, one desk's published", "/?desk=fa&stage=Published"), ("a headline is found", "/?q=77777"),
        ("a headline that is not there", "/?q=nothing%20of%20this"), ("a manuscript", "/m/0000000000000001"), ("the editor", "/m/0000000000000001/write?over=yes"), ("its preview", "/m/0000000000000001/preview"), ("its history", "/m/0000000000000001/history"),
        ("the archive", "/archive"), ("the archive, a word", "/archive?q=bridge"), ("the edition", "/edition"), ("people", "/people"), ("the trail", "/trail"),
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
        Fill(paper.Folder, articles, house.Settings.Desks);
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

    private static void Fill(string folder, int articles, IReadOnlyList<string> desks)
    {
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "office.db") }.ToString());
        db.Open();
        using var transaction = db.BeginTransaction();
        var dice = new Random(1);
        for (var i = 0; i < People; i++)
        {
            Run(db, "INSERT INTO people (Id, Name, HasLeft, IsLockedOut, UserName, NormalizedUserName, EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount) VALUES ($0, $1, 0, 0, $2, $3, 0, 0, 0, 0, 0)", $"p{i}", $"Person {i}", $"person-{i}", $"PERSON-{i}");
            Run(db, "INSERT INTO grants (Person, Desk, Role) VALUES ($0, $1, 'Reporter')", $"p{i}", desks[i % desks.Count]);
        }
        var words = string.Join("\n\n", Enumerable.Repeat("A paragraph of some twenty words, such as one writes when nothing in particular is to be said, and still has to be read.", 40));
        for (var i = 0; i < articles; i++)
        {
            var (id, stage) = (i.ToString("x16", CultureInfo.InvariantCulture), i == 1 || i % Math.Max(articles / OnTheirWay, 1) == 0 ? "Draft" : "Published");
            var versions = i == 1 ? 20 : 1;
            Run(db, "INSERT INTO manuscripts (Id, Desk, Story, Uri, Stage, Headline, Version, Mistakes, IsMarked, Cleared, Published, SourceVersion, HeldUntil, Changed, ChangedBy, Serial, Behind_Paragraphs, Behind_Figures, Behind_Names, Behind_Corrections, Behind_Edited) VALUES ($0, $1, $0, $2, $3, $4, $5, 0, 0, 0, $6, 0, 0, $7, $8, $9, 0, 0, 0, 0, 0)",
                id, desks[i % desks.Count], "office:" + id, stage, $"Headline number {i} about something that happened", versions, stage == "Published" ? 1 : 0, 1_700_000_000L + i, $"p{dice.Next(People)}", i + 1L);
            for (var version = 1; version <= versions; version++)
            {
                Run(db, "INSERT INTO versions (Manuscript, Number, Base, By, Sitting, Begun, Saved, Text) VALUES ($0, $1, $2, $3, 's', 1, $4, $5)", id, version, version - 1, $"p{dice.Next(People)}", 1_700_000_000L + i, $"Headline number {i} about something that happened\n\n{words} {version}\n");
            }
        }
        transaction.Commit();
    }

    private static void Run(SqliteConnection db, string sql, params object[] values)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i]);
        }
        command.ExecuteNonQuery();
    }
}
