using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>
/// WebM, element by element (RFC 8794, 9559). Tags, attachments, chapters, titles, dates and names become void where they stand; the two programs that
/// must be named are named by zeros.
/// </summary>
internal static class WebmFile
{
    private const uint Head = 0x1A45DFA3, DocType = 0x4282, Segment = 0x18538067, Info = 0x1549A966, Tracks = 0x1654AE6B, Track = 0xAE, Cluster = 0x1F43B675;
    private const uint Scale = 0x2AD7B1, Duration = 0x4489, MuxingApp = 0x4D80, WritingApp = 0x5741, TrackType = 0x83, CodecId = 0x86, TrackName = 0x536E, Void = 0xEC, Sum = 0xBF;
    private const uint SeekHead = 0x114D9B74, Cues = 0x1C53BB6B;

    private static readonly string[] Film = ["V_VP8", "V_VP9", "V_AV1"];
    private static readonly string[] Sound = ["A_OPUS", "A_VORBIS"];

    public static Recording Clean(ReadOnlySpan<byte> file)
    {
        var found = new Found(file.ToArray());
        return found.Top() is { } no ? no
            : !found.HasCluster || found is { HasFilm: false, HasSound: false } ? Recording.Damaged
            : new(found.Bytes, found.HasFilm ? MediaKind.Video : MediaKind.Audio, "webm", found.Seconds, null);
    }

    /// <summary>An element: where it stands, and whether its end is unknown (a live recording).</summary>
    private readonly record struct Element(uint Id, int Start, int Content, int End, bool Open);

    private sealed class Found(byte[] bytes)
    {
        private double _scale = 1_000_000;
        private double _length;

        public byte[] Bytes => bytes;

        public bool HasFilm { get; private set; }

        public bool HasSound { get; private set; }

        public bool HasCluster { get; private set; }

        public double Seconds => _length * _scale / 1e9 is > 0 and < 1e8 and var seconds ? seconds : 0;

        public Recording? Top()
        {
            if (Read(0, bytes.Length) is not { Id: Head, Open: false } head || Read(head.End, bytes.Length) is not { Id: Segment } segment || segment.End != bytes.Length)
            {
                return Recording.Damaged;
            }
            var type = "";
            var wrong = Each(head.Content, head.End, e => { type = e.Id == DocType ? Text(e) : type; return null; });
            return wrong ?? (type == "webm" ? Each(segment.Content, segment.End, Part) : Recording.No(new(MediaCodes.MediaFormat, "it is Matroska: export it as WebM or MP4")));
        }

        private Recording? Part(Element part)
        {
            HasCluster |= part.Id == Cluster;
            switch (part.Id)
            {
                case Info:
                    return Each(part.Content, part.End, AboutAll);
                case Tracks:
                    return Each(part.Content, part.End, e => e.Id == Track ? Each(e.Content, e.End, AboutTrack) : Emptied(e));
                case Cluster or SeekHead or Cues or < 0x10000000: // short ids are what a cluster without an end holds
                    return part.Id is Void or Sum ? Emptied(part) : null;
                default:
                    return Emptied(part);
            }
        }

        private Recording? AboutAll(Element e)
        {
            var content = bytes.AsSpan(e.Content..e.End);
            switch (e.Id)
            {
                case Scale when content.Length is > 0 and <= 8:
                    _scale = content.ToArray().Aggregate(0d, (sum, b) => (sum * 256) + b);
                    return null;
                case Duration when content.Length is 4 or 8:
                    _length = content.Length == 4 ? BinaryPrimitives.ReadSingleBigEndian(content) : BinaryPrimitives.ReadDoubleBigEndian(content);
                    return null;
                case MuxingApp or WritingApp:
                    content.Clear();
                    return null;
                default:
                    return Emptied(e);
            }
        }

        private Recording? AboutTrack(Element e)
        {
            switch (e.Id)
            {
                case TrackType:
                    var kind = e.End - e.Content == 1 ? bytes[e.Content] : 0;
                    HasFilm |= kind == 1;
                    HasSound |= kind == 2;
                    return kind is 1 or 2 ? null : Recording.Tracked(kind == 17 ? "captions (give them as a file of their own)" : "data");
                case CodecId:
                    return Film.Contains(Text(e)) || Sound.Contains(Text(e)) ? null : Recording.Coded("something else than WebM allows");
                case TrackName or Sum:
                    return Emptied(e);
                default:
                    return null;
            }
        }

        private Recording? Each(int from, int to, Func<Element, Recording?> look)
        {
            for (var at = from; at < to;)
            {
                if (Read(at, to) is not { } element || (element.Open && element.Id != Cluster))
                {
                    return Recording.Damaged;
                }
                if (look(element) is { } wrong)
                {
                    return wrong;
                }
                at = element.Open ? element.Content : element.End; // what an open cluster holds is looked at as if it stood beside it
            }
            return null;
        }

        private Element? Read(int at, int to)
        {
            var wide = at < to ? Width(bytes[at]) : 0;
            var sizeAt = at + wide;
            if (wide is 0 or > 4)
            {
                return null;
            }
            if (sizeAt >= to || Width(bytes[sizeAt]) is 0 || sizeAt + Width(bytes[sizeAt]) > to)
            {
                return null;
            }
            var sizeWide = Width(bytes[sizeAt]);
            var size = Number(sizeAt, sizeWide) & ((1L << (7 * sizeWide)) - 1);
            var content = sizeAt + sizeWide;
            var open = size == (1L << (7 * sizeWide)) - 1;
            return open ? new((uint)Number(at, wide), at, content, to, true) : size <= to - content ? new((uint)Number(at, wide), at, content, content + (int)size, false) : null;
        }

        // How many bytes a number has: one more than the zeros it begins with.
        private static int Width(byte first) => first == 0 ? 0 : BitOperations.LeadingZeroCount((uint)first) - 23;

        private long Number(int at, int width)
        {
            var number = 0L;
            for (var i = 0; i < width; i++)
            {
                number = (number << 8) | bytes[at + i];
            }
            return number;
        }

        private string Text(Element e) => Encoding.Latin1.GetString(bytes, e.Content, Math.Min(e.End - e.Content, 32)).TrimEnd('\0');

        // The same bytes as one void element: its id, a length as wide as it must be, zeros.
        private Recording? Emptied(Element e)
        {
            var whole = e.End - e.Start;
            var wide = Enumerable.Range(1, 8).First(w => whole - 1 - w < (1L << (7 * w)) - 1);
            bytes.AsSpan(e.Start..e.End).Clear();
            bytes[e.Start] = (byte)Void;
            var size = whole - 1 - wide + (1L << (7 * wide));
            for (var i = 0; i < wide; i++)
            {
                bytes[e.Start + 1 + i] = (byte)(size >> (8 * (wide - 1 - i)));
            }
            return null;
        }
    }
}
