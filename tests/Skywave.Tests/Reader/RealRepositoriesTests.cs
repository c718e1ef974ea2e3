using System.Globalization;
using Skywave.Delivery;
using Skywave.Mirror;
using Xunit;

namespace Skywave.Tests.Reader;

/// <summary>Two repositories that others made, at the times they are good for, through the verbs of the conformance suite.</summary>
public sealed class RealRepositoriesTests
{
    [Theory]
    [InlineData("tuf-on-ci-0.11", 1)]
    [InlineData("sigstore-root-signing", 12)]
    public async Task A_real_repository_verifies_at_its_time_and_not_much_later(string name, int root)
    {
        var repository = TestData.Path("tuf/static_data/" + name);
        var target = (await File.ReadAllTextAsync(Path.Combine(repository, "targetpath"))).Trim();
        var time = DateTimeOffset.Parse((await File.ReadAllTextAsync(Path.Combine(repository, "faketime"))).Trim(), CultureInfo.InvariantCulture);
        await using var site = await ReaderSite.StartAsync(repository, new Uri("http://127.0.0.1:0"));
        using var folder = new TempFolder();
        var (metadata, targets) = (Path.Combine(folder.Path, "metadata"), Path.Combine(folder.Path, "targets"));
        Task<int> Tuf(DateTimeOffset now, params string[] args) =>
            CommandLine.RunAsync(ReaderCommands.Root("skywave-mirror", "test", new SettableClock(now)), ["tuf", "--metadata-dir", metadata, .. args]);
        string[] at = ["--metadata-url", new Uri(site.Address, "metadata").ToString(), "--target-base-url", new Uri(site.Address, "targets").ToString(), "--target-dir", targets, "--target-name", target];

        Assert.Equal(0, await Tuf(time, "init", Path.Combine(repository, "initial_root.json")));
        Assert.Equal(0, await Tuf(time, [.. at, "refresh"]));
        Assert.Equal(0, await Tuf(time, [.. at, "download"]));
        Assert.Equal(0, await Tuf(time, [.. at, "download"]));
        Assert.Single(Directory.GetFiles(targets));
        Assert.Contains($"\"version\": {root}", await File.ReadAllTextAsync(Path.Combine(metadata, "root.json")), StringComparison.Ordinal);
        Assert.Equal(1, await Tuf(time.AddYears(30), [.. at, "refresh"]));
        Assert.Equal(1, await Tuf(time, [.. at, "--target-name", "nobody/signs-this", "download"]));
    }
}
