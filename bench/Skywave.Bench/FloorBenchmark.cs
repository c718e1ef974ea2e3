using System.Diagnostics;

namespace Skywave.Bench;

/// <summary>How far a whole edition without compressed copies is from the floor: the same bytes written plainly from memory.</summary>
internal static class FloorBenchmark
{
    /// <summary>How many times as long as the plain writing it may take, in memory.</summary>
    private const double Most = 4;

    /// <summary>Below so many articles the start of the program and its compiling weigh more than they do.</summary>
    private const int Enough = 1_000;

    public static async Task<Table> RunAsync(int articles)
    {
        var table = new Table("plain writing of the same bytes");
        foreach (var (place, folder) in Machine.Places())
        {
            await RunAsync(table, place, folder, articles, isCounted: articles >= Enough && folder == Machine.Places().First().Folder).ConfigureAwait(false);
        }
        return table;
    }

    private static async Task RunAsync(Table table, string place, string folder, int articles, bool isCounted)
    {
        using var paper = await Paper.OfArchiveAsync(folder, articles, Paper.Clock).ConfigureAwait(false);
        Console.WriteLine($"{place}: cutting {articles:N0} articles {Medians.Repeats + 1} times …");
        var runs = new List<Run>();
        EditionBytes? made = null;
        for (var i = 0; i <= Medians.Repeats; i++)
        {
            using var copy = paper.Copy(folder);
            runs.Add(await OnceAsync(copy).ConfigureAwait(false));
            // Only of the last run: what is held here would count as memory of the next.
            made = i < Medians.Repeats ? null : EditionBytes.Read(copy.Edition);
        }
        runs.RemoveAt(0);
        var time = runs.Select(r => r.Time).Median();
        var edition = made!;
        var plain = Medians.Of(() => edition.WriteUnder(folder, flush: false));
        var flushed = Medians.Of(() => edition.WriteUnder(folder, flush: true), repeats: 1);

        var cpu = runs.Select(r => r.Cpu).Median();
        Console.WriteLine($"{place}: {time.Text()}, {cpu.Text()} of processor time");
        table.Add(new($"cut {articles:N0} articles {place}", time.Text(), plain.Text(), $"{time / plain:0.0}x", isCounted ? $"{Most:0}x" : "", isCounted ? time / plain <= Most : null));
        table.Add(new("  an article", $"{time.TotalMilliseconds / articles:0.00} ms", $"{plain.TotalMilliseconds / articles:0.00} ms"));
        table.Add(new("  pages a second", $"{articles / time.TotalSeconds:N0}", $"{articles / plain.TotalSeconds:N0}"));
        table.Add(new("  with every file flushed to the disk", time.Text(), flushed.Text(), $"{time / flushed:0.0}x"));
        table.Add(new("  processor time an article", $"{cpu.TotalMilliseconds / articles:0.00} ms"));
        table.Add(new("  peak memory", runs.Max(r => r.Peak).Megabytes()));
        table.Add(new("  files; bytes; signatures in it", $"{edition.Files.Count:N0}; {edition.Length.Megabytes()}; {edition.Signatures:N0}"));
        foreach (var phase in runs[0].Phases.Spent.Keys)
        {
            var spent = runs.Select(r => r.Phases.Spent.GetValueOrDefault(phase)).Median();
            table.Add(new($"  … {phase}", $"{spent.Text()} ({spent / time:P0})"));
        }
    }

    private static async Task<Run> OnceAsync(Paper copy)
    {
        Machine.ResetPeak();
        var phases = new Phases();
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await copy.PublishAsync(phases.Tell, copies: Publishing.Copies.None).ConfigureAwait(false);
        watch.Stop();
        phases.Finish();
        return new Run(watch.Elapsed, Environment.CpuUsage.TotalTime - before, Machine.Peak(), phases);
    }

    private sealed record Run(TimeSpan Time, TimeSpan Cpu, long Peak, Phases Phases);
}
