using System.Buffers.Binary;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>MP3, frame by frame (ISO 11172-3, 13818-3). Tags before and behind the frames (ID3v1, ID3v2, APE) are left out.</summary>
internal static class Mp3File
{
    private static readonly int[] Rates = [44_100, 48_000, 32_000];
    private static readonly int[] Kilobits1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Kilobits2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    public static Recording Clean(ReadOnlySpan<byte> file)
    {
        var from = TagsBefore(file);
        var to = TagsBehind(file, from);
        var (frames, at, first) = (0, from, default(Frame));
        while (at < to && Frame.Read(file[at..to]) is { } frame && (frames == 0 || frame.IsLike(first)))
        {
            // The last one is often cut: what is not whole is left out.
            if (frame.Length > to - at)
            {
                to = at;
                break;
            }
            (first, at, frames) = (frames == 0 ? frame : first, at + frame.Length, frames + 1);
        }
        return frames < 2 || file[at..to].ContainsAnyExcept((byte)0)
            ? Recording.Damaged
            : new(file[from..at].ToArray(), MediaKind.Audio, "mp3", (double)frames * first.Samples / first.Rate, null);
    }

    private static int TagsBefore(ReadOnlySpan<byte> file)
    {
        var at = 0;
        while (file[at..] is [(byte)'I', (byte)'D', (byte)'3', _, _, var flags, var a, var b, var c, var d, ..])
        {
            var size = ((a & 0x7F) << 21) | ((b & 0x7F) << 14) | ((c & 0x7F) << 7) | (d & 0x7F);
            at = Math.Min(file.Length, at + 10 + size + ((flags & 0x10) != 0 ? 10 : 0));
        }
        return at + (file[at..].IndexOfAnyExcept((byte)0) is >= 0 and var zeros ? zeros : file.Length - at);
    }

    private static int TagsBehind(ReadOnlySpan<byte> file, int from)
    {
        var to = file.Length;
        if (to - from >= 128 && file[(to - 128)..].StartsWith("TAG"u8))
        {
            to -= 128;
        }
        if (to - from >= 32 && file[(to - 32)..to].StartsWith("APETAGEX"u8))
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(to - 20)..]) + (long)((file[to - 9] & 0x80) != 0 ? 32 : 0);
            to = size is >= 32 && size <= to - from ? to - (int)size : to;
        }
        return to;
    }

    private readonly record struct Frame(int Version, int Rate, int Samples, int Length)
    {
        public bool IsLike(Frame other) => Version == other.Version && Rate == other.Rate;

        public static Frame? Read(ReadOnlySpan<byte> bytes)
        {
            // 11 bits of sync, version (3: MPEG-1, 2: MPEG-2, 0: 2.5), layer (1 is III), … bit rate, sampling rate, padding.
            if (bytes is not [0xFF, >= 0xE0 and var second, var third, _, ..] || ((second >> 1) & 3) != 1)
            {
                return null;
            }
            var (version, bits, rate) = ((second >> 3) & 3, third >> 4, (third >> 2) & 3);
            if (version == 1 || bits is 0 or 15 || rate == 3)
            {
                return null;
            }
            var hertz = Rates[rate] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
            var kilobits = (version == 3 ? Kilobits1 : Kilobits2)[bits];
            return new(version, hertz, version == 3 ? 1152 : 576, ((version == 3 ? 144 : 72) * kilobits * 1000 / hertz) + ((third >> 1) & 1));
        }
    }
}
