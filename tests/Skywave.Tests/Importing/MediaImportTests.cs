using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Importing;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Words;
using Skywave.Writing.Tests;
using Xunit;

namespace Skywave.Tests.Importing;

/// <summary>Pictures and recordings from a folder to a verified edition.</summary>
public sealed class MediaImportTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] Drawing = File.ReadAllBytes(Path.Combine(TestData.RepositoryRoot(), "demo", "pictures", "genuine.jpg"));

    private const string Film = """
        A headline

        !video[The first crossing](film.mp4)
        captions: uk | film.vtt
        poster: drawing.jpg
        transcript: We left before dawn.
        """;

    private readonly TempFolder _inbox = new();
    private TestNewsroom _paper = null!;

    public async ValueTask InitializeAsync() => _paper = await TestNewsroom.MakeAsync("en", "uk");

    public async ValueTask DisposeAsync() => await _paper.DisposeAsync();

    public void Dispose() => _inbox.Dispose();

    [Fact]
    public async Task A_pictures_files_are_those_its_page_names_and_each_is_checked()
    {
        Put("drawing.jpg", Drawing);
        Write("story.txt", "---\npicture: drawing.jpg\nalt: a drawing\ncredit: Lena\n---\nA headline\n\nA text.\n\n![a drawing](drawing.jpg)\n");
        Assert.Equal("done", (string?)(await ImportAsync(_paper.House))["outcome"]);
        await _paper.PublishAsync();
        var named = MediaNames.In(File.ReadAllBytes(Page()));
        Assert.Equal(["avif", "jpg", "webp"], named.Select(n => n.Split('.')[1]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(named.Order(StringComparer.Ordinal), Media().Order(StringComparer.Ordinal));
        Assert.Empty((await _paper.VerifyAsync()).Findings);
        await EachAlteredIsRefusedAsync();
    }

    [Fact]
    public async Task A_film_with_captions_and_poster_is_in_the_edition_and_each_file_is_checked()
    {
        Put("drawing.jpg", Drawing);
        Put("film.mp4", Recordings.Mp4());
        Write("film.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nWe left.\n");
        Write("story.txt", Film);
        Assert.Equal("done", (string?)(await ImportAsync(_paper.House))["outcome"]);
        await _paper.PublishAsync();
        Assert.Equal(["jpg", "mp4", "vtt"], Media().Select(n => n.Split('.')[1]).Order(StringComparer.Ordinal));
        Assert.Empty((await _paper.VerifyAsync()).Findings);
        Assert.Contains("media-src 'self'", File.ReadAllText(Page()), StringComparison.Ordinal);
        await EachAlteredIsRefusedAsync();
    }

    [Theory]
    [InlineData("film.mp4", "media.damaged")]
    [InlineData("film.vtt", "media.captions")]
    [InlineData("drawing.jpg", "picture.format")]
    public async Task Whatever_of_a_recording_will_not_do_is_a_reason_with_its_code(string broken, string code)
    {
        Put("drawing.jpg", Drawing);
        Put("film.mp4", Recordings.Mp4());
        Write("film.vtt", "WEBVTT\n");
        Put(broken, broken == "film.mp4" ? Recordings.Mp4()[..200] : [1, 2, 3]);
        Write("story.txt", Film);
        var refused = Assert.Single((await ImportAsync(_paper.House))["refused"]!.AsArray());
        Assert.EndsWith($"[{code}]", (string?)refused!["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_picture_named_as_another_format_is_a_reason()
    {
        Put("drawing.png", Drawing);
        Write("story.txt", "---\npicture: drawing.png\nalt: a drawing\n---\nA headline\n\nA text.\n");
        Assert.Contains("[picture.name]", (string?)(await ImportAsync(_paper.House))["refused"]![0]!["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_desk_that_says_so_pictures_load_when_tapped_and_what_is_published_stays_as_it_was()
    {
        Put("drawing.jpg", Drawing);
        Write("story.txt", "---\npicture: drawing.jpg\nalt: a drawing\n---\nA headline\n\nA text.\n");
        await ImportAsync(_paper.House);
        await _paper.PublishAsync();
        var before = File.ReadAllBytes(Page());
        var careful = _paper.House with { Settings = _paper.House.Settings with { TapToLoad = ["en"] } };
        careful.Save();

        Assert.Equal("unchanged", (string?)(await ImportAsync(careful))["items"]![0]!["became"]);
        await _paper.PublishAsync(whole: true);
        Assert.Equal(MediaNames.In(before).Order(StringComparer.Ordinal), MediaNames.In(File.ReadAllBytes(Page())).Order(StringComparer.Ordinal));

        Write("story.txt", "---\npicture: drawing.jpg\nalt: a drawing\n---\nA headline\n\nA newer text.\n");
        await ImportAsync(careful);
        await _paper.PublishAsync();
        var page = File.ReadAllText(Page());
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Matches("<a href=\"../../../media/[0-9a-f]{64}.avif\">Show the picture \\(<bdi>[0-9]+ KB</bdi>\\)</a>", page);
        Assert.DoesNotContain("<img", File.ReadAllText(Path.Combine(_paper.House.Public, "en", "index.html")), StringComparison.Ordinal);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public void A_desk_to_tap_on_must_be_a_desk()
    {
        var settings = _paper.House.Settings with { TapToLoad = ["uk", "xx"] };
        Assert.Equal("`tapToLoad`: \"xx\" is none of `desks`", Assert.Single(settings.Mistakes()));
        Assert.Empty((settings with { TapToLoad = default }).Mistakes());
    }

    private async Task EachAlteredIsRefusedAsync()
    {
        foreach (var name in Media())
        {
            var path = Path.Combine(_paper.House.Public, name);
            var bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
            Assert.Equal((name, EditionCodes.MediaAltered), Assert.Single((await _paper.VerifyAsync()).Findings.Select(f => (f.Path, f.Refusal.Code))));
            File.Delete(path);
            Assert.Equal((name, EditionCodes.FileMissing), Assert.Single((await _paper.VerifyAsync()).Findings.Select(f => (f.Path, f.Refusal.Code))));
            File.WriteAllBytes(path, bytes);
        }
    }

    private async Task<JsonNode> ImportAsync(NewsroomFolder house)
    {
        var said = new StringWriter();
        var report = new ImportReport(new Terminal(said, said, json: true, interactive: false));
        await new ImportSources(house, report, new ImportWishes(DeskTag.Parse("en"), Approve: true), _ => { }, _paper.Clock).RunAsync([_inbox.Path], CancellationToken.None);
        var json = new JsonObject();
        report.Tell(json);
        return json;
    }

    private string[] Media() => [.. Directory.EnumerateFiles(Path.Combine(_paper.House.Public, "media")).Select(f => "media/" + Path.GetFileName(f))];

    private string Page() => Assert.Single(Directory.EnumerateFiles(Path.Combine(_paper.House.Public, "en", "2026"), "*.html", SearchOption.AllDirectories), f => Path.GetFileName(f) != "index.html");

    private void Put(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_inbox.Path, name), bytes);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_inbox.Path, name), text);
}
