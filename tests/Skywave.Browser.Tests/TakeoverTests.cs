using System.Text;
using System.Text.Json;
using Skywave.Tests.Matrix;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// The reader's own address falls to a thief, who has everything there, the worker's file too. No browser lets a worker refuse its successor: what is held is what the old one still shows, that it warns, and for how long it is
/// there (docs/915-scenarios.md).
/// </summary>
public sealed class TakeoverTests
{
    private const string True = "Cars may cross it from today on.";

    // Of two kinds: one takes over as soon as it may, the other as soon as it must be let.
    private const string Pushing = """
        skipWaiting()
        addEventListener('activate', event => event.waitUntil(clients.claim()))
        addEventListener('fetch', event => new URL(event.request.url).pathname === '/whose.svg'
          && event.respondWith(new Response('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', { headers: { 'content-type': 'image/svg+xml' } })))
        """;
    private const string Patient = "addEventListener('fetch', () => {})";

    [Theory]
    [InlineData("chrome")]
    [InlineData("firefox")]
    public async Task A_thiefs_worker_that_pushes_is_there_on_the_second_visit_and_the_first_one_is_true_and_warned(string browser)
    {
        var (first, open, later) = await SeizeAsync(browser, Pushing, 45_000);
        AssertTrueAndWarned(first);
        Assert.True(open.GetProperty("isWarned").GetBoolean(), "the page that stays open is still warned");
        Assert.InRange(open.GetProperty("taken").GetInt32(), 0, 60_000);
        Assert.All(later, visit => Assert.Contains(World.Lie, Text(visit, "body"), StringComparison.Ordinal));
        Assert.All(later, visit => Assert.False(visit.GetProperty("isWarned").GetBoolean()));
    }

    [Theory]
    [InlineData("chrome")]
    [InlineData("firefox")]
    public async Task A_thiefs_worker_that_waits_is_there_when_the_last_page_was_closed_and_until_then_all_are_true_and_warned(string browser)
    {
        var (first, open, later) = await SeizeAsync(browser, Patient, 6_000);
        AssertTrueAndWarned(first);
        Assert.Equal(-1, open.GetProperty("taken").GetInt32());
        Assert.True(open.GetProperty("isWaiting").GetBoolean(), "the thief's is there and waits");
        Assert.All(later[..^1], AssertTrueAndWarned);
        Assert.Contains(World.Lie, Text(later[^1], "body"), StringComparison.Ordinal);
    }

    private static void AssertTrueAndWarned(JsonElement visit)
    {
        Assert.Contains(True, Text(visit, "article"), StringComparison.Ordinal);
        Assert.DoesNotContain(World.Lie, Text(visit, "body"), StringComparison.Ordinal);
        Assert.True(visit.GetProperty("isWarned").GetBoolean(), "warned");
    }

    // One visit after the seizure, the page left open until another worker has taken it over or for as many milliseconds, two more visits in the same tab, and one after it was closed.
    private static async Task<(JsonElement First, JsonElement Open, JsonElement[] Later)> SeizeAsync(string browser, string thiefs, int stay)
    {
        await using var paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddHours(-3), "en");
        paper.Settle(s => s with { Mirrors = ["http://127.0.0.1:9/"] });
        var id = await paper.WriteAsync("en", "bridge", "The bridge", True);
        await paper.PublishAsync();
        var isSeized = false;
        await using var address = new Liar(path =>
        {
            isSeized |= path == "seize";
            var file = Path.Combine(paper.House.Public, path);
            return isSeized && path == "sw.js" ? new Reply(Encoding.UTF8.GetBytes(thiefs)) { Type = "text/javascript" }
                : isSeized && path.EndsWith(".html", StringComparison.Ordinal) ? Reply.Page(World.Lie)
                : File.Exists(file) ? new Reply(File.ReadAllBytes(file)) { Type = Liar.TypeOf(path) } : Reply.Missing;
        });
        var story = address.Address() + Path.GetRelativePath(paper.House.Public, paper.PageOf(id)).Replace('\\', '/');
        using var reader = new KeepingBrowser(browser);
        var seen = reader.Do(
            new { keep = address.Address() + "en/keep.html", says = "It is on" }, new { read = story }, new { tell = address.Address() + "seize" }, new { read = story }, new { stay },
            new { read = story }, new { read = story }, new { leave = true }, new { read = story });
        Assert.Contains(True, Text(seen[1], "article"), StringComparison.Ordinal);
        Assert.False(seen[1].GetProperty("isWarned").GetBoolean(), "no warning while the address is honest");
        return (seen[3], seen[4], [seen[5], seen[6], seen[8]]);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
