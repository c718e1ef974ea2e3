using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Skywave.Alerts;

/// <summary>What became of one alert.</summary>
internal enum Delivered
{
    /// <summary>The push service took it.</summary>
    Sent,

    /// <summary>The push service knows no such subscription any more.</summary>
    Gone,

    /// <summary>It was not taken, or nobody knows.</summary>
    Failed,
}

/// <summary>Gives encrypted messages to push services (RFC 8030). It follows no redirect, reads no answer's body and keeps no cookie.</summary>
internal sealed class PushDelivery(string contact, ECParameters key, TimeProvider clock) : IDisposable
{
    private const int Tries = 3;

    /// <summary>Bytes of every message: the longest path there is, and its desk, fit.</summary>
    internal const int Length = 384;

    /// <summary>How long a service holds an alert for a browser that is away.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(4);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxConnectionsPerServer = SendAlerts.AtATime,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc cref="SendAlerts.FirstWait"/>
    public required TimeSpan FirstWait { get; init; }

    /// <inheritdoc cref="SendAlerts.Patience"/>
    public required TimeSpan Patience { get; init; }

    /// <summary>Sends one. What broke off is not sent again, since it may have arrived; what was refused for now is.</summary>
    public async Task<Delivered> SendAsync(Subscription to, byte[] plain, CancellationToken cancel)
    {
        var address = new Uri(to.Endpoint);
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var message = SealedMessage.Seal(plain, Length, to.Key, to.Auth, SealedMessage.ForBrowsers, once, RandomNumberGenerator.GetBytes(SealedMessage.SaltSize));
        var topic = TopicOf(to);
        for (var tried = 1; ; tried++)
        {
            var (status, wait) = await AskAsync(address, message, topic, cancel).ConfigureAwait(false);
            switch (status)
            {
                case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                    return Delivered.Gone;
                case >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices:
                    return Delivered.Sent;
                case HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError when tried < Tries:
                    var asked = wait ?? FirstWait * tried;
                    await Task.Delay(asked < LongestWait ? asked : LongestWait, clock, cancel).ConfigureAwait(false);
                    break;
                default:
                    return Delivered.Failed;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>What makes a newer alert replace one that waits: the same for all messages to a subscription, and to the service as good as random.</summary>
    internal static string TopicOf(Subscription to) => Base64Url.EncodeToString(HKDF.DeriveKey(HashAlgorithmName.SHA256, to.Auth, 18, [], "skywave topic"u8.ToArray()));

    private async Task<(HttpStatusCode? Status, TimeSpan? Wait)> AskAsync(Uri address, byte[] message, string topic, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.Add("TTL", ((int)Life.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", "high");
        request.Headers.Add("Topic", topic);
        request.Headers.TryAddWithoutValidation("Authorization", _tokens.GetOrAdd(address.GetLeftPart(UriPartial.Authority), _ => PushToken.Write(address, contact, key, clock.GetUtcNow())));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            var after = answer.Headers.RetryAfter;
            return (answer.StatusCode, after?.Delta ?? (after?.Date is { } date && date > clock.GetUtcNow() ? date - clock.GetUtcNow() : null));
        }
        catch (Exception broken) when (broken is HttpRequestException || (broken is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (null, null);
        }
    }
}
