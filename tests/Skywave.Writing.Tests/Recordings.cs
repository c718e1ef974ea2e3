using System.Buffers.Binary;
using System.Text;

namespace Skywave.Writing.Tests;

/// <summary>Small recordings of every container, each with a secret in every place where devices and programs leave one.</summary>
internal static class Recordings
{
    /// <summary>Stands wherever metadata may stand; must not come out.</summary>
    public const string Secret = "SecretPlace+52.5";

    private static readonly byte[] Said = Encoding.ASCII.GetBytes(Secret);

    /// <summary>ID3v2, frames of MPEG-1 layer III at 128 kbit/s, an APE tag, ID3v1: one second and a little.</summary>
    public static byte[] Mp3(int frames = 40)
    {
        byte[] frame = [0xFF, 0xFB, 0x90, 0x00, .. new byte[413]];
        byte[] ape = [.. "APETAGEX"u8, .. U32(2000), .. U32((uint)(Said.Length + 32)), .. U32(1), .. U32(0), .. new byte[8]];
        return [.. "ID3\x04\0\0\0\0\0"u8, (byte)Said.Length, .. Said, .. Enumerable.Repeat(frame, frames).SelectMany(f => f), .. Said, .. ape, .. "TAG"u8, .. Said, .. new byte[125 - Said.Length]];
    }

    /// <summary>Opus: head, comments over two pages, one page of sound, two seconds long by its granule.</summary>
    public static byte[] Opus()
    {
        byte[] comments = [.. "OpusTags"u8, .. U32((uint)Said.Length), .. Said, .. U32(1), .. U32(70_000), .. Said, .. new byte[70_000 - Said.Length]];
        var cut = 255 * 255;
        return
        [
            .. Page(2, 0, 0, [.. "OpusHead"u8, 1, 1, 0x38, 1, .. U32(48_000), 0, 0, 0]),
            .. Page(0, -1, 1, comments[..cut], whole: false), .. Page(1, 0, 2, comments[cut..]),
            .. Page(4, 96_312, 3, new byte[100]),
        ];
    }

    /// <summary>Vorbis: comments and set-up share a page, as every encoder writes them.</summary>
    public static byte[] Vorbis()
    {
        byte[] comments = [3, .. "vorbis"u8, .. U32((uint)Said.Length), .. Said, .. U32(0), 1];
        byte[] setup = [5, .. "vorbis"u8, .. Enumerable.Repeat((byte)7, 600)];
        return
        [
            .. Page(2, 0, 0, [1, .. "vorbis"u8, .. U32(0), 2, .. U32(44_100), .. new byte[14]]),
            .. Page(0, 0, 1, [comments, setup]), .. Page(4, 88_200, 2, new byte[100]),
        ];
    }

