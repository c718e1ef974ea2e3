using CsCheck;
using NetVips;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

/// <summary>Pictures that were made to do harm are refused by a reason, before a decoder sees them where a header is enough.</summary>
public sealed class HostilePictureTests
{
    private static readonly byte[] Jpeg = Photos.OfEveryFormat(60, 40)[0];
    private static readonly byte[] Progressive = Photos.OfEveryFormat(60, 40)[1];
    private static readonly byte[] Png = Photos.OfEveryFormat(60, 40)[2];
    private static readonly byte[] Webp = Photos.OfEveryFormat(60, 40)[3];
    private static readonly byte[] Gif = Photos.OfEveryFormat(60, 40)[5];
    private static readonly byte[] Avif = Photos.OfEveryFormat(60, 40)[6];

    private static readonly Dictionary<string, (byte[] File, string Code)> Cases = new()
    {
        ["a PNG of 60,000 by 60,000"] = (Photos.PngOfSize(60_000, 60_000), MediaCodes.PictureTooManyPixels),
        ["a PNG whose sides multiplied wrap around"] = (Photos.PngOfSize(uint.MaxValue, uint.MaxValue), MediaCodes.PictureTooManyPixels),
        ["a JPEG of 100 million pixels"] = (Photos.JpegOfSize(Jpeg, 11_000, 9_100), MediaCodes.PictureTooManyPixels),
        ["a JPEG just over 50 million pixels"] = (Photos.JpegOfSize(Jpeg, 10_000, 5_001), MediaCodes.PictureTooManyPixels),
        ["a WebP of 16,384 by 16,384"] = (Photos.WebpOfSize(16_384, 16_384), MediaCodes.PictureTooManyPixels),
        ["a GIF of 65,535 by 65,535"] = (Photos.Gif(65_535, 65_535, 1), MediaCodes.PictureTooManyPixels),
        ["an AVIF of 40,000 by 40,000"] = (Photos.AvifOfSize(Avif, 40_000, 40_000), MediaCodes.PictureTooManyPixels),
        ["too many bytes"] = (new byte[EnterPicture.MostBytes + 1], MediaCodes.PictureTooBig),
        ["a pixel that counts readers"] = (Photos.Gif(1, 1, 1), MediaCodes.PictureTooSmall),
        ["a GIF of two frames"] = (Photos.Gif(60, 40, 2), MediaCodes.PictureAnimated),
        ["an animated PNG"] = (Photos.WithChunk(Png, "acTL", [0, 0, 0, 2, 0, 0, 0, 0]), MediaCodes.PictureAnimated),
        ["an animated WebP"] = (Animated(Webp), MediaCodes.PictureAnimated),
        ["an AVIF film"] = ([0, 0, 0, 0x14, .. "ftypavis"u8, 0, 0, 0, 0, .. "avif"u8], MediaCodes.PictureAnimated),
        ["an AVIF with a film's head"] = ([.. Avif, 0, 0, 0, 8, .. "moov"u8], MediaCodes.PictureAnimated),
        ["a JPEG and a web page behind it"] = ([.. Jpeg, .. "<html><script>alert(1)</script>"u8], MediaCodes.PictureTrailing),
        ["a JPEG and an archive behind it"] = ([.. Jpeg, .. Photos.Zip()], MediaCodes.PictureTrailing),
        ["a JPEG and another one that it does not announce"] = ([.. Jpeg, .. Jpeg], MediaCodes.PictureTrailing),
        ["a phone's JPEG and a film behind it"] = ([.. Photos.WithSegment(Jpeg, 0xE2, "MPF\0"u8.ToArray()), 0, 0, 0, 0x14, .. "ftypmp42"u8], MediaCodes.PictureTrailing),
        ["a PNG and a PDF behind it"] = ([.. Png, .. "%PDF-1.7"u8], MediaCodes.PictureTrailing),
        ["a WebP and something behind it"] = ([.. Webp, 1], MediaCodes.PictureTrailing),
        ["a GIF and a script behind it"] = ([.. Gif, .. "=1;alert(1)"u8], MediaCodes.PictureTrailing),
        ["an AVIF and a box of its own kind behind it"] = ([.. Avif, 0, 0, 0, 12, .. "evil"u8, 1, 2, 3, 4], MediaCodes.PictureTrailing),
        ["a JPEG with a script in a comment"] = (Photos.WithSegment(Jpeg, 0xFE, "<SCRIPT>alert(1)</SCRIPT>"u8.ToArray()), MediaCodes.PictureForeign),
        ["a JPEG with an archive in a comment"] = (Photos.WithSegment(Jpeg, 0xFE, Photos.Zip()), MediaCodes.PictureForeign),
        ["a PNG with a PDF in a text"] = (Photos.WithChunk(Png, "tEXt", "Comment\0%PDF-1.4 …"u8.ToArray()), MediaCodes.PictureForeign),
        ["a PNG with PHP in a chunk of its own"] = (Photos.WithChunk(Png, "evIl", "<?php system($_GET['c']);"u8.ToArray()), MediaCodes.PictureForeign),
        ["a JPEG with a drawing that carries script"] = (Photos.WithSegment(Jpeg, 0xE1, "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>"u8.ToArray()), MediaCodes.PictureForeign),
        ["a progressive JPEG of a thousand scans"] = (Scans(Progressive, 1_000), MediaCodes.PictureTooCostly),
        ["a PNG of a thousand texts"] = (Enumerable.Range(0, 1_000).Aggregate(Png, (png, _) => Photos.WithChunk(png, "zTXt", [0])), MediaCodes.PictureTooCostly),
        ["two frames' headers in one JPEG"] = (TwoFrames(Jpeg), MediaCodes.PictureDamaged),
        ["a JPEG without a pixel"] = ([0xFF, 0xD8, 0xFF, 0xD9], MediaCodes.PictureDamaged),
        ["SVG"] = ("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), MediaCodes.PictureMarkup),
        ["SVG behind a byte order mark"] = ("\uFEFF <?xml version='1.0'?><svg/>"u8.ToArray(), MediaCodes.PictureMarkup),
        ["packed SVG"] = ([0x1F, 0x8B, 8, 0], MediaCodes.PictureMarkup),
        ["HEIC"] = ("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8.ToArray(), MediaCodes.PictureHeic),
        ["HEIC by its second brand"] = ("\0\0\0\u0018ftypmif1\0\0\0\0mif1heix"u8.ToArray(), MediaCodes.PictureHeic),
        ["a film"] = ("\0\0\0\u0018ftypisom\0\0\0\0isommp42"u8.ToArray(), MediaCodes.PictureFormat),
        ["a text"] = ("Just a text."u8.ToArray(), MediaCodes.PictureFormat),
        ["a PDF"] = ("%PDF-1.7"u8.ToArray(), MediaCodes.PictureFormat),
        ["TIFF"] = ("II*\0\u0008\0\0\0"u8.ToArray(), MediaCodes.PictureFormat),
        ["JPEG XL"] = ([0xFF, 0x0A, 0, 0], MediaCodes.PictureFormat),
        ["nothing"] = ([], MediaCodes.PictureFormat),
    };

    /// <summary>The file of a case, and the code by which it is refused.</summary>
    internal static (byte[] File, string Code) Case(string name) => Cases[name];

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_would_do_harm_is_refused_by_its_code_and_leaves_nothing(string name)
    {
        using var room = new TempNewsroom();
        var (file, code) = Cases[name];
        var refused = Assert.IsType<PictureEntry.Refused>(await EnterPicture.EnterAsync(room.Db, room.Store.MediaFolder, file, new(PictureShape.Lead), Noon));
        Assert.Equal(code, refused.Why.Code);
        Assert.Empty(Directory.GetFiles(room.Store.MediaFolder));
    }

    [Fact]
    public void A_pixel_that_counts_readers_is_no_picture()
    {
        using var image = Photos.Noise(1, 1);
        Assert.Equal(MediaCodes.PictureTooSmall, LookAtPicture.At(image.PngsaveBuffer()).Wrong?.Code);
    }

    [Theory]
    [InlineData(".png", MediaCodes.PictureName)]
    [InlineData(".html", MediaCodes.PictureName)]
    [InlineData(".JPG", null)]
    [InlineData("", null)]
    public void A_name_that_says_another_format_is_refused(string ending, string? code) => Assert.Equal(code, LookAtPicture.At(Jpeg, ending).Wrong?.Code);

    [Fact]
    public void A_phones_further_pictures_behind_the_first_are_no_reason_to_refuse_it()
    {
        byte[] phone = [.. Photos.WithSegment(Jpeg, 0xE2, "MPF\0"u8.ToArray()), 0, 0, .. Jpeg, .. Progressive, 0];
        Assert.Null(LookAtPicture.At(phone).Wrong);
    }

    [Fact]
    public void Every_format_is_whole_by_our_own_reading_and_no_prefix_of_it_is()
    {
        foreach (var file in Photos.OfEveryFormat(60, 40))
        {
            Assert.Null(LookAtPicture.At(file).Wrong);
            Assert.All(Enumerable.Range(0, file.Length), length => Assert.NotNull(LookAtPicture.At(file.AsSpan(0, length)).Wrong));
        }
    }

    [Fact]
    public void The_library_loads_five_formats_and_no_other()
    {
        Assert.NotNull(Vips.Gate);
        using var image = Photos.Noise(60, 40);
        var tiff = image.TiffsaveBuffer();
        Assert.Throws<VipsException>(() => Image.NewFromBuffer(tiff));
        Assert.Throws<VipsException>(() => Image.NewFromBuffer("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray()));
    }

    [Fact]
    public void A_mutated_header_is_a_reason_and_never_an_exception()
    {
        var files = Photos.OfEveryFormat(60, 40);
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Select(Gen.Int[0, 400], Gen.Byte).Array[1, 8], Gen.Int[0, 40]).Sample(
            (which, changes, cut) =>
            {
                var file = files[which][..^Math.Min(cut, files[which].Length)].ToArray();
                foreach (var (at, value) in changes)
                {
                    file[at % file.Length] = value;
                }
                var (format, wrong) = LookAtPicture.At(file);
                return (format is null) != (wrong is null);
            },
            iter: 20_000);
    }

    [Fact]
    public void Damaged_bytes_that_reach_a_decoder_never_throw()
    {
        var files = Photos.OfEveryFormat(60, 40);
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 100_000], Gen.Byte).Sample(
            (which, at, value) =>
            {
                var file = files[which].ToArray();
                file[at % file.Length] ^= value;
                var (format, wrong) = LookAtPicture.At(file);
                return wrong is not null || (MakeRenditions.Of(file, format!, new(PictureShape.Body)) is var made && made.Made.IsEmpty != (made.Wrong is null));
            },
            iter: 150, threads: 1);
    }

    private static byte[] Animated(byte[] webp)
    {
        var changed = webp.ToArray();
        Assert.Equal("VP8X"u8, changed.AsSpan(12, 4));
        changed[20] |= 2;
        return changed;
    }

    // The last scan, again and again.
    private static byte[] Scans(byte[] jpeg, int count)
    {
        var last = jpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        return [.. jpeg[..last], .. Enumerable.Repeat(jpeg[last..^2], count).SelectMany(s => s), 0xFF, 0xD9];
    }

    private static byte[] TwoFrames(byte[] jpeg)
    {
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        return [.. jpeg[..frame], .. jpeg[frame..(frame + 19)], .. jpeg[frame..]];
    }
}
