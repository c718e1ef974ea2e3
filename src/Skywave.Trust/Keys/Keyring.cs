using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Skywave.Trust.Documents;

namespace Skywave.Trust.Keys;

/// <summary>Keys as they rest, inside a sealed file (docs/900-design.md, section 11). Immutable: adding and removing give another keyring.</summary>
/// <param name="Keys">In the order they were added.</param>
public sealed record Keyring(ImmutableArray<StoredKey> Keys)
{
    /// <summary>The greatest keyring, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>A keyring without keys.</summary>
    public static Keyring Empty { get; } = new([]);

    /// <summary>The keys of a purpose, and of a desk and epoch where they are given.</summary>
    public ImmutableArray<StoredKey> Find(string purpose, string? desk = null, int? epoch = null) =>
        [.. Keys.Where(key => key.Purpose == purpose && (desk is null || key.Desk == desk) && (epoch is null || key.Epoch == epoch))];

    /// <summary>This keyring and one more key.</summary>
    public Keyring With(StoredKey key) => new(Keys.Add(key));

    /// <summary>This keyring without the key with a public half.</summary>
    public Keyring Without(string publicHex) => new(Keys.RemoveAll(key => key.PublicHex == publicHex));

    /// <summary>The canonical JSON text. It holds the secrets: seal it at once.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject { ["keys"] = Json.List(Keys, key => key.ToJson()), ["v"] = 1 });

    /// <summary>Reads a keyring and checks each public half against its secret. Refused: <see cref="Codes.KeysMalformed"/>.</summary>
    public static Checked<Keyring> Parse(ReadOnlySpan<byte> json) =>
        Shape.Read(json, MaxLength, "keyring", shape =>
        {
            shape.Integer("v", 1, 1);
            return new Keyring(shape.List("keys", 5000, StoredKey.Read));
        }).TryGet(out var keyring, out var refusal) ? keyring : refusal with { Code = Codes.KeysMalformed };
}

/// <summary>What a key may be for.</summary>
public static class KeyPurpose
{
    /// <summary>The TUF root role; offline.</summary>
    public const string Root = "root";

    /// <summary>The TUF targets role; offline.</summary>
    public const string Targets = "targets";

    /// <summary>The TUF snapshot role; online.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>The TUF timestamp role; online.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>The delegated role of the carriers' addresses; online.</summary>
    public const string Mirrors = "mirrors";

    /// <summary>A desk's TUF role; has <see cref="StoredKey.Desk"/>.</summary>
    public const string Desk = "desk";

    /// <summary>A desk's log; has <see cref="StoredKey.Desk"/> and <see cref="StoredKey.Epoch"/>.</summary>
    public const string Log = "log";

    /// <summary>Signs for alerts in front of push services; on the curve P-256.</summary>
    public const string Alerts = "alerts";

    /// <summary>Opens readers' stored subscriptions; on the curve P-256.</summary>
    public const string Subscriptions = "subscriptions";

    /// <summary>True for keys that sign nothing of an edition and lie on the curve P-256.</summary>
    public static bool IsOnCurve(string purpose) => purpose is Alerts or Subscriptions;

    internal static bool IsKnown(string text) => text is Root or Targets or Snapshot or Timestamp or Mirrors or Desk or Log or Alerts or Subscriptions;
}
