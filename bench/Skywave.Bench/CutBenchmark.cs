using System.Diagnostics;

namespace Skywave.Bench;

/// <summary>A whole edition, from approved texts in the store to the carrier; beside it, the same bytes written plainly.</summary>
internal static class CutBenchmark
{
    /// <summary>What must be reached today, in memory: milliseconds an article. Issue by issue this goes down.</summary>
    private const double MostMilliseconds = 10;

    public static async Task<Table> RunAsync(int articles)
    {
        var table = new Table("plain writing of the same bytes");
        foreach (var (place, folder) in Machine.Places())
        {
            await RunAsync(table, place, folder, articles, isCounted: folder == Machine.Places().First().Folder).ConfigureAwait(false);
        }
        return table;
    }

    private static async Task RunAsync(Table table, string place, string folder, int articles, bool isCounted)
    {
        var (paper, writing) = await Paper.WriteAsync(folder, articles).ConfigureAwait(false);
        using var _ = paper;
        Console.WriteLine($"{place}: {articles:N0} articles written in {writing.Text()} ({articles / writing.TotalSeconds:N0}/s); cutting them {Medians.Repeats + 1} times …");
        var runs = new List<Run>();
        for (var i = 0; i <= Medians.Repeats; i++)
        {
            runs.Add(await OnceAsync(paper, folder).ConfigureAwait(false));
        }
        runs.RemoveAt(0);
        var time = runs.Select(r => r.Time).Median();
        var edition = runs[0].Edition;
        var plain = Medians.Of(() => edition.WriteUnder(folder, flush: false));
        var flushed = Medians.Of(() => edition.WriteUnder(folder, flush: true), repeats: 1);

        var each = time.TotalMilliseconds / articles;
        table.Add(new($"cut {articles:N0} articles {place}", time.Text(), plain.Text(), $"{time / plain:0.0}x", isCounted ? $"{MostMilliseconds:0} ms an article" : "", isCounted ? each <= MostMilliseconds : null));
        table.Add(new("  an article", $"{each:0.00} ms", $"{plain.TotalMilliseconds / articles:0.00} ms", "", "floor, later: within 4x of plain writing"));
        table.Add(new("  pages a second", $"{articles / time.TotalSeconds:N0}", $"{articles / plain.TotalSeconds:N0}", "", "cut, later: 10,000 faster than Hugo (6.9 s)"));
        table.Add(new("  with every file flushed to the disk", time.Text(), flushed.Text(), $"{time / flushed:0.0}x"));
        table.Add(new("  peak memory", runs.Max(r => r.Peak).Megabytes(), "", "", "cut, later: 10,000 under 300 MB"));
        table.Add(new("  files, bytes", $"{edition.Files.Count:N0}, {edition.Length.Megabytes()}"));
        table.Add(new("  signatures in it", $"{edition.Signatures:N0}"));
        foreach (var phase in runs[0].Phases.Spent.Keys)
        {
            var spent = runs.Select(r => r.Phases.Spent.GetValueOrDefault(phase)).Median();
            table.Add(new($"  … {phase}", $"{spent.Text()} ({spent / time:P0})"));
        }
    }

    private static async Task<Run> OnceAsync(Paper paper, string folder)
    {
        using var copy = paper.Copy(folder);
        Machine.ResetPeak();
        var phases = new Phases();
        var watch = Stopwatch.StartNew();
        await copy.PublishAsync(phases.Tell).ConfigureAwait(false);
        watch.Stop();
        phases.Finish();
        return new Run(watch.Elapsed, Machine.Peak(), phases, EditionBytes.Read(copy.Edition));
    }

    private sealed record Run(TimeSpan Time, long Peak, Phases Phases, EditionBytes Edition);
}
