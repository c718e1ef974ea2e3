using System.Buffers.Binary;
using System.Text;
using NetVips;

namespace Skywave.Writing.Tests;

/// <summary>Pictures as cameras make them, and as those do who mean harm.</summary>
internal static class Photos
{
    public static Image Noise(int width, int height) =>
        Image.Gaussnoise(width, height, mean: 128, sigma: 40, seed: 7).Bandjoin(Image.Gaussnoise(width, height, mean: 90, sigma: 20, seed: 8), Image.Grey(width, height, uchar: true)).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    /// <summary>Soft as a photograph is: quick to code.</summary>
    public static Image Calm(int width, int height)
    {
        using var small = Noise(width / 16, height / 16);
        return small.Resize(16).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>One of each format that is taken.</summary>
    public static byte[][] OfEveryFormat(int width, int height)
    {
        using var image = Noise(width, height);
        using var transparent = image.Bandjoin(128);
        return [image.JpegsaveBuffer(), image.JpegsaveBuffer(interlace: true), transparent.PngsaveBuffer(), transparent.WebpsaveBuffer(), image.WebpsaveBuffer(lossless: true), image.GifsaveBuffer(), image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0)];
    }

    /// <summary>As a phone makes it: turned by a quarter, with the place where it was taken.</summary>
    public static byte[] OfPhone(int width, int height)
    {
        using var image = Calm(width, height).Mutate(mutable =>
        {
            mutable.Set(GValue.GStrType, "exif-ifd0-Make", "TestCam (TestCam, ASCII, 8 components, 8 bytes)");
            mutable.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "40/1 10/1 30/1 (40, 10, 30, Rational, 3 components, 24 bytes)");
            mutable.Set(GValue.GIntType, "orientation", 6);
            mutable.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta xmlns:x='adobe:ns:meta/'>TestCam owner</x:xmpmeta>"u8.ToArray());
        });
        return image.JpegsaveBuffer();
    }

    /// <summary>A JPEG with segments put in behind its first two bytes.</summary>
    public static byte[] WithSegment(byte[] jpeg, byte marker, byte[] content) =>
        [.. jpeg[..2], 0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..]];

    /// <summary>A PNG that says it is so large, with hardly anything behind its header.</summary>
    public static byte[] PngOfSize(uint width, uint height)
    {
        var ihdr = new byte[17];
        "IHDR"u8.CopyTo(ihdr);
        BinaryPrimitives.WriteUInt32BigEndian(ihdr.AsSpan(4), width);
        BinaryPrimitives.WriteUInt32BigEndian(ihdr.AsSpan(8), height);
        (ihdr[12], ihdr[13]) = (8, 2);
        return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, .. PngChunk(ihdr), .. PngChunk([.. "IDAT"u8, 0x78, 0x9C, 0x01]), .. PngChunk("IEND"u8.ToArray())];
    }

    /// <summary>A whole PNG with a chunk put in behind its header.</summary>
    public static byte[] WithChunk(byte[] png, string type, byte[] content) => [.. png[..33], .. PngChunk([.. Encoding.ASCII.GetBytes(type), .. content]), .. png[33..]];

    /// <summary>A JPEG whose header says another size than its pixels have.</summary>
    public static byte[] JpegOfSize(byte[] jpeg, ushort width, ushort height)
    {
        var changed = jpeg.ToArray();
        var frame = changed.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), width);
        return changed;
    }

    /// <summary>An AVIF that says it is so large.</summary>
    public static byte[] AvifOfSize(byte[] avif, uint width, uint height)
    {
        var changed = avif.ToArray();
        var size = changed.AsSpan().IndexOf("ispe"u8) + 8;
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(size), width);
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(size + 4), height);
        return changed;
    }

    /// <summary>A WebP of another size in its extended header than in its pixels: 24 bits a side.</summary>
    public static byte[] WebpOfSize(int width, int height)
    {
        byte[] extended = [.. "VP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, .. Bytes24(width - 1), .. Bytes24(height - 1)];
        byte[] pixels = [.. "VP8L"u8, 6, 0, 0, 0, 0x2F, 0, 0, 0, 0, 0];
        var length = 4 + extended.Length + pixels.Length;
        return [.. "RIFF"u8, (byte)length, 0, 0, 0, .. "WEBP"u8, .. extended, .. pixels];
    }

    /// <summary>A GIF of so many frames of one pixel each, which says it is so large.</summary>
    public static byte[] Gif(ushort width, ushort height, int frames)
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
        return [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255, .. Enumerable.Repeat(frame, frames).SelectMany(f => f), 0x3B];
    }

    /// <summary>A ZIP archive with one empty file.</summary>
    public static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("index.html");
        }
        return bytes.ToArray();
    }

    private static byte[] Bytes24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static byte[] PngChunk(byte[] typed)
    {
        var chunk = new byte[typed.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, typed.Length - 4);
        typed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(typed));
        return chunk;
    }

    /// <summary>CRC-32 of ISO 3309, as PNG has it.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }
        return ~crc;
    }
}
