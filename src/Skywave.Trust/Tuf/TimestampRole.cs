using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skywave.Trust.Tuf;

/// <summary>What a timestamp says: which snapshot is the newest.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Expires">When it becomes stale.</param>
/// <param name="Snapshot">The snapshot.</param>
public sealed record TimestampContent(long Version, DateTimeOffset Expires, MetaEntry Snapshot) : RoleContent(Version, Expires);

/// <summary>Reads and writes timestamp files.</summary>
public static class TimestampRole
{
    /// <summary>The greatest timestamp we read, in bytes.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>A timestamp's bytes, signed by each key.</summary>
    public static byte[] Write(TimestampContent content, IReadOnlyList<SigningKey> keys)
    {
        var signed = RoleBytes.Signed(RoleName.Timestamp, content);
        signed["meta"] = new JsonObject { ["snapshot.json"] = content.Snapshot.ToJson() };
        return RoleBytes.Sign(signed, keys);
    }

    /// <summary>Reads a timestamp; proves nothing yet.</summary>
    public static Checked<RoleFile<TimestampContent>> Read(ReadOnlyMemory<byte> bytes) => RoleFields.Read(
        bytes,
        MaxLength,
        RoleName.Timestamp,
        RoleName.Timestamp,
        (fields, signed, version, expires) => new TimestampContent(
            version, expires, MetaEntry.Read(fields, fields.Get(fields.Get(signed, "meta", JsonValueKind.Object), "snapshot.json", JsonValueKind.Object))));
}
