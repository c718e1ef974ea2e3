using System.Net;

namespace Skywave.Intake.Fetch;

/// <summary>
/// Fetches documents and pictures over http(s) from hosts that may lie, stall or never end. No cookie, credential, proxy or
/// compression; which address is connected to is decided on the address itself, after the name was looked up.
/// </summary>
public sealed class WebFetch : IDisposable
{
    private readonly FetchLimits _limits;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    /// <summary>A fetcher with its own connections.</summary>
    /// <param name="limits">Null: the defaults.</param>
    /// <param name="time">The clock for the time limit; null: the system's.</param>
    /// <param name="proxy">A proxy the operator asked for, or null for none; the environment's is never used. What a proxy connects to is its own affair.</param>
    public WebFetch(FetchLimits? limits = null, TimeProvider? time = null, IWebProxy? proxy = null)
        : this(limits, time, proxy, limits?.PrivateAddresses == true ? _ => true : PublicAddress.Is)
    {
    }

    internal WebFetch(FetchLimits? limits, TimeProvider? time, IWebProxy? proxy, Func<IPAddress, bool> may)
    {
        (_limits, _time) = (limits ?? new FetchLimits(), time ?? TimeProvider.System);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            Credentials = null,
            UseProxy = proxy is not null,
            Proxy = proxy,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        if (proxy is null)
        {
            handler.ConnectCallback = new CheckedConnection(may).ConnectAsync;
        }
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("skywave-import/1");
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>Fetches <paramref name="address"/>. Throws only when <paramref name="cancel"/> is.</summary>
    public async Task<Fetched> FetchAsync(Uri address, FetchKind kind, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var late = new CancellationTokenSource(_limits.Time, _time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await FollowAsync(address, kind, any.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Refuse(address, $"it was not there in {_limits.Time.TotalSeconds:0} seconds");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or UriFormatException or InvalidOperationException or NotSupportedException)
        {
            cancel.ThrowIfCancellationRequested();
            return Refuse(address, Say(broken));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<Fetched> FollowAsync(Uri first, FetchKind kind, CancellationToken cancel)
    {
        var address = first;
        for (var redirects = 0; redirects <= _limits.Redirects; redirects++)
        {
            if (Wrong(address) is { } wrong)
            {
                return Refuse(first, redirects == 0 ? wrong : $"it redirects to an address that is not fetched: {wrong}");
            }
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return await ReadAsync(first, address, response, kind, cancel).ConfigureAwait(false);
            }
            if (response.Headers.Location is not { } location)
            {
                return Refuse(first, "it redirects without saying where to");
            }
            address = new Uri(address, location);
        }
        return Refuse(first, $"it redirects more than {_limits.Redirects} times");
    }

    private static string? Wrong(Uri address) => !address.IsAbsoluteUri || address.Scheme is not ("http" or "https") ? "only http and https addresses are fetched"
        : address.UserInfo.Length > 0 ? "an address with a name or password in it is not fetched" : null;

    private async Task<Fetched> ReadAsync(Uri first, Uri address, HttpResponseMessage response, FetchKind kind, CancellationToken cancel)
    {
        var most = kind switch { FetchKind.Picture => _limits.PictureBytes, FetchKind.Recording => _limits.RecordingBytes, _ => _limits.DocumentBytes };
        var type = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        var wrong = response.StatusCode != HttpStatusCode.OK ? $"it answers {(int)response.StatusCode}"
            : response.Content.Headers.ContentEncoding.Count > 0 ? $"it is sent compressed ({CleanText.Shorten(CleanText.Line(string.Join(", ", response.Content.Headers.ContentEncoding)), 40)}), though that was not asked for"
            : !Fits(kind, type) ? $"it is sent as {CleanText.Shorten(CleanText.Line(type), 60)}, not as {kind switch { FetchKind.Picture => "a picture", FetchKind.Recording => "sound, film or captions", _ => "a document Skywave reads" }}"
            : response.Content.Headers.ContentLength > most ? TooLong(most) : null;
        if (wrong is not null)
        {
            return Refuse(first, wrong);
        }
        var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var made = new MemoryStream();
            var piece = new byte[64 * 1024];
            for (int read; (read = await stream.ReadAsync(piece, cancel).ConfigureAwait(false)) > 0;)
            {
                if (made.Length + read > most)
                {
                    return Refuse(first, TooLong(most));
                }
                made.Write(piece, 0, read);
            }
            return new Fetched.Document(made.ToArray(), address, type, response.Content.Headers.ContentType?.CharSet?.Trim('"'));
        }
    }

    private static string TooLong(long most) => $"it has more than {most} bytes";

    /// <summary>Servers send feeds and texts as almost anything; sound, film and programs are never one.</summary>
    private static bool Fits(FetchKind kind, string? type) => type is null or "application/octet-stream" || kind switch
    {
        FetchKind.Picture => type.StartsWith("image/", StringComparison.Ordinal) && !type.StartsWith("image/svg", StringComparison.Ordinal),
        FetchKind.Recording => type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal) || type is "application/ogg" or "text/vtt" or "text/plain",
        _ => type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal),
    };

    private static Fetched.Refused Refuse(Uri address, string reason) => new($"{CleanText.Shorten(CleanText.Line(address.ToString()), 300)}: {reason}");

    private static string Say(Exception broken) => broken.GetBaseException() is PrivateAddressException refused ? refused.Message : broken switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not found",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "it does not take the connection",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "the secure connection fails",
        _ => "the answer breaks off or is none",
    };
}