    /// <summary>MP4 with film and sound, places in <c>udta</c>, <c>meta</c> and <c>uuid</c>, times, and names of tracks; three seconds.</summary>
    public static byte[] Mp4(string brand = "isom", string film = "avc1", string extra = "", bool fragmented = false, string? third = null) =>
    [
        .. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0, .. "mp42"u8]),
        .. Box("moov", [.. Box("mvhd", [0, 0, 0, 0, .. Time, .. Time, .. B32(1000), .. B32(3000), .. new byte[80]]), .. film.Length > 0 ? Track("vide", film) : [], .. Track("soun", "mp4a"), .. third is null ? [] : Track(third, "mett"), .. Box("udta", Box("\u00A9xyz", Said)), .. Box("meta", Said), .. fragmented ? Box("mvex", []) : []]),
        .. Box("uuid", Said), .. Box("free", Said), .. extra.Length > 0 ? Box(extra, Said) : [], .. Box("mdat", [1, 2, 3, 4]),
    ];

    /// <summary>WebM with film, tags, an attachment, a title, a date and a track's name; two and a half seconds.</summary>
    public static byte[] Webm(string type = "webm", byte kind = 1, bool live = false)
    {
        byte[] info = [.. Element(0x2AD7B1, [0x0F, 0x42, 0x40]), .. Element(0x4489, [0x45, 0x1C, 0x40, 0]), .. Element(0x7BA9, Said), .. Element(0x4461, new byte[8]), .. Element(0x4D80, Said), .. Element(0x5741, Said)];
        byte[] track = [.. Element(0xD7, [1]), .. Element(0x83, [kind]), .. Element(0x86, "V_VP9"u8.ToArray()), .. Element(0x536E, Said)];
        var cluster = Element(0xE7, [0]).Concat(Element(0xA3, [0x81, 0, 0, 0x80, 9, 9])).ToArray();
        byte[] parts = [.. Element(0x1549A966, info), .. Element(0x1654AE6B, Element(0xAE, track)), .. live ? [0x1F, 0x43, 0xB6, 0x75, 0xFF, .. cluster] : Element(0x1F43B675, cluster), .. Element(0x1254C367, Element(0x7373, Said)), .. Element(0x1941A469, Said)];
        return [.. Element(0x1A45DFA3, Element(0x4282, Encoding.ASCII.GetBytes(type))), .. live ? [0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. parts] : Element(0x18538067, parts)];
    }

    private static byte[] Time => [0xE3, 0x11, 0x22, 0x33];

    private static byte[] Track(string handler, string coding) => Box("trak",
    [
        .. Box("tkhd", [0, 0, 0, 7, .. Time, .. Time, .. new byte[72]]), .. Box("udta", Said),
        .. Box("mdia", [.. Box("mdhd", [0, 0, 0, 0, .. Time, .. Time, .. new byte[12]]), .. Box("hdlr", [.. new byte[8], .. Encoding.ASCII.GetBytes(handler), .. new byte[12], .. Said, 0]),
            .. Box("minf", [.. Box("dinf", Box("dref", [0, 0, 0, 0, 0, 0, 0, 1, .. Box("url ", [0, 0, 0, 1])])), .. Box("stbl", Box("stsd", [0, 0, 0, 0, 0, 0, 0, 1, .. Box(coding, new byte[70])]))])]),
    ]);

    private static byte[] Box(string name, byte[] content) => [.. B32((uint)content.Length + 8), .. Encoding.Latin1.GetBytes(name), .. content];

    private static byte[] Element(uint id, byte[] content)
    {
        byte[] name = [.. B32(id).SkipWhile(b => b == 0)];
        return [.. name, (byte)(0x40 | (content.Length >> 8)), (byte)content.Length, .. content];
    }

    private static byte[] Page(byte flags, long granule, uint number, byte[] packet, bool whole = true) => Page(flags, granule, number, [packet], whole);

    private static byte[] Page(byte flags, long granule, uint number, byte[][] packets, bool whole = true)
    {
        byte[] laces = [.. packets.SelectMany(p => Enumerable.Repeat((byte)255, p.Length / 255).Concat(whole ? [(byte)(p.Length % 255)] : []))];
        byte[] page = [.. "OggS\0"u8, flags, .. BitConverter.GetBytes(granule), .. U32(7), .. U32(number), 0, 0, 0, 0, (byte)laces.Length, .. laces, .. packets.SelectMany(p => p)];
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), Checksum(page));
        return page;
    }

    /// <summary>As RFC 3533 defines it, bit by bit.</summary>
    public static uint Checksum(ReadOnlySpan<byte> page)
    {
        var sum = 0u;
        for (var i = 0; i < page.Length; i++)
        {
            sum ^= (uint)(i is >= 22 and < 26 ? 0 : page[i]) << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 0x80000000) == 0 ? sum << 1 : (sum << 1) ^ 0x04C11DB7;
            }
        }
        return sum;
    }

    private static byte[] U32(uint value) => BitConverter.GetBytes(value);

    private static byte[] B32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
