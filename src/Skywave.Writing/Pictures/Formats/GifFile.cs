using System.Buffers.Binary;

namespace Skywave.Writing;

/// <summary>GIF, block by block (GIF89a).</summary>
internal static class GifFile
{
    public static MediaRefusal? Walk(ReadOnlySpan<byte> file, out Declared declared)
    {
        declared = default;
        if (file.Length < 14)
        {
            return PictureFormat.Damaged;
        }
        declared = new(BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]));
        var at = 13 + Colours(file[10]);
        for (var frames = 0; at < file.Length;)
        {
            switch (file[at])
            {
                case 0x3B:
                    var rest = file[(at + 1)..];
                    return frames == 0 ? PictureFormat.Damaged : rest.ContainsAnyExcept((byte)0) ? PictureFormat.Trailing : null;
                case 0x21:
                    at = Blocks(file, at + 2);
                    break;
                case 0x2C when at + 11 < file.Length:
                    if (++frames > 1)
                    {
                        return PictureFormat.Animated;
                    }
                    declared = declared.Or(BinaryPrimitives.ReadUInt16LittleEndian(file[(at + 5)..]), BinaryPrimitives.ReadUInt16LittleEndian(file[(at + 7)..]));
                    at = Blocks(file, at + 11 + Colours(file[at + 9]));
                    break;
                default:
                    return PictureFormat.Damaged;
            }
        }
        return PictureFormat.Damaged;
    }

    private static int Colours(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    // Blocks of up to 255 bytes, ended by one of length 0; past the end where it is not there.
    private static int Blocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] != 0)
        {
            at += 1 + file[at];
        }
        return at + 1;
    }
}
