using Skywave.Tests.Reader;
using Xunit;

namespace Skywave.Tests.Importing;

/// <summary>How `skywave import` ends, as scripts see it.</summary>
public sealed class ImportExitTests
{
    [Fact]
    public async Task What_is_out_of_reach_ends_with_3_and_what_was_refused_with_1()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        using var pins = new TempFolder();
        var (good, bad) = (Path.Combine(pins.Path, "good.txt"), Path.Combine(pins.Path, "bad.json"));
        File.WriteAllText(good, "A headline\n\nA text.\n");
        File.WriteAllText(bad, "{\"uri\":");
        const string nobody = "http://127.0.0.1:9/feed.xml";

        async Task<int> ExitOf(params string[] sources) =>
            (await Programs.RunAsync(Programs.Skywave, pins.Path, ["import", .. sources, "--newsroom", paper.House.Path, "--allow-private-addresses", "--json"])).Exit;

        Assert.Equal(0, await ExitOf(good));
        Assert.Equal(3, await ExitOf(good, nobody));
        Assert.Equal(3, await ExitOf(Path.Combine(pins.Path, "missing.txt")));
        Assert.Equal(1, await ExitOf(good, bad));
        Assert.Equal(1, await ExitOf(bad, nobody));
    }
}
