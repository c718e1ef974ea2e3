using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Skywave.Trust.Keys;

/// <summary>
/// scrypt (RFC 7914) with r = 8 and p = 1, as age uses it. It is here because NSec's takes salts of 32 bytes only and age's has 44. Salsa20 is done four words at a
/// time, its words in the order in which a round's four quarters are the lanes; of the table every second row is kept and the others are made again when
/// they are asked for, which is a quarter more work in half the memory.
/// </summary>
internal static class Scrypt
{
    private const int Words = 32 * 8;
    private const int Lanes = 4;

    private static readonly Vector128<uint> Left = Vector128.Create(3u, 0, 1, 2);
    private static readonly Vector128<uint> Across = Vector128.Create(2u, 3, 0, 1);
    private static readonly Vector128<uint> Right = Vector128.Create(1u, 2, 3, 0);

    /// <summary>32 bytes from a passphrase. Needs 512 bytes · 2^<paramref name="logCost"/> of memory.</summary>
    public static byte[] Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int logCost)
    {
        var bytes = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, 1, HashAlgorithmName.SHA256, Words * 4);
        var block = new uint[Words];
        for (var i = 0; i < Words; i++)
        {
            block[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(PlaceOf(i) * 4));
        }
        Mix(block, 1 << logCost);
        for (var i = 0; i < Words; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(PlaceOf(i) * 4), block[i]);
        }
        var derived = Rfc2898DeriveBytes.Pbkdf2(passphrase, bytes, 1, HashAlgorithmName.SHA256, 32);
        CryptographicOperations.ZeroMemory(bytes);
        Array.Clear(block);
        return derived;
    }

    // Where the word that we keep at i stands in the text's order: along the diagonals of each block of sixteen.
    private static int PlaceOf(int i) => (i & ~15) + ((i & 15) * 5 % 16);

    // ROMix.
    private static void Mix(uint[] block, int cost)
    {
        var table = GC.AllocateUninitializedArray<uint>(checked(cost / 2 * Words));
        var (spare, odd) = (new uint[Words], new uint[Words]);
        for (var i = 0; i < cost; i++)
        {
            if ((i & 1) == 0)
            {
                block.CopyTo(table.AsSpan(i / 2 * Words));
            }
            MixBlock(block, spare);
        }
        for (var i = 0; i < cost; i++)
        {
            var chosen = (int)(block[Words - 16] & (uint)(cost - 1));
            var row = table.AsSpan(chosen / 2 * Words, Words);
            if ((chosen & 1) == 1)
            {
                row.CopyTo(odd);
                MixBlock(odd, spare);
                row = odd;
            }
            Add(block, row);
            MixBlock(block, spare);
        }
    }

    private static void Add(Span<uint> block, ReadOnlySpan<uint> row)
    {
        var to = MemoryMarshal.Cast<uint, Vector128<uint>>(block);
        var from = MemoryMarshal.Cast<uint, Vector128<uint>>(row);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] ^= from[i];
        }
    }

    // BlockMix: sixteen Salsa20/8 blocks in a chain; even ones go to the first half, odd ones to the second.
    private static void MixBlock(Span<uint> block, Span<uint> spare)
    {
        var from = MemoryMarshal.Cast<uint, Vector128<uint>>(block);
        var to = MemoryMarshal.Cast<uint, Vector128<uint>>(spare);
        var (a, b, c, d) = (from[^4], from[^3], from[^2], from[^1]);
        for (var i = 0; i < Words / 16; i++)
        {
            var at = from.Slice(i * Lanes, Lanes);
            Salsa(ref a, ref b, ref c, ref d, at);
            var into = to.Slice(((i >> 1) + (i & 1) * (Words / 32)) * Lanes, Lanes);
            (into[0], into[1], into[2], into[3]) = (a, b, c, d);
        }
        spare.CopyTo(block);
    }

    private static void Salsa(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d, ReadOnlySpan<Vector128<uint>> with)
    {
        var (w, x, y, z) = (a ^ with[0], b ^ with[1], c ^ with[2], d ^ with[3]);
        (a, b, c, d) = (w, x, y, z);
        for (var round = 0; round < 4; round++)
        {
            Quarters(ref w, ref x, ref y, ref z);
            (x, y, z) = (Vector128.Shuffle(x, Left), Vector128.Shuffle(y, Across), Vector128.Shuffle(z, Right));
            Quarters(ref w, ref z, ref y, ref x);
            (x, y, z) = (Vector128.Shuffle(x, Right), Vector128.Shuffle(y, Across), Vector128.Shuffle(z, Left));
        }
        (a, b, c, d) = (a + w, b + x, c + y, d + z);
    }

    // Four quarter-rounds, one in each lane.
    private static void Quarters(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d)
    {
        b ^= Rotate(a + d, 7);
        c ^= Rotate(b + a, 9);
        d ^= Rotate(c + b, 13);
        a ^= Rotate(d + c, 18);
    }

    private static Vector128<uint> Rotate(Vector128<uint> words, int by) => (words << by) | (words >>> (32 - by));
}
