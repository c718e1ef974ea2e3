using System.Text.Json.Nodes;
using Skywave.Importing;
using Skywave.Intake;
using Skywave.Intake.Plain;
using Skywave.Mirror;
using Skywave.Words;
using Skywave.Writing;
using Skywave.Writing.Tests;
using Xunit;

namespace Skywave.Tests.Importing;

/// <summary>A text that was written from what the newsroom has is the same text, with the same files.</summary>
public sealed class OpenedAgainTests : IAsyncLifetime, IDisposable
{
    private const string Story = """
        ---
        id: crossing
        picture: drawing.jpg
        alt: a drawing
        credit: Lena
        focus: 40 30
        ---
        A headline

        A text.

        ![the drawing](drawing.jpg "whole")
        credit: Lena

        !video[The first crossing](film.mp4)
        captions: uk | film.vtt
        poster: drawing.jpg
        transcript: We left before dawn.
        """;

    private readonly TempFolder _inbox = new();
    private readonly ArticleId _id = ArticleId.Derive(DeskTag.Parse("en"), "text:crossing");
    private TestNewsroom _paper = null!;

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync("en", "uk");
        Put("drawing.jpg", File.ReadAllBytes(Path.Combine(TestData.RepositoryRoot(), "demo", "pictures", "genuine.jpg")));
        Put("film.mp4", Recordings.Mp4());
        Put("film.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nWe left.\n"u8.ToArray());
        Assert.Equal("created", await ImportAsync(Story));
        foreach (var file in Directory.EnumerateFiles(_inbox.Path))
        {
            File.Delete(file);
        }
    }

    public async ValueTask DisposeAsync() => await _paper.DisposeAsync();

    public void Dispose() => _inbox.Dispose();

    [Fact]
    public async Task Opened_and_saved_without_a_change_it_is_unchanged()
    {
        var media = Media();
        Assert.Equal("unchanged", await ImportAsync(await OpenAsync()));
        await _paper.PublishAsync();
        Assert.Equal("unchanged", await ImportAsync(await OpenAsync()));
        Assert.Equal(media, Media());
    }

    [Fact]
    public async Task What_approving_left_out_is_no_change_when_it_is_opened_and_saved()
    {
        Assert.Equal("revised", await ImportAsync((await OpenAsync()).Replace("A text.", "![elsewhere](https://elsewhere.example/a.jpg)", StringComparison.Ordinal)));
        await _paper.PublishAsync();
        Assert.DoesNotContain("elsewhere.example", await OpenAsync(), StringComparison.Ordinal);
        Assert.Equal("unchanged", await ImportAsync(await OpenAsync()));
    }

    [Fact]
    public async Task Opened_and_changed_it_has_the_files_that_it_had()
    {
        await _paper.PublishAsync();
        var (media, before) = (Media(), await NewestAsync());
        Assert.Equal("revised", await ImportAsync((await OpenAsync()).Replace("A text.", "Another text.", StringComparison.Ordinal)));
        var after = await NewestAsync();
        Assert.Equal(before.LeadPicture!.Renditions, after.LeadPicture!.Renditions);
        Assert.Equal(before.LeadPicture.Lighter, after.LeadPicture.Lighter);
        Assert.Equal(ArticlePictures.Of(before).Select(p => p.Picture.Origin), ArticlePictures.Of(after).Select(p => p.Picture.Origin));
        var (had, has) = (Assert.Single(ArticleMedia.Of(before)), Assert.Single(ArticleMedia.Of(after)));
        Assert.Equal((had.File, had.Captions[0], had.Poster!.Renditions[0]), (has.File, has.Captions[0], has.Poster!.Renditions[0]));
        await _paper.PublishAsync();
        Assert.Equal(media, Media());
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task What_entered_and_stands_in_no_revision_yet_is_found()
    {
        var before = await NewestAsync();
        var film = ArticleMedia.Of(before).Single();
        Assert.Equal("created", await ImportAsync($"""
            ---
            id: another
            picture: {before.LeadPicture!.Renditions[^1].Path}
            alt: a drawing
            ---
            Another headline

            !video[The first crossing]({film.File!.Path})
            captions: uk | {film.Captions[0].Path}
            poster: {film.Poster!.Renditions[^1].Path}
            transcript: We left before dawn.
            """));
        var after = await NewestAsync(ArticleId.Derive(DeskTag.Parse("en"), "text:another"));
        Assert.Equal(before.LeadPicture.Renditions, after.LeadPicture!.Renditions);
        Assert.Equal(before.LeadPicture.Lighter, after.LeadPicture.Lighter);
        Assert.Equal((film.File, film.Captions[0].Hash), (ArticleMedia.Of(after).Single().File, ArticleMedia.Of(after).Single().Captions[0].Hash));
        Assert.Equal(film.Poster.Renditions, ArticleMedia.Of(after).Single().Poster!.Renditions);
    }

    [Fact]
    public async Task Captions_are_added_to_a_film_that_has_entered()
    {
        Put("more.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nПішли.\n"u8.ToArray());
        Assert.Equal("revised", await ImportAsync((await OpenAsync()).Replace("transcript:", "captions: en | more.vtt\ntranscript:", StringComparison.Ordinal)));
        Assert.Equal(["uk", "en"], ArticleMedia.Of(await NewestAsync()).Single().Captions.Select(c => c.Language));
        Assert.All(ArticleMedia.Of(await NewestAsync()).Single().Captions, c => Assert.NotNull(c.Hash));
    }

    [Theory]
    [InlineData("media/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jpg", "nothing that entered has this name in such a place: name a file beside the text")]
    [InlineData("media/short.jpg", "it is not there")]
    public async Task What_never_entered_is_a_reason(string name, string reason) =>
        Assert.Equal($"the picture \"{name}\": {reason}", await ImportAsync($"---\nid: x\npicture: {name}\nalt: a drawing\n---\nA headline\n\nA text.\n"));

    [Fact]
    public async Task A_picture_of_the_body_does_not_lead()
    {
        Put("phone.jpg", Photos.OfPhone(640, 480));
        Assert.Equal("revised", await ImportAsync((await OpenAsync()).Replace("A text.", "![a street](phone.jpg)", StringComparison.Ordinal)));
        var street = (await NewestAsync()).Body.OfType<PictureBlock>().First().Picture;
        Assert.Contains("nothing that entered has this name in such a place", await ImportAsync($"---\nid: x\npicture: {street.Renditions[^1].Path}\nalt: a street\n---\nA headline\n\nA text.\n"), StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync() =>
        StoryTextWriter.Write(new Imported { Uri = "text:crossing", Desk = DeskTag.Parse("en"), Language = "en", Story = "crossing", Text = await NewestAsync() });

    private async Task<ArticleText> NewestAsync(ArticleId? id = null)
    {
        await using var db = NewsroomStore.Open(_paper.House.Path).OpenWriting();
        return (await ReadArticle.RevisionsAsync(db, id ?? _id))[^1].Text;
    }

    /// <summary>What became of a text that is approved, or why it was refused.</summary>
    private async Task<string> ImportAsync(string text)
    {
        File.WriteAllText(Path.Combine(_inbox.Path, "story.txt"), text);
        var said = new StringWriter();
        var report = new ImportReport(new Terminal(said, said, json: true, interactive: false));
        await new ImportSources(_paper.House, report, new ImportWishes(DeskTag.Parse("en"), Approve: true), _ => { }, _paper.Clock).RunAsync([_inbox.Path], CancellationToken.None);
        var json = new JsonObject();
        report.Tell(json);
        return (string)(json["refused"]!.AsArray() is [var refused, ..] ? refused!["reason"] : Assert.Single(json["items"]!.AsArray())!["became"])!;
    }

    private string[] Media() => [.. Directory.EnumerateFiles(_paper.House.Media).Order(StringComparer.Ordinal)];

    private void Put(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_inbox.Path, name), bytes);
}
