using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using NetVips;
using Skywave.House;
using Skywave.Office;
using Skywave.Packing;
using Skywave.Reading;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>Everything that an editor can type, on its way to readers: words, on every page, in every feed and list.</summary>
public sealed partial class EveryWordTests() : OfficeOverPaper("en", "fa")
{
    private static readonly HtmlParser Parser = new();

    private readonly HashSet<int> _shown = [];
    private readonly HashSet<int> _unseen = [];
    private readonly List<string> _wrong = [];
    private int _typed;

    // Leaves an attribute, a script, a text field, a title and a style sheet, and names the field it was typed into.
    private string Bad() => string.Create(CultureInfo.InvariantCulture, $"\"'></script></textarea></title></style><xss-{_typed++} onxss>");

    // What no page shows, and none may be broken by.
    private string Unseen()
    {
        _unseen.Add(_typed);
        return Bad();
    }

    private string Story() => $"""
        ---
        short: {Bad()}
        deck: {Bad()}
        byline: {Bad()} | {Bad()}
        byline: pseudonym: {Bad()} | {Bad()} | {Bad()}
        byline: withheld: | {Unseen()} | {Bad()}
        agencies: {Bad()}
        located: {Bad()}
        topics: {Bad()}
        people: {Bad()}
        places: {Bad()}
        picture: library/aaaaaaaaaaaaaaaa
        alt: {Bad()}
        caption: {Bad()}
        claim: {"about " + Bad()} | {Bad()} | {Bad()} | own | 2026-11-20 | settled | {Bad()}
        unnamed: {Bad()} | {Bad()}
        source: {Bad()}
        source-url: https://example.org/?{Uri.EscapeDataString(Bad())}
        copyright: {Bad()}
        breaking: yes
        ---
        A story {Bad()}

        A lede {Bad()} with **{Bad()}** and [{Bad()}](https://example.org/?q={Uri.EscapeDataString(Bad())}).

        ## {Bad()}

        - {Bad()}

        > {Bad()}
        > -- {Bad()}

        > {Bad()}
        > -- unnamed 1 | {Bad()}

        >> {Bad()}
        >> -- {Bad()}

        {"{timeline}"}
        {Bad()} | {Bad()}

        {"{embed: https://example.org/ | "}{Bad()}{"}"}

        ??? {Bad()}
        {Bad()}

        [[ {Bad()}
        {Bad()}
        ]]

        {"{table: "}{Bad()}{"}"}
        | {Bad()} | {Bad()} |
        |---|---|
        | {Bad()} | {Bad()} |

            {Bad()}

        """;

    private string Live() => $"""
        ---
        live: yes
        pin: 1
        ---
        A count {Bad()}

        An introduction {Bad()}

        @! 2026-11-24 08:05 {Bad()}
        {Bad()}

        @ 08:10 {Bad()}
        {Bad()}

        """;

    private static Manuscript Of(char id, string text, params LibraryPicture[] pictures) => new(new string(id, 16), "en", "a story " + id, text, "office:" + new string(id, 16)) { Pictures = [.. pictures] };

