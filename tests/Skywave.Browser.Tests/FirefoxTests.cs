using System.Text.Json;
using Xunit;

namespace Skywave.Tests;

/// <summary>The second browser: Firefox as Debian has it.</summary>
public sealed class FirefoxTests(DemoOnMirrors demo) : IAsyncDisposable
{
    private const string Browser = "/usr/bin/firefox-esr";
    private const string Slug = "is-this-page-genuine";

    private readonly string _folder = Directory.CreateTempSubdirectory("skywave-firefox-").FullName;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("en", "shutdown", "ltr")]
    [InlineData("fa", "اینترنت", "rtl")]
    public void Front_article_acts_and_search_read_right_and_nothing_is_complained_of(string desk, string word, string direction)
    {
        var pages = new[] { $"{desk}/index.html", demo.PageOf(desk, Slug), $"{desk}/acts.html" };
        var seen = Look(new { script = true, pages = pages.Select(On), search = On($"{desk}/search.html"), word });
        AssertRead(seen, pages, desk, direction);
        Assert.NotEqual(0, seen.GetProperty("found").GetArrayLength());
    }

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("fa", "rtl")]
    public void With_scripts_off_they_read_the_same(string desk, string direction)
    {
        var pages = new[] { $"{desk}/index.html", demo.PageOf(desk, Slug), $"{desk}/acts.html" };
        AssertRead(Look(new { script = false, pages = pages.Select(On) }), pages, desk, direction);
    }

    [Fact]
    public async Task A_lifeboat_opened_from_disk_checks_shows_its_states_and_finds_newer_news()
    {
        await using var paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddHours(-3), "en");
        await using var site = await Delivery.ReaderSite.StartAsync(paper.House.Public, new Uri("http://127.0.0.1:0"));
        await paper.WriteAsync("en", "old", "The bridge is open", "Cars may cross it from today on.");
        await paper.PublishAsync();
        var boat = Path.Combine(_folder, "boat.html");
        await File.WriteAllTextAsync(boat, BoatFile.With(await BoatFile.PackAsync(paper), site.Address.ToString()));
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await paper.WriteAsync("en", "new", "The bridge is closed again", "Nobody may cross it until Monday.");
        await paper.PublishAsync();

        var seen = Look(new { script = true, pages = Array.Empty<string>(), boat = "file://" + boat });
        var sailed = seen.GetProperty("boat");
        Assert.Equal(("The bridge is open", "The bridge is closed again"), (Text(sailed, "baked"), Text(sailed, "newest")));
        Assert.StartsWith("Authentic, as of", Text(sailed, "said"), StringComparison.Ordinal);
        Assert.True(sailed.GetProperty("hasSubtle").GetBoolean(), "a file on a disk has WebCrypto here");
        AssertNothingWrong(seen);

        seen = Look(new { script = false, pages = Array.Empty<string>(), boat = "file://" + boat });
        Assert.Contains("Nothing here has been checked yet", Text(seen.GetProperty("boat"), "still"), StringComparison.Ordinal);
        Assert.Equal("The bridge is open", Text(seen.GetProperty("boat"), "first"));
    }

    private string On(string path) => demo.On(path).ToString();

    // What a page says is known from the file, and that the other browser shows the same from ReaderPagesTests.
    private void AssertRead(JsonElement seen, string[] pages, string desk, string direction)
    {
        var shown = seen.GetProperty("pages").EnumerateArray().ToArray();
        Assert.Equal(pages.Length, shown.Length);
        Assert.All(shown.Zip(pages), page =>
        {
            var headline = Text(page.First, "headline");
            Assert.NotEqual("", headline);
            Assert.Contains(headline, System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(demo.House.Public, page.Second))), StringComparison.Ordinal);
            Assert.Equal((desk, direction), (Text(page.First, "lang"), Text(page.First, "dir")));
            Assert.InRange(page.First.GetProperty("main").GetInt32(), 300, 100_000);
        });
        AssertNothingWrong(seen);
    }

    private static void AssertNothingWrong(JsonElement seen) => Assert.Empty(seen.GetProperty("wrong").EnumerateArray().Select(w => w.GetString()));

    private JsonElement Look(object input)
    {
        var file = Path.Combine(_folder, "input.json");
        File.WriteAllText(file, JsonSerializer.Serialize(input));
        var (code, said) = Node.Run("check-firefox.mjs", Browser, file);
        Assert.True(code == 0, said);
        return JsonDocument.Parse(said).RootElement;
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
