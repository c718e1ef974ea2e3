using System.Buffers.Binary;
using NSec.Cryptography;

namespace Skywave.Trust.Keys;

/// <summary>age's payload: ChaCha20-Poly1305 over chunks of 64 KiB, each under a counter and a mark on the last, so that nothing can be cut or moved.</summary>
internal static class AgeStream
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    private const int Chunk = 64 * 1024;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext)
    {
        using var bytes = new MemoryStream();
        for (var (at, number) = (0, 0L); ; number++)
        {
            var length = Math.Min(Chunk, plaintext.Length - at);
            var last = at + length == plaintext.Length;
            bytes.Write(Encrypt(key, Nonce(number, last), plaintext.Slice(at, length)));
            at += length;
            if (last)
            {
                return bytes.ToArray();
            }
        }
    }

    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload, out byte[] plaintext)
    {
        using var bytes = new MemoryStream();
        plaintext = [];
        for (var number = 0L; ; number++)
        {
            var length = Math.Min(Chunk + TagSize, payload.Length);
            var last = length == payload.Length;
            if (!TryDecrypt(key, Nonce(number, last), payload[..length], out var part) || (part.Length == 0 && number > 0))
            {
                return false;
            }
            bytes.Write(part);
            payload = payload[length..];
            if (last)
            {
                plaintext = bytes.ToArray();
                return true;
            }
        }
    }

    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext)
    {
        using var held = Key.Import(AeadAlgorithm.ChaCha20Poly1305, key, KeyBlobFormat.RawSymmetricKey);
        return AeadAlgorithm.ChaCha20Poly1305.Encrypt(held, nonce, [], plaintext);
    }

    public static bool TryDecrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, out byte[] plaintext)
    {
        plaintext = new byte[Math.Max(0, ciphertext.Length - TagSize)];
        using var held = Key.Import(AeadAlgorithm.ChaCha20Poly1305, key, KeyBlobFormat.RawSymmetricKey);
        return ciphertext.Length >= TagSize && AeadAlgorithm.ChaCha20Poly1305.Decrypt(held, nonce, [], ciphertext, plaintext);
    }

    private static byte[] Nonce(long number, bool last)
    {
        var nonce = new byte[NonceSize];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), number);
        nonce[^1] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}
