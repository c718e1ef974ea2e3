using System.Buffers.Binary;

namespace Skywave.Writing;

/// <summary>AVIF, box by box (ISO 23008-12): one still picture. A coded frame larger than every size declared is the decoder's to refuse.</summary>
internal static class AvifFile
{
    public static MediaRefusal? Walk(ReadOnlySpan<byte> file, out Declared declared)
    {
        declared = default;
        if (Box.Read(file, 0, file.Length) is not { } boxes)
        {
            return PictureFormat.Damaged;
        }
        if (boxes.Exists(b => b.Is("moov"u8)))
        {
            return PictureFormat.Animated;
        }
        if (boxes.Exists(b => !b.Is("ftyp"u8) && !b.Is("meta"u8) && !b.Is("mdat"u8) && !b.Is("free"u8)))
        {
            return PictureFormat.Trailing;
        }
        if (boxes.Count(b => b.Is("meta"u8)) != 1 || !boxes.Exists(b => b.Is("mdat"u8)) || Inside(file, boxes, "meta"u8, skip: 4) is not { } meta
            || Inside(file, meta, "iprp"u8) is not { } properties || Inside(file, properties, "ipco"u8) is not { } each)
        {
            return PictureFormat.Damaged;
        }
        foreach (var size in each.Where(p => p.Is("ispe"u8)))
        {
            if (size.End - size.Content != 12)
            {
                return PictureFormat.Damaged;
            }
            declared = declared.Or(BinaryPrimitives.ReadUInt32BigEndian(file[(size.Content + 4)..]), BinaryPrimitives.ReadUInt32BigEndian(file[(size.Content + 8)..]));
        }
        return declared.Width > 0 ? null : PictureFormat.Damaged;
    }

    private static List<Box>? Inside(ReadOnlySpan<byte> file, List<Box> boxes, ReadOnlySpan<byte> name, int skip = 0)
    {
        foreach (var box in boxes)
        {
            if (box.Is(name))
            {
                return box.Content + skip <= box.End ? Box.Read(file, box.Content + skip, box.End) : null;
            }
        }
        return null;
    }
}
