using AngleSharp.Html.Parser;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>Pictures, sound and film inside what is signed.</summary>
public sealed class FragmentMediaTests
{
    [Fact]
    public void A_picture_that_entered_with_JPEGs_alone_is_written_as_it_always_was()
    {
        var picture = Samples.JpegOnly(1);
        var (small, large) = (picture.Renditions[0].Path, picture.Renditions[1].Path);
        Assert.Contains(
            $"<figure class=\"p\"><img src=\"../../../{large}\" srcset=\"../../../{small} 320w, ../../../{large} 640w\" sizes=\"(min-width:46em) 42em,100vw\" width=\"640\" height=\"360\" "
            + "alt=\"Two boats on a wide river at dawn\" decoding=\"async\"><figcaption>The first crossing of the day <small>Picture: <bdi>Lena Marsh</bdi></small></figcaption></figure>\n",
            Html(Samples.Text("en", 10) with { LeadPicture = picture }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_offered_in_the_lightest_format_first_and_wide_only_to_wide_windows()
    {
        var picture = new HtmlParser().ParseDocument(Html(Samples.Text("en", 10))).QuerySelector("figure.p>picture")!;
        Assert.Equal(
            ["image/avif (min-width:46em) 1024 1280", "image/avif  320 640", "image/webp  "],
            picture.QuerySelectorAll("source").Select(s => $"{s.GetAttribute("type")} {s.GetAttribute("media")} {string.Join(' ', s.GetAttribute("srcset")!.Split(", ").Select(c => c.Split(' ').ElementAtOrDefault(1)?.TrimEnd('w')))}"));
        var image = picture.QuerySelector("img")!;
        Assert.Equal(["640", "360", "Two boats on a wide river at dawn", null], new[] { "width", "height", "alt", "loading" }.Select(image.GetAttribute));
        Assert.EndsWith(".jpg", image.GetAttribute("src"));
    }

    [Fact]
    public void A_picture_in_the_body_waits_until_it_is_near()
    {
        var html = Html(Samples.Text("en", 10, picture: false) with { Body = [new PictureBlock(Samples.Picture(1))] });
        Assert.Equal("lazy", new HtmlParser().ParseDocument(html).QuerySelector("figure img")!.GetAttribute("loading"));
    }

    [Fact]
    public void A_picture_to_tap_is_a_link_with_its_size_and_loads_nothing()
    {
        var picture = Samples.Picture(1) with { OnTap = true };
        var document = new HtmlParser().ParseDocument(Html(Samples.Text("en", 10) with { LeadPicture = picture }));
        Assert.Empty(document.QuerySelectorAll("img,picture,source,[src],[srcset]"));
        var links = document.QuerySelectorAll("figure a").ToArray();
        Assert.Equal(["Show the picture (11 KB)", "JPEG 25 KB"], links.Select(a => a.TextContent));
        Assert.Equal(["../../../" + picture.Lighter[1].Path, "../../../" + picture.Renditions[1].Path], links.Select(a => a.GetAttribute("href")));
        Assert.Equal(picture.Alt, document.QuerySelector("figure p")!.TextContent);
        Assert.Null(FrontItem.From(Samples.Article("en", Samples.Text("en", 10) with { LeadPicture = picture })).Picture);
    }

    [Fact]
    public void A_film_loads_nothing_before_it_is_asked_for_and_stands_beside_its_words()
    {
        var film = Samples.Film();
        var document = new HtmlParser().ParseDocument(Html(Samples.Text("en", 10, picture: false) with { Body = [new MediaBlock(film)] }));
        var video = Assert.Single(document.QuerySelectorAll("video"));
        Assert.Equal(["none", "", null, "640", "360"], new[] { "preload", "controls", "autoplay", "width", "height" }.Select(video.GetAttribute));
        Assert.Equal("../../../" + film.Poster!.Renditions[1].Path, video.GetAttribute("poster"));
        Assert.Equal(["video/mp4"], video.QuerySelectorAll("source").Select(s => s.GetAttribute("type")));
        Assert.Equal(["uk"], video.QuerySelectorAll("track[kind=captions]").Select(t => t.GetAttribute("srclang")));
        Assert.Equal("We left before dawn. · 1:02:03 · 5 MB We left before dawn.", document.QuerySelector("figcaption")!.TextContent);
        Assert.Equal(["We left before dawn.", "Nobody spoke."], document.QuerySelectorAll("details p").Select(p => p.TextContent));
    }

    [Fact]
    public void Sound_in_a_films_container_is_sound()
    {
        var sound = Samples.Film() with { Kind = MediaKind.Audio, File = new(Samples.Hash("sound"), "webm", 500_000, 9) };
        var audio = new HtmlParser().ParseDocument(Html(Samples.Text("fa", 10, picture: false) with { Body = [new MediaBlock(sound)] })).QuerySelector("audio")!;
        Assert.Equal("audio/webm", audio.QuerySelector("source")!.GetAttribute("type"));
        Assert.False(audio.HasAttribute("poster") || audio.HasAttribute("width"));
        Assert.Contains("۰:۰۹", audio.ParentElement!.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_fragment_names_is_found_and_words_that_look_like_a_name_are_not()
    {
        var looksLike = $"../../../media/{Samples.Hash("nothing")}.jpg";
        var (lead, tap, film) = (Samples.Picture(1) with { Alt = looksLike, Caption = $"src=\"{looksLike}\"" }, Samples.Picture(2) with { OnTap = true }, Samples.Film());
        var text = Samples.Text("en", 10) with { LeadPicture = lead, Body = [new PictureBlock(tap), new MediaBlock(film), new Paragraph([new(looksLike), new(looksLike, Href: "https://example.org/" + looksLike)])] };
        var expected = lead.Renditions.Concat(lead.Lighter).Append(tap.Renditions[1]).Append(tap.Lighter[1]).Concat(film.Poster!.Renditions.Skip(1)).Select(r => r.Path).Append(film.File!.Path).Append(film.Captions[0].Path);
        Assert.Equal(expected.Order(StringComparer.Ordinal), MediaNames.In(Samples.Fragment(Samples.Article("en", text))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<img src=\"../media/{0}.jpg\">", true)]
    [InlineData("<img src=\"../media/{0}.exe\">", false)]
    [InlineData("<img src=\"../media/{0}\">", false)]
    [InlineData("<img src=\"../media/{0}.jpg", false)]
    [InlineData("<img src=\"../media/x{0}.jpg\">", false)]
    [InlineData("<img alt=\"../media/{0}.jpg\">", false)]
    [InlineData("<p>../media/{0}.jpg \"</p>", false)]
    [InlineData("../media/{0}.jpg\"", false)]
    public void A_name_is_64_digits_and_a_known_ending_in_markup(string html, bool found) =>
        Assert.Equal(found, MediaNames.In(System.Text.Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, html, Samples.Hash("a")))).Count == 1);

    private static string Html(ArticleText text) => Samples.String(Samples.Fragment(Samples.Article(text.Language, text)));
}
