using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skywave.Trust.Log;

namespace Skywave.Trust.Tuf;

/// <summary>What a snapshot or timestamp says of one metadata file.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Length">Its bytes, or null when not said.</param>
/// <param name="Sha256">Its hash in lower-case hex, or null when not said.</param>
/// <param name="Sha512">Another hash, or null; we write none.</param>
public sealed record MetaEntry(long Version, long? Length, string? Sha256, string? Sha512 = null)
{
    /// <summary>The entry of a file we wrote.</summary>
    public static MetaEntry Of(long version, ReadOnlySpan<byte> file) => new(version, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));

    /// <summary>Null when the file is the one meant. Refused: <see cref="Codes.TufLength"/>, <see cref="Codes.TufHash"/>.</summary>
    internal Refusal? Check(ReadOnlySpan<byte> file, string role) =>
        Length is { } length && length != file.Length ? new(Codes.TufLength, $"{role} has {file.Length} bytes instead of {length}")
        : (Sha256 is { } a && a != Convert.ToHexStringLower(SHA256.HashData(file))) || (Sha512 is { } b && b != Convert.ToHexStringLower(SHA512.HashData(file)))
            ? new(Codes.TufHash, $"{role} has another hash than is signed for it")
            : null;

    internal JsonObject ToJson()
    {
        var entry = new JsonObject { ["version"] = Version };
        if (Length is { } length)
        {
            entry["length"] = length;
        }
        if (RoleBytes.Hashes(Sha256, Sha512) is { } hashes)
        {
            entry["hashes"] = hashes;
        }
        return entry;
    }

    internal static MetaEntry Read(RoleFields fields, JsonElement entry)
    {
        var version = fields.Version(entry);
        var length = RoleFields.Integer(entry, "length");
        fields.Require(length is null or >= 0 && (length is not null || !RoleFields.TryGet(entry, "length", out _)), Codes.TufMalformed, "a length is not a number of bytes");
        var (sha256, sha512) = fields.Hashes(entry, required: false);
        return new(version, length, sha256, sha512);
    }
}

/// <summary>What a snapshot says: which version of every targets role belongs to this edition.</summary>
/// <param name="Version">The edition's number.</param>
/// <param name="Expires">When it becomes stale.</param>
/// <param name="Cut">When the edition was cut (our custom field <c>x-skywave.cut</c>); null in a repository that is not ours.</param>
/// <param name="Meta">By role name, without <c>.json</c>.</param>
public sealed record SnapshotContent(long Version, DateTimeOffset Expires, DateTimeOffset? Cut, ImmutableSortedDictionary<string, MetaEntry> Meta)
    : RoleContent(Version, Expires);

/// <summary>Reads and writes snapshot files.</summary>
public static class SnapshotRole
{
    /// <summary>The greatest snapshot we read, in bytes.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    private const string Extension = ".json";
    private const string Ours = "x-skywave";

    /// <summary>A snapshot's bytes, signed by each key.</summary>
    public static byte[] Write(SnapshotContent content, IReadOnlyList<SigningKey> keys)
    {
        var signed = RoleBytes.Signed(RoleName.Snapshot, content);
        signed["meta"] = new JsonObject(content.Meta.Select(entry => KeyValuePair.Create(entry.Key + Extension, (JsonNode?)entry.Value.ToJson())));
        if (content.Cut is { } cut)
        {
            signed[Ours] = new JsonObject { ["cut"] = UtcTime.Write(cut) };
        }
        return RoleBytes.Sign(signed, keys);
    }

    /// <summary>Reads a snapshot; proves nothing yet.</summary>
    public static Checked<RoleFile<SnapshotContent>> Read(ReadOnlyMemory<byte> bytes) => RoleFields.Read(bytes, MaxLength, RoleName.Snapshot, RoleName.Snapshot, Read);

    private static SnapshotContent Read(RoleFields fields, JsonElement signed, long version, DateTimeOffset expires)
    {
        var meta = ImmutableSortedDictionary.CreateBuilder<string, MetaEntry>(StringComparer.Ordinal);
        foreach (var member in fields.Members(fields.Get(signed, "meta", JsonValueKind.Object)))
        {
            var name = member.Name.EndsWith(Extension, StringComparison.Ordinal) ? member.Name[..^Extension.Length] : "";
            if (fields.Require(RoleName.IsSafe(name), Codes.TufRoleName, "a listed role has a name with path parts"))
            {
                meta[name] = MetaEntry.Read(fields, member.Value);
            }
        }
        DateTimeOffset? cut = RoleFields.TryGet(signed, Ours, out var ours) && RoleFields.TryGet(ours, "cut", out var text) && text.ValueKind == JsonValueKind.String
            && UtcTime.TryRead(text.GetString(), out var time) ? time : null;
        return new(version, expires, cut, meta.ToImmutable());
    }
}
