using System.Buffers.Binary;

namespace Skywave.Writing;

/// <summary>WebP, chunk by chunk (RFC 9649).</summary>
internal static class WebpFile
{
    public static MediaRefusal? Walk(ReadOnlySpan<byte> file, out Declared declared)
    {
        declared = default;
        if (file.Length < 20)
        {
            return PictureFormat.Damaged;
        }
        var end = 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (end > file.Length)
        {
            return PictureFormat.Damaged;
        }
        if (file[(int)end..].ContainsAnyExcept((byte)0))
        {
            return PictureFormat.Trailing;
        }
        var pixels = 0;
        for (var at = 12; at < end;)
        {
            var length = end - at >= 8 ? BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]) : uint.MaxValue;
            if (length > end - at - 8)
            {
                return PictureFormat.Damaged;
            }
            if (Chunk(file.Slice(at, 4), file.Slice(at + 8, (int)length), ref declared, ref pixels) is { } wrong)
            {
                return wrong;
            }
            at += 8 + (int)length + ((int)length & 1);
        }
        return pixels == 1 ? null : PictureFormat.Damaged;
    }

    private static MediaRefusal? Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content, ref Declared declared, ref int pixels)
    {
        if (name.SequenceEqual("VP8X"u8))
        {
            if (content.Length < 10 || pixels > 0)
            {
                return PictureFormat.Damaged;
            }
            declared = declared.Or(1 + UInt24(content[4..]), 1 + UInt24(content[7..]));
            return (content[0] & 2) != 0 ? PictureFormat.Animated : null;
        }
        if (name.SequenceEqual("VP8 "u8) && content is [_, _, _, 0x9D, 0x01, 0x2A, _, _, _, _, ..])
        {
            pixels++;
            declared = declared.Or(BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF);
            return null;
        }
        if (name.SequenceEqual("VP8L"u8) && content is [0x2F, _, _, _, _, ..])
        {
            pixels++;
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            declared = declared.Or(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
            return null;
        }
        return name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8) ? PictureFormat.Animated
            : name.SequenceEqual("ALPH"u8) || name.SequenceEqual("ICCP"u8) || name.SequenceEqual("EXIF"u8) || name.SequenceEqual("XMP "u8) ? null
            : PictureFormat.Damaged;
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
