using System.Net;
using System.Net.Sockets;
using System.Text;
using Skywave.Delivery;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class ServingTests
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 4_000).Select(i => $"word{i * 7919 % 1_000} "));

    [Fact]
    public async Task Each_coding_has_a_tag_of_its_own_and_answers_not_modified_to_it()
    {
        await using var site = await Asking.StartAsync();
        site.Put("en/index.html", Text);
        var tags = new HashSet<string>();
        foreach (var coding in new[] { "", "br", "gzip" })
        {
            var answer = await site.AskAsync("en/", coding);
            Assert.Equal((HttpStatusCode.OK, coding, Text), (answer.Status, answer.Coding, answer.Text));
            Assert.Contains("Accept-Encoding", answer["Vary"], StringComparison.Ordinal);
            Assert.Equal(18, answer["ETag"].Length);
            Assert.True(tags.Add(answer["ETag"]));

            foreach (var known in new[] { answer["ETag"], "W/" + answer["ETag"], "\"x\", " + answer["ETag"], "*" })
            {
                var same = await site.AskAsync("en/", coding, null, ("If-None-Match", known));
                Assert.Equal(HttpStatusCode.NotModified, same.Status);
                Assert.Empty(same.Bytes);
                Assert.Equal(answer["ETag"], same["ETag"]);
                Assert.Equal(answer["Vary"], same["Vary"]);
            }
        }
        var other = await site.AskAsync("en/", "br", null, ("If-None-Match", tags.Last()));
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Fact]
    public async Task The_head_of_an_answer_says_what_the_answer_would_be()
    {
        await using var site = await Asking.StartAsync();
        site.Put("en/index.html", Text);
        foreach (var coding in new[] { "", "br", "gzip" })
        {
            var (get, head) = (await site.AskAsync("en/", coding), await site.AskAsync("en/", coding, HttpMethod.Head));
            Assert.Empty(head.Bytes);
            Assert.Equal(get.Headers.Where(h => h.Key != "Date").OrderBy(h => h.Key, StringComparer.Ordinal), head.Headers.Where(h => h.Key != "Date").OrderBy(h => h.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_sibling_that_stands_there_is_what_is_sent()
    {
        await using var site = await Asking.StartAsync();
        var page = Encoding.UTF8.GetBytes(Text);
        site.Put("en/a.html", page);
        var best = new SiblingPress().Brotli("en/a.html", page, SiblingPress.BestQuality)!;
        site.Put("en/a.html.br", best);
        Assert.Equal(best, (await site.AskAsync("en/a.html", "br")).Bytes);
    }

    [Theory]
    [InlineData("of another page")]
    [InlineData("damaged")]
    [InlineData("longer")]
    public async Task A_sibling_of_something_else_is_not_sent(string what)
    {
        await using var site = await Asking.StartAsync();
        var (press, page) = (new SiblingPress(), Encoding.UTF8.GetBytes(Text));
        var wrong = what switch { "damaged" => page, "longer" => press.Brotli("x.txt", Encoding.UTF8.GetBytes(Text + "more"))!, _ => press.Brotli("x.txt", Encoding.UTF8.GetBytes(Text.Replace('w', 'v')))! };
        site.Put("en/a.html", page);
        site.Put("en/a.html.br", wrong);
        site.Put("en/a.html.gz", wrong);
        foreach (var coding in new[] { "br", "gzip" })
        {
            var answer = await site.AskAsync("en/a.html", coding);
            Assert.Equal((coding, Text), (answer.Coding, answer.Text));
        }
    }

    [Fact]
    public async Task What_goes_over_the_wire_is_the_same_with_siblings_and_without()
    {
        await using var site = await Asking.StartAsync();
        site.Put("en/a.html", Text);
        site.Put("en/b.html", Text);
        foreach (var copy in new SiblingPress().Of(new Skywave.Words.EditionFile("en/b.html", Encoding.UTF8.GetBytes(Text))))
        {
            site.Put(copy.Path, copy.Bytes.ToArray());
        }
        foreach (var coding in new[] { "br", "gzip" })
        {
            var (a, b) = (await site.AskAsync("en/a.html", coding), await site.AskAsync("en/b.html", coding));
            Assert.Equal(a.Bytes, b.Bytes);
            Assert.Equal(a["ETag"], b["ETag"]);
        }
    }

    [Theory]
    [InlineData("a/feed.xml", "application/rss+xml; charset=utf-8")]
    [InlineData("a/sitemap.xml", "application/xml")]
    [InlineData("a/feed.atom", "application/atom+xml; charset=utf-8")]
    [InlineData("a/x.vtt", "text/vtt; charset=utf-8")]
    [InlineData("a/x.webp", "image/webp")]
    [InlineData("a/x.avif", "image/avif")]
    [InlineData("a/x.mp3", "audio/mpeg")]
    [InlineData("a/x.ogg", "audio/ogg")]
    [InlineData("a/x.opus", "audio/ogg")]
    [InlineData("a/x.m4a", "audio/mp4")]
    [InlineData("a/x.webm", "video/webm")]
    [InlineData("a/x.mp4", "video/mp4")]
    [InlineData("log/en/1/checkpoint", "text/plain; charset=utf-8")]
    [InlineData("a/x.woff2", "application/octet-stream")]
    public async Task A_file_is_called_what_it_is(string path, string type)
    {
        await using var site = await Asking.StartAsync();
        site.Put(path, "x");
        Assert.Equal(type, (await site.AskAsync(path))["Content-Type"]);
    }

    [Fact]
    public async Task A_big_file_is_sent_from_the_disk_whole_and_uncompressed()
    {
        await using var site = await Asking.StartAsync();
        var film = new byte[3 << 20];
        new Random(1).NextBytes(film);
        site.Put("media/ab.mp4", film);
        var answer = await site.AskAsync("media/ab.mp4", "br, gzip");
        Assert.Equal(film, answer.Bytes);
        Assert.Equal("", answer.Coding);
        Assert.Contains("immutable", answer["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await site.AskAsync("media/ab.mp4", null, null, ("If-None-Match", answer["ETag"]))).Status);
    }

    [Fact]
    public async Task A_missing_page_answers_compressed_and_padded_too()
    {
        await using var site = await Asking.StartAsync();
        site.Put("404.html", "<a href=\"index.html\">all</a>" + Text);
        var answer = await site.AskAsync("en/2026/nothing.html", "br");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("<a href=\"../../index.html\">all</a>" + Text, answer.Text);
        Assert.Equal(answer.Bytes.Length, SizeClasses.Brotli.Of(answer.Bytes.Length, 255));
        Assert.Equal(HttpStatusCode.NotFound, (await site.AskAsync(string.Concat(Enumerable.Repeat("a/", 100)) + "x.html", "br")).Status);
    }

    [Fact]
    public async Task A_connection_ends_after_the_first_pages_where_asked_to()
    {
        await using var site = await Asking.StartAsync(new ReaderSiteOptions { EndConnectionAfter = 11 * 1024 });
        site.Put("en/a.html", "short");
        site.Put("en/b.html", new string('a', 20_000));
        Assert.Equal("", (await site.AskAsync("en/a.html"))["Connection"]);
        Assert.Equal("close", (await site.AskAsync("en/b.html"))["Connection"]);
        Assert.Equal("", (await site.AskAsync("en/b.html", "br"))["Connection"]);
        Assert.Equal("close", (await site.AskAsync("en/b.html", "br"))["Connection"]);
    }

    [Fact]
    public async Task A_connection_stays_open_where_not_asked_to()
    {
        await using var site = await Asking.StartAsync();
        site.Put("en/b.html", new string('a', 20_000));
        Assert.Equal("", (await site.AskAsync("en/b.html"))["Connection"]);
        Assert.Equal("", (await site.AskAsync("en/b.html"))["Connection"]);
    }

    [Fact]
    public async Task Endless_request_lines_and_heads_are_refused()
    {
        await using var site = await Asking.StartAsync();
        Assert.Equal(414, await StatusOfAsync(site.Address, $"GET /{new string('a', 5_000)} HTTP/1.1\r\nHost: x\r\n\r\n"));
        Assert.Equal(431, await StatusOfAsync(site.Address, $"GET / HTTP/1.1\r\nHost: x\r\nA: {new string('a', 20_000)}\r\n\r\n"));
    }

    private static async Task<int> StatusOfAsync(Uri at, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(at.Host, at.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        return int.Parse((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_page_says_where_it_stands_in_its_head_and_only_where_an_address_is_known()
    {
        await using var site = await Asking.StartAsync(new ReaderSiteOptions { PublicAddress = new("https://news.example/bridge/") });
        site.Put("en/index.html", "<p>front</p>");
        site.Put("en/2026/11/a-story-abcdefghijklmnop.html", "<p>story</p>");
        site.Put("en/sitemap-2026-11.xml", "<urlset/>");
        var story = (await site.AskAsync("en/2026/11/a-story-abcdefghijklmnop.html"))["Link"];
        Assert.Matches("^<https://news\\.example/bridge/en/2026/11/a-story-abcdefghijklmnop\\.html>; *rel=\"canonical\"$", story);
        var front = (await site.AskAsync("en/"))["Link"];
        Assert.StartsWith("<https://news.example/bridge/en/index.html>;", front, StringComparison.Ordinal);
        Assert.Equal(story.Length, front.Length); // a head tells no page from another by the length of its path
        Assert.Equal("", (await site.AskAsync("en/sitemap-2026-11.xml"))["Link"]);
        Assert.Equal("", (await site.AskAsync("en/nothing.html"))["Link"]);
        await using var other = await Asking.StartAsync();
        other.Put("en/2026/11/a-story-abcdefghijklmnop.html", "<p>story</p>");
        Assert.Equal("", (await other.AskAsync("en/2026/11/a-story-abcdefghijklmnop.html"))["Link"]);
    }
}
