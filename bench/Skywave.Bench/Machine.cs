using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Skywave.Bench;

/// <summary>What the figures were measured on, and how much memory was used.</summary>
internal static class Machine
{
    private const string ClearPeak = "5";

    /// <summary>One line to print above a table.</summary>
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, {Configuration}";

    /// <summary>Folders to write to: memory, where the system has such a folder, and the disk.</summary>
    public static IEnumerable<(string Name, string Folder)> Places()
    {
        if (Directory.Exists("/dev/shm"))
        {
            yield return ("in memory (tmpfs)", "/dev/shm");
        }
        yield return ("on disk", Path.GetTempPath());
    }

    /// <summary>Forgets the greatest resident size so far. Linux only; elsewhere the peak is that of the whole run.</summary>
    public static void ResetPeak()
    {
        GC.Collect();
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", ClearPeak);
        }
    }

    /// <summary>The greatest resident size since <see cref="ResetPeak"/>, in bytes.</summary>
    public static long Peak()
    {
        if (!OperatingSystem.IsLinux())
        {
            using var self = System.Diagnostics.Process.GetCurrentProcess();
            return self.PeakWorkingSet64;
        }
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
        : RuntimeInformation.ProcessArchitecture.ToString();

#if DEBUG
    private const string Configuration = "DEBUG BUILD: the figures mean nothing";
#else
    private const string Configuration = "release build";
#endif
}
