using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests;

/// <summary>"Remove everything", held against the files of the browser's profile.</summary>
public sealed class WipeTests(DemoOnMirrors demo)
{
    [Theory]
    [InlineData("en/keep.html")]
    [InlineData("en/index.html")]
    public async Task After_the_wipe_no_file_of_the_profile_has_what_the_worker_kept(string from)
    {
        await using var kept = await KeptNews.MakeAsync(demo.Playwright, ["en"]);
        await kept.KeepAsync("en");
        await kept.HoldAsync(1);
        await kept.GoAsync("en/index.html");
        var before = Found(kept);
        Assert.NotEmpty(before);
        await kept.Tab.GotoAsync(kept.On(from).ToString());
        await kept.Tab.Locator("#wipe").ClickAsync();
        await Assertions.Expect(kept.Tab.Locator("#wiped")).ToBeVisibleAsync();
        await Assertions.Expect(kept.Tab.Locator("#wiped")).ToContainTextAsync("Not erased: your browser’s history");
        Assert.Equal("0 0", await kept.Tab.EvaluateAsync<string>("async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length].join(' ')"));
        await kept.CloseBrowserAsync();
        Assert.Equal([], Found(kept));
    }

    // Where in the profile anything stands that only the worker's store had: a story's text, a key, the address of a page that was kept and never opened.
    private static List<string> Found(KeptNews kept)
    {
        var key = System.Text.Json.JsonDocument.Parse(kept.Paper.Root()).RootElement.GetProperty("signed").GetProperty("keys").EnumerateObject().First().Name;
        string[] secrets = [KeptNews.Text, key, kept.StoryOf("en"), ".kept/page"];
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(kept.Profile, "*", SearchOption.AllDirectories))
        {
            try
            {
                var bytes = File.ReadAllBytes(file);
                found.AddRange(secrets.Where(secret => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) >= 0)
                    .Select(secret => $"{Path.GetRelativePath(kept.Profile, file)}: {secret}"));
            }
            catch (IOException)
            {
                // A running browser's sockets and locks.
            }
        }
        return found;
    }
}
