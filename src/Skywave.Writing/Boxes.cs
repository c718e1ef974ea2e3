using System.Buffers.Binary;

namespace Skywave.Writing;

/// <summary>One box of an ISO 14496-12 file (AVIF, MP4): where it stands and what it is called.</summary>
/// <param name="Type">Four letters as a number, big-endian.</param>
/// <param name="Start">Of its head.</param>
/// <param name="Content">Behind its head.</param>
/// <param name="End">Behind its content.</param>
internal readonly record struct Box(uint Type, int Start, int Content, int End)
{
    /// <summary>Boxes one after another in a part of a file; null where one does not fit in. No more than so many.</summary>
    public static List<Box>? Read(ReadOnlySpan<byte> file, int from, int to, int most = 4096)
    {
        var boxes = new List<Box>();
        for (var at = from; at < to;)
        {
            if (to - at < 8 || boxes.Count == most)
            {
                return null;
            }
            var (size, head) = ((long)BinaryPrimitives.ReadUInt32BigEndian(file[at..]), 8);
            if (size == 1)
            {
                (size, head) = to - at < 16 ? (0, 16) : (BinaryPrimitives.ReadInt64BigEndian(file[(at + 8)..]), 16);
            }
            else if (size == 0 && to == file.Length)
            {
                size = to - at;
            }
            if (size < head || size > to - at)
            {
                return null;
            }
            boxes.Add(new Box(BinaryPrimitives.ReadUInt32BigEndian(file[(at + 4)..]), at, at + head, at + (int)size));
            at += (int)size;
        }
        return boxes;
    }

    /// <summary>Four letters as <see cref="Type"/> has them.</summary>
    public static uint Name(ReadOnlySpan<byte> letters) => BinaryPrimitives.ReadUInt32BigEndian(letters);

    public bool Is(ReadOnlySpan<byte> letters) => Type == Name(letters);
}
