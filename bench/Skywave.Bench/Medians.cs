namespace Skywave.Bench;

/// <summary>Repeats: the machine is shared, so what counts is the middle.</summary>
internal static class Medians
{
    /// <summary>How often a long measurement is repeated, after one warm-up.</summary>
    public const int Repeats = 5;

    /// <summary>The middle one.</summary>
    public static TimeSpan Median(this IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Processor time of something on all threads, what the machine does for others left out: what is asked per core.</summary>
    public static TimeSpan OnProcessor(Func<long> what)
    {
        var before = Environment.CpuUsage.TotalTime;
        GC.KeepAlive(what());
        return Environment.CpuUsage.TotalTime - before;
    }

    /// <summary>Runs something several times after a warm-up and gives the middle time.</summary>
    public static TimeSpan Of(Func<TimeSpan> once, int repeats = Repeats)
    {
        once();
        return Enumerable.Range(0, repeats).Select(_ => once()).Median();
    }

    /// <summary>Seconds or milliseconds, whichever reads better, with two or three digits.</summary>
    public static string Text(this TimeSpan time) => time.TotalSeconds >= 1 ? $"{time.TotalSeconds:0.00} s" : time.TotalMilliseconds >= 10 ? $"{time.TotalMilliseconds:0} ms" : $"{time.TotalMilliseconds:0.000} ms";

    /// <summary>Mebibytes.</summary>
    public static string Megabytes(this long bytes) => $"{bytes / 1048576.0:0.0} MB";
}
