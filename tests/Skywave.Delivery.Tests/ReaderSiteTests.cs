using System.Net;
using System.Text;
using Skywave.Delivery;
using Skywave.Words;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class ReaderSiteTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("skywave-site-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_page_is_served_to_everybody_alike_without_cookie_or_server_name()
    {
        Put("en/index.html", "<p>front</p>");
        await using var site = await Start();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var answer = await client.GetAsync("en/", TestContext.Current.CancellationToken);
        Assert.Equal("<p>front</p>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("log/en/1/tile/entries/000.p/3", "bytes=5-", HttpStatusCode.PartialContent, "new")]
    [InlineData("log/en/1/tile/entries/000.p/3", "bytes=0-", HttpStatusCode.OK, "knownnew")]
    [InlineData("log/en/1/tile/entries/000.p/3", "bytes=8-", HttpStatusCode.OK, "knownnew")]
    [InlineData("log/en/1/tile/entries/000.p/3", "bytes=2-4", HttpStatusCode.OK, "knownnew")]
    [InlineData("log/en/1/tile/entries/000.p/3", "bytes=2-,4-", HttpStatusCode.OK, "knownnew")]
    [InlineData("log/en/1/tile/entries/000.p/3", "bytes=x", HttpStatusCode.OK, "knownnew")]
    [InlineData("en/index.html", "bytes=5-", HttpStatusCode.OK, "knownnew")]
    public async Task What_follows_the_beginning_of_a_logs_file_is_sent_alone_and_everything_else_whole(string path, string range, HttpStatusCode status, string sent)
    {
        Put(path, "knownnew");
        await using var site = await Start();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Range", range);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((status, sent), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(status == HttpStatusCode.PartialContent ? "bytes 5-7/8" : null, answer.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task A_missing_page_answers_with_the_desks_own_words_and_links_that_work_from_there()
    {
        Put("404.html", "<a href=\"index.html\">all</a>");
        Put("en/404.html", "<a href=\"https://weather.example/\">leave</a><a href=\"#main\">skip</a><a href=\"index.html\">front</a><a href=\"../index.html\">all</a>");
        await using var site = await Start();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var deep = await client.GetAsync("en/2026/11/nothing.html", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, deep.StatusCode);
        Assert.Equal("<a href=\"https://weather.example/\">leave</a><a href=\"#main\">skip</a><a href=\"../../index.html\">front</a><a href=\"../../../index.html\">all</a>", await deep.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var other = await client.GetAsync("xx/nothing.html", TestContext.Current.CancellationToken);
        Assert.Equal("<a href=\"../index.html\">all</a>", await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_probe_for_a_newer_root_costs_a_header_only()
    {
        Put("404.html", "<p>long</p>");
        await using var site = await Start();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var answer = await client.GetAsync("metadata/2.root.json", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/.unfinished/lock")]
    [InlineData("/en/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/en/..%5c..%5cx")]
    public async Task Nothing_outside_the_edition_is_served(string path)
    {
        Put(".unfinished/lock", "held", raw: true);
        await using var site = await Start();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var answer = await client.GetAsync(new Uri(site.Address.GetLeftPart(UriPartial.Authority) + path), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Writing_to_the_reader_site_is_refused()
    {
        await using var site = await Start();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var answer = await client.DeleteAsync("index.html", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Text_travels_compressed_and_an_unchanged_page_is_not_sent_again()
    {
        Put("en/index.html", new string('a', 20_000));
        await using var site = await Start();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var ask = new HttpRequestMessage(HttpMethod.Get, "en/index.html");
        ask.Headers.AcceptEncoding.ParseAdd("br");
        using var answer = await client.SendAsync(ask, TestContext.Current.CancellationToken);
        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        Assert.Equal(SizeClasses.Brotli.Of(0, 255), (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);

        using var again = new HttpRequestMessage(HttpMethod.Get, "en/index.html");
        again.Headers.AcceptEncoding.ParseAdd("br");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_moves_to_the_next_free_one_and_says_so()
    {
        await using var first = await Start();
        await using var second = await ReaderSite.StartAsync(_root, first.Address, TestContext.Current.CancellationToken);
        Assert.True(second.Moved);
        Assert.NotEqual(first.Address.Port, second.Address.Port);
    }

    private Task<ReaderSite> Start() => ReaderSite.StartAsync(_root, new Uri("http://127.0.0.1:0"), TestContext.Current.CancellationToken);

    private void Put(string path, string text, bool raw = false)
    {
        if (raw)
        {
            var full = Path.Combine(_root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
            return;
        }
        new EditionFolder(_root).Write(new EditionFile(path, Encoding.UTF8.GetBytes(text)));
    }
}
