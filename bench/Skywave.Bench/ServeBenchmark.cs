using System.Globalization;
using System.Text.RegularExpressions;
using Skywave.Delivery;
using Skywave.Words;

namespace Skywave.Bench;

/// <summary>One article page to many readers: our reader site, and nginx in front of the same folder with the same copies, in turns.</summary>
internal static partial class ServeBenchmark
{
    private const int Rounds = 3;
    private const int Articles = 40;
    private const double OfTunedNginx = 0.95;
    private const double OfPlainNginx = 1.3;

    public static async Task<Table> RunAsync(int _)
    {
        if (Tool.Find("nginx") is not { } nginx || Tool.Find("wrk") is not { } wrk)
        {
            throw new MissingException("`serve` runs beside programs that are not installed here", "apt-get install -y --no-install-recommends nginx-light wrk");
        }
        using var paper = await Paper.WriteAsync(Machine.Places().First().Folder, Articles).ConfigureAwait(false);
        await paper.PublishAsync(_ => { }).ConfigureAwait(false);
        var page = PutCopies(paper.Edition);
        await using var ours = await ReaderSite.StartAsync(paper.Edition, new Uri("http://127.0.0.1:0")).ConfigureAwait(false);
        using var tuned = await Nginx.StartAsync(nginx, paper.Edition, holdsFiles: true).ConfigureAwait(false);
        using var plain = await Nginx.StartAsync(nginx, paper.Edition, holdsFiles: false).ConfigureAwait(false);
        await SameBytesAsync(ours.Address, tuned.Address, page).ConfigureAwait(false);

        (string Name, Uri At, Func<TimeSpan> Spent, List<Load> Loads)[] sides =
            [("ours", ours.Address, () => Environment.CpuUsage.TotalTime, []), ("nginx with open_file_cache", tuned.Address, tuned.Spent, []), ("nginx", plain.Address, plain.Spent, [])];
        foreach (var (_, at, spent, _) in sides)
        {
            Measure(wrk, new Uri(at, page), seconds: 20, spent); // a server that has been running: what is called often is compiled once more a while after it began
        }
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var (name, at, spent, loads) in sides)
            {
                loads.Add(Measure(wrk, new Uri(at, page), seconds: 8, spent));
                Console.WriteLine($"round {round}: {name}: {loads[^1].PerSecond:N0}/s, 99 % within {loads[^1].P99:0.00} ms");
            }
        }
        return Tell(page, [.. sides.Select(s => s.Loads)]);
    }

    private static Table Tell(string page, List<Load>[] loads)
    {
        var (ours, tuned, plain) = (Middle(loads[0]), Middle(loads[1]), Middle(loads[2]));
        var table = new Table("nginx, gzip_static");
        var (a, b) = (ours.PerSecond / tuned.PerSecond, ours.PerSecond / plain.PerSecond);
        table.Add(new($"requests a second for {Path.GetFileName(page)}; nginx with open_file_cache", $"{ours.PerSecond:N0}", $"{tuned.PerSecond:N0}", $"{a:0.00}x", $"{OfTunedNginx}x", a >= OfTunedNginx));
        table.Add(new("  99 % of the answers within", $"{ours.P99:0.00} ms", $"{tuned.P99:0.00} ms", $"{ours.P99 / tuned.P99:0.00}x", "no worse", ours.P99 <= tuned.P99));
        table.Add(new("  half of the answers within", $"{ours.P50:0.00} ms", $"{tuned.P50:0.00} ms", $"{ours.P50 / tuned.P50:0.00}x"));
        table.Add(new("  processor time of the server for an answer", $"{ours.Microseconds:0.0} µs", $"{tuned.Microseconds:0.0} µs", $"{ours.Microseconds / tuned.Microseconds:0.00}x"));
        table.Add(new("the same; nginx without it", $"{ours.PerSecond:N0}", $"{plain.PerSecond:N0}", $"{b:0.00}x", $"{OfPlainNginx}x", b >= OfPlainNginx));
        table.Add(new("  each round", string.Join(", ", loads[0].Select(l => $"{l.PerSecond:N0}")), string.Join(", ", loads[1].Select(l => $"{l.PerSecond:N0}")) + "; " + string.Join(", ", loads[2].Select(l => $"{l.PerSecond:N0}"))));
        return table;
    }

    // What a publish puts beside its files.
    private static string PutCopies(string edition)
    {
        var (folder, press) = (new EditionFolder(edition), new SiblingPress());
        foreach (var (path, bytes) in EditionBytes.Read(edition).Files)
        {
            foreach (var copy in press.Of(new EditionFile(path, bytes)))
            {
                folder.Write(copy);
            }
        }
        return EditionBytes.Read(edition).Files.Select(f => f.Path).First(p => p.StartsWith("fa/2", StringComparison.Ordinal) && p.EndsWith(".html", StringComparison.Ordinal));
    }

    private static async Task SameBytesAsync(Uri ours, Uri others, string page)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var (a, b) = (await client.GetByteArrayAsync(new Uri(ours, page)).ConfigureAwait(false), await client.GetByteArrayAsync(new Uri(others, page)).ConfigureAwait(false));
        if (!a.AsSpan().SequenceEqual(b))
        {
            throw new InvalidOperationException("the two servers do not send the same bytes");
        }
    }

    private static Load Measure(string wrk, Uri page, int seconds, Func<TimeSpan> spent)
    {
        var before = spent();
        var said = Tool.Run(wrk, "-t2", "-c64", $"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip", page.ToString());
        return said.Contains("Non-2xx", StringComparison.Ordinal)
            ? throw new InvalidOperationException(said)
            : new Load(Number(PerSecond(), said), Milliseconds("50%", said), Milliseconds("99%", said), (spent() - before).TotalMicroseconds / Number(Answers(), said));
    }

    private static Load Middle(List<Load> loads) => new(Middle(loads.Select(l => l.PerSecond)), Middle(loads.Select(l => l.P50)), Middle(loads.Select(l => l.P99)), Middle(loads.Select(l => l.Microseconds)));

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static double Number(Regex what, string said) => double.Parse(what.Match(said).Groups[1].Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(string share, string said)
    {
        var match = Regex.Match(said, $@"^\s+{share}\s+([\d.]+)(us|ms|s)\s*$", RegexOptions.Multiline);
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Answers();

    private sealed record Load(double PerSecond, double P50, double P99, double Microseconds);
}
