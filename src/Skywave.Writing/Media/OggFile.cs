using System.Buffers.Binary;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Ogg with one stream of Opus or Vorbis (RFC 3533, 7845), page by page. Its comments are replaced by none.</summary>
internal static class OggFile
{
    private const int MostHead = 1 << 20;

    public static Recording Clean(ReadOnlySpan<byte> file)
    {
        if (OggPage.Read(file) is not [var first, ..] pages || !pages.TrueForAll(p => p.Serial == first.Serial))
        {
            return Recording.Damaged;
        }
        var head = first.Content(file);
        var opus = head is [(byte)'O', (byte)'p', (byte)'u', (byte)'s', (byte)'H', (byte)'e', (byte)'a', (byte)'d', ..] && head.Length >= 19;
        if (!opus && !(head is [1, (byte)'v', (byte)'o', (byte)'r', (byte)'b', (byte)'i', (byte)'s', ..] && head.Length >= 30))
        {
            return Recording.No(new(MediaCodes.MediaFormat, "it is Ogg with something else than Opus or Vorbis in it: export it as Opus"));
        }
        if (HeadPackets(file, pages, opus ? 1 : 2, out var headPages) is not [var said, ..] packets || !said.AsSpan().StartsWith(opus ? "OpusTags"u8 : "\x03vorbis"u8))
        {
            return Recording.Damaged;
        }
        packets[0] = opus ? [.. "OpusTags"u8, 0, 0, 0, 0, 0, 0, 0, 0] : [.. "\x03vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        using var clean = new MemoryStream(file.Length);
        clean.Write(first.Numbered(file, 0));
        var number = OggPage.Write(clean, packets, first.Serial);
        foreach (var page in pages.Skip(1 + headPages))
        {
            clean.Write(page.Numbered(file, number++));
        }
        var rate = opus ? 48_000 : BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
        var samples = pages[^1].Granule - (opus ? BinaryPrimitives.ReadUInt16LittleEndian(head[10..]) : 0);
        return new(clean.ToArray(), MediaKind.Audio, "ogg", rate > 0 && samples > 0 ? Math.Min((double)samples / rate, 1e8) : 0, null);
    }

    // The packets behind the first page that come before sound: comments and, in Vorbis, the set-up. They end with a page.
    private static List<byte[]>? HeadPackets(ReadOnlySpan<byte> file, List<OggPage> pages, int count, out int taken)
    {
        var (packets, open) = (new List<byte[]>(), new MemoryStream());
        for (taken = 0; taken + 1 < pages.Count && packets.Count < count;)
        {
            var page = pages[++taken];
            var (at, content) = (0, page.Content(file).ToArray());
            foreach (var lace in page.Laces(file).ToArray())
            {
                open.Write(content, at, lace);
                at += lace;
                if (lace < 255)
                {
                    packets.Add(open.ToArray());
                    open.SetLength(0);
                }
            }
            if (open.Length > MostHead)
            {
                return null;
            }
        }
        return packets.Count == count && open.Length == 0 ? packets : null;
    }
}
