using System.IO.Compression;
using System.Text;
using Skywave.Reading;
using Skywave.Reading.Tuf;
using Skywave.Tests.Tuf;
using Skywave.Trust;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests;

/// <summary>What a host can do to a connection, over real HTTP on loopback.</summary>
public sealed class TransportTests
{
    private const string Ok = "HTTP/1.1 200 OK";

    private static async Task<Fetched> AskAsync(RawServer server, long most = 1000, TimeProvider? clock = null)
    {
        using var client = HttpFetch.NewClient();
        return await EditionSource.FromUrl(server.Address, client, clock ?? TimeProvider.System).FetchAsync("metadata/timestamp.json", most);
    }

    private static async Task<Fetched> AskAfterAsync(RawServer server, string known, long most = 1000)
    {
        using var client = HttpFetch.NewClient();
        return await EditionSource.FromUrl(server.Address, client).FetchAfterAsync("log/en/1/tile/entries/000.p/3", Encoding.ASCII.GetBytes(known), most);
    }

    private static string Text(Fetched fetched) => Encoding.ASCII.GetString(Assert.IsType<Fetched.Content>(fetched).Bytes.Span);

    [Fact]
    public async Task What_follows_a_known_beginning_is_put_behind_it()
    {
        await using var server = RawServer.Sends("HTTP/1.1 206 Partial Content\nContent-Length: 3\nContent-Range: bytes 5-7/8", "new"u8.ToArray());
        Assert.Equal("knownnew", Text(await AskAfterAsync(server, "known")));
    }

    [Fact]
    public async Task A_host_without_ranges_gives_the_whole_file()
    {
        await using var server = RawServer.Sends(Ok + "\nContent-Length: 8", "whole!!!"u8.ToArray());
        Assert.Equal("whole!!!", Text(await AskAfterAsync(server, "known")));
    }

    [Theory]
    [InlineData("Content-Range: bytes 4-6/8")]
    [InlineData("Content-Range: bytes */8")]
    [InlineData("X: y")]
    public async Task A_rest_that_begins_elsewhere_is_an_outage_and_no_file(string header)
    {
        await using var server = RawServer.Sends("HTTP/1.1 206 Partial Content\nContent-Length: 3\n" + header, "new"u8.ToArray());
        Assert.Equal(new Fetched.Unreachable("it answers 206"), await AskAfterAsync(server, "known"));
    }

    [Fact]
    public async Task A_file_is_too_big_with_its_known_beginning()
    {
        await using var server = RawServer.Sends("HTTP/1.1 206 Partial Content\nContent-Length: 3\nContent-Range: bytes 5-7/8", "new"u8.ToArray());
        Assert.IsType<Fetched.TooBig>(await AskAfterAsync(server, "known", most: 7));
    }

