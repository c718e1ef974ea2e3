using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Skywave.Trust.Documents;

/// <summary>
/// Signatures over one role's metadata (TUF, section 4.2), without the rest of the client workflow: a trust file is checked before there is an edition.
/// </summary>
internal static class RoleSignatures
{
    /// <summary>True when enough of the role's keys in this root's <c>signed</c> signed the document.</summary>
    public static bool Reach(JsonElement root, string role, JsonElement document)
    {
        if (!Try(root, "keys", JsonValueKind.Object, out var keys) || !Try(root, "roles", JsonValueKind.Object, out var roles)
            || !Try(roles, role, JsonValueKind.Object, out var named) || !Try(named, "keyids", JsonValueKind.Array, out var ids)
            || !Try(named, "threshold", JsonValueKind.Number, out var number) || !number.TryGetInt32(out var threshold) || threshold < 1
            || !Try(document, "signatures", JsonValueKind.Array, out var signatures) || signatures.GetArrayLength() > 256
            || !document.TryGetProperty("signed", out var signed) || !TryCanonical(signed, out var message))
        {
            return false;
        }
        var allowed = ids.EnumerateArray().Select(Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var good = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signature in signatures.EnumerateArray())
        {
            if (!Try(signature, "keyid", JsonValueKind.String, out var idElement) || Text(idElement) is not { } id || !seen.Add(id))
            {
                return false;
            }
            if (allowed.Contains(id) && PublicKey(keys, id) is { } key && Try(signature, "sig", JsonValueKind.String, out var sig)
                && TryHex(Text(sig), 64, out var bytes) && Ed25519.Verify(key, message, bytes))
            {
                good.Add(Convert.ToHexStringLower(key));
            }
        }
        return good.Count >= threshold;
    }

    /// <summary>A member of the right kind.</summary>
    public static bool Try(JsonElement element, string name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind == kind;
    }

    private static byte[]? PublicKey(JsonElement keys, string id) =>
        Try(keys, id, JsonValueKind.Object, out var key) && TryCanonical(key, out var canonical) && Convert.ToHexStringLower(SHA256.HashData(canonical)) == id
        && Try(key, "keytype", JsonValueKind.String, out var type) && Text(type) == "ed25519"
        && Try(key, "scheme", JsonValueKind.String, out var scheme) && Text(scheme) == "ed25519"
        && Try(key, "keyval", JsonValueKind.Object, out var keyval) && Try(keyval, "public", JsonValueKind.String, out var hex) && TryHex(Text(hex), SigningKey.Size, out var bytes)
            ? bytes : null;

    // Through the strict reader, which refuses floats and half characters by value.
    private static bool TryCanonical(JsonElement element, out byte[] bytes)
    {
        var accepted = CanonicalJson.Rewrite(Encoding.UTF8.GetBytes(element.GetRawText())).TryGet(out var canonical, out _);
        bytes = canonical ?? [];
        return accepted;
    }

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    private static bool TryHex(string? text, int length, out byte[] bytes)
    {
        var fits = text is not null && text.Length == 2 * length && text.All(char.IsAsciiHexDigit);
        bytes = fits ? Convert.FromHexString(text!) : [];
        return fits;
    }
}
