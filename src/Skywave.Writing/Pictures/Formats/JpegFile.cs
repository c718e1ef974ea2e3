using System.Buffers.Binary;

namespace Skywave.Writing;

/// <summary>JPEG, marker by marker (ITU-T T.81, annex B).</summary>
internal static class JpegFile
{
    /// <summary>A progressive picture has some ten scans; thousands in a few kilobytes keep a decoder busy for hours.</summary>
    private const int MostScans = 32;

    /// <summary>Looks through the file. Further whole JPEGs may follow where the first one announces them (CIPA DC-007: a phone's depth or light map); they are never read.</summary>
    public static MediaRefusal? Walk(ReadOnlySpan<byte> file, out Declared declared)
    {
        var wrong = One(file, out var end, out declared, out var announcesMore);
        for (var rest = end; wrong is null; rest += end)
        {
            rest += Zeros(file[rest..]);
            if (rest == file.Length)
            {
                return null;
            }
            wrong = announcesMore && One(file[rest..], out end, out _, out _) is null ? null : PictureFormat.Trailing;
        }
        return wrong;
    }

    private static MediaRefusal? One(ReadOnlySpan<byte> file, out int end, out Declared declared, out bool announcesMore)
    {
        (end, declared, announcesMore) = (0, default, false);
        if (file is not [0xFF, 0xD8, ..])
        {
            return PictureFormat.Damaged;
        }
        var at = 2;
        for (var scans = 0; ;)
        {
            var marker = Marker(file, ref at);
            if (marker == 0xD9)
            {
                end = at;
                return scans > 0 ? null : PictureFormat.Damaged;
            }
            if (marker is < 0xC0 or > 0xFE or (>= 0xD0 and <= 0xD8) || at + 2 > file.Length)
            {
                return PictureFormat.Damaged;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2 || at + length > file.Length)
            {
                return PictureFormat.Damaged;
            }
            var segment = file.Slice(at + 2, length - 2);
            at += length;
            announcesMore |= marker == 0xE2 && segment.StartsWith("MPF\0"u8);
            if (IsFrame(marker) && !Frame(marker, segment, ref declared))
            {
                return PictureFormat.Damaged;
            }
            if (marker == 0xDA)
            {
                if (declared.Width == 0)
                {
                    return PictureFormat.Damaged;
                }
                if (++scans > MostScans)
                {
                    return new(MediaCodes.PictureTooCostly, $"it has more than {MostScans} scans, which no camera makes: open it and save it anew as JPEG");
                }
                at += Scan(file[at..]);
            }
        }
    }

    // The next marker's code, 0 where there is none. Fill bytes of FF may stand before it.
    private static int Marker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at >= file.Length || file[at] != 0xFF)
        {
            return 0;
        }
        while (at < file.Length && file[at] == 0xFF)
        {
            at++;
        }
        return at < file.Length ? file[at++] : 0;
    }

    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // Baseline, extended and progressive; one frame. The others (lossless, hierarchical) come from no camera.
    private static bool Frame(int marker, ReadOnlySpan<byte> segment, ref Declared declared)
    {
        if (marker > 0xC2 || segment.Length < 6 || declared.Width > 0)
        {
            return false;
        }
        declared = new(BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]));
        return declared is { Width: > 0, Height: > 0 };
    }

    // Coded pixels end at a marker that is neither a stuffed zero nor a restart.
    private static int Scan(ReadOnlySpan<byte> coded)
    {
        for (var at = 0; ;)
        {
            var next = coded[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= coded.Length)
            {
                return coded.Length;
            }
            at += next;
            if (coded[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }
            at += 2;
        }
    }

    private static int Zeros(ReadOnlySpan<byte> rest) => rest.IndexOfAnyExcept((byte)0) is >= 0 and var at ? at : rest.Length;
}
