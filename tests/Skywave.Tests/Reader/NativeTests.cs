using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Skywave.Tests.Reader;

/// <summary>The mirror program as one native binary: publishes without a warning and does what the managed one does.</summary>
public sealed partial class NativeTests(NativeProgram native, PublishedNow published) : IClassFixture<NativeProgram>, IClassFixture<PublishedNow>
{
    public static TheoryData<string> Commands =>
    [
        "verify EDITION",
        "verify EDITION --trust TRUST",
        "verify EDITION --json",
        "verify STALE",
        "verify SPOILED --json",
        "verify PAGE --trust TRUST",
        "verify PAGE --trust TRUST --json",
        "verify PAGE --trust TRUST --print",
        "verify PAGE",
        "verify /nowhere",
        "verify",
        "mirror EDITION COPY",
        "mirror SPOILED COPY",
        "read EDITION",
        "read EDITION 1",
        "read EDITION 1 --json",
        "read EDITION --desk xx",
        "tuf --metadata-dir COPY init ROOT",
        "tuf --metadata-dir COPY --metadata-url http://127.0.0.1:1/ refresh",
    ];

    [Fact]
    public void It_publishes_as_one_program_without_a_warning()
    {
        Assert.DoesNotContain("warning", native.Output, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(Path.Combine(native.Folder, "skywave-mirror.dll")));
        Assert.True(File.Exists(Path.Combine(native.Folder, "libsodium.so")), "libsodium must lie beside it");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task It_says_and_does_what_the_managed_program_does(string command)
    {
        using var spoiled = new TempFolder();
        published.CopyTo(spoiled.Path);
        File.WriteAllText(Path.Combine(spoiled.Path, "en/index.html"), "<h1>Blocked by order</h1>");
        async Task<Ran> Run(string program)
        {
            using var own = new TempFolder();
            var named = command.Split(' ').Select(a => a switch
            {
                "EDITION" => published.Edition,
                "STALE" => published.Stale.House.Public,
                "SPOILED" => spoiled.Path,
                "PAGE" => published.Page,
                "TRUST" => published.Trust,
                "ROOT" => Path.Combine(published.Edition, "metadata/1.root.json"),
                "COPY" => Path.Combine(own.Path, "copy"),
                _ => a,
            });
            var ran = await Programs.RunAsync(program, Path.Combine(own.Path, "pins"), named);
            return new Ran(ran.Exit, Same(ran.Out, own.Path), Same(ran.Error, own.Path));
        }
        Assert.Equal(await Run(Programs.Mirror), await Run(native.Program));
    }

    // The age goes on between two runs.
    private static string Same(string text, string own) => Age().Replace(text.Replace(own, "OWN", StringComparison.Ordinal), "AGE");

    [GeneratedRegex("""\d+ minutes old|"ageSeconds": \d+""")]
    private static partial Regex Age();
}

/// <summary>Publishes the native program once, outside the project.</summary>
public sealed class NativeProgram : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public string Folder => _folder.Path;

    public string Program => Path.Combine(_folder.Path, "skywave-mirror");

    public string Output { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(TestData.RepositoryRoot(), "src", "Skywave.Mirror");
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-r", "linux-x64", "-c", "Release", "-o", _folder.Path, "-nologo", "-v", "q", "--tl:off", "--disable-build-servers"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test runner's own build left in the environment must not reach this one.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        Output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, Output);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
