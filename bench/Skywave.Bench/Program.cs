using System.Globalization;
using Skywave.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Benchmark[] all =
[
    new("cut", "a whole edition of 1,000 articles: pages, lists, feeds, logs, signatures; beside it, writing the same bytes from memory", CutBenchmark.RunAsync),
    new("verify", "checking that edition whole, and one page of it; beside it, hashing the same bytes", VerifyBenchmark.RunAsync),
    new("serve", "one article page to many readers; beside it, nginx in front of the same folder, in turns (needs nginx and wrk)", ServeBenchmark.RunAsync),
    new("bytes", "what readers download, by desk: article, front, day; cold, padded, with a dictionary; beside it, the bare text", BytesBenchmark.RunAsync),
];
if (args.Length == 0)
{
    Console.WriteLine("./bench/run NAME [ARTICLES]   (1,000 articles when not said)");
    foreach (var benchmark in all)
    {
        Console.WriteLine($"  {benchmark.Name,-8} {benchmark.What}");
    }
    return 0;
}
var articles = 1_000;
if (all.FirstOrDefault(b => b.Name == args[0]) is not { } chosen || args.Length > 2 || (args.Length == 2 && !(int.TryParse(args[1], out articles) && articles is >= 10 and <= 1_000_000)))
{
    Console.Error.WriteLine($"bench: error: there is no benchmark `{string.Join(' ', args)}`");
    Console.Error.WriteLine("hint: ./bench/run lists them");
    return 2;
}
Console.WriteLine(Machine.Describe());
try
{
    var table = await chosen.RunAsync(articles).ConfigureAwait(false);
    table.Print(Console.Out);
    return table.IsReached ? 0 : 1;
}
catch (ToolMissingException missing)
{
    Console.Error.WriteLine($"bench: error: `{chosen.Name}` runs beside a program that is not installed here");
    Console.Error.WriteLine($"hint: {missing.Message}");
    return 2;
}
