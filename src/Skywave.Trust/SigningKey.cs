using NSec.Cryptography;

namespace Skywave.Trust;

/// <summary>An Ed25519 key that can sign. It lives in memory libsodium guards; make it late and dispose it early.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Bytes of the seed a key is made of, and of a public key.</summary>
    public const int Size = 32;

    private readonly Key _key;
    private readonly byte[] _public;

    private SigningKey(Key key) => (_key, _public) = (key, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>The 32 bytes others verify with.</summary>
    public ReadOnlyMemory<byte> PublicKey => _public;

    /// <summary>The public key in lower-case hex, as TUF metadata has it.</summary>
    public string PublicHex => Convert.ToHexStringLower(_public);

    /// <summary>The key of a 32-byte seed (RFC 8032, section 5.1.5). Throws <see cref="FormatException"/> for another length.</summary>
    public static SigningKey FromSeed(ReadOnlySpan<byte> seed) => new(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey));

    /// <summary>The 64-byte signature of a message.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}

/// <summary>Ed25519 verification (RFC 8032; libsodium's strictness: no small-order points, canonical S).</summary>
public static class Ed25519
{
    /// <summary>True when the signature is the key's over the message. False for anything else, malformed keys included.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureAlgorithm.Ed25519.SignatureSize
        && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && key is not null
        && SignatureAlgorithm.Ed25519.Verify(key, message, signature);
}
