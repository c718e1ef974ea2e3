using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skywave.Edition;
using Skywave.House;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Pages;
using Skywave.Words;

namespace Skywave.Packing;

/// <summary>Makes a lifeboat of an edition that was verified: a desk's newest stories, as many as fit (docs/900-design.md, section 19).</summary>
internal sealed class PackLifeboat(ReadEdition edition, string desk)
{
    /// <summary>How many bytes of stories, unpacked, can be read without script.</summary>
    private const int MostStill = 24_000;

    private const int LeastStill = 3;

    private readonly DeskTag _desk = DeskTag.Parse(desk);

    /// <summary>What came of it.</summary>
    /// <param name="File">The lifeboat.</param>
    /// <param name="Stories">How many stories are in it.</param>
    /// <param name="Still">How many of them whole without script.</param>
    public sealed record Packed(byte[] File, int Stories, int Still);

    /// <summary>Makes it. A story that a mirror lacks, or has in another form than it was signed in, is left out and told.</summary>
    /// <param name="tell">Told of what is left out.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Checked<Packed>> RunAsync(Action<string> tell, CancellationToken cancel)
    {
        if (!(await edition.HoldingsAsync(desk, cancel).ConfigureAwait(false)).TryGet(out var holdings, out var refusal))
        {
            return refusal;
        }
        var (stories, pages) = (new List<BoatStory>(), new List<string>());
        foreach (var item in holdings.Front.Items.Where(i => i.Status != "withdrawn"))
        {
            var page = await edition.PageAsync(item, cancel).ConfigureAwait(false);
            if (!page.IsAccepted)
            {
                tell($"{item.Path}: left out ({page.Refusal})");
                continue;
            }
            stories.Add(new BoatStory(item.Article, item.Path, item.Headline, item.FirstPublished, page.Value.Article.Fragment));
            pages.Add(PageAssembly.Alone(PageSplit.Parse(page.Value.Bytes).Value));
        }
        return Fit(Masthead(), holdings, stories, pages);
    }

    private Masthead Masthead() => new(
        _desk, new Newsroom(edition.Newsroom.Id, edition.Newsroom.Name, [.. edition.Newsroom.Desks.Select(d => DeskTag.Parse(d.Tag))]), LocaleFiles.All.For(_desk), Theme.Default, []);

    // The greatest number of stories with which the file is short enough.
    private Packed Fit(Masthead masthead, DeskHoldings holdings, List<BoatStory> stories, List<string> pages)
    {
        var notices = holdings.Notices.Notices.Select(n => n.Deserialize(WordsJson.Default.Notice)!).ToImmutableArray();
        var (least, most, best) = (0, stories.Count, Make(0));
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            var made = Make(middle);
            if (made.File.Length <= Lifeboat.MaxLength)
            {
                (least, best) = (middle, made);
            }
            else
            {
                most = middle - 1;
            }
        }
        return best;

        Packed Make(int count)
        {
            var (taken, length) = (stories.Take(count).ToList(), 0);
            var still = taken.TakeWhile((story, i) => (length += story.Fragment.Length) <= MostStill || i < LeastStill).Count();
            var held = Gzip(Held(holdings, taken, pages, masthead.Locale));
            return new Packed(Lifeboat.Render(masthead, edition.Cut ?? holdings.Front.Cut, taken, still, notices, ReaderScript.Boot, held), count, still);
        }
    }

    private JsonObject Held(DeskHoldings holdings, List<BoatStory> stories, List<string> pages, Locale locale) => new()
    {
        ["desk"] = desk,
        ["root"] = Convert.ToBase64String(holdings.Root.Span),
        ["mirrors"] = new JsonArray([.. holdings.Mirrors.Select(m => (JsonNode?)m)]),
        ["roles"] = new JsonObject(holdings.Roles.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)Convert.ToBase64String(r.Value.Span)))),
        ["files"] = new JsonArray([.. holdings.Files.Select(f => (JsonNode?)Convert.ToBase64String(f.Span))]),
        ["pages"] = new JsonObject(stories.Select((story, i) => KeyValuePair.Create(story.Path, (JsonNode?)pages[i]))),
        ["words"] = new JsonObject(Lifeboat.Words.Select(key => KeyValuePair.Create(key, (JsonNode?)locale.Text(key)))),
        ["parts"] = new JsonArray([.. ReaderScript.Parts.Append(ReaderScript.Boat).Select(part => (JsonNode?)Encoding.UTF8.GetString(part.Bytes.Span))]),
        ["libraries"] = new JsonObject(ReaderScript.Libraries.Select(part => KeyValuePair.Create(part.Path["reader-".Length..^".js".Length], (JsonNode?)Encoding.UTF8.GetString(part.Bytes.Span)))),
    };

    private static byte[] Gzip(JsonObject held)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(held.ToJsonString(Plain)));
        }
        return packed.ToArray();
    }

    // The text of every script as it is: escaped it would be three times as long.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
