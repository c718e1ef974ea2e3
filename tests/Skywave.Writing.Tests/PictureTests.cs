using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NetVips;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

public sealed class PictureTests
{
    private static readonly byte[] Photo = Photos.OfPhone(1600, 1200);

    private static readonly PictureWish Lead = new(PictureShape.Lead);
    private static readonly PictureWish Body = new(PictureShape.Body);

    [Fact]
    public async Task Lead_picture_becomes_16_by_9_in_four_widths_and_three_formats_named_by_their_hash()
    {
        using var room = new TempNewsroom();
        using var image = Photos.Calm(1600, 1200);
        var entry = await EnteredAsync(room, image.JpegsaveBuffer(), Lead);
        Assert.Equal(
            new[] { (320, 180), (640, 360), (1024, 576), (1280, 720) }.SelectMany(s => new[] { "jpg", "webp", "avif" }.Select(e => (s.Item1, s.Item2, e))),
            entry.All.Select(r => (r.Width, r.Height, r.Extension)));
        foreach (var rendition in entry.All)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(room.Folder, rendition.Path));
            Assert.Equal(rendition.Hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
            Assert.Equal(rendition.Length, bytes.Length);
            using var shown = Image.NewFromBuffer(bytes);
            Assert.Equal((rendition.Width, rendition.Height, 3), (shown.Width, shown.Height, shown.Bands));
            Assert.Equal(rendition.Extension switch { "jpg" => "jpegload_buffer", "webp" => "webpload_buffer", _ => "heifload_buffer" }, shown.Get("vips-loader"));
            Assert.True(rendition.Extension != "jpg" || shown.Contains("interlaced"));
        }
    }

    [Fact]
    public async Task A_phones_size_of_a_lead_picture_leaves_its_page_under_35_kilobytes_even_when_it_is_all_noise()
    {
        using var room = new TempNewsroom();
        using var noise = Photos.Noise(1600, 900);
        var entry = await EnteredAsync(room, noise.JpegsaveBuffer(q: 95), Lead);
        Assert.All(entry.All.Where(r => r.Width <= 640), r => Assert.InRange(r.Length, 100, 27_000));
    }

    [Fact]
    public async Task An_article_carries_what_its_page_names_and_no_more()
    {
        using var room = new TempNewsroom();
        var lead = await EnteredAsync(room, Photo, Lead);
        Assert.Equal("320 640", Say(lead.Renditions, "jpg"));
        Assert.Equal(["320 640 1024 1200", "640"], [Say(lead.Lighter, "avif"), Say(lead.Lighter, "webp")]);
        var body = await EnteredAsync(room, Photo, Body);
        Assert.Equal("320 640", Say(body.Renditions, "jpg"));
        Assert.Equal(["640 1200", "640"], [Say(body.Lighter, "avif"), Say(body.Lighter, "webp")]);
        Assert.Equal(lead.Lighter, lead.In(new Picture { Alt = "a" }).Lighter);

        static string Say(ImmutableArray<Rendition> all, string extension) => string.Join(' ', all.Where(r => r.Extension == extension).Select(r => r.Width));
    }

    [Fact]
    public async Task Every_byte_of_metadata_is_gone_and_the_picture_stands_upright()
    {
        using var room = new TempNewsroom();
        using (var original = Image.NewFromBuffer(Photo))
        {
            Assert.Contains(original.GetFields(), f => f.Contains("GPSLatitude", StringComparison.Ordinal));
            Assert.Equal(6, original.Get("orientation"));
        }
        foreach (var rendition in (await EnteredAsync(room, Photo, Body)).All)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(room.Folder, rendition.Path));
            Assert.Empty(Metadata(bytes));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("TestCam"u8));
            Assert.InRange(rendition.Height - (rendition.Width * 4 / 3), 0, 1);
        }
    }

    [Fact]
    public async Task Credit_and_copyright_are_all_that_is_written_into_each_file()
    {
        using var room = new TempNewsroom();
        var entry = await EnteredAsync(room, Photo, Lead with { Credit = "Лена <Marsh> & 'Co'", Copyright = "© The Paper\0" });
        foreach (var rendition in entry.All)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(room.Folder, rendition.Path));
            var packet = Encoding.UTF8.GetString(Assert.Single(Metadata(bytes)));
            var xmp = System.Xml.Linq.XDocument.Parse(packet);
            Assert.Equal("Лена <Marsh> & 'Co'", xmp.Descendants().SelectMany(e => e.Attributes()).Single(a => a.Name.LocalName == "Credit").Value);
            Assert.Equal("© The Paper", xmp.Descendants().Single(e => e.Name.LocalName == "li").Value);
            Assert.Equal(-1, bytes.AsSpan().IndexOf("TestCam"u8));
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(50, 50, 127)]
    [InlineData(100, 100, 255)]
    public async Task The_focal_point_stays_in_the_frame(int x, int y, double brightness)
    {
        using var room = new TempNewsroom();
        using var wide = Image.Grey(2000, 600, uchar: true);
        using var tall = wide.Rot(Enums.Angle.D90);
        foreach (var image in new[] { wide, tall })
        {
            var entry = await EnteredAsync(room, image.PngsaveBuffer(), Lead with { Focus = new(x, y) });
            using var shown = Image.NewFromFile(Path.Combine(room.Folder, entry.Renditions[0].Path));
            Assert.Equal(16.0 / 9, (double)shown.Width / shown.Height, 0.02);
            Assert.InRange(Math.Abs(shown.Avg() - brightness), 0, 255 * (shown.Width > 0 ? 0.3 : 0));
        }
    }

    [Theory]
    [InlineData(200, 200, PictureShape.Lead, "200x112")]
    [InlineData(500, 900, PictureShape.Lead, "320x180 500x281")]
    [InlineData(300, 100, PictureShape.Body, "300x100")]
    [InlineData(400, 100, PictureShape.Body, "320x80 400x100")]
    [InlineData(660, 330, PictureShape.Body, "320x160 640x320")]
    [InlineData(100, 1000, PictureShape.Body, "40x400")]
    public async Task Small_originals_are_not_enlarged(int width, int height, PictureShape shape, string expected)
    {
        using var room = new TempNewsroom();
        using var image = Photos.Noise(width, height);
        var entry = await EnteredAsync(room, image.PngsaveBuffer(), new(shape));
        Assert.Equal(expected, string.Join(' ', entry.Renditions.Select(r => $"{r.Width}x{r.Height}")));
    }

    [Fact]
    public async Task Every_allowed_format_enters()
    {
        using var room = new TempNewsroom();
        foreach (var file in Photos.OfEveryFormat(400, 300))
        {
            Assert.Equal(2, (await EnteredAsync(room, file, Lead)).Renditions.Length);
        }
    }

    [Fact]
    public async Task Print_colours_and_sixteen_bits_become_what_browsers_show()
    {
        using var room = new TempNewsroom();
        using var image = Photos.Noise(400, 300);
        using var print = image.IccTransform("cmyk");
        using var deep = image.Colourspace(Enums.Interpretation.Rgb16);
        using var grey = image.Colourspace(Enums.Interpretation.Grey16);
        foreach (var file in new[] { print.JpegsaveBuffer(), deep.PngsaveBuffer(), grey.PngsaveBuffer() })
        {
            foreach (var rendition in (await EnteredAsync(room, file, Body)).All.Where(r => r.Width == 400))
            {
                using var shown = Image.NewFromFile(Path.Combine(room.Folder, rendition.Path));
                Assert.Equal((400, Enums.BandFormat.Uchar, Enums.Interpretation.Srgb), (shown.Width, shown.Format, shown.Interpretation));
                Assert.InRange(Math.Abs(shown.Avg() - image.Avg()), 0, 25);
            }
        }
    }

    [Fact]
    public async Task Renditions_are_made_once_and_the_original_is_not_kept()
    {
        using var room = new TempNewsroom();
        var first = await EnteredAsync(room, Photo, Lead);
        var file = Path.Combine(room.Folder, first.All[0].Path);
        var made = File.GetLastWriteTimeUtc(file);
        Assert.Equal(first.All, (await EnteredAsync(room, Photo, Lead)).All);
        Assert.Equal(made, File.GetLastWriteTimeUtc(file));
        Assert.Equal(first.All.Length, Directory.GetFiles(room.Store.MediaFolder).Length);
    }

    [Fact]
    public async Task The_same_original_and_wish_give_the_same_bytes()
    {
        using var room = new TempNewsroom();
        var first = await EnteredAsync(room, Photo, Lead with { Credit = "Lena" });
        foreach (var gone in first.All)
        {
            File.Delete(Path.Combine(room.Folder, gone.Path));
        }
        Assert.Equal(first.All, (await EnteredAsync(room, Photo, Lead with { Credit = "Lena" })).All);
        Assert.All(first.All, r => Assert.True(File.Exists(Path.Combine(room.Folder, r.Path))));
    }

    [Fact]
    public async Task What_entered_when_only_JPEGs_were_made_stays_as_it_is()
    {
        using var room = new TempNewsroom();
        var now = await EnteredAsync(room, Photo, Lead);
        await room.Db.Pictures.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        var old = now.Renditions;
        room.Db.Pictures.Add(new PictureRow { Original = ImmutableFile.NameOf(Photo), Shape = "Lead", Renditions = System.Text.Json.JsonSerializer.Serialize(old, PicturesJson.Default.ImmutableArrayRendition), Entered = 0 });
        await room.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var again = await EnteredAsync(room, Photo, Lead with { Credit = "Lena" });
        Assert.Equal(old, again.Renditions);
        Assert.True(again.Lighter.IsDefault);
        Assert.Equal("""{"alt":"a","renditions":[]}""", System.Text.Json.JsonSerializer.Serialize(new Picture { Alt = "a" }, WordsJson.Default.Picture));
    }

    private static async Task<PictureEntry.Entered> EnteredAsync(TempNewsroom room, byte[] file, PictureWish wish)
    {
        var entry = await EnterPicture.EnterAsync(room.Db, room.Store.MediaFolder, file, wish, Noon);
        return entry as PictureEntry.Entered ?? throw new Xunit.Sdk.XunitException(entry.ToString());
    }

    /// <summary>Everything in a file that is neither its head nor its pixels, read from the bytes by the formats' own rules.</summary>
    private static List<byte[]> Metadata(byte[] file)
    {
        var found = new List<byte[]>();
        if (file[0] == 0xFF)
        {
            for (var at = 2; file[at + 1] != 0xDA; at += 2 + (file[at + 2] << 8) + file[at + 3])
            {
                if (file[at + 1] is (>= 0xE0 and <= 0xEF) or 0xFE && !file.AsSpan(at + 4).StartsWith("JFIF\0"u8))
                {
                    var content = file.AsSpan(at + 4, (file[at + 2] << 8) + file[at + 3] - 2);
                    found.Add(content[(content.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8) ? 29 : 0)..].ToArray());
                }
            }
        }
        else if (file[0] == 'R')
        {
            for (var at = 12; at < file.Length; at += 8 + BitConverter.ToInt32(file, at + 4) + (BitConverter.ToInt32(file, at + 4) & 1))
            {
                if (Encoding.ASCII.GetString(file, at, 4) is not ("VP8X" or "VP8 " or "VP8L"))
                {
                    found.Add(file[(at + 8)..(at + 8 + BitConverter.ToInt32(file, at + 4))]);
                }
            }
        }
        else
        {
            // Items are listed as infe boxes: one coded picture, and perhaps one of the type mime.
            var items = Enumerable.Range(0, file.Length - 4).Count(at => file.AsSpan(at, 4).SequenceEqual("infe"u8));
            var start = file.AsSpan().IndexOf("<x:xmpmeta"u8);
            found.AddRange(start < 0 ? [] : [file[start..(file.AsSpan().IndexOf("</x:xmpmeta>"u8) + "</x:xmpmeta>".Length)]]);
            Assert.Equal(1 + found.Count, items);
            Assert.Equal(-1, file.AsSpan().IndexOf("Exif"u8));
        }
        return found;
    }
}
