using System.Buffers.Binary;

namespace Skywave.Trust.Log;

/// <summary>The entry bundle of C2SP tlog-tiles: each entry after its length as a big-endian uint16.</summary>
public static class EntryBundle
{
    /// <summary>The greatest entry: what a 16-bit length can say.</summary>
    public const int MaxEntry = ushort.MaxValue;

    /// <summary>The greatest bundle: 256 entries of the greatest length.</summary>
    public const int MaxLength = TilePath.Width * (MaxEntry + 2);

    /// <summary>One bundle's bytes. Throws <see cref="ArgumentException"/> for an entry over 64 KB: our own record is broken.</summary>
    public static byte[] Write(IEnumerable<ReadOnlyMemory<byte>> entries)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[2];
        foreach (var entry in entries)
        {
            if (entry.Length > MaxEntry)
            {
                throw new ArgumentException("a log entry has at most 65535 bytes", nameof(entries));
            }
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            bytes.Write(length);
            bytes.Write(entry.Span);
        }
        return bytes.ToArray();
    }

    /// <summary>Reads a bundle of exactly this many entries. Refused: <see cref="Codes.LogTile"/>.</summary>
    public static Checked<IReadOnlyList<ReadOnlyMemory<byte>>> Parse(ReadOnlyMemory<byte> bytes, int width)
    {
        var entries = new List<ReadOnlyMemory<byte>>(Math.Min(width, TilePath.Width));
        while (bytes.Length >= 2 && entries.Count < width)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span);
            if (bytes.Length < 2 + length)
            {
                break;
            }
            entries.Add(bytes.Slice(2, length));
            bytes = bytes[(2 + length)..];
        }
        return entries.Count == width && bytes.IsEmpty
            ? (Checked<IReadOnlyList<ReadOnlyMemory<byte>>>)entries
            : new Refusal(Codes.LogTile, $"an entry bundle does not hold exactly {width} entries");
    }
}
