using Skywave.Ceremonies;
using Skywave.Delivery;
using Xunit;

namespace Skywave.Tests;

/// <summary>What comes out of the ceremonies, checked by code that is not ours (tuf-js) or was written from the formats alone (check-log.mjs).</summary>
public sealed class KeysSecondClientTests
{
    [Fact]
    public async Task A_stock_client_follows_a_repository_all_of_whose_keys_changed()
    {
        // It goes by the machine's clock; the newsroom's own second hour is still to come.
        await using var paper = await KeysRotateTests.PaperAsync(TimeProvider.System.GetUtcNow().AddHours(-2));
        using var cache = new TempFolder();
        var root = Path.Combine(cache.Path, "1.root.json");
        await File.WriteAllBytesAsync(root, paper.Root().ToArray());
        await using var site = await ReaderSite.StartAsync(paper.House.Public, new Uri("http://127.0.0.1:0"), CancellationToken.None);
        await VerifyAsync(site, root, Path.Combine(cache.Path, "tuf"));

        paper.Clock.Advance(TimeSpan.FromHours(1));
        await paper.RotateAsync("root", "targets", "mirrors", "desk:en");
        await paper.RevokeAsync("host");
        await paper.PublishAsync();
        await VerifyAsync(site, root, Path.Combine(cache.Path, "cold"));
        await VerifyAsync(site, Path.Combine(cache.Path, "tuf", "root.json"), Path.Combine(cache.Path, "tuf"));
        await paper.RotateAsync("root", "snapshot");
        await paper.PublishAsync();
        await VerifyAsync(site, root, Path.Combine(cache.Path, "later"));
    }

    [Fact]
    public async Task The_second_implementation_of_the_log_finds_closed_epochs_true()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        for (var i = 0; i < 4; i++)
        {
            await paper.WriteAsync("en", $"item {i}", $"Story {i}", "It says a number.");
            await paper.PublishAsync();
        }
        await paper.ReplaceAsync(new Replacement(Stolen: true, AtSize: 3), "log:en");
        await paper.RotateAsync("log:fa");
        await paper.PublishAsync();
        var (code, output) = Node.Run("check-log.mjs", paper.House.Public);
        Assert.True(code == 0, output);
        Assert.Contains("log/en/1: 3 entries, ", output, StringComparison.Ordinal);
        Assert.Contains("log/en/2: 2 entries, ", output, StringComparison.Ordinal);
        Assert.Contains("log/fa/2: 0 entries, ", output, StringComparison.Ordinal);
    }

    private static async Task VerifyAsync(ReaderSite site, string root, string cache)
    {
        var (code, output) = Node.Run("check-tuf.mjs", site.Address.ToString(), root, cache);
        Assert.True(code == 0, output);
        Assert.Contains("warm: ", output, StringComparison.Ordinal);
    }
}
