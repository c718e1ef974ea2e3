using NetVips;
using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Skywave.Words;
using Skywave.Writing;
using Skywave.Writing.Tests;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>A picture of the office's library on its way to readers, over a real newsroom.</summary>
public sealed class OfficePicturesTests() : OfficeOverPaper("en")
{
    private const string Id = "0123456789abcdef";

    private static Manuscript Of(string text, params LibraryPicture[] pictures) => new(Id, "en", "a story", text, "office:" + Id) { Pictures = [.. pictures] };

    private async Task<PublishedArticle> PublishedAsync()
    {
        Assert.Null((await Parts.Publish(default)).Problem);
        await using var db = NewsroomStore.At(Paper.House.Path).OpenWriting();
        return (await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("en"), "office:" + Id)))!;
    }

    // Left half dark, right half bright; with what a phone writes into it.
    private static byte[] Photo()
    {
        using var dark = Image.Black(1500, 900);
        using var bright = Image.Black(1500, 900) + 255;
        using var both = dark.Join(bright, Enums.Direction.Horizontal).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).Colourspace(Enums.Interpretation.Srgb).Mutate(m =>
        {
            m.Set(GValue.GStrType, "exif-ifd0-Make", "TestCam (TestCam, ASCII, 8 components, 8 bytes)");
            m.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "40/1 10/1 30/1 (40, 10, 30, Rational, 3 components, 24 bytes)");
            m.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta><dc:creator>TestCam owner</dc:creator></x:xmpmeta>"u8.ToArray());
        });
        return both.JpegsaveBuffer();
    }

    [Fact]
    public async Task An_uploaded_picture_is_published_without_its_metadata_with_its_credit_and_cut_around_its_focal_point()
    {
        var photo = Photo();
        var taken = await Parts.TakePicture(photo, ".jpg", default);
        Assert.Null(taken.Why);
        Assert.Equal((2560, 768), (taken.Width, taken.Height));
        Assert.Contains(taken.Removed, r => r is { Kind: "place", Count: >= 1 });
        var inLibrary = new LibraryPicture("aaaaaaaaaaaaaaaa", taken.Hash, "A. Person", "© The Paper", new FocalPoint(95, 50));
        var text = Of("---\npicture: library/aaaaaaaaaaaaaaaa\nalt: A wall\ncaption: At noon\n---\nA headline\n\n![the wall](library/aaaaaaaaaaaaaaaa \"Again\")\n", inLibrary);
        Assert.Empty(Parts.Check(text).Mistakes);
        Assert.DoesNotContain(Parts.Check(text).Remarks, r => r.Sentence.Contains("no credit", StringComparison.Ordinal));
        Assert.Contains("media/", System.Text.Encoding.UTF8.GetString((await Parts.Preview(text, default))!), StringComparison.Ordinal);
        Assert.Empty((await HandOverAsync(text)).Reasons);
        var article = await PublishedAsync();
        var lead = article.Text.LeadPicture!;
        Assert.Equal(("A wall", "At noon", "A. Person", "© The Paper", new FocalPoint(95, 50)), (lead.Alt, lead.Caption, lead.Credit, lead.Copyright, lead.Focus));
        Assert.Equal("A. Person", article.Text.Body.OfType<PictureBlock>().Single().Picture.Credit);
        var files = Directory.GetFiles(Path.Combine(Paper.House.Public, "media"));
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.True(new[] { "TestCam", "Exif", "GPS" }.All(mark => bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(mark)) < 0), file);
            Assert.True(bytes.AsSpan().IndexOf("A. Person"u8) > 0 && bytes.AsSpan().IndexOf("© The Paper"u8) > 0, file);
        }
        // Around the focal point, which is in the bright half.
        var widest = lead.Renditions[^1];
        Assert.Equal(widest.Width * 9 / 16, widest.Height);
        using var frame = Image.NewFromFile(Path.Combine(Paper.House.Public, widest.Path));
        Assert.True(frame.Avg() > 200);
        Assert.Empty((await Paper.VerifyAsync()).Findings);
        // Neither the file that came nor the working copy is anywhere in the edition, and the first not in the newsroom either.
        Assert.DoesNotContain(files, f => Path.GetFileName(f).StartsWith(taken.Hash, StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(Paper.House.Path, "*", SearchOption.AllDirectories), f => Assert.NotEqual(photo.Length, new FileInfo(f).Length));
        Assert.All(Directory.EnumerateFiles(Paper.House.Path, "*.jpg", SearchOption.AllDirectories), f => Assert.True(File.ReadAllBytes(f).AsSpan().IndexOf("TestCam"u8) < 0));
    }

    [Fact]
    public async Task What_the_library_says_later_reaches_the_page_with_the_next_handing_over_and_the_texts_own_words_count_first()
    {
        var taken = await Parts.TakePicture(Photo(), ".jpg", default);
        var before = new LibraryPicture("aaaaaaaaaaaaaaaa", taken.Hash, "A. Person", null, new FocalPoint(5, 50));
        const string Text = "---\npicture: library/aaaaaaaaaaaaaaaa\nalt: A wall\n---\nA headline\n";
        Assert.Empty((await HandOverAsync(Of(Text, before))).Reasons);
        var first = (await PublishedAsync()).Text.LeadPicture!;
        Assert.Empty((await HandOverAsync(Of(Text, before with { Credit = "B. Other", Focus = new FocalPoint(95, 50) }))).Reasons);
        var second = await PublishedAsync();
        Assert.Equal((2, "B. Other"), (second.Revision, second.Text.LeadPicture!.Credit));
        Assert.NotEqual(first.Renditions[0].Hash, second.Text.LeadPicture.Renditions[0].Hash);
        Assert.Empty((await HandOverAsync(Of(Text.Replace("alt: A wall", "alt: A wall\ncredit: By the text\nfocus: 5 50", StringComparison.Ordinal), before))).Reasons);
        var third = (await PublishedAsync()).Text.LeadPicture!;
        Assert.Equal(("By the text", new FocalPoint(5, 50)), (third.Credit, third.Focus));
    }

    [Fact]
    public async Task What_the_library_does_not_have_is_not_handed_over()
    {
        var missing = await HandOverAsync(Of("A headline\n\n![a wall](library/aaaaaaaaaaaaaaaa)\n"));
        Assert.Contains("not in the library", Assert.Single(missing.Reasons), StringComparison.Ordinal);
        var gone = await HandOverAsync(Of("A headline\n\n![a wall](library/aaaaaaaaaaaaaaaa)\n", new LibraryPicture("aaaaaaaaaaaaaaaa", new string('0', 64), null, null, null)));
        Assert.Contains("not in the library", Assert.Single(gone.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_a_polyglot_and_a_text_are_refused_by_a_sentence_and_leave_nothing()
    {
        var jpeg = Photos.OfEveryFormat(60, 40)[0];
        foreach (var (file, says) in new[] { (Photos.PngOfSize(60_000, 60_000), "60000x60000"), ([.. jpeg, .. Photos.Zip()], "after the picture's end"), ("Just a text."u8.ToArray(), "not a picture"), (jpeg[..(jpeg.Length / 2)], "damaged"), (new byte[(64 << 20) + 1], "64 MB") })
        {
            Assert.Contains(says, (await Parts.TakePicture(file, "", default)).Why, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFiles(Paper.House.Library));
        Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(Paper.House.Library) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) == 0);
    }

    [Fact]
    public async Task Of_a_picture_that_was_only_looked_at_nothing_is_left_when_it_is_removed_and_one_that_went_out_stays_whole()
    {
        var taken = await Parts.TakePicture(Photo(), ".jpg", default);
        var text = Of("A headline\n\n![a wall](library/aaaaaaaaaaaaaaaa)\n", new LibraryPicture("aaaaaaaaaaaaaaaa", taken.Hash, null, null, null));
        await Parts.Preview(text, default);
        Assert.NotEmpty(Directory.GetFiles(Paper.House.Media));
        Assert.True(await Parts.ForgetPicture(taken.Hash, "library/aaaaaaaaaaaaaaaa", default));
        Assert.Empty(Directory.GetFiles(Paper.House.Media));
        Assert.Empty((await HandOverAsync(text)).Reasons);
        await PublishedAsync();
        Assert.False(await Parts.ForgetPicture(taken.Hash, "library/aaaaaaaaaaaaaaaa", default));
        Assert.NotEmpty(Directory.GetFiles(Paper.House.Media));
        Assert.Empty((await Paper.VerifyAsync()).Findings);
    }
}
