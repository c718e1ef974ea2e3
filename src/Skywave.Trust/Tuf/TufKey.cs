using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Skywave.Trust.Tuf;

/// <summary>A public key as TUF metadata carries it. Keys of a kind we do not know are kept and never verify anything.</summary>
/// <param name="Id">What signatures call it. For our own keys the SHA-256 of the key's canonical JSON; of others it is only a name.</param>
/// <param name="KeyType"><c>ed25519</c> is what we issue; <c>ecdsa</c> and <c>rsa</c> are read.</param>
/// <param name="Scheme">How it signs.</param>
/// <param name="Public">Hex for Ed25519, PEM for the others.</param>
public sealed record TufKey(string Id, string KeyType, string Scheme, string Public)
{
    private const int MaxPublicLength = 8 * 1024;
    private const int MaxSignatureLength = 2 * 1024;

    /// <summary>The key as others know it.</summary>
    public static TufKey Of(SigningKey key) => OfEd25519(key.PublicHex);

    /// <summary>An Ed25519 key from its 64 hex digits.</summary>
    public static TufKey OfEd25519(string publicHex)
    {
        var key = new TufKey("", "ed25519", "ed25519", publicHex);
        return key with { Id = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(key.ToJson()))) };
    }

    /// <summary>Two ids may name one key; for a threshold they are one.</summary>
    internal string Identity => KeyType == "ed25519" ? Public.ToLowerInvariant() : string.Concat(Public.Where(c => !char.IsWhiteSpace(c)));

    internal JsonObject ToJson() => new() { ["keytype"] = KeyType, ["keyval"] = new JsonObject { ["public"] = Public }, ["scheme"] = Scheme };

    /// <summary>True when this key made the signature (hex) over the message. False for whatever is malformed or of a kind we do not know.</summary>
    internal bool Verifies(ReadOnlySpan<byte> message, string signatureHex)
    {
        if (Public.Length > MaxPublicLength || signatureHex.Length > 2 * MaxSignatureLength || !TryHex(signatureHex, out var signature))
        {
            return false;
        }
        return (KeyType, Scheme) switch
        {
            ("ed25519", "ed25519") => TryHex(Public, out var key) && Ed25519.Verify(key, message, signature),
            ("ecdsa" or "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256") => VerifiesEcdsa(message, signature, 256, HashAlgorithmName.SHA256),
            ("ecdsa" or "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384") => VerifiesEcdsa(message, signature, 384, HashAlgorithmName.SHA384),
            ("rsa", "rsassa-pss-sha256") => VerifiesRsa(message, signature),
            _ => false,
        };
    }

    private bool VerifiesEcdsa(ReadOnlySpan<byte> message, byte[] signature, int bits, HashAlgorithmName hash)
    {
        using var key = ECDsa.Create();
        return TryImport(key) && key.KeySize == bits && Try(key, message, signature, (k, m, s) => k.VerifyData(m, s, hash, DSASignatureFormat.Rfc3279DerSequence));
    }

    private bool VerifiesRsa(ReadOnlySpan<byte> message, byte[] signature)
    {
        using var key = RSA.Create();
        return TryImport(key) && key.KeySize is >= 2048 and <= 8192
            && Try(key, message, signature, (k, m, s) => k.VerifyData(m, s, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    private bool TryImport(AsymmetricAlgorithm key)
    {
        try
        {
            key.ImportFromPem(Public);
            return true;
        }
        catch (Exception malformed) when (malformed is ArgumentException or CryptographicException)
        {
            // The library's way to say that this is no such key: it counts as none.
            return false;
        }
    }

    private delegate bool Verification<TKey>(TKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    private static bool Try<TKey>(TKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, Verification<TKey> verify)
    {
        try
        {
            return verify(key, message, signature);
        }
        catch (CryptographicException)
        {
            // A signature that is not even in its form.
            return false;
        }
    }

    private static bool TryHex(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 2];
        return text.Length > 0 && text.Length % 2 == 0
            && Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == bytes.Length;
    }
}
