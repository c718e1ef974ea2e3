using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Skywave.Trust.Documents;

namespace Skywave.Trust.Keys;

/// <summary>One key of a keyring. Its text form leaves the secret out.</summary>
public sealed class StoredKey
{
    private readonly byte[] _seed;

    private StoredKey(string purpose, byte[] seed, string publicHex, string? desk, int? epoch) =>
        (Purpose, _seed, PublicHex, Desk, Epoch) = (purpose, seed, publicHex, desk, epoch);

    /// <summary>One of <see cref="KeyPurpose"/>.</summary>
    public string Purpose { get; }

    /// <summary>The public half in lower-case hex.</summary>
    public string PublicHex { get; }

    /// <summary>The desk's tag, for purposes desk and log.</summary>
    public string? Desk { get; }

    /// <summary>The log's epoch, for purpose log.</summary>
    public int? Epoch { get; }

    /// <summary>A key from its 32-byte seed, or scalar. Throws <see cref="ArgumentException"/> when purpose, desk and epoch do not go together.</summary>
    public static StoredKey Of(string purpose, ReadOnlySpan<byte> seed, string? desk = null, int? epoch = null)
    {
        if (!GoTogether(purpose, desk is not null, epoch is not null))
        {
            throw new ArgumentException("a desk's key names its desk, a log's key its desk and epoch, another key neither", nameof(purpose));
        }
        return new(purpose, seed.ToArray(), PublicOf(purpose, seed) ?? throw new ArgumentException("no secret of a key", nameof(seed)), desk, epoch);
    }

    /// <summary>The key, ready to sign; the caller's to dispose. Not of a key on the curve.</summary>
    public SigningKey Open() => SigningKey.FromSeed(_seed);

    /// <summary>The key on the curve, of the purposes that have one.</summary>
    public ECParameters OpenCurve() => CurveKey.OfSecret(_seed)!.Value;

    /// <summary>Purpose, desk, epoch and public half.</summary>
    public override string ToString() => string.Join(' ', new[] { Purpose, Desk, Epoch?.ToString(CultureInfo.InvariantCulture), PublicHex }.Where(part => part is not null));

    internal static StoredKey Read(Shape shape)
    {
        var purpose = shape.Text("purpose", KeyPurpose.IsKnown);
        var hasDesk = shape.Has("desk");
        var hasEpoch = shape.Has("epoch");
        var desk = hasDesk ? shape.Text("desk", Names.IsDesk) : null;
        int? epoch = hasEpoch ? (int)shape.Integer("epoch", 1, 100_000) : null;
        var seed = shape.Hash("secret").Bytes;
        var publicHex = shape.Text("public", text => KeyPurpose.IsOnCurve(purpose) ? text.Length == 2 * CurveKey.PointSize : Names.IsHash(text));
        if (!shape.Require(GoTogether(purpose, hasDesk, hasEpoch) && seed.Length == SigningKey.Size, "purpose", "desk and epoch do not go with it"))
        {
            return new(purpose, [], publicHex, desk, epoch);
        }
        shape.Require(PublicOf(purpose, seed) == publicHex, "public", "not that of the secret");
        return new(purpose, seed.ToArray(), publicHex, desk, epoch);
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["public"] = PublicHex, ["purpose"] = Purpose, ["secret"] = Convert.ToHexStringLower(_seed) };
        if (Desk is not null)
        {
            json["desk"] = Desk;
        }
        if (Epoch is not null)
        {
            json["epoch"] = Epoch;
        }
        return json;
    }

    private static string? PublicOf(string purpose, ReadOnlySpan<byte> seed)
    {
        if (KeyPurpose.IsOnCurve(purpose))
        {
            return CurveKey.OfSecret(seed) is { } point ? Convert.ToHexStringLower(CurveKey.PointOf(point)) : null;
        }
        using var key = SigningKey.FromSeed(seed);
        return key.PublicHex;
    }

    private static bool GoTogether(string purpose, bool desk, bool epoch) => purpose switch
    {
        KeyPurpose.Log => desk && epoch,
        KeyPurpose.Desk => desk && !epoch,
        _ => KeyPurpose.IsKnown(purpose) && !desk && !epoch,
    };
}
