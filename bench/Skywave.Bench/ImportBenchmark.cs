using System.Diagnostics;
using System.Text.Json;

namespace Skywave.Bench;

/// <summary>An archive of ninjs lines into an empty newsroom, by the program; beside it, only reading the same JSON.</summary>
internal static class ImportBenchmark
{
    private const double Least = 2_000;
    private const long MostMemory = 300L << 20;

    /// <summary>From so many on, the start of the program and its compiling do not decide.</summary>
    private const int Enough = 100_000;

    public static async Task<Table> RunAsync(int articles)
    {
        var lines = await Archive.LinesAsync(articles).ConfigureAwait(false);
        var table = new Table("reading the JSON");
        var plain = Read(lines);
        foreach (var (place, folder) in Machine.Places())
        {
            using var paper = await Paper.MakeAsync(folder, [.. Archive.Desks], TimeProvider.System).ConfigureAwait(false);
            Console.WriteLine($"{place}: importing {articles:N0} articles …");
            var first = await Child.SkywaveAsync("import", lines, "--newsroom", paper.Folder).ConfigureAwait(false);
            var again = await Child.SkywaveAsync("import", lines, "--newsroom", paper.Folder).ConfigureAwait(false);
            var isCounted = articles >= Enough;
            var each = articles / first.Wall.TotalSeconds;
            table.Add(new($"import {articles:N0} articles {place}", first.Wall.Text(), plain.Text(), $"{first.Wall / plain:0.0}x"));
            table.Add(new("  articles a second", $"{each:N0}", $"{articles / plain.TotalSeconds:N0}", "", isCounted ? $"{Least:N0}" : "", isCounted ? each >= Least : null));
            table.Add(new("  processor time an article", $"{first.Cpu.TotalMilliseconds / articles:0.000} ms"));
            table.Add(new("  peak memory", first.Peak.Megabytes(), "", "", MostMemory.Megabytes(), first.Peak <= MostMemory));
            table.Add(new("  the same file again, all of it there already", again.Wall.Text()));
            table.Add(new("  the database; the file it was read from", $"{new FileInfo(Path.Combine(paper.Folder, "newsroom.db")).Length.Megabytes()}; {new FileInfo(lines).Length.Megabytes()}"));
        }
        return table;
    }

    private static TimeSpan Read(string lines)
    {
        var watch = Stopwatch.StartNew();
        foreach (var line in File.ReadLines(lines))
        {
            using var item = JsonDocument.Parse(line);
        }
        return watch.Elapsed;
    }
}
