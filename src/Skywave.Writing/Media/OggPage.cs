using System.Buffers.Binary;

namespace Skywave.Writing;

/// <summary>One page of an Ogg file: where it stands, and what its head says.</summary>
internal readonly record struct OggPage(int Start, int Segments, int Length, uint Serial, long Granule)
{
    private const int Head = 27;
    private const int CheckAt = 22;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The pages of a file; null when they do not fill it.</summary>
    public static List<OggPage>? Read(ReadOnlySpan<byte> file)
    {
        var pages = new List<OggPage>();
        for (var at = 0; at < file.Length;)
        {
            var page = file[at..];
            if (page.Length < Head || !page.StartsWith("OggS\0"u8) || page.Length < Head + page[26])
            {
                return null;
            }
            var length = Head + page[26];
            foreach (var lace in page.Slice(Head, page[26]))
            {
                length += lace;
            }
            if (length > page.Length)
            {
                return null;
            }
            pages.Add(new(at, page[26], length, BinaryPrimitives.ReadUInt32LittleEndian(page[14..]), BinaryPrimitives.ReadInt64LittleEndian(page[6..])));
            at += length;
        }
        return pages;
    }

    public ReadOnlySpan<byte> Laces(ReadOnlySpan<byte> file) => file.Slice(Start + Head, Segments);

    public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file) => file[(Start + Head + Segments)..(Start + Length)];

    /// <summary>The page with another number, and the checksum that goes with it.</summary>
    public byte[] Numbered(ReadOnlySpan<byte> file, uint number)
    {
        var page = file.Slice(Start, Length).ToArray();
        Seal(page, number);
        return page;
    }

    /// <summary>Writes packets as pages from number 1 on; gives the next number.</summary>
    public static uint Write(Stream to, IEnumerable<byte[]> packets, uint serial)
    {
        var laces = packets.SelectMany(p => Enumerable.Repeat((byte)255, p.Length / 255).Append((byte)(p.Length % 255))).ToArray();
        var content = packets.SelectMany(p => p).ToArray();
        var (number, at, continued) = (1u, 0, false);
        foreach (var segments in laces.Chunk(255))
        {
            var length = segments.Sum(s => s);
            byte[] page = [.. "OggS\0"u8, (byte)(continued ? 1 : 0), .. new byte[20], (byte)segments.Length, .. segments, .. content.AsSpan(at, length)];
            page.AsSpan(6, 8).Fill(segments.Any(s => s < 255) ? (byte)0 : (byte)0xFF); // the position is unknown where no packet ends
            BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), serial);
            Seal(page, number++);
            to.Write(page);
            (at, continued) = (at + length, segments[^1] == 255);
        }
        return number;
    }

    private static void Seal(byte[] page, uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(18), number);
        page.AsSpan(CheckAt, 4).Clear();
        var sum = 0u;
        foreach (var b in page)
        {
            sum = (sum << 8) ^ Table[(sum >> 24) ^ b];
        }
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(CheckAt), sum);
    }

    private static uint Entry(int index)
    {
        var sum = (uint)index << 24;
        for (var bit = 0; bit < 8; bit++)
        {
            sum = (sum & 0x80000000) == 0 ? sum << 1 : (sum << 1) ^ 0x04C11DB7;
        }
        return sum;
    }
}
