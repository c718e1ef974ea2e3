using System.Globalization;
using Skywave.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Benchmark[] all =
[
    new("cut", "a whole edition of an archive by the program; beside it, Hugo building the same articles", CutBenchmark.RunAsync, 10_000),
    new("cut-100k", "the same with 100,000 articles, and the memory of a tenth of them", CutBenchmark.LargeAsync, 100_000),
    new("floor", "a whole edition without compressed copies; beside it, writing the same bytes from memory", FloorBenchmark.RunAsync),
    new("incremental", "one breaking story into a published archive, to two mirrors; beside it, the same into a small one", IncrementalBenchmark.RunAsync, 10_000),
    new("sync", "what a mirror's update moves after one story; beside it, rsync and git", SyncBenchmark.RunAsync, 10_000),
    new("import", "an archive of ninjs lines into a newsroom; beside it, reading the same JSON", ImportBenchmark.RunAsync, 100_000),
    new("verify", "checking an edition of 1,000 articles whole, and one page of it; beside it, hashing the same bytes", VerifyBenchmark.RunAsync),
    new("serve", "one article page to many readers; beside it, nginx in front of the same folder, in turns (needs nginx and wrk)", ServeBenchmark.RunAsync),
    new("office", "the office's pages with an archive and 200 people; beside it, a hundredth of the archive", OfficeBenchmark.RunAsync, 100_000),
    new("pictures", "a 12-megapixel JPEG to four widths in three formats; beside it, ImageMagick", PicturesBenchmark.RunAsync),
    new("bytes", "what readers download, by desk: article, front, day; cold, padded, with a dictionary; beside it, the bare text", BytesBenchmark.RunAsync),
];
if (args is [PicturesBenchmark.Child, var file, var room, var repeats])
{
    return await PicturesBenchmark.OnceAsync(file, room, int.Parse(repeats, CultureInfo.InvariantCulture)).ConfigureAwait(false);
}
if (args is [CutBenchmark.Bare, var newsroom])
{
    return await CutBenchmark.BareAsync(newsroom).ConfigureAwait(false);
}
if (args is ["newsroom", var many, var under])
{
    // Stays, for whoever profiles a publish.
    Console.WriteLine((await Paper.OfArchiveAsync(under, int.Parse(many, CultureInfo.InvariantCulture), TimeProvider.System).ConfigureAwait(false)).Folder);
    return 0;
}
if (args.Length == 0)
{
    Console.WriteLine("./bench/run NAME [ARTICLES]");
    foreach (var benchmark in all)
    {
        Console.WriteLine($"  {benchmark.Name,-12} {benchmark.What} ({benchmark.Articles:N0})");
    }
    Console.WriteLine("./bench/run newsroom ARTICLES FOLDER   makes a newsroom with such an archive, unpublished, to be profiled");
    return 0;
}
var articles = 0;
if (all.FirstOrDefault(b => b.Name == args[0]) is not { } chosen || args.Length > 2 || (args.Length == 2 && !(int.TryParse(args[1], out articles) && articles is >= 10 and <= 1_000_000)))
{
    Console.Error.WriteLine($"bench: error: there is no benchmark `{string.Join(' ', args)}`");
    Console.Error.WriteLine("hint: ./bench/run lists them");
    return 2;
}
try
{
    Console.WriteLine(Machine.Describe());
    var table = await chosen.RunAsync(articles > 0 ? articles : chosen.Articles).ConfigureAwait(false);
    table.Print(Console.Out);
    return table.IsReached ? 0 : 1;
}
catch (MissingException missing)
{
    Console.Error.WriteLine($"bench: error: {missing.Message}");
    Console.Error.WriteLine($"hint: {missing.Hint}");
    return 2;
}
