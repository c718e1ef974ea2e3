using System.Text.Json;
using System.Text.RegularExpressions;
using Skywave.Intake.Feeds;
using Skywave.Tests;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>Beside the real feeds lies what their authors expect a reader to find in them; a draft says the same, as far as an article has a place for it.</summary>
public sealed partial class ExpectedReadingTests
{
    [Theory]
    [InlineData("parser/rss", 28)]
    [InlineData("parser/atom", 40)]
    [InlineData("translator/rss", 12)]
    [InlineData("translator/atom", 7)]
    public void A_feed_reads_as_its_authors_expect(string folder, int least)
    {
        var compared = 0;
        foreach (var file in Directory.EnumerateFiles(TestData.Path("feeds/" + folder), "*.xml").Order(StringComparer.Ordinal))
        {
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, ".json")));
            var items = Member(expected.RootElement, "items") ?? Member(expected.RootElement, "entries");
            var outcomes = Items.Read(File.ReadAllBytes(file), Path.GetFileName(file));
            if (items is not { ValueKind: JsonValueKind.Array } all || all.GetArrayLength() == 0)
            {
                Assert.IsType<ImportOutcome.Rejected>(Assert.Single(outcomes));
                continue;
            }
            Assert.Equal(all.GetArrayLength(), outcomes.Count);
            foreach (var (item, outcome) in all.EnumerateArray().Zip(outcomes))
            {
                compared += outcome is ImportOutcome.Draft ? 1 : 0;
                Compare(item, outcome, file);
            }
        }
        Assert.InRange(compared, least, int.MaxValue);
    }

    [Theory]
    [InlineData("parser/json")]
    [InlineData("translator/json")]
    public void A_json_feed_reads_as_its_authors_expect(string folder)
    {
        var files = Directory.EnumerateFiles(TestData.Path("feeds/" + folder), "*_expected.json").ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var expected = JsonDocument.Parse(File.ReadAllText(file));
            var outcomes = Items.Read(File.ReadAllBytes(file.Replace("_expected", "", StringComparison.Ordinal)), Path.GetFileName(file));
            var items = Each(expected.RootElement, "items").ToList();
            Assert.Equal(items.Count, outcomes.Count);
            Assert.All(items.Zip(outcomes), pair => Compare(pair.First, pair.Second, file));
        }
    }

    private static void Compare(JsonElement expected, ImportOutcome outcome, string file)
    {
        var title = Plain(Text(expected, "title"));
        var texts = new[] { Text(expected, "description"), Text(expected, "summary"), Text(expected, "content") }.Select(Plain).Where(t => t.Length > 0).ToList();
        if (outcome is ImportOutcome.Rejected refused)
        {
            Assert.True(refused.Reason.Contains("broken", StringComparison.Ordinal) || (title.Length == 0 && texts.Count == 0), $"{file}: {refused.Line}");
            return;
        }
        var item = ((ImportOutcome.Draft)outcome).Item;
        Assert.True(title.Length == 0 || title == item.Text.Headline, $"{file}: '{title}' and '{item.Text.Headline}'");
        var said = Squeezed(Read.Words(item));
        Assert.All(texts, t => Assert.Contains(Squeezed(t), said, StringComparison.Ordinal));
        if ((Text(expected, "guid") ?? Text(expected, "id")) is { Length: > 0 } id)
        {
            Assert.Equal(Plain(id), item.Uri);
        }
        var links = Links(expected).Select(l => Uri.TryCreate(l, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : "").Where(l => l.StartsWith("http", StringComparison.Ordinal)).ToList();
        Assert.True(links.Count == 0 || links.Contains(item.Text.SourceUrl!), $"{file}: {item.Text.SourceUrl} is none of {string.Join(' ', links)}");
        Same(Time(expected, "publishedParsed", "pubDateParsed"), item.FirstPublished, file);
        Same(Time(expected, "updatedParsed"), item.VersionCreated, file);
        var names = item.Text.Bylines.Select(b => b.Name).ToList();
        Assert.All(Each(expected, "authors").Select(a => Plain(Text(a, "name"))).Where(n => n.Length > 0 && !n.Contains('@', StringComparison.Ordinal)), n => Assert.Contains(n, names));
        var topics = item.Text.Subjects.Select(s => s.Name).ToList();
        Assert.All(Each(expected, "categories").Select(c => Plain(c.ValueKind == JsonValueKind.String ? c.GetString() : Text(c, "label") ?? Text(c, "term") ?? Text(c, "value"))).Where(c => c.Length > 0), c => Assert.Contains(c, topics));
    }

    private static void Same(DateTimeOffset? expected, DateTimeOffset? read, string file) =>
        Assert.True(expected is null || expected.Value.ToUnixTimeSeconds() == read?.ToUnixTimeSeconds(), $"{file}: {expected:u} and {read:u}");

    private static DateTimeOffset? Time(JsonElement item, params string[] names) => names.Select(n => Text(item, n)).FirstOrDefault(t => t is not null) is { } text
        ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> Links(JsonElement item) =>
        Each(item, "links").Where(l => l.ValueKind == JsonValueKind.String || Text(l, "rel") is null or "alternate").Select(l => l.ValueKind == JsonValueKind.String ? l.GetString() : Text(l, "href"))
            .Append(Text(item, "link")).OfType<string>();

    private static IEnumerable<JsonElement> Each(JsonElement item, string name) => Member(item, name) is { ValueKind: JsonValueKind.Array } all ? [.. all.EnumerateArray()] : [];

    private static JsonElement? Member(JsonElement item, string name) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement item, string name) => Member(item, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        // A film or a feed inside an entry is no text, whatever its bytes spell.
        { ValueKind: JsonValueKind.Object } inner => Text(inner, "type") is "video/mp4" or "application/atom+xml" ? null : Text(inner, "value"),
        _ => null,
    };

    private static string Plain(string? text) => text is null ? "" : FeedText.Of(text).Line(new Notes()) ?? "";

    private static string Squeezed(string text) => Space().Replace(text, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
