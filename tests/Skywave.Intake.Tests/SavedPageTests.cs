using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

public sealed class SavedPageTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("Words of the story go on here, and on, so that it is long enough to be found.", 4));

    private static string Page(string body, string head = "") => $$"""
        <!DOCTYPE html>
        <!-- saved from url=(0029)https://paper.example/news/a/ -->
        <html lang="uk"><head><title>River rises | The Paper</title>
        <meta property="og:title" content="River rises"><meta property="og:site_name" content="The Paper">{{head}}
        <link rel="canonical" href="https://paper.example/news/a"><style>p{}</style></head>
        <body><nav><a href="/">Home</a></nav><aside>Subscribe to our letter</aside>
        <article><h1>River rises</h1>{{body}}</article><footer>© Everybody</footer><script>track()</script></body></html>
        """;

    [Fact]
    public void A_page_becomes_an_article_without_what_stands_around_it()
    {
        var item = Read.One(Page($"<p>First. {Long}</p><h2>More</h2><p>Then <a href='/b'>a link</a>. {Long}</p><ul><li>one</li><li>two</li></ul><form><input></form><img src='https://t.example/p.gif' width=1 height=1>",
            """<meta name="author" content="Ann Writer"><meta property="article:published_time" content="2026-11-24T10:00:00+02:00">"""));
        Assert.Equal(("https://paper.example/news/a", "uk", "River rises", "The Paper"), (item.Uri, item.Language, item.Text.Headline, item.Text.Source));
        Assert.Equal("Ann Writer", Assert.Single(item.Text.Bylines).Name);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), item.FirstPublished);
        var words = Read.Words(item);
        Assert.Contains("two", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Subscribe", words, StringComparison.Ordinal);
        Assert.DoesNotContain("track", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Everybody", words, StringComparison.Ordinal);
        Assert.Equal("https://paper.example/b", item.Text.Body.OfType<Paragraph>().SelectMany(p => p.Runs).Single(r => r.Href is not null).Href);
        Assert.DoesNotContain(item.Text.Body, b => b is PictureBlock);
        Assert.NotEmpty(item.Warnings);
    }

    [Fact]
    public void Linked_data_is_believed_first()
    {
        var item = Read.One(Page($"<p>{Long}</p><p>{Long}</p>", """
            <script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"The river rises","datePublished":"2026-11-23T10:00:00Z","dateModified":"2026-11-24T10:00:00Z",
            "author":[{"@type":"Person","name":"Ann"},{"name":"Bob"}],"publisher":{"name":"Paper Ltd"},"image":{"url":"https://paper.example/l.jpg"}}]}</script>
            """));
        Assert.Equal(("The river rises", "Paper Ltd"), (item.Text.Headline, item.Text.Source));
        Assert.Equal(["Ann", "Bob"], item.Text.Bylines.Select(b => b.Name));
        Assert.Equal((23, 24), (item.FirstPublished!.Value.Day, item.VersionCreated!.Value.Day));
        Assert.Equal("https://paper.example/l.jpg", item.Text.LeadPicture!.Origin);
    }

    [Fact]
    public void The_lead_picture_has_the_words_it_has_in_the_text()
    {
        var item = Read.One(Page($"<figure><img src='/i/river.jpg' alt='A brown river'><figcaption>The Dnipro</figcaption></figure><p>{Long}</p><p>{Long}</p>", """<meta property="og:image" content="https://cdn.example/big/river.jpg">"""));
        Assert.Equal(("A brown river", "The Dnipro"), (item.Text.LeadPicture!.Alt, item.Text.LeadPicture.Caption));
        Assert.DoesNotContain(item.Text.Body, b => b is PictureBlock);
    }

    [Fact]
    public void A_short_page_loses_nothing() =>
        Assert.Equal("River rises\n\nShort.\nShorter.", Read.Words(Read.One(Page("<p>Short.</p><p>Shorter.</p>"))));

    [Fact]
    public void Without_an_address_relative_links_are_dropped()
    {
        var item = Read.One($"<!DOCTYPE html><html><head><title>T</title></head><body><article><p>{Long} <a href='b.html'>b</a></p><p>{Long}</p></article></body></html>");
        Assert.All(item.Text.Body.OfType<Paragraph>().SelectMany(p => p.Runs), r => Assert.Null(r.Href));
        Assert.Equal("text:t", item.Uri);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body></body></html>", "there is no article in this page")]
    [InlineData("<!DOCTYPE html><script>x</script>", "there is no article in this page")]
    public void A_page_without_an_article_is_refused(string page, string reason) => Assert.Equal("in: " + reason, Read.Refused(page));

    [Fact]
    public void Tangled_markup_is_refused() =>
        Assert.Contains("nests deeper", Read.Refused("<!DOCTYPE html>" + string.Concat(Enumerable.Repeat("<div>", 100_000))), StringComparison.Ordinal);

    [Fact]
    public void A_hostile_page_gives_no_hostile_article()
    {
        var item = Read.One(Page($"""
            <p onclick="x()">{Long}<a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a></p><p style="display:none">hidden words</p><iframe src="https://v.example/e" title="A film"></iframe>
            <svg><script>x</script></svg><p>{Long}<img src="data:image/png;base64,AAAA"></p><template><p>templated</p></template><object data="file:///etc/passwd"></object>
            """));
        Assert.DoesNotContain("hidden words", Read.Words(item), StringComparison.Ordinal);
        Assert.DoesNotContain("templated", Read.Words(item), StringComparison.Ordinal);
        Assert.All(item.Text.Body.OfType<Paragraph>().SelectMany(p => p.Runs), r => Assert.Null(r.Href));
    }
}
