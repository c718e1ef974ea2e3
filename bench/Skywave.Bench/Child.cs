using System.Diagnostics;
using System.Globalization;

namespace Skywave.Bench;

/// <summary>What one run of a program cost.</summary>
/// <param name="Wall">By the clock on the wall.</param>
/// <param name="Cpu">On all processors, in the program and for it in the kernel.</param>
/// <param name="Peak">The most memory it had at once, in bytes.</param>
internal sealed record Cost(TimeSpan Wall, TimeSpan Cpu, long Peak)
{
    /// <summary>The middle one by the clock.</summary>
    public static Cost Median(IReadOnlyCollection<Cost> costs) => new(costs.Select(c => c.Wall).Median(), costs.Select(c => c.Cpu).Median(), costs.Max(c => c.Peak));
}

/// <summary>Runs a program as its user would, under <c>/usr/bin/time</c>: both sides of a comparison are measured the same way.</summary>
internal static class Child
{
    /// <summary>The Skywave that was built beside this benchmark, and what opens the keys of its newsrooms.</summary>
    public static Task<Cost> SkywaveAsync(params string[] arguments) =>
        RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "skywave.dll"), .. arguments]);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message ends with what it said.</exception>
    public static async Task<Cost> RunAsync(string program, params string[] arguments)
    {
        var times = Path.GetTempFileName();
        try
        {
            string[] all = ["-f", "%e %U %S %M", "-o", times, program, .. arguments];
            var start = new ProcessStartInfo(Needs.Program("time", "time"), all) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["SKYWAVE_PASSPHRASE"] = Paper.Passphrase;
            using var process = Process.Start(start)!;
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().ConfigureAwait(false);
            var output = await said.ConfigureAwait(false) + await complained.ConfigureAwait(false);
            return process.ExitCode == 0
                ? Read(await File.ReadAllTextAsync(times).ConfigureAwait(false))
                : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output[^Math.Min(output.Length, 2000)..]}");
        }
        finally
        {
            File.Delete(times);
        }
    }

    private static Cost Read(string times)
    {
        var figures = times.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return new Cost(TimeSpan.FromSeconds(figures[0]), TimeSpan.FromSeconds(figures[1] + figures[2]), (long)figures[3] << 10);
    }
}