    [Fact]
    public async Task A_part_that_nobody_asked_for_is_an_outage_and_no_file()
    {
        await using var server = RawServer.Sends("HTTP/1.1 206 Partial Content\nContent-Length: 3\nContent-Range: bytes 0-2/8", "new"u8.ToArray());
        Assert.Equal(new Fetched.Unreachable("it answers 206"), await AskAsync(server));
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_not_read_to_its_end()
    {
        await using var endless = new RawServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Ok + "\r\n\r\n"), cancel);
            while (true)
            {
                await stream.WriteAsync(new byte[4096], cancel);
            }
        });
        Assert.IsType<Fetched.TooBig>(await AskAsync(endless));
    }

    [Fact]
    public async Task A_chunked_body_that_does_not_end_is_not_read_to_its_end()
    {
        await using var endless = new RawServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Ok + "\r\nTransfer-Encoding: chunked\r\n\r\n"), cancel);
            while (true)
            {
                await stream.WriteAsync("4\r\nmore\r\n"u8.ToArray(), cancel);
            }
        });
        Assert.IsType<Fetched.TooBig>(await AskAsync(endless));
    }

    [Fact]
    public async Task A_length_that_is_too_great_is_not_waited_for()
    {
        await using var server = RawServer.Sends(Ok + "\nContent-Length: 5000000000");
        Assert.IsType<Fetched.TooBig>(await AskAsync(server));
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_is_an_outage_and_no_file()
    {
        await using var server = RawServer.Sends(Ok + "\nContent-Length: 100", new byte[40]);
        Assert.Equal(new Fetched.Unreachable("the answer breaks off"), await AskAsync(server));
    }

    [Fact]
    public async Task A_body_longer_than_its_length_is_cut_there()
    {
        await using var server = RawServer.Sends(Ok + "\nContent-Length: 4", "{}  and more"u8.ToArray());
        Assert.Equal("{}  ", Encoding.UTF8.GetString(Assert.IsType<Fetched.Content>(await AskAsync(server)).Bytes.Span));
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_great_one_is_stopped_where_it_is_too_great()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[20 << 20]);
        }
        await using var server = RawServer.Sends($"{Ok}\nContent-Encoding: gzip\nContent-Length: {packed.Length}", packed.ToArray());
        Assert.IsType<Fetched.TooBig>(await AskAsync(server, 100_000));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 0", typeof(Fetched.Missing))]
    [InlineData("HTTP/1.1 410 Gone\nContent-Length: 0", typeof(Fetched.Missing))]
    [InlineData("HTTP/1.1 403 Forbidden\nContent-Length: 0", typeof(Fetched.Missing))]
    [InlineData("HTTP/1.1 500 Oh\nContent-Length: 0", typeof(Fetched.Unreachable))]
    [InlineData("HTTP/1.1 302 Found\nLocation: http://127.0.0.2/elsewhere\nContent-Length: 0", typeof(Fetched.Unreachable))]
    [InlineData("HTTP/1.1 302 Found\nLocation: file:///etc/passwd\nContent-Length: 0", typeof(Fetched.Unreachable))]
    [InlineData("HTTP/1.1 302 Found\nContent-Length: 0", typeof(Fetched.Unreachable))]
    [InlineData("HTTP/1.1 302 Found\nLocation: /again\nContent-Length: 0", typeof(Fetched.Unreachable))]
    [InlineData("220 this is a mail server", typeof(Fetched.Unreachable))]
    public async Task Every_other_answer_is_an_outcome_and_never_an_exception(string head, Type outcome)
    {
        await using var server = RawServer.Sends(head);
        Assert.IsType(outcome, await AskAsync(server));
    }

    [Fact]
    public async Task Heads_without_end_are_an_outage()
    {
        await using var server = RawServer.Sends(Ok + "\nX-Long: " + new string('x', 200_000));
        Assert.IsType<Fetched.Unreachable>(await AskAsync(server));
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed()
    {
        await using var server = new RawServer((path, stream, cancel) => stream.WriteAsync(Encoding.ASCII.GetBytes(
            path == "metadata/timestamp.json" ? "HTTP/1.1 301 Moved\r\nLocation: /here\r\nContent-Length: 0\r\n\r\n" : Ok + "\r\nContent-Length: 2\r\n\r\n{}"), cancel).AsTask());
        Assert.Equal("{}"u8.ToArray(), Assert.IsType<Fetched.Content>(await AskAsync(server)).Bytes.ToArray());
    }

    [Fact]
    public async Task A_host_that_falls_silent_is_not_waited_for()
    {
        var clock = new HandClock();
        var silent = new TaskCompletionSource();
        await using var server = new RawServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Ok + "\r\nContent-Length: 100\r\n\r\nhalf"), cancel);
            silent.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        });
        var asked = AskAsync(server, clock: clock);
        await silent.Task;
        Assert.Equal(new Fetched.Unreachable("no answer in time"), await MoveUntilAsync(asked, clock, TimeSpan.FromSeconds(31)));
    }

    [Fact]
    public async Task A_host_that_drips_a_byte_at_a_time_is_not_waited_for_either()
    {
        var clock = new HandClock();
        await using var server = new RawServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Ok + "\r\nContent-Length: 1000\r\n\r\n"), cancel);
            for (var i = 0; i < 999; i++)
            {
                await stream.WriteAsync("x"u8.ToArray(), cancel);
                await Task.Delay(5, cancel);
            }
            await Task.Delay(Timeout.Infinite, cancel);
        });
        Assert.Equal(new Fetched.Unreachable("no answer in time"), await MoveUntilAsync(AskAsync(server, clock: clock), clock, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("metadata/timestamp.json", Codes.TufTooBig)]
    [InlineData("metadata/2.root.json", Codes.TufTooBig)]
    [InlineData("metadata/2.snapshot.json", Codes.TufTooBig)]
    public async Task A_client_over_http_refuses_an_endless_role_keeps_what_it_has_and_takes_the_next_honest_answer(string path, string code)
    {
        var simulator = new RepositorySimulator();
        var lies = false;
        await using var server = new RawServer(async (asked, stream, cancel) =>
        {
            if (lies && asked == path)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Ok + "\r\n\r\n"), cancel);
                while (true)
                {
                    await stream.WriteAsync(new byte[4096], cancel);
                }
            }
            var there = simulator.Carrier.TryGetValue(asked, out var bytes);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(there ? "200 OK" : "404 No")}\r\nConnection: close\r\nContent-Length: {bytes?.Length ?? 0}\r\n\r\n"), cancel);
            await stream.WriteAsync(bytes ?? [], cancel);
        });
        using var http = HttpFetch.NewClient();
        var source = EditionSource.FromUrl(new Uri(server.Address, "metadata/"), http);
        var client = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await client.RefreshAsync(source, RepositorySimulator.Now));
        simulator.Publish();
        lies = true;
        var known = client.State.Snapshot;

        Assert.Equal(code, Assert.IsType<RefreshOutcome.Refused>(await client.RefreshAsync(source, RepositorySimulator.Now)).Refusal.Code);
        Assert.Same(known, client.State.Snapshot);
        lies = false;
        Assert.IsType<RefreshOutcome.Fresh>(await client.RefreshAsync(source, RepositorySimulator.Now));
        Assert.Equal(2, client.State.Snapshot!.Version);
    }

    private static async Task<Fetched> MoveUntilAsync(Task<Fetched> asked, HandClock clock, TimeSpan step)
    {
        while (!asked.IsCompleted)
        {
            clock.Advance(step);
            await Task.Delay(5);
        }
        return await asked;
    }
}
