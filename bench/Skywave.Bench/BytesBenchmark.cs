using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Skywave.Delivery;

namespace Skywave.Bench;

/// <summary>What readers download: an article, a front, a day, by desk; cold, padded, and with what they have already. Beside it, the bare text: no page can be shorter.</summary>
internal static partial class BytesBenchmark
{
    private const int Day = 40;
    private const int Company = 20;
    private const double MostPadding = 0.12;
    private const int MostDay = 85 * 1024;

    /// <summary>What a browser's dictionary costs beside the frame (RFC 9842).</summary>
    private const int DictionaryHead = 40;

    public static async Task<Table> RunAsync(int articles)
    {
        using var paper = await Paper.WriteAsync(Machine.Places().First().Folder, articles).ConfigureAwait(false);
        await paper.PublishAsync(_ => { }).ConfigureAwait(false);
        var files = EditionBytes.Read(paper.Edition).Files;
        var table = new Table("bare text, br 11");
        foreach (var tongue in Tongue.All)
        {
            Console.WriteLine($"{tongue.Tag} …");
            byte[][] pages = [.. files.Where(f => f.Path.StartsWith(tongue.Tag + "/2", StringComparison.Ordinal) && SiblingName.IsPage(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => f.Bytes)];
            if (pages.Length >= 2 * Day)
            {
                Article(table, tongue.Tag, pages[^Day..], pages[^(2 * Day)]);
                Front(table, files.Single(f => f.Path == tongue.Tag + "/index.html").Bytes);
                WholeDay(table, pages[^Day..], pages[^(2 * Day)..^Day]);
            }
        }
        byte[][] all = [.. files.Where(f => IsArticle().IsMatch(f.Path)).Select(f => f.Bytes)];
        Padding(table, "brotli", all, (press, path, page) => press.Brotli(path, page)!);
        Padding(table, "gzip", all, (press, path, page) => press.Gzip(path, page)!);
        return table;
    }

    private static void Article(Table table, string desk, byte[][] today, byte[] old)
    {
        var press = new SiblingPress();
        var (best, text) = (Median(today, p => press.Brotli("x.txt", p, SiblingPress.BestQuality)!.Length), Median(today, p => press.Brotli("x.txt", Text(p), SiblingPress.BestQuality)!.Length));
        var most = desk is "en" or "tr" or "fa" or "ar" ? 5 : 6;
        table.Add(new($"{desk}: an article with proof, br 11, before padding", $"{best:N0}", $"{text:N0}", $"{(double)best / text:0.00}x", $"under {most} KB", best < most * 1024));
        table.Add(new("  br 9; gzip", $"{Median(today, p => press.Brotli("x.txt", p)!.Length):N0}; {Median(today, p => press.Gzip("x.txt", p)!.Length):N0}"));
        table.Add(new("  padded: br 11; br 9; gzip", $"{Median(today, p => press.Brotli("x.html", p, SiblingPress.BestQuality)!.Length):N0}; {Median(today, p => press.Brotli("x.html", p)!.Length):N0}; {Median(today, p => press.Gzip("x.html", p)!.Length):N0}"));
        table.Add(new("  with a page of the day before as dictionary (zstd 12)", $"{Median(today, p => DictionaryHead + Patch.Make(old, p, 12).Length):N0}"));
    }

    private static void Front(Table table, byte[] front)
    {
        var press = new SiblingPress();
        table.Add(new("  the front: br 11; br 9; gzip; br 9 padded", $"{press.Brotli("x.txt", front, SiblingPress.BestQuality)!.Length:N0}; {press.Brotli("x.txt", front)!.Length:N0}; {press.Gzip("x.txt", front)!.Length:N0}; {press.Brotli("x.html", front)!.Length:N0}"));
    }

    private static void WholeDay(Table table, byte[][] today, byte[][] yesterday)
    {
        byte[] day = [.. today.SelectMany(p => p)], before = [.. yesterday.SelectMany(p => p)], text = [.. today.SelectMany(Text)];
        var (best, bare) = (Best(day), Best(text));
        table.Add(new($"  a day of {Day} articles in one file, br 11", $"{best:N0}", $"{bare:N0}", $"{(double)best / bare:0.00}x", "under 85 KB", best < MostDay));
        table.Add(new("  … with the day before as dictionary (zstd 19); the pages one by one, br 11", $"{Patch.Make(before, day, Patch.BestLevel).Length:N0}; {today.Sum(p => new SiblingPress().Brotli("x.txt", p, SiblingPress.BestQuality)!.Length):N0}"));
    }

    private static void Padding(Table table, string coding, byte[][] pages, Func<SiblingPress, string, byte[], byte[]> press)
    {
        var sizes = pages.AsParallel().Select(p => (Plain: press(new SiblingPress(), "x.txt", p).Length, Padded: press(new SiblingPress(), "x.html", p).Length)).ToList();
        var classes = sizes.CountBy(s => s.Padded).OrderBy(c => c.Key).ToList();
        var cost = sizes.Sum(s => (double)s.Padded) / sizes.Sum(s => (double)s.Plain) - 1;
        var isCounted = pages.Length >= 900;
        table.Add(new($"{coding}: fewest of {pages.Length:N0} articles that share a size", $"{classes.Min(c => c.Value)}", "", "", isCounted ? $"{Company}" : "", isCounted ? classes.Min(c => c.Value) >= Company : null));
        table.Add(new("  padding costs", $"{cost:P1}", "", "", isCounted ? $"under {MostPadding:P0}" : "", isCounted ? cost < MostPadding : null));
        table.Add(new("  sizes and how many share each", string.Join(", ", classes.Select(c => $"{c.Key}: {c.Value}"))));
        int[] plain = [.. sizes.Select(s => s.Plain).Order()];
        int[] at = [0, Math.Min(Company, plain.Length) - 1, plain.Length / 2, Math.Max(0, plain.Length - Company), plain.Length - 1];
        table.Add(new("  unpadded: least, 20th, middle, 20th from the end, greatest", string.Join(", ", at.Select(i => $"{plain[i]:N0}"))));
    }

    private static int Median(byte[][] pages, Func<byte[], int> length) => pages.Select(length).Order().ElementAt(pages.Length / 2);

    private static int Best(byte[] bytes)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, buffer, out var length, quality: 11, window: 22) ? length : throw new InvalidOperationException("brotli refused");
    }

    // The words of the article, without markup.
    private static byte[] Text(byte[] page)
    {
        var html = Encoding.UTF8.GetString(page);
        var from = html.IndexOf("<article", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Markup().Replace(html[from..html.IndexOf("</article>", StringComparison.Ordinal)], " "));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^[^/]+/\d{4}/\d{2}/[^/]+\.html$")]
    private static partial Regex IsArticle();
}
