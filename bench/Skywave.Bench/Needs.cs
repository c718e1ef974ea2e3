using System.Globalization;

namespace Skywave.Bench;

/// <summary>The machine lacks something that a benchmark needs. Ends it with exit code 2.</summary>
internal sealed class MissingException(string message, string hint) : Exception(message)
{
    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}

/// <summary>What a benchmark needs of the machine: the other side's programs, and room.</summary>
internal static class Needs
{
    /// <summary>The full path of a program, or the line that installs it.</summary>
    /// <exception cref="MissingException">It is not there.</exception>
    public static string Program(string name, string package) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new MissingException($"{name} is not installed, and it is what this is measured beside", $"sudo apt-get update && sudo apt-get install -y --no-install-recommends {package}");

    /// <summary>So much memory that nothing else uses.</summary>
    /// <exception cref="MissingException">There is less.</exception>
    public static void FreeMemory(int gigabytes, string why)
    {
        var line = File.ReadLines("/proc/meminfo").First(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
        var free = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) >> 20;
        if (free < gigabytes)
        {
            throw new MissingException($"{why}: {gigabytes} GB of memory must be free, and {free} GB are", "run it on a larger machine, or when less else runs");
        }
    }
}
