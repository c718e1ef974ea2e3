using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>A desk's dictionary in a real browser (docs/adr/0013-one-dictionary-for-a-desk.md). Loopback counts as a secure context; over plain http from elsewhere no browser does this.</summary>
public sealed class DictionaryTests(DemoOnMirrors demo)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task After_a_front_an_article_comes_made_with_the_desks_dictionary_in_fewer_bytes_and_reads_the_same(string desk)
    {
        var (path, without) = (demo.PageOf(desk, "is-this-page-genuine"), await ReadAsync(demo.PageOf(desk, "is-this-page-genuine"), front: null));
        Assert.Equal("br", without.Coding);
        var with = await ReadAsync(path, front: $"{desk}/index.html");
        Assert.Equal("dcz", with.Coding);
        Assert.True(with.Bytes < without.Bytes * 3 / 4, $"{with.Bytes} of {without.Bytes} bytes");
        Assert.Equal(without.Text, with.Text);
        Assert.True(with.Text.Length > 500);
    }

    private async Task<(string Text, string Coding, double Bytes)> ReadAsync(string path, string? front)
    {
        await using var context = await demo.Browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        if (front is not null)
        {
            // Fetched when the browser has nothing else to do.
            var dictionary = tab.WaitForResponseAsync(r => r.Url.EndsWith(".dictionary", StringComparison.Ordinal), new() { Timeout = (float)Patience.TotalMilliseconds });
            await tab.GotoAsync(demo.On(front).ToString());
            await (await dictionary).FinishedAsync();
        }
        var sizes = new ConcurrentDictionary<string, double>();
        var wire = await context.NewCDPSessionAsync(tab);
        wire.Event("Network.loadingFinished").OnEvent += (_, e) => sizes[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("encodedDataLength").GetDouble();
        var page = new TaskCompletionSource<JsonElement>();
        wire.Event("Network.responseReceived").OnEvent += (_, e) => _ = e!.Value.GetProperty("response").GetProperty("url").GetString() == demo.On(path).ToString() && page.TrySetResult(e.Value.Clone());
        await wire.SendAsync("Network.enable");
        await tab.GotoAsync(demo.On(path).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        var got = await page.Task.WaitAsync(Patience);
        var coding = got.GetProperty("response").GetProperty("headers").EnumerateObject().First(h => h.Name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase)).Value.GetString()!;
        return (await tab.Locator("article").InnerTextAsync(), coding, sizes[got.GetProperty("requestId").GetString()!]);
    }
}
