using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Skywave.Tests.Reader;

/// <summary>How a program ended and what it said.</summary>
internal sealed record Ran(int Exit, string Out, string Error)
{
    public JsonObject Json => JsonNode.Parse(Out)!.AsObject();
}

/// <summary>Runs the programs as people do: as processes.</summary>
internal static class Programs
{
    public const string Mirror = "skywave-mirror.dll";
    public const string Skywave = "skywave.dll";

    /// <summary>Starts one. <paramref name="pins"/> is what this machine trusts.</summary>
    public static Process Start(string program, string pins, params IEnumerable<string> args)
    {
        var full = Path.Combine(AppContext.BaseDirectory, program);
        var isManaged = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isManaged ? Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet" : full, isManaged ? [full, .. args] : args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["SKYWAVE_PINS"] = pins;
        start.Environment["SKYWAVE_PASSPHRASE"] = TestNewsroom.Passphrase;
        start.Environment["DOTNET_TieredPGO"] = "0"; // these runs are over before it pays
        return Process.Start(start)!;
    }

    public static async Task<Ran> RunAsync(string program, string pins, params IEnumerable<string> args)
    {
        using var process = Start(program, pins, args);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, output, await error);
    }
}