    [Fact]
    public async Task What_an_editor_types_is_words_on_every_page_and_in_every_feed()
    {
        Settle(s => s with { Name = "The " + Bad(), PublicAddress = "https://paper.example/" });
        var taken = await Parts.TakePicture(Image.Black(800, 600).JpegsaveBuffer(), ".jpg", default);
        var story = Of('1', Story(), new LibraryPicture("aaaaaaaaaaaaaaaa", taken.Hash, Bad(), Unseen(), null));
        await Parts.Sources.Grant(story, new RecordedGrant(1, "Some Body", "editor", new DateOnly(2026, 1, 1)), default);
        Assert.Empty(Parts.Check(story).Mistakes);
        Assert.Empty((await HandOverAsync(story)).Reasons);
        Assert.Empty((await HandOverAsync(Of('2', Live()))).Reasons);
        var withdrawn = Of('3', $"Taken back {Unseen()}\n\nText.\n");
        Assert.Empty((await HandOverAsync(withdrawn)).Reasons);
        Assert.Empty(await Parts.Notices.Save("en", new Notice
        {
            Id = "by", Designation = Bad(), Authority = Bad(), Territories = ["BY"], Persons = [Bad()], Acts = [.. Enum.GetValues<Act>()], Penalty = Bad(), Law = Bad(), ReviewedBy = Bad(), ReviewedOn = new(2026, 11, 1), ReviewDue = new(2027, 11, 1), Text = Bad(),
        }, default));
        Assert.Null((await Parts.Publish(default)).Problem);

        await Parts.Withdraw(withdrawn, Bad(), default);
        Assert.Empty((await HandOverAsync(story with { Text = story.Text.Replace("---\nshort", $"---\ncorrection: correction | {Bad()}\nshort", StringComparison.Ordinal).Replace("A lede", "The lede", StringComparison.Ordinal) })).Reasons);
        var front = new CuratedFront([new([ArticleId.Derive(DeskTag.Parse("en"), story.Uri), ArticleId.Derive(DeskTag.Parse("en"), "office:" + new string('2', 16))], Bad())]);
        Assert.Empty(await Parts.Front.Put("en", front, default));
        Assert.Null((await Parts.Publish(default)).Problem);

        foreach (var file in Directory.EnumerateFiles(Paper.House.Public, "*", SearchOption.AllDirectories))
        {
            Look(Path.GetRelativePath(Paper.House.Public, file), await File.ReadAllBytesAsync(file));
        }
        Html("the preview", Encoding.UTF8.GetString((await Parts.Preview(story, default))!));
        Html("the front's preview", Encoding.UTF8.GetString(await Parts.Front.Preview("en", front, default)));
        var edition = (await ReadEdition.OpenAsync(Paper.Source, Paper.Root(), null, Paper.Clock.GetUtcNow(), default)).Value;
        Html("the lifeboat", Encoding.UTF8.GetString((await new PackLifeboat(edition, "en").RunAsync(_ => { }, default)).Value.File));

        Assert.Empty(_wrong);
        Assert.Equal([], Enumerable.Range(0, _typed).Except(_shown).Except(_unseen));
    }

    private void Look(string name, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        switch (Path.GetExtension(name))
        {
            case ".html":
                Html(name, text);
                break;
            case ".xml" or ".atom" or ".rss" or ".svg" or ".opml":
                // Whoever reads a feed takes its texts for HTML.
                foreach (var part in XDocument.Parse(text).Descendants())
                {
                    Assert.False(part.Name.LocalName.StartsWith("xss", StringComparison.Ordinal), name);
                    if (!part.HasElements)
                    {
                        Html($"{name} {part.Name.LocalName}", part.Attribute("type")?.Value == "html" || part.Name.LocalName == "description" ? part.Value : "");
                    }
                }
                break;
            case ".json":
                Json(name, JsonDocument.Parse(bytes).RootElement);
                break;
        }
    }

    private void Json(string name, JsonElement value)
    {
        foreach (var property in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            if (property.Name == "content_html")
            {
                Html(name + " content_html", property.Value.GetString()!);
            }
            Json(name, property.Value);
        }
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
        {
            Json(name, item);
        }
    }

    private void Html(string where, string html)
    {
        var page = Parser.ParseDocument(html);
        foreach (var element in page.All)
        {
            if (element.LocalName.StartsWith("xss", StringComparison.Ordinal) || element.Attributes.Any(a => a.Name.StartsWith("onxss", StringComparison.Ordinal) || a.Name.StartsWith("<xss", StringComparison.Ordinal) || (a.Name is "href" or "src" && a.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))))
            {
                _wrong.Add($"{where}: {element.OuterHtml[..Math.Min(element.OuterHtml.Length, 200)]}");
            }
        }
        var words = string.Join(' ', page.All.SelectMany(e => e.Attributes.Select(a => Uri.UnescapeDataString(a.Value))).Append(page.DocumentElement.TextContent));
        _shown.UnionWith(Mark().Matches(words).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("<xss-([0-9]+)")]
    private static partial Regex Mark();
}
