using System.Net;
using System.Net.Sockets;
using System.Text;
using Skywave.Intake.Fetch;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>Against a real server on loopback that says whatever it is told to, byte by byte.</summary>
public sealed class WebFetchTests : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly List<string> _requests = [];
    private Task _serving = Task.CompletedTask;

    private static readonly FetchLimits Here = new() { PrivateAddresses = true, DocumentBytes = 100_000, PictureBytes = 100_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_comes_with_its_type_and_address()
    {
        var at = Serve((_, s, c) => Say(s, "200 OK", "Content-Type: application/rss+xml; charset=\"windows-1251\"\r\nContent-Length: 5", "<rss>", c));
        using var web = new WebFetch(Here);
        var document = Assert.IsType<Fetched.Document>(await web.FetchAsync(at, FetchKind.Document, Cancel));
        Assert.Equal(("<rss>", at, "application/rss+xml", "windows-1251"), (Encoding.ASCII.GetString(document.Bytes), document.Address, document.ContentType, document.Charset));
    }

    [Fact]
    public async Task Nothing_is_said_about_the_newsroom()
    {
        var at = Serve((_, s, c) => Say(s, "200 OK", "Content-Type: text/html\r\nSet-Cookie: a=b\r\nContent-Length: 1", "x", c));
        using var web = new WebFetch(Here);
        await web.FetchAsync(at, FetchKind.Document, Cancel);
        await web.FetchAsync(at, FetchKind.Document, Cancel);
        Assert.Equal(2, _requests.Count);
        Assert.All(_requests, r => Assert.DoesNotMatch("(?im)^(cookie|authorization|referer|from):", r));
        Assert.All(_requests, r => Assert.Matches("(?im)^accept-encoding: identity\r?$", r));
    }

    [Fact]
    public async Task A_private_address_is_refused_before_a_byte_is_sent()
    {
        var at = Serve((_, s, c) => Say(s, "200 OK", "Content-Length: 1", "x", c));
        using var web = new WebFetch();
        Assert.EndsWith("it is an address of a private network or of this machine", await Refused(web, at), StringComparison.Ordinal);
        Assert.EndsWith("it is an address of a private network or of this machine", await Refused(web, new Uri($"http://localhost:{at.Port}/")), StringComparison.Ordinal);
        Assert.EndsWith("it is an address of a private network or of this machine", await Refused(web, new Uri($"http://[::ffff:127.0.0.1]:{at.Port}/")), StringComparison.Ordinal);
        Assert.EndsWith("it is an address of a private network or of this machine", await Refused(web, new Uri($"http://0x7f.1:{at.Port}/")), StringComparison.Ordinal);
        Assert.Empty(_requests);
    }

    [Theory]
    [InlineData("ftp://example.org/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@127.0.0.1/")]
    public async Task Other_schemes_and_credentials_are_refused(string address)
    {
        using var web = new WebFetch(Here);
        Assert.Contains("not fetched", (await Refused(web, new Uri(address))).Replace("only http and https addresses are fetched", "not fetched", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_its_end_is_the_address()
    {
        var at = Serve((r, s, c) => r.StartsWith("GET /end", StringComparison.Ordinal) ? Say(s, "200 OK", "Content-Type: text/plain\r\nContent-Length: 1", "x", c) : Say(s, "302 Found", "Location: /end", "", c));
        using var web = new WebFetch(Here);
        Assert.Equal("/end", Assert.IsType<Fetched.Document>(await web.FetchAsync(at, FetchKind.Document, Cancel)).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_redirect_loop_ends()
    {
        var at = Serve((_, s, c) => Say(s, "301 Moved", "Location: /again", "", c));
        using var web = new WebFetch(Here);
        Assert.EndsWith("it redirects more than 5 times", await Refused(web, at), StringComparison.Ordinal);
        Assert.Equal(6, _requests.Count);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "it redirects to an address that is not fetched")]
    [InlineData("http://a:b@example.org/", "it redirects to an address that is not fetched")]
    [InlineData("gopher://127.0.0.1/", "it redirects to an address that is not fetched")]
    public async Task A_redirect_is_checked_like_any_address(string location, string reason)
    {
        var at = Serve((_, s, c) => Say(s, "302 Found", $"Location: {location}", "", c));
        using var web = new WebFetch(Here);
        Assert.Contains(reason, await Refused(web, at), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]")]
    [InlineData("169.254.169.254")]
    public async Task A_redirect_into_a_private_network_is_refused(string host)
    {
        var at = Serve((_, s, c) => Say(s, "302 Found", $"Location: http://{host}:{((IPEndPoint)_listener.LocalEndpoint).Port}/", "", c));
        // The test's own server stands for the public internet.
        using var web = new WebFetch(Here, null, null, a => a.Equals(IPAddress.Loopback) || PublicAddress.Is(a));
        Assert.EndsWith("it is an address of a private network or of this machine", await Refused(web, at), StringComparison.Ordinal);
        Assert.Single(_requests);
    }

    [Fact]
    public async Task A_name_is_checked_by_what_it_means_when_the_connection_is_made()
    {
        var at = Serve((_, s, c) => Say(s, "200 OK", "Content-Type: text/html\r\nContent-Length: 1", "x", c));
        var named = new Uri($"http://localhost:{at.Port}/");
        List<IPAddress> asked = [];
        using var web = new WebFetch(Here, null, null, a =>
        {
            asked.Add(a);
            return false;
        });
        Assert.EndsWith("it is an address of a private network or of this machine", await Refused(web, named), StringComparison.Ordinal);
        Assert.Contains(IPAddress.Loopback, asked);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task An_endless_body_is_cut()
    {
        var at = Serve(async (_, s, c) =>
        {
            await Say(s, "200 OK", "Content-Type: text/html", "", c);
            for (var piece = new byte[8192]; ;)
            {
                await s.WriteAsync(piece, c);
            }
        });
        using var web = new WebFetch(Here);
        Assert.EndsWith("it has more than 100000 bytes", await Refused(web, at), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_length_too_long_is_refused_unread()
    {
        var at = Serve((_, s, c) => Say(s, "200 OK", "Content-Type: text/html\r\nContent-Length: 100001", "", c));
        using var web = new WebFetch(Here);
        Assert.EndsWith("it has more than 100000 bytes", await Refused(web, at), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stalling_server_is_left(bool withHead)
    {
        var at = Serve(async (_, s, c) =>
        {
            if (withHead)
            {
                await Say(s, "200 OK", "Content-Type: text/html\r\nContent-Length: 10", "half", c);
            }
            await Task.Delay(Timeout.Infinite, c);
        });
        // The limit is what is tested, so it is short; nothing passes because something was quick.
        using var web = new WebFetch(Here with { Time = TimeSpan.FromMilliseconds(300) });
        Assert.Contains("it was not there in", await Refused(web, at), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200 OK", "Content-Type: video/mp4", "it is sent as video/mp4, not as a document Skywave reads")]
    [InlineData("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip", "it is sent compressed (gzip), though that was not asked for")]
    [InlineData("404 Not Found", "Content-Type: text/html", "it answers 404")]
    [InlineData("500 Oh", "Content-Type: text/html", "it answers 500")]
    [InlineData("302 Found", "X: y", "it redirects without saying where to")]
    public async Task A_wrong_answer_is_a_reason(string status, string head, string reason)
    {
        var at = Serve((_, s, c) => Say(s, status, head + "\r\nContent-Length: 1", "x", c));
        using var web = new WebFetch(Here);
        Assert.EndsWith(reason, await Refused(web, at), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_no_page_and_no_drawing_with_scripts()
    {
        var at = Serve((r, s, c) => Say(s, "200 OK", $"Content-Type: {(r.StartsWith("GET /svg", StringComparison.Ordinal) ? "image/svg+xml" : "text/html")}\r\nContent-Length: 1", "x", c));
        using var web = new WebFetch(Here);
        Assert.Contains("not as a picture", Assert.IsType<Fetched.Refused>(await web.FetchAsync(at, FetchKind.Picture, Cancel)).Reason, StringComparison.Ordinal);
        Assert.Contains("not as a picture", Assert.IsType<Fetched.Refused>(await web.FetchAsync(new Uri(at, "/svg"), FetchKind.Picture, Cancel)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_a_reason()
    {
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listener.Stop();
        using var web = new WebFetch(Here);
        Assert.EndsWith("it does not take the connection", await Refused(web, new Uri($"http://127.0.0.1:{port}/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_instead_of_http_is_a_reason()
    {
        var at = Serve(async (_, s, c) => await s.WriteAsync("what?\r\n\r\n"u8.ToArray(), c));
        using var web = new WebFetch(Here);
        Assert.EndsWith("the answer breaks off or is none", await Refused(web, at), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private static async Task<string> Refused(WebFetch web, Uri address) => Assert.IsType<Fetched.Refused>(await web.FetchAsync(address, FetchKind.Document, Cancel)).Reason;

    private Uri Serve(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        _listener.Start();
        _serving = Task.Run(async () =>
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_over.Token);
                _ = Task.Run(async () =>
                {
                    using (client)
                    {
                        var (stream, head) = (client.GetStream(), new StringBuilder());
                        var one = new byte[1];
                        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _over.Token) == 1)
                        {
                            head.Append((char)one[0]);
                        }
                        if (head.Length > 0)
                        {
                            lock (_requests)
                            {
                                _requests.Add(head.ToString());
                            }
                            await answer(head.ToString(), stream, _over.Token);
                        }
                    }
                }, _over.Token);
            }
        }, _over.Token);
        return new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
    }

    private static async Task Say(NetworkStream stream, string status, string head, string body, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{head}\r\nConnection: close\r\n\r\n{body}"), cancel);
    }
}
