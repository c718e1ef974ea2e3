using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skywave.Trust.Tuf;

/// <summary>What a targets role signs of one file.</summary>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Its hash in lower-case hex; null only in repositories that are not ours.</param>
/// <param name="Custom">What the role adds, or null.</param>
/// <param name="Sha512">Another hash, or null; we write none.</param>
public sealed record TargetEntry(long Length, string? Sha256, JsonNode? Custom = null, string? Sha512 = null)
{
    /// <summary>The hash in the file's name with consistent snapshots.</summary>
    public string NamingHash => Sha256 ?? Sha512 ?? "";

    /// <summary>The entry of a file.</summary>
    public static TargetEntry Of(ReadOnlySpan<byte> file, JsonNode? custom = null) => new(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)), custom);

    /// <summary>Null when the file is the one signed. Refused: <see cref="Codes.TufTargetLength"/>, <see cref="Codes.TufTargetHash"/>.</summary>
    public Refusal? Check(ReadOnlySpan<byte> file, string target) =>
        file.Length != Length ? new(Codes.TufTargetLength, $"{target} has {file.Length} bytes instead of {Length}")
        : (Sha256 is { } a && a != Convert.ToHexStringLower(SHA256.HashData(file))) || (Sha512 is { } b && b != Convert.ToHexStringLower(SHA512.HashData(file)))
            ? new(Codes.TufTargetHash, $"{target} is not the file that was signed")
            : null;
}

/// <summary>What a targets role says: files, and who speaks for which others.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Expires">When it becomes stale.</param>
/// <param name="Targets">By name.</param>
/// <param name="Delegations">In order of precedence; empty in a desk's role.</param>
public sealed record TargetsContent(long Version, DateTimeOffset Expires, ImmutableSortedDictionary<string, TargetEntry> Targets, ImmutableArray<Delegation> Delegations)
    : RoleContent(Version, Expires);

/// <summary>Reads and writes targets files, the top-level one and delegated ones.</summary>
public static class TargetsRole
{
    /// <summary>The greatest targets role we read, in bytes.</summary>
    public const int MaxLength = 5 * 1024 * 1024;

    /// <summary>A targets role's bytes, signed by each key.</summary>
    public static byte[] Write(TargetsContent content, IReadOnlyList<SigningKey> keys)
    {
        var signed = RoleBytes.Signed(RoleName.Targets, content);
        signed["targets"] = new JsonObject(content.Targets.Select(target => KeyValuePair.Create(target.Key, (JsonNode?)Write(target.Value))));
        if (!content.Delegations.IsDefaultOrEmpty)
        {
            signed["delegations"] = new JsonObject
            {
                ["keys"] = RoleBytes.Keys(content.Delegations.Select(delegation => delegation.Keys)),
                ["roles"] = new JsonArray([.. content.Delegations.Select(delegation => delegation.ToJson())]),
            };
        }
        return RoleBytes.Sign(signed, keys);
    }

    /// <summary>Reads a targets role; proves nothing yet.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="role">What the role is called; for messages.</param>
    public static Checked<RoleFile<TargetsContent>> Read(ReadOnlyMemory<byte> bytes, string role = RoleName.Targets) =>
        RoleFields.Read(bytes, MaxLength, RoleName.Targets, role, Read);

    private static JsonObject Write(TargetEntry entry)
    {
        var json = new JsonObject { ["hashes"] = RoleBytes.Hashes(entry.Sha256, entry.Sha512), ["length"] = entry.Length };
        if (entry.Custom is { } custom)
        {
            json["custom"] = custom.DeepClone();
        }
        return json;
    }

    private static TargetsContent Read(RoleFields fields, JsonElement signed, long version, DateTimeOffset expires)
    {
        var targets = ImmutableSortedDictionary.CreateBuilder<string, TargetEntry>(StringComparer.Ordinal);
        foreach (var member in fields.Members(fields.Get(signed, "targets", JsonValueKind.Object)))
        {
            fields.Require(RoleName.IsSafeTarget(member.Name), Codes.TufTargetName, "a target's name would leave its folder");
            targets[member.Name] = ReadEntry(fields, member.Value);
        }
        return new(version, expires, targets.ToImmutable(), RoleFields.TryGet(signed, "delegations", out _) ? Delegation.ReadAll(fields, signed) : []);
    }

    private static TargetEntry ReadEntry(RoleFields fields, JsonElement entry)
    {
        var length = RoleFields.Integer(entry, "length") ?? -1;
        fields.Require(length >= 0, Codes.TufMalformed, "a target's length is not a number of bytes");
        var (sha256, sha512) = fields.Hashes(entry, required: true);
        return new(length, sha256, RoleFields.TryGet(entry, "custom", out var custom) ? JsonNode.Parse(custom.GetRawText()) : null, sha512);
    }
}
