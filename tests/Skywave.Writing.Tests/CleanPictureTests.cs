using NetVips;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

/// <summary>A picture's working copy: pixels alone, and what was taken out is told by its kind.</summary>
public sealed class CleanPictureTests
{
    private static readonly byte[] Png = Photos.OfEveryFormat(60, 40)[2];

    private static async Task<PictureCleaned.Clean> TakeAsync(TempNewsroom room, byte[] file, string? ending = null) =>
        Assert.IsType<PictureCleaned.Clean>(await CleanPicture.TakeAsync(room.Store.MediaFolder, file, ending));

    [Fact]
    public async Task A_phones_picture_stands_upright_and_says_nothing_and_what_it_said_is_counted()
    {
        using var room = new TempNewsroom();
        var clean = await TakeAsync(room, Photos.OfPhone(320, 160), ".JPG");
        Assert.Equal((160, 320), (clean.Width, clean.Height));
        Assert.True(clean.Removed.Single(r => r.Kind == "place").Count >= 1);
        Assert.True(clean.Removed.Single(r => r.Kind == "device").Count >= 1);
        foreach (var name in new[] { CleanPicture.FileOf(clean.Hash), CleanPicture.SmallOf(clean.Hash) })
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(room.Store.MediaFolder, name));
            Assert.True(new[] { "Exif", "TestCam", "xmpmeta", "GPS", "ICC_PROFILE", "Photoshop" }.All(mark => bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(mark)) < 0));
            using var image = Image.NewFromBuffer(bytes);
            Assert.DoesNotContain(image.GetFields(), f => f.StartsWith("exif", StringComparison.Ordinal) || f is "xmp-data" or "iptc-data" or "icc-profile-data");
        }
        Assert.Equal(2, Directory.GetFiles(room.Store.MediaFolder).Length);
    }

    [Fact]
    public async Task Every_kind_of_metadata_is_told_and_none_of_its_words()
    {
        using var room = new TempNewsroom();
        using var image = Photos.Calm(160, 160).Mutate(m =>
        {
            m.Set(GValue.GStrType, "exif-ifd0-Artist", "Sara (Sara, ASCII, 5 components, 5 bytes)");
            m.Set(GValue.GStrType, "exif-ifd2-DateTimeOriginal", "2026:11:20 10:00:00 (2026:11:20 10:00:00, ASCII, 20 components, 20 bytes)");
            m.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta><xmpMM:History>x</xmpMM:History><photoshop:City>Ahvaz</photoshop:City><dc:title>A protest</dc:title></x:xmpmeta>"u8.ToArray());
        });
        byte[] iptc = [.. "Photoshop 3.0\08BIM\u0004\u0004\0\0\0\0\0\u0015"u8, 0x1C, 2, 80, 0, 4, .. "Sara"u8, 0x1C, 2, 90, 0, 1, (byte)'A', 0x1C, 2, 25, 0, 1, (byte)'k'];
        var file = Photos.WithSegment(Photos.WithSegment(Photos.WithSegment(image.JpegsaveBuffer(), 0xED, iptc), 0xFE, "made by Sara"u8.ToArray()), 0xEB, "JP signed by Sara"u8.ToArray());
        var clean = await TakeAsync(room, file);
        var counts = clean.Removed.ToDictionary(r => r.Kind, r => r.Count);
        Assert.True(counts["author"] >= 2 && counts["place"] >= 2 && counts["time"] >= 1 && counts["words"] >= 3 && counts["history"] >= 2, string.Join(' ', clean.Removed));
        Assert.DoesNotContain("Sara", string.Join(' ', clean.Removed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_without_metadata_has_nothing_taken_out()
    {
        using var room = new TempNewsroom();
        using var image = Photos.Noise(60, 40);
        Assert.Empty((await TakeAsync(room, image.JpegsaveBuffer(keep: Enums.ForeignKeep.None))).Removed);
        Assert.Equal([new("words", 1)], (await TakeAsync(room, Photos.WithChunk(image.PngsaveBuffer(keep: Enums.ForeignKeep.None), "tEXt", "Author\0Sara"u8.ToArray()))).Removed);
    }

    [Fact]
    public async Task Every_format_becomes_the_same_kind_of_copy_and_twice_the_same_one()
    {
        using var room = new TempNewsroom();
        foreach (var file in Photos.OfEveryFormat(60, 40))
        {
            var (once, twice) = (await TakeAsync(room, file), await TakeAsync(room, file));
            Assert.Equal((60, 40, once.Hash), (once.Width, once.Height, twice.Hash));
            Assert.IsType<PictureEntry.Entered>(await EnterPicture.EnterAsync(room.Db, room.Store.MediaFolder, await File.ReadAllBytesAsync(Path.Combine(room.Store.MediaFolder, CleanPicture.FileOf(once.Hash))), new(PictureShape.Body), Noon));
        }
    }

    [Fact]
    public async Task A_large_picture_is_brought_to_twice_what_is_ever_published()
    {
        using var room = new TempNewsroom();
        using var image = Photos.Calm(4000, 1600);
        Assert.Equal((2560, 1024), await TakeAsync(room, image.JpegsaveBuffer()) is var clean ? (clean.Width, clean.Height) : default);
    }

    [Theory]
    [MemberData(nameof(HostilePictureTests.Names), MemberType = typeof(HostilePictureTests))]
    public async Task What_would_do_harm_leaves_no_copy(string name)
    {
        using var room = new TempNewsroom();
        var (file, code) = HostilePictureTests.Case(name);
        Assert.Equal(code, Assert.IsType<PictureCleaned.Refused>(await CleanPicture.TakeAsync(room.Store.MediaFolder, file, null)).Why.Code);
        Assert.Empty(Directory.GetFiles(room.Store.MediaFolder));
    }

    [Fact]
    public async Task A_file_cut_short_or_named_as_another_leaves_no_copy()
    {
        using var room = new TempNewsroom();
        using var image = Photos.Noise(200, 200);
        var jpeg = image.JpegsaveBuffer();
        foreach (var length in new[] { 3, 100, jpeg.Length / 2, jpeg.Length - 2 })
        {
            Assert.IsType<PictureCleaned.Refused>(await CleanPicture.TakeAsync(room.Store.MediaFolder, jpeg.AsMemory(0, length), ".jpg"));
        }
        Assert.Equal(MediaCodes.PictureName, Assert.IsType<PictureCleaned.Refused>(await CleanPicture.TakeAsync(room.Store.MediaFolder, Png, ".jpg")).Why.Code);
        Assert.Empty(Directory.GetFiles(room.Store.MediaFolder));
    }

    [Fact]
    public async Task The_frame_is_16_to_9_and_moves_with_its_point()
    {
        using var room = new TempNewsroom();
        // Left half black, right half white.
        using var image = Image.Black(800, 800).Join(Image.Black(800, 800) + 255, Enums.Direction.Horizontal).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        using var wide = image.ExtractArea(0, 0, 1600, 300);
        var clean = await TakeAsync(room, wide.PngsaveBuffer());
        foreach (var (focus, dark) in new[] { (new FocalPoint(0, 50), true), (new FocalPoint(100, 50), false) })
        {
            using var frame = Image.NewFromBuffer((await CleanPicture.FrameAsync(room.Store.MediaFolder, clean.Hash, focus))!);
            Assert.Equal(frame.Width * 9 / 16, frame.Height);
            Assert.Equal(dark, frame.Avg() < 128);
        }
        Assert.Null(await CleanPicture.FrameAsync(room.Store.MediaFolder, new string('0', 64), null));
    }
}
