using System.Text.Json;
using Skywave.Delivery;
using Xunit;

namespace Skywave.Tests;

/// <summary>The worker in the second browser.</summary>
public sealed class FirefoxKeepsTests
{
    private static readonly Uri Anywhere = new("http://127.0.0.1:0");

    [Fact]
    public async Task When_the_origin_is_blocked_a_story_comes_from_a_mirror_and_when_all_are_from_what_was_kept()
    {
        await using var paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddHours(-3), "en");
        await using var mirror = await ReaderSite.StartAsync(paper.House.Public, Anywhere);
        var origin = await ReaderSite.StartAsync(paper.House.Public, Anywhere);
        paper.Settle(s => s with { Mirrors = [mirror.Address.ToString()] });
        var id = await paper.WriteAsync("en", "bridge", "The bridge", "Cars may cross it from today on.");
        await paper.PublishAsync();
        var story = new Uri(origin.Address, Path.GetRelativePath(paper.House.Public, paper.PageOf(id)).Replace('\\', '/'));

        using var firefox = new KeepingBrowser("firefox");
        var seen = firefox.Do(new { keep = new Uri(origin.Address, "en/keep.html"), says = "It is on" }, new { read = story });
        Assert.True(seen[0].GetProperty("hasPage").GetBoolean(), "the story is kept");
        AssertShown(seen[1], "Cars may cross it from today on.", "the newest we know of");

        await origin.DisposeAsync();
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await paper.WriteAsync("en", "bridge", "The bridge", "Nobody may cross it.", correction: new(Words.CorrectionKind.Update, "There is news."));
        await paper.PublishAsync();
        seen = firefox.Do(new { read = story }, new { read = new Uri(origin.Address, "en/index.html") });
        AssertShown(seen[0], "Nobody may cross it.", "the newest we know of");
        Assert.Contains("The bridge", Text(seen[1], "body"), StringComparison.Ordinal);

        await mirror.DisposeAsync();
        seen = firefox.Do(new { read = story });
        AssertShown(seen[0], "Nobody may cross it.", "Authentic");
        Assert.DoesNotContain("newest we know of", Text(seen[0], "said"), StringComparison.Ordinal);
    }

    private static void AssertShown(JsonElement visit, string text, string said)
    {
        Assert.Contains(text, Text(visit, "article"), StringComparison.Ordinal);
        Assert.Contains(said, Text(visit, "said"), StringComparison.Ordinal);
        Assert.False(visit.GetProperty("isWarned").GetBoolean());
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
