using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skywave.Trust;
using Skywave.Trust.Keys;

namespace Skywave.Alerts;

/// <summary>A browser that wants a desk's alerts. It says of its reader what an endpoint says: nothing to us, and who they are to the push service.</summary>
/// <param name="Desk">Whose alerts.</param>
/// <param name="Endpoint">Where messages for it go.</param>
/// <param name="Key">The point of P-256 that they are encrypted to.</param>
/// <param name="Auth">A secret of 16 bytes that goes into their keys.</param>
public sealed record Subscription(string Desk, string Endpoint, byte[] Key, byte[] Auth)
{
    /// <summary>The longest body that is looked at, in bytes.</summary>
    public const int MaxLength = 2048;

    private const int AuthSize = 16;

    /// <summary>Reads what a browser sent. Refused: <see cref="AlertCodes"/>.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="desks">The newsroom's desks.</param>
    /// <param name="services">Push services that are known.</param>
    public static Checked<Subscription> Parse(ReadOnlySpan<byte> body, IReadOnlyCollection<string> desks, PushHosts services)
    {
        if (!Read(body, SubscriptionJson.Default.SubscriptionText).TryGet(out var text, out var refusal))
        {
            return refusal;
        }
        if (!desks.Contains(text.Desk))
        {
            return new Refusal(AlertCodes.Desk, "no desk of this newsroom");
        }
        if (services.Find(text.Endpoint) is null)
        {
            return new Refusal(AlertCodes.Endpoint, "not of a push service that is known here");
        }
        return Bytes(text.Keys.P256dh) is { } key && CurveKey.OfPoint(key) is not null && Bytes(text.Keys.Auth) is { Length: AuthSize } auth
            ? new Subscription(text.Desk, text.Endpoint, key, auth)
            : new Refusal(AlertCodes.Keys, "not keys of a browser");
    }

    /// <summary>Reads which endpoint a browser no longer wants to be known. Refused: <see cref="AlertCodes"/>.</summary>
    public static Checked<string> ParseEnd(ReadOnlySpan<byte> body) => Read(body, SubscriptionJson.Default.EndText).TryGet(out var text, out var refusal) ? text.Endpoint : refusal;

    /// <summary>The same in the form that <see cref="Parse"/> reads.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new SubscriptionText(Desk, Endpoint, new KeysText(Base64Url.EncodeToString(Auth), Base64Url.EncodeToString(Key))), SubscriptionJson.Default.SubscriptionText);

    private static Checked<T> Read<T>(ReadOnlySpan<byte> body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        if (body.Length > MaxLength)
        {
            return new Refusal(AlertCodes.TooBig, $"over {MaxLength} bytes");
        }
        try
        {
            return JsonSerializer.Deserialize(body, type) is { } text ? text : new Refusal(AlertCodes.Malformed, "null");
        }
        catch (JsonException wrong)
        {
            return new Refusal(AlertCodes.Malformed, $"at {wrong.BytePositionInLine}");
        }
    }

    // In the one form that a browser writes.
    private static byte[]? Bytes(string text) => text.Length <= 128 && Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is var bytes && Base64Url.EncodeToString(bytes) == text ? bytes : null;
}

/// <summary>The body of a POST.</summary>
internal sealed record SubscriptionText(string Desk, string Endpoint, KeysText Keys);

/// <summary>The keys in it.</summary>
internal sealed record KeysText(string Auth, string P256dh);

/// <summary>The body of a DELETE.</summary>
internal sealed record EndText(string Endpoint);

/// <summary>Strict JSON: nothing missing, nothing twice, nothing else.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, MaxDepth = 4)]
[JsonSerializable(typeof(SubscriptionText))]
[JsonSerializable(typeof(EndText))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;
