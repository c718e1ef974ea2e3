using System.Numerics;
using Skywave.Trust;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Skywave.Delivery;

/// <summary>
/// What turns one version of a file into the next: the new bytes as one zstd frame with the old bytes as its dictionary (docs/900-design.md, section 15). A patch proves nothing: whoever applies
/// one checks what comes out, by the hash that is signed.
/// </summary>
public static class Patch
{
    /// <summary>For a patch that a publish waits for.</summary>
    public const int QuickLevel = 9;

    /// <summary>Some 5 % smaller and three times slower.</summary>
    public const int BestLevel = 19;

    /// <summary>The longest file that patches are made of: zstd's own greatest window holds the old one and the new one.</summary>
    public const int MostBytes = 64 << 20;

    private const int LeastWindow = 10;
    private const int MostWindow = 27;

    /// <summary>From this size on repeats are also looked for far away.</summary>
    private const int Long = 1 << 20;

    /// <summary>Makes the patch. With an empty <paramref name="old"/> it is the new bytes, compressed. Throws <see cref="ArgumentException"/> for a file over <see cref="MostBytes"/>.</summary>
    /// <param name="old">What the other side has.</param>
    /// <param name="new">What it is to have.</param>
    /// <param name="level">zstd's level: <see cref="QuickLevel"/> or <see cref="BestLevel"/>.</param>
    public static byte[] Make(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new, int level = QuickLevel)
    {
        if (old.Length > MostBytes || @new.Length > MostBytes)
        {
            throw new ArgumentException($"a patch is made of files of at most {MostBytes} bytes");
        }
        using var zstd = new Compressor(level);
        zstd.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        zstd.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, Math.Clamp(BitOperations.Log2((uint)(old.Length + @new.Length) | 1) + 1, LeastWindow, MostWindow));
        if (old.Length + @new.Length > Long)
        {
            zstd.SetParameter(ZSTD_cParameter.ZSTD_c_enableLongDistanceMatching, 1);
        }
        zstd.LoadDictionary(RawContent.Of(old));
        return zstd.Wrap(@new).ToArray();
    }

    /// <summary>Applies a patch that may be hostile. What comes out is not checked further than by the patch itself.</summary>
    /// <param name="old">The bytes it was made from.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="maxLength">The longest file that is accepted; no more memory than this is taken.</param>
    public static Checked<byte[]> Apply(ReadOnlySpan<byte> old, ReadOnlySpan<byte> patch, int maxLength)
    {
        if (patch.IsEmpty)
        {
            return Damaged;
        }
        try
        {
            var length = Decompressor.GetDecompressedSize(patch);
            if (length > (ulong)Math.Max(maxLength, 0))
            {
                return new Refusal(Codes.PatchTooBig, $"the patch makes more than {maxLength} bytes");
            }
            using var zstd = new Decompressor();
            zstd.LoadDictionary(RawContent.Of(old));
            var made = new byte[length];
            return zstd.TryUnwrap(patch, made, out var written) && written == made.Length ? made : Damaged;
        }
        catch (Exception damaged) when (damaged is ZstdException or OverflowException)
        {
            return Damaged;
        }
    }

    private static Refusal Damaged => new(Codes.PatchDamaged, "the patch is damaged, or was made from other bytes");
}
