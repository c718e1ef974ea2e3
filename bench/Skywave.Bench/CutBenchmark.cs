namespace Skywave.Bench;

/// <summary>
/// A whole edition of a freshly imported archive by the program itself, beside Hugo building pages, lists and RSS of the same articles: both as their users
/// start them, both under <c>/usr/bin/time</c>, in turns.
/// </summary>
internal static class CutBenchmark
{
    /// <summary>What this program is told to publish once and end: <see cref="BareAsync"/>.</summary>
    public const string Bare = "bare";

    private const int Repeats = 3;
    private const int HugoGigabytes = 16;
    private const int Large = 100_000;
    private const long MostMemory = 300L << 20;

    /// <summary>10,000 articles when not said otherwise, in memory and on the disk.</summary>
    public static async Task<Table> RunAsync(int articles)
    {
        var table = new Table("Hugo");
        foreach (var (place, folder) in Machine.Places())
        {
            await CompareAsync(table, place, folder, articles, Repeats, folder == Machine.Places().First().Folder ? new Reach(1, 1.0 / 3, MostMemory) : null).ConfigureAwait(false);
        }
        return table;
    }

    /// <summary>100,000 articles, once; and the memory of 10,000 beside it.</summary>
    public static async Task<Table> LargeAsync(int articles)
    {
        if (articles >= Large)
        {
            Needs.FreeMemory(HugoGigabytes, "Hugo takes some 12 GB for 100,000 articles");
        }
        var (place, folder) = Machine.Places().First();
        using var small = await Paper.OfArchiveAsync(folder, articles / 10, TimeProvider.System).ConfigureAwait(false);
        var least = await Child.SkywaveAsync("publish", "--newsroom", small.Folder).ConfigureAwait(false);
        var table = new Table("Hugo");
        await CompareAsync(table, place, folder, articles, 1, new Reach(1.0 / 3, 1.0 / 10, (long)(least.Peak * 1.3))).ConfigureAwait(false);
        table.Add(new($"  peak memory with {articles / 10:N0}", least.Peak.Megabytes()));
        return table;
    }

    private static async Task CompareAsync(Table table, string place, string folder, int articles, int repeats, Reach? reach)
    {
        var hugo = Needs.Program("hugo", "hugo");
        var site = await Archive.HugoAsync(articles).ConfigureAwait(false);
        using var paper = await Paper.OfArchiveAsync(folder, articles, TimeProvider.System).ConfigureAwait(false);
        List<Cost> ours = [], bare = [], theirs = [];
        Size size = default, other = default;
        for (var i = 0; i < repeats; i++)
        {
            Console.WriteLine($"{place}: {articles:N0} articles, run {i + 1} of {repeats} …");
            var made = Path.Combine(folder, "skywave-bench-hugo-" + Guid.NewGuid().ToString("N"));
            theirs.Add(await Child.RunAsync(hugo, "-s", site, "-d", made, "--quiet", "--cacheDir", made + "-cache").ConfigureAwait(false));
            other = Size.Of(made);
            Directory.Delete(made, recursive: true);
            Directory.Delete(made + "-cache", recursive: true);
            using (var copy = paper.Copy(folder))
            {
                ours.Add(await Child.SkywaveAsync("publish", "--newsroom", copy.Folder).ConfigureAwait(false));
                size = Size.Of(copy.Edition);
            }
            using (var copy = paper.Copy(folder))
            {
                bare.Add(await Child.RunAsync("dotnet", Environment.GetCommandLineArgs()[0], Bare, copy.Folder).ConfigureAwait(false));
            }
        }
        Tell(table, $"{articles:N0} articles {place}", (Cost.Median(ours), size), Cost.Median(bare), (Cost.Median(theirs), other), reach);
    }

    /// <summary>Publishes without compressed copies: what a process of its own does for this benchmark.</summary>
    public static async Task<int> BareAsync(string folder)
    {
        await Paper.PublishAsync(folder, _ => { }, TimeProvider.System, Publishing.Copies.None).ConfigureAwait(false);
        return 0;
    }

    private static void Tell(Table table, string what, (Cost Cost, Size Size) ours, Cost bare, (Cost Cost, Size Size) other, Reach? reach)
    {
        table.Add(Compared(what, ours.Cost.Wall, other.Cost.Wall, reach?.Ratio));
        table.Add(Compared("  without compressed copies", bare.Wall, other.Cost.Wall, reach?.Bare));
        table.Add(new("  processor time", ours.Cost.Cpu.Text(), other.Cost.Cpu.Text(), $"{ours.Cost.Cpu / other.Cost.Cpu:0.00}x"));
        table.Add(new("  peak memory", ours.Cost.Peak.Megabytes(), other.Cost.Peak.Megabytes(), $"{(double)ours.Cost.Peak / other.Cost.Peak:0.00}x",
            reach is null ? "" : reach.Memory.Megabytes(), reach is null ? null : ours.Cost.Peak <= reach.Memory));
        table.Add(new("  files; bytes", $"{ours.Size.Files:N0}; {ours.Size.Bytes.Megabytes()}", $"{other.Size.Files:N0}; {other.Size.Bytes.Megabytes()}"));
    }

    private static Line Compared(string what, TimeSpan ours, TimeSpan other, double? most) =>
        new(what, ours.Text(), other.Text(), $"{ours / other:0.00}x", most is { } ratio ? $"{ratio:0.00}x" : "", most is { } figure ? ours / other <= figure : null);

    private sealed record Reach(double Ratio, double Bare, long Memory);

    private readonly record struct Size(int Files, long Bytes)
    {
        public static Size Of(string folder)
        {
            var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Name[0] != '.').ToList();
            return new Size(files.Count, files.Sum(f => f.Length));
        }
    }
}
