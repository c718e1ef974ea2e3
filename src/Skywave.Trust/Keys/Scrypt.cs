using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Skywave.Trust.Keys;

/// <summary>
/// scrypt (RFC 7914) with r = 8 and p = 1, as age uses it. It is here because NSec's takes salts of 32 bytes only and age's has 44. Slower than native code by
/// a small factor, which costs a holder a second at 2^18 and gains an attacker nothing.
/// </summary>
internal static class Scrypt
{
    private const int Words = 32 * 8;

    /// <summary>32 bytes from a passphrase. Needs 1 KiB · 2^<paramref name="logCost"/> of memory.</summary>
    public static byte[] Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int logCost)
    {
        var bytes = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, 1, HashAlgorithmName.SHA256, Words * 4);
        var block = new uint[Words];
        for (var i = 0; i < Words; i++)
        {
            block[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * 4));
        }
        Mix(block, 1 << logCost);
        for (var i = 0; i < Words; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), block[i]);
        }
        var derived = Rfc2898DeriveBytes.Pbkdf2(passphrase, bytes, 1, HashAlgorithmName.SHA256, 32);
        CryptographicOperations.ZeroMemory(bytes);
        Array.Clear(block);
        return derived;
    }

    // ROMix.
    private static void Mix(uint[] block, int cost)
    {
        var table = new uint[cost][];
        var spare = new uint[Words];
        for (var i = 0; i < cost; i++)
        {
            table[i] = block.AsSpan().ToArray();
            MixBlock(block, spare);
        }
        for (var i = 0; i < cost; i++)
        {
            var chosen = table[block[Words - 16] & (uint)(cost - 1)];
            for (var k = 0; k < Words; k++)
            {
                block[k] ^= chosen[k];
            }
            MixBlock(block, spare);
        }
    }

    // BlockMix: sixteen Salsa20/8 blocks in a chain; even ones go to the first half, odd ones to the second.
    private static void MixBlock(Span<uint> block, Span<uint> spare)
    {
        Span<uint> chain = stackalloc uint[16];
        block[^16..].CopyTo(chain);
        for (var i = 0; i < Words / 16; i++)
        {
            for (var k = 0; k < 16; k++)
            {
                chain[k] ^= block[i * 16 + k];
            }
            Salsa(chain);
            chain.CopyTo(spare[(((i >> 1) + (i & 1) * (Words / 32)) * 16)..]);
        }
        spare.CopyTo(block);
    }

    private static void Salsa(Span<uint> words)
    {
        Span<uint> x = stackalloc uint[16];
        words.CopyTo(x);
        for (var round = 0; round < 4; round++)
        {
            Quarter(ref x[0], ref x[4], ref x[8], ref x[12]);
            Quarter(ref x[5], ref x[9], ref x[13], ref x[1]);
            Quarter(ref x[10], ref x[14], ref x[2], ref x[6]);
            Quarter(ref x[15], ref x[3], ref x[7], ref x[11]);
            Quarter(ref x[0], ref x[1], ref x[2], ref x[3]);
            Quarter(ref x[5], ref x[6], ref x[7], ref x[4]);
            Quarter(ref x[10], ref x[11], ref x[8], ref x[9]);
            Quarter(ref x[15], ref x[12], ref x[13], ref x[14]);
        }
        for (var i = 0; i < 16; i++)
        {
            words[i] += x[i];
        }
    }

    private static void Quarter(ref uint a, ref uint b, ref uint c, ref uint d)
    {
        b ^= BitOperations.RotateLeft(a + d, 7);
        c ^= BitOperations.RotateLeft(b + a, 9);
        d ^= BitOperations.RotateLeft(c + b, 13);
        a ^= BitOperations.RotateLeft(d + c, 18);
    }
}
