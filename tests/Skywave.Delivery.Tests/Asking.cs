using System.Net;
using System.Text;
using Skywave.Delivery;
using Skywave.Words;
using Xunit;

namespace Skywave.Delivery.Tests;

/// <summary>A folder that is served, and a client that decodes nothing by itself.</summary>
internal sealed class Asking : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly ReaderSite _site;

    private Asking(EditionFolder folder, ReaderSite site) => (Folder, _site) = (folder, site);

    public EditionFolder Folder { get; }

    public Uri Address => _site.Address;

    public static async Task<Asking> StartAsync(ReaderSiteOptions? options = null)
    {
        var folder = new EditionFolder(Directory.CreateTempSubdirectory("skywave-asking-").FullName);
        return new Asking(folder, await ReaderSite.StartAsync(folder.Root, new Uri("http://127.0.0.1:0"), options ?? new ReaderSiteOptions(), TestContext.Current.CancellationToken));
    }

    public void Put(string path, string text) => Put(path, Encoding.UTF8.GetBytes(text));

    public void Put(string path, byte[] bytes) => Folder.Write(new EditionFile(path, bytes));

    public async Task<Answer> AskAsync(string path, string? accept = null, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var ask = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(Address, path));
        foreach (var (name, value) in headers.Append(("Accept-Encoding", accept ?? "")).Where(h => h.Item2.Length > 0))
        {
            Assert.True(ask.Headers.TryAddWithoutValidation(name, value));
        }
        using var answer = await _client.SendAsync(ask, TestContext.Current.CancellationToken);
        var all = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(answer.StatusCode, all, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _site.DisposeAsync();
        Directory.Delete(Folder.Root, recursive: true);
    }
}

internal sealed record Answer(HttpStatusCode Status, Dictionary<string, string> Headers, byte[] Bytes)
{
    public string Coding => this["Content-Encoding"];

    public string this[string header] => Headers.GetValueOrDefault(header, "");

    public string Text => Encoding.UTF8.GetString(Coding is "br" or "gzip" ? SiblingTests.Decode(Coding == "br" ? "x.br" : "x.gz", Bytes) : Bytes);
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class StandingClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    // Far from now, so that files are old when they are read.
    public override DateTimeOffset GetUtcNow() => new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public void Move(TimeSpan on) => _ticks += on.Ticks;
}
