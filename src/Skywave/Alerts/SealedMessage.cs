using System.Buffers.Binary;
using System.Security.Cryptography;
using Skywave.Trust.Keys;

namespace Skywave.Alerts;

/// <summary>
/// Bytes encrypted to a public key: RFC 8291 for a browser, and the same with another label for what rests in <c>alerts.db</c>. One record of RFC 8188 (<c>aes128gcm</c>): salt, size, the sender's point, then the bytes with a
/// mark and zeros up to a length that says nothing. ECDH, HKDF and AES-GCM are .NET's.
/// </summary>
internal static class SealedMessage
{
    /// <summary>Of RFC 8291.</summary>
    public const string ForBrowsers = "WebPush: info";

    /// <summary>Of subscriptions at rest.</summary>
    public const string AtRest = "skywave subscription";

    /// <summary>Bytes of the salt.</summary>
    public const int SaltSize = 16;

    private const int RecordSize = 4096;
    private const int HeadSize = SaltSize + 4 + 1 + CurveKey.PointSize;
    private const int TagSize = 16;
    private const byte LastRecord = 2;

    /// <summary>Encrypts.</summary>
    /// <param name="plain">What, at most <paramref name="length"/> bytes.</param>
    /// <param name="length">What it is filled up to.</param>
    /// <param name="to">The receiver's point; it lies on the curve.</param>
    /// <param name="auth">The secret that both have; empty for none.</param>
    /// <param name="label">What for.</param>
    /// <param name="sender">A key that is used once.</param>
    /// <param name="salt">16 random bytes, used once.</param>
    public static byte[] Seal(ReadOnlySpan<byte> plain, int length, byte[] to, byte[] auth, string label, ECDiffieHellman sender, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, RecordSize - TagSize - 1);
        var from = CurveKey.PointOf(sender.ExportParameters(includePrivateParameters: false));
        var sealedBytes = new byte[HeadSize + length + 1 + TagSize];
        salt.CopyTo(sealedBytes);
        BinaryPrimitives.WriteInt32BigEndian(sealedBytes.AsSpan(SaltSize), RecordSize);
        sealedBytes[SaltSize + 4] = CurveKey.PointSize;
        from.CopyTo(sealedBytes, SaltSize + 5);
        var record = sealedBytes.AsSpan(HeadSize, length + 1);
        plain.CopyTo(record);
        record[plain.Length] = LastRecord;
        var (key, nonce) = KeysOf(Agree(sender, to), salt.ToArray(), auth, label, to, from);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, record, record, sealedBytes.AsSpan(HeadSize + length + 1));
        return sealedBytes;
    }

    /// <summary>Decrypts; null when it is not whole, or for another key.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> sealedBytes, ECParameters own, byte[] auth, string label)
    {
        if (sealedBytes.Length < HeadSize + 1 + TagSize || sealedBytes[SaltSize + 4] != CurveKey.PointSize || CurveKey.OfPoint(sealedBytes[(SaltSize + 5)..HeadSize]) is null)
        {
            return null;
        }
        using var receiver = ECDiffieHellman.Create(own);
        var from = sealedBytes[(SaltSize + 5)..HeadSize].ToArray();
        var (key, nonce) = KeysOf(Agree(receiver, from), sealedBytes[..SaltSize].ToArray(), auth, label, CurveKey.PointOf(own), from);
        var plain = new byte[sealedBytes.Length - HeadSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        try
        {
            cipher.Decrypt(nonce, sealedBytes[HeadSize..^TagSize], sealedBytes[^TagSize..], plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        var end = plain.AsSpan().LastIndexOfAnyExcept((byte)0);
        return end >= 0 && plain[end] == LastRecord ? plain[..end] : null;
    }

    private static byte[] Agree(ECDiffieHellman own, byte[] point)
    {
        using var other = ECDiffieHellman.Create(CurveKey.OfPoint(point) ?? throw new ArgumentException("not a point of P-256", nameof(point)));
        return own.DeriveRawSecretAgreement(other.PublicKey);
    }

    private static (byte[] Key, byte[] Nonce) KeysOf(byte[] agreed, byte[] salt, byte[] auth, string label, byte[] receiver, byte[] sender)
    {
        var both = HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, 32, auth, [.. System.Text.Encoding.ASCII.GetBytes(label), 0, .. receiver, .. sender]);
        return (HKDF.DeriveKey(HashAlgorithmName.SHA256, both, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray()), HKDF.DeriveKey(HashAlgorithmName.SHA256, both, 12, salt, "Content-Encoding: nonce\0"u8.ToArray()));
    }
}
