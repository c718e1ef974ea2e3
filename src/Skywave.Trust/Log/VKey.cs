using System.Security.Cryptography;
using System.Text;

namespace Skywave.Trust.Log;

/// <summary>A key that may sign checkpoints, in the text form <c>name+hash+key</c> of C2SP signed-note with Ed25519 (type 0x01).</summary>
/// <param name="Name">Who signs; for our logs the origin. Not empty, no white space, no plus.</param>
/// <param name="PublicKey">The 32 bytes of an Ed25519 public key.</param>
public sealed record VKey(string Name, ReadOnlyMemory<byte> PublicKey)
{
    /// <summary>Characters in the longest form we read.</summary>
    public const int MaxLength = 512;

    private const byte Ed25519Type = 1;

    /// <summary>The first four bytes of SHA-256(name ‖ LF ‖ type ‖ key), in hex: by this a signature line names its key.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519Type, .. PublicKey.Span])[..4]);

    /// <summary>The key a signer verifies with.</summary>
    public static VKey Of(string name, SigningKey key) => new(name, key.PublicKey);

    /// <summary>Reads the text form. Refused: <see cref="Codes.LogKey"/>.</summary>
    public static Checked<VKey> Parse(string text)
    {
        var parts = text.Split('+', 3);
        if (text.Length > MaxLength || parts.Length < 3 || !IsName(parts[0]) || !StrictBase64.TryRead(parts[2], out var key)
            || key.Length != 1 + SigningKey.Size || key[0] != Ed25519Type)
        {
            return new Refusal(Codes.LogKey, "not a vkey with an Ed25519 key");
        }
        var vkey = new VKey(parts[0], key.AsMemory(1));
        return vkey.Id == parts[1] ? vkey : new Refusal(Codes.LogKey, "a vkey's hash is not that of its name and key");
    }

    /// <inheritdoc/>
    public bool Equals(VKey? other) => other is not null && Name == other.Name && PublicKey.Span.SequenceEqual(other.PublicKey.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text form.</summary>
    public override string ToString() => $"{Name}+{Id}+{Convert.ToBase64String([Ed25519Type, .. PublicKey.Span])}";

    internal static bool IsName(string name) => name.Length is > 0 and <= 256 && name.All(c => c is > ' ' and < '\x7f' and not '+');
}
