using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Skywave.Reading;

/// <summary>Fetches over http(s), from hosts that may lie, stall or never end.</summary>
public sealed class HttpFetch
{
    private const int MaxRedirects = 3;

    /// <summary>The longest wait for an answer to begin, and between two pieces of it.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Below this speed over the whole file a sender is stalling: bytes per second.</summary>
    private const int LeastSpeed = 2 * 1024;

    private readonly Uri _address;
    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    internal HttpFetch(Uri address, HttpClient client, TimeProvider time)
    {
        var text = address.GetLeftPart(UriPartial.Path);
        (_address, _client, _time) = (new Uri(text.EndsWith('/') ? text : text + "/"), client, time);
    }

    /// <summary>A client fit for strangers: no redirects by itself, no cookies, compressed answers unpacked (and capped after unpacking).</summary>
    /// <param name="proxy">A SOCKS or HTTP proxy, or null for none.</param>
    public static HttpClient NewClient(IWebProxy? proxy = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = Silence,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseProxy = proxy is not null,
        Proxy = proxy,
    })
    {
        // The time limits are ours, per answer and per piece of it.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Asks for a file, or for what follows its first <paramref name="from"/> bytes: then <see cref="Fetched.Rest"/>, or all of it from a host that knows no ranges.</summary>
    internal async Task<Fetched> FetchAsync(string path, long from, long maxBytes, CancellationToken cancel)
    {
        using var whole = new CancellationTokenSource(Silence + TimeSpan.FromSeconds(maxBytes / LeastSpeed), _time);
        using var piece = new CancellationTokenSource(Silence, _time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancel, whole.Token, piece.Token);
        CancellationToken Next()
        {
            piece.CancelAfter(Silence);
            return any.Token;
        }
        try
        {
            return await FollowAsync(new Uri(_address, string.Join('/', path.Split('/').Select(Uri.EscapeDataString))), from, maxBytes, Next).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Fetched.Unreachable("no answer in time");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
        {
            return new Fetched.Unreachable(Say(broken));
        }
    }

    private async Task<Fetched> FollowAsync(Uri file, long from, long maxBytes, Func<CancellationToken> next)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = Ask(file, from);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, next()).ConfigureAwait(false);
            if (!IsHere(response.RequestMessage?.RequestUri ?? file))
            {
                return new Fetched.Unreachable("it sends elsewhere");
            }
            if (response.StatusCode is not (HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return await ReadAsync(response, from, maxBytes, next).ConfigureAwait(false);
            }
            if (response.Headers.Location is not { } location || !IsHere(file = new Uri(file, location)))
            {
                return new Fetched.Unreachable("it sends elsewhere");
            }
        }
        return new Fetched.Unreachable("it sends in circles");
    }

    // Bytes of a file are counted as it is, not as it would be compressed.
    private static HttpRequestMessage Ask(Uri file, long from)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, file);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        }
        return request;
    }

    private static async Task<Fetched> ReadAsync(HttpResponseMessage response, long from, long maxBytes, Func<CancellationToken> next)
    {
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden)
        {
            // Object stores answer 403 for what is not there.
            return new Fetched.Missing();
        }
        var isRest = from > 0 && response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == from;
        if (response.StatusCode != HttpStatusCode.OK && !isRest)
        {
            return new Fetched.Unreachable(string.Create(CultureInfo.InvariantCulture, $"it answers {(int)response.StatusCode}"));
        }
        if (response.Content.Headers.ContentLength > maxBytes)
        {
            return new Fetched.TooBig();
        }
        var stream = await response.Content.ReadAsStreamAsync(next()).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var read = await EditionSource.ReadAsync(stream, maxBytes, next).ConfigureAwait(false);
            return isRest && read is Fetched.Content rest ? new Fetched.Rest(rest.Bytes) : read;
        }
    }

    private bool IsHere(Uri other) => Uri.Compare(other, _address, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string Say(Exception broken) => broken switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not found",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "it does not take the connection",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "the secure connection fails",
        _ => "the answer breaks off",
    };
}
