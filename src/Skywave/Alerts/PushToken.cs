using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Skywave.Trust.Keys;

namespace Skywave.Alerts;

/// <summary>What tells a push service that a message is from whoever the subscription was made for (RFC 8292): a JSON Web Token signed with ES256.</summary>
internal static class PushToken
{
    /// <summary>How long one holds; RFC 8292 allows a day.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(6);

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    /// <param name="service">The push service; its path says nothing here.</param>
    /// <param name="contact">Whom it may write to.</param>
    /// <param name="key">The newsroom's key for alerts.</param>
    /// <param name="now">The time.</param>
    public static string Write(Uri service, string contact, ECParameters key, DateTimeOffset now)
    {
        var claims = new JsonObject { ["aud"] = service.GetLeftPart(UriPartial.Authority), ["exp"] = (now + Life).ToUnixTimeSeconds(), ["sub"] = contact };
        var text = $"{Part("""{"typ":"JWT","alg":"ES256"}""")}.{Part(claims.ToJsonString())}";
        using var signer = ECDsa.Create(key);
        var signature = signer.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={text}.{Base64Url.EncodeToString(signature)}, k={Base64Url.EncodeToString(CurveKey.PointOf(key))}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
