using System.Buffers.Binary;

namespace Skywave.Delivery;

/// <summary>Gzip's own padding: the extra field of the header (RFC 1952, section 2.3.1.1), one subfield of zeros.</summary>
internal static class GzipPadding
{
    /// <summary>What a padded file has more than a plain one: the field's length, the subfield's name and length.</summary>
    public const int Least = 6;

    /// <summary>The most that fits.</summary>
    public const int Most = Least + ushort.MaxValue - 4;

    private const int Header = 10;
    private const byte HasExtra = 4;
    private const byte UnknownSystem = 255;

    /// <summary>The same file at exactly <paramref name="size"/> bytes.</summary>
    /// <param name="plain">A gzip file with a header of ten bytes, without name or extra field.</param>
    /// <param name="size">From <see cref="Least"/> to <see cref="Most"/> bytes more than it has.</param>
    public static byte[] Add(ReadOnlySpan<byte> plain, int size)
    {
        var padded = new byte[size];
        var more = size - plain.Length;
        plain[..Header].CopyTo(padded);
        padded[3] |= HasExtra;
        padded[9] = UnknownSystem;
        BinaryPrimitives.WriteUInt16LittleEndian(padded.AsSpan(Header), (ushort)(more - 2));
        "SW"u8.CopyTo(padded.AsSpan(Header + 2));
        BinaryPrimitives.WriteUInt16LittleEndian(padded.AsSpan(Header + 4), (ushort)(more - Least));
        plain[Header..].CopyTo(padded.AsSpan(Header + more));
        return padded;
    }
}
