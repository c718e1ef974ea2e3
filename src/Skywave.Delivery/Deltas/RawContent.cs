using System.Buffers.Binary;

namespace Skywave.Delivery;

/// <summary>Bytes as a dictionary of plain content. zstd takes one that begins with its magic number for one of its own making: such bytes lose their first.</summary>
internal static class RawContent
{
    private const uint Magic = 0xEC30A437;

    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.TryReadUInt32LittleEndian(bytes, out var begins) && begins == Magic ? bytes[1..] : bytes;
}
