using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skywave.Trust.Tuf;

/// <summary>What a root says: who may sign the four top-level roles.</summary>
/// <param name="Version">From 1, each root exactly one more than the last.</param>
/// <param name="Expires">When it becomes stale.</param>
/// <param name="Roles">Keys and threshold of root, targets, snapshot and timestamp.</param>
/// <param name="ConsistentSnapshot">True in everything we write: files carry their version or hash in their name.</param>
public sealed record RootContent(long Version, DateTimeOffset Expires, ImmutableSortedDictionary<string, RoleKeys> Roles, bool ConsistentSnapshot = true)
    : RoleContent(Version, Expires);

/// <summary>Reads and writes root files.</summary>
public static class RootRole
{
    /// <summary>The greatest root we read, in bytes.</summary>
    public const int MaxLength = 512 * 1024;

    /// <summary>A root's bytes, signed by each key.</summary>
    public static byte[] Write(RootContent content, IReadOnlyList<SigningKey> keys)
    {
        var signed = RoleBytes.Signed(RoleName.Root, content);
        signed["consistent_snapshot"] = content.ConsistentSnapshot;
        signed["keys"] = RoleBytes.Keys(content.Roles.Values);
        signed["roles"] = new JsonObject(content.Roles.Select(role => KeyValuePair.Create(role.Key, (JsonNode?)RoleBytes.RoleKeys(role.Value))));
        return RoleBytes.Sign(signed, keys);
    }

    /// <summary>Reads a root; proves nothing yet.</summary>
    public static Checked<RoleFile<RootContent>> Read(ReadOnlyMemory<byte> bytes) => RoleFields.Read(bytes, MaxLength, RoleName.Root, RoleName.Root, Read);

    /// <summary>
    /// What people compare by voice or print: the first 32 hex digits of the SHA-256 of what is signed, in groups of four, after the root's version
    /// (docs/900-design.md, section 10).
    /// </summary>
    public static string Fingerprint(RoleFile<RootContent> root) => $"root {root.Version}: {string.Join(' ', ShortHash(root).Chunk(4).Select(group => new string(group)))}";

    /// <summary>The fingerprint's 32 hex digits.</summary>
    public static string ShortHash(RoleFile<RootContent> root) => Convert.ToHexStringLower(SHA256.HashData(root.Signed.Span))[..32];

    private static RootContent Read(RoleFields fields, JsonElement signed, long version, DateTimeOffset expires)
    {
        var keys = fields.Keys(signed);
        var roles = fields.Get(signed, "roles", JsonValueKind.Object);
        var byName = ImmutableSortedDictionary.CreateBuilder<string, RoleKeys>(StringComparer.Ordinal);
        foreach (var name in RoleName.TopLevel)
        {
            byName[name] = fields.RoleKeys(fields.Get(roles, name, JsonValueKind.Object), keys);
        }
        return new(version, expires, byName.ToImmutable(), fields.Bool(signed, "consistent_snapshot"));
    }
}
