using System.Text.Json;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// Lighthouse on front and article (docs/050-pages.md). Its score for speed is a measure of the machine it runs on as well, so it is printed; what is held are the
/// counts that make a page fast.
/// </summary>
public sealed class LighthouseTests(DemoOnMirrors demo, ITestOutputHelper output)
{
    private const int MostOfFront = 12 * 1024;
    private const int MostOfArticle = 11 * 1024;

    // With the lead picture and the newsroom's own.
    private const int MostWithPicture = 50 * 1024;
    private const int MostElements = 800;

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public void Front_and_article_have_full_marks_for_accessibility_and_practice_and_the_counts_of_a_fast_page(string desk)
    {
        var (front, article) = Look(desk);
        Assert.All([front, article], page =>
        {
            Assert.Equal("", page.GetProperty("error").GetString());
            Assert.Empty(page.GetProperty("short").EnumerateArray().Select(s => s.GetString()));
            Assert.Equal((100, 100), (Count(page, "accessibility"), Count(page, "bestPractices")));
            Assert.Equal([demo.On("").Authority], page.GetProperty("hosts").EnumerateArray().Select(h => h.GetString()!));
            // No style, script or font of its own to wait for, no icon: beside pictures only the desk's dictionary, which later pages are smaller by.
            Assert.All(page.GetProperty("others").EnumerateArray(), other => Assert.EndsWith(".dictionary", other.GetString(), StringComparison.Ordinal));
            Assert.Equal((0, 0.0), (Count(page, "blocking"), page.GetProperty("shift").GetDouble()));
            Assert.InRange(Count(page, "elements"), 1, MostElements);
        });
        Assert.InRange(Count(front, "document"), 1, MostOfFront);
        Assert.InRange(Count(article, "document"), 1, MostOfArticle);
        Assert.InRange(Count(article, "bytes"), 1, MostWithPicture);
        Assert.Equal(3, Count(article, "requests"));
    }

    private (JsonElement Front, JsonElement Article) Look(string desk)
    {
        var (code, said) = Node.Run("check-lighthouse.mjs", Chromium.Path, demo.On($"{desk}/index.html").ToString(), demo.On(demo.PageOf(desk, "is-this-page-genuine")).ToString());
        Assert.True(code == 0, said);
        var pages = JsonDocument.Parse(said).RootElement;
        output.WriteLine("| page | performance | first paint, largest paint, blocked, ms | requests | bytes | elements |");
        foreach (var (name, page) in new[] { ("front", pages[0]), ("article", pages[1]) })
        {
            output.WriteLine($"| {desk} {name} | {Count(page, "performance")} | {Count(page, "firstPaint")}, {Count(page, "largestPaint")}, {Count(page, "blocked")} | {Count(page, "requests")} | {Count(page, "bytes")} | {Count(page, "elements")} |");
        }
        return (pages[0], pages[1]);
    }

    private static int Count(JsonElement page, string name) => page.GetProperty(name).GetInt32();
}
