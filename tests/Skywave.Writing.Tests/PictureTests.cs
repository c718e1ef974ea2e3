using System.Buffers.Binary;
using CsCheck;
using NetVips;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

public sealed class PictureTests
{
    private static readonly byte[] Photo = MakePhoto(1200, 900);

    [Fact]
    public async Task Lead_picture_becomes_two_16_by_9_jpegs_named_by_their_hash()
    {
        using var room = new TempNewsroom();
        var renditions = await EnteredAsync(room, Photo, PictureShape.Lead);
        Assert.Equal([(320, 180), (640, 360)], renditions.Select(r => (r.Width, r.Height)));
        foreach (var rendition in renditions)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(room.Folder, rendition.Path));
            Assert.Equal(rendition.Hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
            Assert.Equal(rendition.Length, bytes.Length);
            Assert.InRange(bytes.Length, 500, 27_000);
            using var image = Image.NewFromBuffer(bytes);
            Assert.Equal((rendition.Width, rendition.Height, 3), (image.Width, image.Height, image.Bands));
            Assert.True(image.Contains("interlaced"));
        }
    }

    [Fact]
    public async Task Exif_gps_and_every_other_field_are_gone_and_the_picture_stands_upright()
    {
        using var room = new TempNewsroom();
        using (var original = Image.NewFromBuffer(Photo))
        {
            Assert.Contains(original.GetFields(), f => f.Contains("GPSLatitude", StringComparison.Ordinal));
            Assert.Equal(6, original.Get("orientation"));
        }
        foreach (var rendition in await EnteredAsync(room, Photo, PictureShape.Body))
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(room.Folder, rendition.Path));
            using var image = Image.NewFromBuffer(bytes);
            Assert.DoesNotContain(image.GetFields(), f => f.Contains("exif", StringComparison.Ordinal) || f.Contains("xmp", StringComparison.Ordinal) || f.Contains("icc", StringComparison.Ordinal) || f.Contains("iptc", StringComparison.Ordinal));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("TestCam"u8));
            Assert.InRange(rendition.Height - (rendition.Width * 4 / 3), 0, 1);
        }
    }

    [Theory]
    [InlineData(200, 200, PictureShape.Lead, "200x112")]
    [InlineData(500, 900, PictureShape.Lead, "320x180 500x281")]
    [InlineData(300, 100, PictureShape.Body, "300x100")]
    [InlineData(400, 100, PictureShape.Body, "320x80 400x100")]
    public async Task Small_originals_are_not_enlarged(int width, int height, PictureShape shape, string expected)
    {
        using var room = new TempNewsroom();
        using var image = Noise(width, height);
        var renditions = await EnteredAsync(room, image.PngsaveBuffer(), shape);
        Assert.Equal(expected, string.Join(' ', renditions.Select(r => $"{r.Width}x{r.Height}")));
    }

    [Fact]
    public async Task Every_allowed_format_enters()
    {
        using var room = new TempNewsroom();
        using var image = Noise(400, 300);
        using var transparent = image.Bandjoin(128);
        byte[][] files = [image.JpegsaveBuffer(), transparent.PngsaveBuffer(), transparent.WebpsaveBuffer(), image.GifsaveBuffer(), image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0)];
        foreach (var file in files)
        {
            Assert.Equal(2, (await EnteredAsync(room, file, PictureShape.Lead)).Length);
        }
    }

    [Fact]
    public async Task Print_colours_and_sixteen_bits_become_what_browsers_show()
    {
        using var room = new TempNewsroom();
        using var image = Noise(400, 300);
        using var print = image.IccTransform("cmyk");
        using var deep = image.Colourspace(Enums.Interpretation.Rgb16);
        using var grey = image.Colourspace(Enums.Interpretation.Grey16);
        foreach (var file in new[] { print.JpegsaveBuffer(), deep.PngsaveBuffer(), grey.PngsaveBuffer() })
        {
            var rendition = (await EnteredAsync(room, file, PictureShape.Body))[^1];
            using var shown = Image.NewFromFile(Path.Combine(room.Folder, rendition.Path));
            Assert.Equal((400, Enums.BandFormat.Uchar, Enums.Interpretation.Srgb), (shown.Width, shown.Format, shown.Interpretation));
            Assert.InRange(Math.Abs(shown.Avg() - image.Avg()), 0, 25);
        }
    }

    [Fact]
    public async Task Renditions_are_made_once_and_the_original_is_not_kept()
    {
        using var room = new TempNewsroom();
        var first = await EnteredAsync(room, Photo, PictureShape.Lead);
        var file = Path.Combine(room.Folder, first[0].Path);
        var made = File.GetLastWriteTimeUtc(file);
        Assert.Equal(first, await EnteredAsync(room, Photo, PictureShape.Lead));
        Assert.Equal(made, File.GetLastWriteTimeUtc(file));
        Assert.Equal(2, Directory.GetFiles(room.Store.MediaFolder).Length);
        File.Delete(file);
        Assert.Equal(first, await EnteredAsync(room, Photo, PictureShape.Lead));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Truncated_pictures_are_refused()
    {
        using var room = new TempNewsroom();
        using var image = Noise(400, 300);
        foreach (var file in new[] { Photo, image.PngsaveBuffer(), image.WebpsaveBuffer() })
        {
            foreach (var length in new[] { 4, 12, 40, file.Length / 2, file.Length * 9 / 10 })
            {
                var entry = await EnterPicture.EnterAsync(room.Db, room.Store.MediaFolder, file.AsMemory(0, length), PictureShape.Lead, Noon);
                Assert.True(entry is PictureEntry.Refused, $"{file[0]:x2}: {length} of {file.Length} bytes entered");
            }
        }
        Assert.Empty(Directory.GetFiles(room.Store.MediaFolder));
    }

    [Fact]
    public async Task Header_of_a_bomb_is_refused_before_a_pixel_is_decoded()
    {
        using var room = new TempNewsroom();
        Assert.Contains("million", (await RefusedAsync(room, PngHeader(60_000, 60_000))).Reason);
        Assert.Contains("MB", (await RefusedAsync(room, new byte[EnterPicture.MostBytes + 1])).Reason);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("\uFEFF <?xml version='1.0'?><svg/>", "SVG")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heix", "HEIC")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0isommp42", "film")]
    [InlineData("Just a text.", "not a picture")]
    [InlineData("%PDF-1.7", "not a picture")]
    [InlineData("II*\0\u0008\0\0\0", "not a picture")]
    [InlineData("", "not a picture")]
    public async Task What_is_no_allowed_picture_is_refused_with_what_to_do(string content, string part)
    {
        using var room = new TempNewsroom();
        Assert.Contains(part, (await RefusedAsync(room, System.Text.Encoding.UTF8.GetBytes(content))).Reason);
    }

    [Fact]
    public async Task A_pixel_that_counts_readers_is_no_picture()
    {
        using var room = new TempNewsroom();
        using var image = Noise(1, 1);
        Assert.Contains("smaller", (await RefusedAsync(room, image.PngsaveBuffer())).Reason);
    }

    [Fact]
    public async Task Damaged_bytes_never_throw()
    {
        using var room = new TempNewsroom();
        using var image = Noise(60, 40);
        byte[][] files = [image.JpegsaveBuffer(), image.PngsaveBuffer(), image.WebpsaveBuffer(), image.GifsaveBuffer(), image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0)];
        await Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 100_000], Gen.Byte, Gen.Int[0, 100_000]).SampleAsync(
            async (which, at, value, cut) =>
            {
                var file = files[which].ToArray();
                file[at % file.Length] ^= value;
                file = file[..(file.Length - (cut % 3 == 0 ? cut % file.Length : 0))];
                Assert.NotNull(await EnterPicture.EnterAsync(room.Db, room.Store.MediaFolder, file, PictureShape.Body, Noon));
            },
            iter: 150, threads: 1);
    }

    private static async Task<System.Collections.Immutable.ImmutableArray<Words.Rendition>> EnteredAsync(TempNewsroom room, byte[] file, PictureShape shape)
    {
        var entry = await EnterPicture.EnterAsync(room.Db, room.Store.MediaFolder, file, shape, Noon);
        return (entry as PictureEntry.Entered ?? throw new Xunit.Sdk.XunitException(entry.ToString())).Renditions;
    }

    private static async Task<PictureEntry.Refused> RefusedAsync(TempNewsroom room, byte[] file) =>
        Assert.IsType<PictureEntry.Refused>(await EnterPicture.EnterAsync(room.Db, room.Store.MediaFolder, file, PictureShape.Lead, Noon));

    private static Image Noise(int width, int height) =>
        Image.Gaussnoise(width, height, mean: 128, sigma: 40, seed: 7).Bandjoin(Image.Gaussnoise(width, height, mean: 90, sigma: 20, seed: 8), Image.Grey(width, height, uchar: true)).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    /// <summary>As a phone makes it: turned by a quarter, with the place where it was taken.</summary>
    private static byte[] MakePhoto(int width, int height)
    {
        using var image = Noise(width, height).Mutate(mutable =>
        {
            mutable.Set(GValue.GStrType, "exif-ifd0-Make", "TestCam (TestCam, ASCII, 8 components, 8 bytes)");
            mutable.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "40/1 10/1 30/1 (40, 10, 30, Rational, 3 components, 24 bytes)");
            mutable.Set(GValue.GIntType, "orientation", 6);
        });
        return image.JpegsaveBuffer();
    }

    private static byte[] PngHeader(int width, int height)
    {
        var ihdr = new byte[17];
        "IHDR"u8.CopyTo(ihdr);
        BinaryPrimitives.WriteInt32BigEndian(ihdr.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(ihdr.AsSpan(8), height);
        (ihdr[12], ihdr[13]) = (8, 2);
        return [.. new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10 }, .. Chunk(ihdr), .. Chunk([.. "IDAT"u8, 0x78, 0x9C, 0x01])];
    }

    private static byte[] Chunk(byte[] typed)
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
