using System.Diagnostics;
using System.Security.Cryptography;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Pages;

namespace Skywave.Bench;

/// <summary>
/// Checking a whole edition as <c>skywave verify</c> does, and one page as a reader does; beside it, reading the same files and hashing each once, which no check
/// can do without.
/// </summary>
internal static class VerifyBenchmark
{
    /// <summary>What must be reached: articles a second and a core, everything around them included.</summary>
    private const double LeastArticles = 50_000;

    private const double MostMillisecondsAPage = 1;

    public static async Task<Table> RunAsync(int articles)
    {
        var paper = await Paper.OfArchiveAsync(Machine.Places().First().Folder, articles, Paper.Clock).ConfigureAwait(false);
        using (paper)
        {
            await paper.PublishAsync(_ => { }).ConfigureAwait(false);
            var edition = EditionBytes.Read(paper.Edition).WithoutCopies();
            Console.WriteLine($"{articles:N0} articles, {edition.Files.Count:N0} files, {edition.Length.Megabytes()}; checking them {Medians.Repeats + 1} times …");
            return await RunAsync(paper, edition, articles).ConfigureAwait(false);
        }
    }

    private static async Task<Table> RunAsync(Paper paper, EditionBytes edition, int articles)
    {
        var root = paper.Root();
        var byPath = edition.Files.ToDictionary(f => f.Path, f => (ReadOnlyMemory<byte>)f.Bytes, StringComparer.Ordinal);
        await CheckAsync(InMemory(byPath), root, articles).ConfigureAwait(false); // until it is all compiled: what a start costs is not asked here
        var (wall, fromFolder) = await CheckAsync(EditionSource.FromFolder(paper.Edition), root, articles).ConfigureAwait(false);
        var (_, fromMemory) = await CheckAsync(InMemory(byPath), root, articles).ConfigureAwait(false);
        var hashed = Medians.Of(() => Medians.OnProcessor(() => edition.Files.Sum(f => (long)SHA256.HashData(f.Bytes)[0])));
        var read = Medians.Of(() => Medians.OnProcessor(() => edition.Files.Sum(f => (long)SHA256.HashData(File.ReadAllBytes(Path.Combine(paper.Edition, f.Path)))[0])));
        var pages = PagesOf(edition, byPath);
        var page = Medians.Of(() => Medians.OnProcessor(() => pages.Check()) / pages.Count);
        var among = Medians.Of(() => Medians.OnProcessor(() => pages.CheckAsOne()) / pages.Count);

        var table = new Table("reading and hashing the same files");
        var rate = articles / fromFolder.TotalSeconds;
        table.Add(new($"check an edition of {articles:N0} articles, {edition.Files.Count:N0} files, in a folder", fromFolder.Text(), read.Text(), $"{fromFolder / read:0.0}x"));
        table.Add(new("  articles a second and core", $"{rate:N0}", $"{articles / read.TotalSeconds:N0}", "", $"{LeastArticles:N0}", rate >= LeastArticles));
        table.Add(new("  by the clock on the wall", wall.Text()));
        table.Add(new("  the same from memory; hashing alone", fromMemory.Text(), hashed.Text(), $"{fromMemory / hashed:0.0}x"));
        table.Add(new("one page, in process", page.Text(), (hashed / edition.Files.Count).Text(), $"{page / (hashed / edition.Files.Count):0.0}x", $"{MostMillisecondsAPage:0} ms", page.TotalMilliseconds <= MostMillisecondsAPage));
        table.Add(new("  … one Ed25519 check", Signature().Text()));
        table.Add(new("  … one page among others of its checkpoint", among.Text()));
        table.Add(new("  … of the whole: all pages' own checks", $"{among * articles / fromFolder:P0}"));
        table.Add(new("  … opening and reading files", $"{(fromFolder - fromMemory) / fromFolder:P0}"));
        table.Add(new("  … files' hashes, logs, lists, roles", $"{(fromMemory - among * articles) / fromFolder:P0}"));
        return table;
    }

    // Wall and processor time.
    private static async Task<(TimeSpan Wall, TimeSpan Cpu)> CheckAsync(EditionSource source, byte[] root, int articles)
    {
        var (walls, cpus) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i <= Medians.Repeats; i++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var report = await CheckEdition.RunAsync(source, root, null, EditionKeeper.Nothing, Paper.Clock.GetUtcNow(), null, CancellationToken.None).ConfigureAwait(false);
            walls.Add(watch.Elapsed);
            cpus.Add(Environment.CpuUsage.TotalTime - before);
            if (!report.IsAuthentic || report.Articles != articles)
            {
                throw new InvalidOperationException($"the edition did not check: {report.Articles} articles, {string.Join("; ", report.Findings)}");
            }
        }
        return (walls.Skip(1).Median(), cpus.Skip(1).Median());
    }

    // A page's proof costs one for each signature its log's threshold asks for.
    private static TimeSpan Signature()
    {
        const int Times = 1_000;
        using var key = SigningKey.FromSeed(new byte[SigningKey.Size]);
        var message = new byte[150];
        var signature = key.Sign(message);
        return Medians.Of(() => Medians.OnProcessor(() => Enumerable.Range(0, Times).Count(_ => Ed25519.Verify(key.PublicKey.Span, message, signature))) / Times);
    }

    private static EditionSource InMemory(Dictionary<string, ReadOnlyMemory<byte>> files) =>
        EditionSource.From((path, _, _) => Task.FromResult<Fetched>(files.TryGetValue(path, out var bytes) ? new Fetched.Content(bytes) : new Fetched.Missing()), "memory");

    private static Pages PagesOf(EditionBytes edition, Dictionary<string, ReadOnlyMemory<byte>> byPath) => new(
        [.. edition.Files.Where(f => PageAddress.TryFromPath(f.Path, out _)).Select(f => (ReadOnlyMemory<byte>)f.Bytes)],
        LogsDocument.Parse(byPath[TargetOf(byPath, "logs.json")].Span).Value,
        ThemeDocument.Parse(byPath[TargetOf(byPath, "theme.json")].Span).Value.Styles.ToHashSet(StringComparer.Ordinal));

    private static string TargetOf(Dictionary<string, ReadOnlyMemory<byte>> files, string name) => files.Keys.Single(p => p.StartsWith("targets/newsroom/", StringComparison.Ordinal) && p.EndsWith(name, StringComparison.Ordinal));

    private sealed record Pages(IReadOnlyList<ReadOnlyMemory<byte>> All, LogsDocument Logs, IReadOnlySet<string> Styles)
    {
        public int Count => All.Count;

        public int Check() => All.Count(p => PageCheck.Check(p, Logs, null, Styles).IsAccepted) is var genuine && genuine == Count
            ? genuine
            : throw new InvalidOperationException($"only {genuine} of {Count} pages are genuine");

        public int CheckAsOne()
        {
            var series = new PageSeries(Logs, Styles);
            return All.Count(p => series.Check(p, null).IsAccepted);
        }
    }
}
