using System.Globalization;
using System.Text.Json.Nodes;
using Skywave.Trust.Log;

namespace Skywave.Trust.Tuf;

/// <summary>Writes metadata files: canonical JSON with the signatures of the keys given, in the reference encoding (docs/900-design.md, section 9).</summary>
public static class RoleBytes
{
    /// <summary>The version of the specification that what we write follows.</summary>
    public const string SpecVersion = "1.0.34";

    /// <summary>A whole metadata file: what is signed, with one signature of each key. Throws <see cref="ArgumentException"/> when it has no canonical form.</summary>
    public static byte[] Sign(JsonObject signed, IReadOnlyList<SigningKey> keys)
    {
        var message = CanonicalJson.Write(signed);
        var file = new JsonObject { ["signatures"] = new JsonArray([.. keys.Select(key => Signature(message, key))]), ["signed"] = signed.DeepClone() };
        return CanonicalJson.Write(file);
    }

    /// <summary>
    /// The same file with these keys' signatures added (detached signing by several people; a key that has signed already signs anew).
    /// Refused: <see cref="Codes.TufMalformed"/>.
    /// </summary>
    public static Checked<byte[]> SignAlso(ReadOnlySpan<byte> file, IReadOnlyList<SigningKey> keys)
    {
        // Twice: the canonical form of a text with control characters is no JSON, and what we write is both.
        if (!CanonicalJson.Rewrite(file).TryGet(out var canonical, out var refusal) || !CanonicalJson.Rewrite(canonical).TryGet(out canonical, out refusal))
        {
            return new Refusal(Codes.TufMalformed, refusal.Detail);
        }
        if (JsonNode.Parse(canonical) is not JsonObject { } role || role["signed"] is not JsonObject signed || role["signatures"] is not JsonArray signatures)
        {
            return new Refusal(Codes.TufMalformed, "not a metadata file");
        }
        var message = CanonicalJson.Write(signed);
        var ids = keys.Select(key => TufKey.Of(key).Id).ToHashSet(StringComparer.Ordinal);
        var others = signatures.Where(s => s is JsonObject && s["keyid"] is JsonValue id && id.TryGetValue<string>(out var text) && !ids.Contains(text)).Select(s => s!.DeepClone());
        role["signatures"] = new JsonArray([.. others, .. keys.Select(key => Signature(message, key))]);
        return CanonicalJson.Write(role);
    }

    /// <summary>The file's name in <c>metadata/</c>: <c>N.role.json</c>; the timestamp alone has no number.</summary>
    public static string FileName(string role, long version) =>
        role == RoleName.Timestamp ? "timestamp.json" : string.Create(CultureInfo.InvariantCulture, $"{version}.{role}.json");

    /// <summary>A target's path in <c>targets/</c> with consistent snapshots: <c>dir/HASH.name</c>.</summary>
    public static string TargetPath(string target, string hash)
    {
        var slash = target.LastIndexOf('/') + 1;
        return $"{target[..slash]}{hash}.{target[slash..]}";
    }

    internal static JsonObject Signed(string type, RoleContent content) => new()
    {
        ["_type"] = type,
        ["expires"] = UtcTime.Write(content.Expires),
        ["spec_version"] = SpecVersion,
        ["version"] = content.Version,
    };

    internal static JsonObject Keys(IEnumerable<RoleKeys> roles) =>
        new(roles.SelectMany(role => role.Keys).DistinctBy(key => key.Id).Select(key => KeyValuePair.Create(key.Id, (JsonNode?)key.ToJson())));

    internal static JsonObject RoleKeys(RoleKeys role) => new() { ["keyids"] = new JsonArray([.. role.Keys.Select(key => (JsonNode?)key.Id)]), ["threshold"] = role.Threshold };

    internal static JsonObject? Hashes(string? sha256, string? sha512)
    {
        var hashes = new JsonObject();
        if (sha256 is not null)
        {
            hashes["sha256"] = sha256;
        }
        if (sha512 is not null)
        {
            hashes["sha512"] = sha512;
        }
        return hashes.Count > 0 ? hashes : null;
    }

    private static JsonObject Signature(byte[] message, SigningKey key) => new() { ["keyid"] = TufKey.Of(key).Id, ["sig"] = Convert.ToHexStringLower(key.Sign(message)) };
}
