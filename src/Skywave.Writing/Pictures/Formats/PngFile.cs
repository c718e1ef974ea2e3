using System.Buffers.Binary;

namespace Skywave.Writing;

/// <summary>PNG, chunk by chunk (W3C PNG, section 5).</summary>
internal static class PngFile
{
    /// <summary>Texts beside the picture; each may be compressed, and a decoder may unpack each.</summary>
    private const int MostTexts = 64;

    public static MediaRefusal? Walk(ReadOnlySpan<byte> file, out Declared declared)
    {
        declared = default;
        var (at, texts, pixels) = (8, 0, false);
        while (file.Length - at >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                return PictureFormat.Damaged;
            }
            var type = file.Slice(at + 4, 4);
            var content = file.Slice(at + 8, (int)length);
            if (declared.Width == 0 != type.SequenceEqual("IHDR"u8) || (declared.Width == 0 && !Header(content, ref declared)))
            {
                return PictureFormat.Damaged;
            }
            if (type.SequenceEqual("acTL"u8))
            {
                return PictureFormat.Animated;
            }
            pixels |= type.SequenceEqual("IDAT"u8);
            texts += type[1..].SequenceEqual("EXt"u8) || type[1..].SequenceEqual("TXt"u8) ? 1 : 0;
            if (texts > MostTexts)
            {
                return new(MediaCodes.PictureTooCostly, $"it carries more than {MostTexts} texts: open it and save it anew");
            }
            at += 12 + (int)length;
            if (type.SequenceEqual("IEND"u8))
            {
                return !pixels ? PictureFormat.Damaged : at == file.Length ? null : PictureFormat.Trailing;
            }
        }
        return PictureFormat.Damaged;
    }

    private static bool Header(ReadOnlySpan<byte> content, ref Declared declared)
    {
        if (content.Length != 13)
        {
            return false;
        }
        declared = new(BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
        return declared is { Width: > 0, Height: > 0 };
    }
}
