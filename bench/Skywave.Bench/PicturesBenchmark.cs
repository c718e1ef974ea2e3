using System.Diagnostics;
using System.Globalization;
using NetVips;
using Skywave.Writing;

namespace Skywave.Bench;

/// <summary>
/// A 12-megapixel JPEG to four widths in three formats, as it enters a newsroom: looked through, decoded, cut, coded, written and flushed, remembered. Beside it
/// ImageMagick making the same twelve files in one process, told to shrink while it loads. Each side is a process of its own, whose peak the kernel tells.
/// </summary>
internal static class PicturesBenchmark
{
    private const double MostSeconds = 1.2;
    private const long MostPeak = 150L << 20;
    private const int Width = 4000;
    private const int Height = 3000;

    /// <summary>How the child of this program is asked for.</summary>
    public const string Child = "pictures-child";

    public static async Task<Table> RunAsync(int _)
    {
        var table = new Table("ImageMagick");
        var folder = Directory.CreateTempSubdirectory("skywave-bench-").FullName;
        try
        {
            foreach (var (name, detail, noise) in new[] { ("noisy", 0.5, 14), ("calm", 0.12, 3) })
            {
                var file = Path.Combine(folder, name + ".jpg");
                await File.WriteAllBytesAsync(file, Photograph(detail, noise)).ConfigureAwait(false);
                Add(table, name, file, folder);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return table;
    }

    private static void Add(Table table, string name, string file, string folder)
    {
        var ours = Ours(file, folder, Medians.Repeats);
        var once = Ours(file, folder, 0);
        var theirs = Enumerable.Range(0, Medians.Repeats).Select(i => Theirs(file, Path.Combine(folder, $"im-{name}-{i}"))).ToList();
        var other = theirs.Count > 0 && theirs.TrueForAll(t => t is not null) ? theirs.OfType<Run>().ToList() : null;
        var magick = other?.Select(o => o.Time).Median();
        table.Add(new($"{name} 12 MP JPEG of {new FileInfo(file).Length.Megabytes()} to 12 renditions", ours.Time.Text(), magick?.Text() ?? "not installed", magick is { } m ? $"{ours.Time / m:0.00}x" : "", $"{MostSeconds} s", ours.Time.TotalSeconds <= MostSeconds));
        table.Add(new("  … processor time", ours.Processor.Text(), other?.Select(o => o.Processor).Median().Text() ?? ""));
        table.Add(new("  … the first one of a process", once.Time.Text()));
        table.Add(new("  … peak memory of a process that takes it", once.Peak.Megabytes(), other?.Max(o => o.Peak).Megabytes() ?? "", other is null ? "" : $"{(double)once.Peak / other.Max(o => o.Peak):0.00}x", "150 MB", once.Peak <= MostPeak));
        table.Add(new("  … of one that takes it six times", ours.Peak.Megabytes()));
        table.Add(new("  … bytes of all twelve", $"{ours.Bytes / 1024:N0} KB", other is null ? "" : $"{other[0].Bytes / 1024:N0} KB"));
    }

    private sealed record Run(TimeSpan Time, TimeSpan Processor, long Peak, long Bytes);

    private static Run Ours(string file, string folder, int repeats)
    {
        var room = Path.Combine(folder, Path.GetRandomFileName());
        Directory.CreateDirectory(room);
        var start = new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], Child, file, room, repeats.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var numbers = child.StandardOutput.ReadToEnd().Split(' ').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        child.WaitForExit();
        return new Run(TimeSpan.FromMilliseconds(numbers[0]), TimeSpan.FromMilliseconds(numbers[1]), numbers[2], numbers[3]);
    }

    /// <summary>The child: enters the picture once, and then so many times more; prints the middle times in milliseconds, its greatest resident size and the bytes of the renditions.</summary>
    public static async Task<int> OnceAsync(string file, string room, int repeats)
    {
        var store = NewsroomStore.Open(room);
        await using var db = store.OpenWriting();
        var bytes = await File.ReadAllBytesAsync(file).ConfigureAwait(false);
        var (walls, cpus, made) = (new List<TimeSpan>(), new List<TimeSpan>(), 0L);
        for (var i = 0; i <= repeats; i++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            // Another credit is another wish: nothing is found already made.
            var entry = await EnterPicture.EnterAsync(db, store.MediaFolder, bytes, new(PictureShape.Lead) { Credit = $"Bench {i}" }, DateTimeOffset.UnixEpoch).ConfigureAwait(false);
            walls.Add(watch.Elapsed);
            cpus.Add(Environment.CpuUsage.TotalTime - before);
            made = entry is PictureEntry.Entered entered ? entered.All.Sum(r => r.Length) : throw new InvalidOperationException(entry.ToString());
        }
        var rest = repeats > 0 ? 1 : 0;
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{(long)walls.Skip(rest).Median().TotalMilliseconds} {(long)cpus.Skip(rest).Median().TotalMilliseconds} {Machine.Peak()} {made}"));
        return 0;
    }

    // Told the size it needs, it shrinks while it loads, as we do; one process, so that it decodes once. The same qualities as ours begin with.
    private static Run? Theirs(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        List<string> asked = ["-define", "jpeg:size=2560x1440", file, "-auto-orient", "-resize", "1280x720^", "-gravity", "center", "-extent", "1280x720", "-strip"];
        foreach (var width in new[] { 320, 640, 1024, 1280 })
        {
            string Name(string extension) => Path.Combine(folder, $"{width}.{extension}");
            asked.AddRange(["(", "+clone", "-resize", $"{width}x", "-interlace", "JPEG", "-quality", "82", "-write", Name("jpg"), "-quality", "72", "-write", Name("webp"), "-quality", "52", "-write", Name("avif"), "+delete", ")"]);
        }
        try
        {
            var (watch, start) = (Stopwatch.StartNew(), new ProcessStartInfo("/usr/bin/time", ["-f", "%M %U %S", "convert", .. asked, "null:"]) { RedirectStandardError = true });
            using var child = Process.Start(start)!;
            var told = child.StandardError.ReadToEnd().Trim().Split('\n')[^1].Split(' ');
            child.WaitForExit();
            var time = watch.Elapsed;
            return child.ExitCode != 0 ? null : new Run(
                time, TimeSpan.FromSeconds(double.Parse(told[1], CultureInfo.InvariantCulture) + double.Parse(told[2], CultureInfo.InvariantCulture)),
                long.Parse(told[0], CultureInfo.InvariantCulture) << 10, Directory.GetFiles(folder).Sum(f => new FileInfo(f).Length));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    // Soft shapes of several sizes, edges between them, and a sensor's noise: codes as a photograph does.
    private static byte[] Photograph(double detail, int noise)
    {
        Image Shapes(int cell, int seed)
        {
            using var large = Image.Perlin(Width / 4, Height / 4, cellSize: cell, seed: seed);
            using var fine = Image.Perlin(Width / 4, Height / 4, cellSize: 6, seed: seed + 1);
            using var edges = Image.Worley(Width / 4, Height / 4, cellSize: 75, seed: seed + 2);
            return (large * 70) + (fine * 120 * detail) + (edges * 2) + 60;
        }
        using var small = Shapes(175, 5).Bandjoin(Shapes(100, 15), Shapes(140, 25));
        using var scene = small.Resize(4);
        using var grain = Image.Gaussnoise(Width, Height, mean: 0, sigma: noise, seed: 3);
        using var photograph = (scene + grain).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return photograph.JpegsaveBuffer(q: 90);
    }
}
