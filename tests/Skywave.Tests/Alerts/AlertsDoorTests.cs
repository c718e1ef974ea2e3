using System.Net;
using System.Net.Sockets;
using System.Text;
using Skywave.Alerts;
using Skywave.Delivery;
using Xunit;

namespace Skywave.Tests.Alerts;

/// <summary>The reader site that takes subscriptions, over loopback.</summary>
public sealed class AlertsDoorTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private TestNewsroom _paper = null!;
    private ReaderSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync("en", "fa");
        await _paper.TurnOnAsync("https://push.example");
        await _paper.WriteAsync("en", "one", "A story", "It says something.");
        await _paper.PublishAsync();
        _site = await ReaderSite.StartAsync(_paper.House.Public, new Uri("http://127.0.0.1:0"), new ReaderSiteOptions { Alerts = new AlertsDoor(_paper.House.Settings.Alerts!, _paper.House.Settings.Desks, _paper.House.AlertsFile, _paper.Clock).AnswerAsync });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _site.DisposeAsync();
        await _paper.DisposeAsync();
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_or_not_it_was_known()
    {
        using var browser = new ABrowser("https://push.example/x");
        var first = await AskAsync(HttpMethod.Post, browser.Wish.ToBytes());
        Assert.Equal(1, _paper.Known());
        Assert.Equal(first, await AskAsync(HttpMethod.Post, (browser.Wish with { Desk = "fa" }).ToBytes()));
        Assert.Equal(1, _paper.Known());
        var end = """{"endpoint":"https://push.example/x"}"""u8.ToArray();
        var ended = await AskAsync(HttpMethod.Delete, end);
        Assert.Equal(0, _paper.Known());
        Assert.Equal(ended, await AskAsync(HttpMethod.Delete, end));
        Assert.StartsWith("204 ", first, StringComparison.Ordinal);
        Assert.Equal(first, ended);
        Assert.DoesNotContain("Access-Control", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_by_its_code_and_nothing_is_kept()
    {
        using var stranger = new ABrowser("https://evil.example/x");
        using var browser = new ABrowser("https://push.example/x");
        Assert.Contains("\nalerts.endpoint\n", await AskAsync(HttpMethod.Post, stranger.Wish.ToBytes()), StringComparison.Ordinal);
        Assert.Contains("\nalerts.desk\n", await AskAsync(HttpMethod.Post, (browser.Wish with { Desk = "de" }).ToBytes()), StringComparison.Ordinal);
        Assert.Contains("\nalerts.keys\n", await AskAsync(HttpMethod.Post, (browser.Wish with { Auth = [] }).ToBytes()), StringComparison.Ordinal);
        Assert.Contains("\nalerts.malformed\n", await AskAsync(HttpMethod.Post, "{}"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("\nalerts.malformed\n", await AskAsync(HttpMethod.Delete, "{}"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("\nalerts.malformed\n", await AskAsync(HttpMethod.Post, browser.Wish.ToBytes(), "text/plain"), StringComparison.Ordinal);
        var big = await AskAsync(HttpMethod.Post, new byte[100_000]);
        Assert.StartsWith("400 ", big, StringComparison.Ordinal);
        Assert.Contains("\nalerts.too-big\n", big, StringComparison.Ordinal);
        Assert.Equal(0, _paper.Known());
    }

    [Fact]
    public async Task Other_ways_of_asking_are_refused_there_and_writing_is_refused_everywhere_else()
    {
        var there = await AskAsync(HttpMethod.Get, null);
        Assert.StartsWith("405 ", there, StringComparison.Ordinal);
        Assert.Contains("Allow: POST, DELETE", there, StringComparison.Ordinal);
        Assert.StartsWith("405 ", await AskAsync(HttpMethod.Options, null), StringComparison.Ordinal);
        Assert.StartsWith("405 ", await AskAsync(HttpMethod.Post, "{}"u8.ToArray(), path: "en/alerts.html"), StringComparison.Ordinal);
        Assert.StartsWith("405 ", await AskAsync(HttpMethod.Post, "{}"u8.ToArray(), path: "alerts/"), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await AskAsync(HttpMethod.Get, null, path: "en/alerts.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_without_alerts_takes_none()
    {
        await using var plain = await ReaderSite.StartAsync(_paper.House.Public, new Uri("http://127.0.0.1:0"));
        using var answer = await _client.PostAsync(new Uri(plain.Address, "alerts"), new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        using var got = await _client.GetAsync(new Uri(plain.Address, "alerts"));
        Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
    }

    [Fact]
    public async Task A_flood_is_held_back_for_all_together_and_passes()
    {
        for (var asked = 0; asked < 60; asked++)
        {
            Assert.StartsWith("400 ", await AskAsync(HttpMethod.Post, "{}"u8.ToArray()), StringComparison.Ordinal);
        }
        var busy = await AskAsync(HttpMethod.Post, "{}"u8.ToArray());
        // A second may have passed on a slow machine: the clock of the limit is the system's.
        for (var asked = 0; asked < 100 && !busy.StartsWith("429 ", StringComparison.Ordinal); asked++)
        {
            busy = await AskAsync(HttpMethod.Post, "{}"u8.ToArray());
        }
        Assert.StartsWith("429 ", busy, StringComparison.Ordinal);
        Assert.Contains("\nalerts.busy\n", busy, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 60", busy, StringComparison.Ordinal);
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        Assert.StartsWith("400 ", await AskAsync(HttpMethod.Post, "{}"u8.ToArray()), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await AskAsync(HttpMethod.Get, null, path: "en/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_drips_or_never_ends_holds_nobody_up()
    {
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, _site.Address.Port);
        await slow.GetStream().WriteAsync("POST /alerts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray());
        using var endless = new TcpClient();
        await endless.ConnectAsync(IPAddress.Loopback, _site.Address.Port);
        await endless.GetStream().WriteAsync("POST /alerts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var chunk = Encoding.ASCII.GetBytes("1000\r\n" + new string(' ', 0x1000) + "\r\n");
        await endless.GetStream().WriteAsync(chunk);
        using var reader = new StreamReader(endless.GetStream());
        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
        using var browser = new ABrowser("https://push.example/x");
        Assert.StartsWith("204 ", await AskAsync(HttpMethod.Post, browser.Wish.ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_subscription_is_printed_or_written_anywhere_else()
    {
        using var browser = new ABrowser("https://push.example/the-readers-own-token");
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        Console.SetOut(said);
        Console.SetError(said);
        try
        {
            Assert.StartsWith("204 ", await AskAsync(HttpMethod.Post, browser.Wish.ToBytes()), StringComparison.Ordinal);
            Assert.StartsWith("400 ", await AskAsync(HttpMethod.Post, browser.Wish.ToBytes().AsSpan(1).ToArray()), StringComparison.Ordinal);
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
        Assert.DoesNotContain("token", said.ToString(), StringComparison.Ordinal);
        var bytes = browser.Wish.ToBytes();
        foreach (var file in Directory.EnumerateFiles(_paper.House.Path, "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            Assert.False(text.Contains("the-readers-own-token", StringComparison.Ordinal), file);
        }
    }

    // Status, head and body as one text.
    private async Task<string> AskAsync(HttpMethod method, byte[]? body, string type = "application/json", string path = "alerts")
    {
        using var request = new HttpRequestMessage(method, new Uri(_site.Address, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        using var answer = await _client.SendAsync(request);
        var head = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return $"{(int)answer.StatusCode} {string.Join('\n', head)}\n{await answer.Content.ReadAsStringAsync()}";
    }
}
