using Skywave.Delivery;
using Skywave.Words;
using Xunit;

namespace Skywave.Delivery.Tests;

/// <summary>Every kind of file that an edition has, or that lies beside one, is served as what it is: browsers are told not to guess.</summary>
public sealed class ContentTypesTests
{
    private const string Hash = "d0b8f7c1e6f0a4b439a520c3a4d1f2b11d0b8f7c1e6f0a4b439a520c3a4d1f2b1";
    private const string Html = "text/html; charset=utf-8";
    private const string Plain = "text/plain; charset=utf-8";
    private const string Rss = "application/rss+xml; charset=utf-8";
    private const string Unknown = "application/octet-stream";

    [Theory]
    [InlineData("index.html", Html)]
    [InlineData("en/2026/11/a-sitemap-abcdefghijklmnop.html", Html)]
    [InlineData("en/about/verify.html", Html)]
    [InlineData("en/corrections/3.html", Html)]
    [InlineData("en/feed.xml", Rss)]
    [InlineData("en/podcast.xml", Rss)]
    [InlineData("en/feed.atom", "application/atom+xml; charset=utf-8")]
    [InlineData("en/feed.json", "application/feed+json")]
    [InlineData("sitemap.xml", "application/xml")]
    [InlineData("en/sitemap-2026-11.xml", "application/xml")]
    [InlineData("en/sitemap-2026-11-2.xml", "application/xml")]
    [InlineData("en/news-sitemap.xml", "application/xml")]
    [InlineData("robots.txt", Plain)]
    [InlineData("search.js", "text/javascript; charset=utf-8")]
    [InlineData("en/search/tail.json", "application/json")]
    [InlineData("en/search/words/256/0/3.json", "application/json")]
    [InlineData("log/en/1/checkpoint", Plain)]
    [InlineData("log/en/1/tile/0/000", Unknown)]
    [InlineData("log/en/1/tile/0/x001/067.p/12", Unknown)]
    [InlineData("log/en/1/tile/entries/000", Unknown)]
    [InlineData("metadata/timestamp.json", "application/json")]
    [InlineData("metadata/12.en.json", "application/json")]
    [InlineData($"targets/en/{Hash}.checkpoint", Plain)]
    [InlineData($"targets/en/{Hash}.files", Plain)]
    [InlineData($"targets/en/{Hash}.front", "application/json")]
    [InlineData($"targets/en/{Hash}.notices", "application/json")]
    [InlineData($"targets/en/{Hash}.corrections-2026", "application/json")]
    [InlineData($"targets/newsroom/{Hash}.logs.json", "application/json")]
    [InlineData($"targets/en/{Hash}.front.br", Unknown)]
    [InlineData("en/index.html.br", Unknown)]
    [InlineData("en/index.html.gz", Unknown)]
    public void A_file_is_what_its_name_says(string path, string type) => Assert.Equal(type, ContentTypes.Of(path));

    [Fact]
    public void Every_media_file_an_edition_may_have_has_a_type_of_its_own()
    {
        string[] types = [.. MediaNames.Types.Keys.Order(StringComparer.Ordinal).Select(t => $"{t} {ContentTypes.Of($"media/{Hash}.{t}")}")];
        Assert.Equal(
            ["avif image/avif", "jpg image/jpeg", "m4a audio/mp4", "mp3 audio/mpeg", "mp4 video/mp4", "ogg audio/ogg", "vtt text/vtt; charset=utf-8", "webm video/webm", "webp image/webp"], types);
    }
}
