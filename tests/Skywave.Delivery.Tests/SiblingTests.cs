using System.IO.Compression;
using System.Text;
using CsCheck;
using Skywave.Delivery;
using Skywave.Words;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class SiblingTests
{
    private static readonly Gen<byte[]> Bytes = Gen.OneOf(Gen.Byte.Array[0, 400], Gen.Byte[0, 3].Array[0, 20_000], Gen.Byte.Array[0, 20_000]);

    [Fact]
    public void Any_page_decodes_to_itself_from_both_of_its_copies() => Bytes.Sample(
        bytes =>
        {
            var press = new SiblingPress();
            foreach (var copy in press.Of(new EditionFile("en/index.html", bytes)))
            {
                Assert.Equal(bytes, Decode(copy.Path, copy.Bytes.ToArray()));
            }
        },
        iter: 150);

    [Fact]
    public void Any_list_decodes_to_itself_and_its_copies_are_shorter() => Bytes.Sample(
        bytes =>
        {
            foreach (var copy in new SiblingPress().Of(new EditionFile("en/feed.xml", bytes), SiblingPress.BestQuality))
            {
                Assert.True(copy.Bytes.Length < bytes.Length);
                Assert.Equal(bytes, Decode(copy.Path, copy.Bytes.ToArray()));
            }
        },
        iter: 150);

    [Fact]
    public void A_brotli_stream_can_be_ended_at_any_size()
    {
        // Around where a block's head gets a byte longer, and where one block is not enough.
        int[] edges = [.. Enumerable.Range(0, 600), .. Enumerable.Range(65_530, 20), .. Enumerable.Range(16_777_210, 12)];
        foreach (var more in edges)
        {
            var text = "the same words again, the same words again"u8.ToArray();
            var padded = BrotliPadding.Finish(Flushed(text), Flushed(text).Length + 1 + more);
            Assert.Equal(text, Decode("x.br", padded));
        }
    }

    [Fact]
    public void A_gzip_file_can_have_any_size_up_to_its_greatest_field() => Gen.Int[GzipPadding.Least, GzipPadding.Most].Sample(
        more =>
        {
            var text = "the same words again, the same words again"u8.ToArray();
            var plain = new MemoryStream();
            using (var gzip = new GZipStream(plain, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(text);
            }
            var padded = GzipPadding.Add(plain.ToArray(), (int)plain.Length + more);
            Assert.Equal(plain.Length + more, padded.Length);
            Assert.Equal(text, Decode("x.gz", padded));
        },
        iter: 300);

    [Theory]
    [InlineData(SiblingPress.PublishQuality)]
    [InlineData(SiblingPress.BestQuality)]
    public void Programs_that_others_wrote_decode_our_copies(int quality)
    {
        var press = new SiblingPress();
        foreach (var length in new[] { 300, 5_000, 70_000, 900_000 })
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length / 6).Select(i => $"{i * 7919 % 65_536:x} ")));
            Assert.Equal(bytes, Debian.Decode("brotli", press.Brotli("a.html", bytes, quality)!));
            Assert.Equal(bytes, Debian.Decode("gzip", press.Gzip("a.html", bytes)!));
        }
    }

    [Fact]
    public void The_same_bytes_have_the_same_copies()
    {
        var page = new EditionFile("en/index.html", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{i} "))));
        var press = new SiblingPress();
        var first = press.Of(page).Select(c => Convert.ToHexString(c.Bytes.Span)).ToArray();
        Assert.Equal(2, first.Length);
        Assert.Equal(first, press.Of(page).Select(c => Convert.ToHexString(c.Bytes.Span)));
        Assert.Equal(first, new SiblingPress().Of(page).Select(c => Convert.ToHexString(c.Bytes.Span)));
    }

    [Fact]
    public void Only_pages_are_padded_and_what_gains_nothing_has_no_copy()
    {
        var press = new SiblingPress();
        var text = Encoding.ASCII.GetBytes(new string('a', 4_000));
        Assert.Equal(SizeClasses.Brotli.Of(0, 255), press.Brotli("en/a.html", text)!.Length);
        Assert.InRange(press.Brotli("en/feed.xml", text)!.Length, 1, 100);
        Assert.Empty(press.Of(new EditionFile("en/feed.xml", "<rss/>"u8.ToArray())));
        var noise = new byte[1_000];
        new Random(1).NextBytes(noise);
        Assert.Empty(press.Of(new EditionFile("log/en/1/checkpoint", noise)));
    }

    [Theory]
    [InlineData("en/index.html", true)]
    [InlineData("en/feed.xml", true)]
    [InlineData("en/feed.atom", true)]
    [InlineData("en/2026/11/paths.txt", true)]
    [InlineData("log/en/1/checkpoint", true)]
    [InlineData("metadata/3.en.json", true)]
    [InlineData("targets/en/00ff.front", true)]
    [InlineData("targets/en/00ff.corrections-2026", true)]
    [InlineData("sw.js", true)]
    [InlineData("media/ab.vtt", true)]
    [InlineData("media/ab.jpg", false)]
    [InlineData("media/ab.opus", false)]
    [InlineData("log/en/1/tile/0/000", false)]
    [InlineData("log/en/1/tile/entries/000.p/3", false)]
    [InlineData("en/index.html.br", false)]
    [InlineData("targets/en/00ff.front.gz", false)]
    public void Text_has_copies_and_nothing_else(string path, bool has) => Assert.Equal(has, SiblingName.MayHave(path));

    [Theory]
    [InlineData("en/index.html.br", "en/index.html")]
    [InlineData("targets/en/00ff.front.gz", "targets/en/00ff.front")]
    [InlineData("media/ab.jpg.gz", null)]
    [InlineData("en/index.html", null)]
    [InlineData("en/index.html.br.br", null)]
    public void A_copy_is_known_by_its_name(string path, string? original) => Assert.Equal(original, SiblingName.OriginalOf(path));

    private static byte[] Flushed(byte[] text)
    {
        var buffer = new byte[1_000];
        using var encoder = new BrotliEncoder(9, 16);
        encoder.Compress(text, buffer, out _, out var written, isFinalBlock: false);
        encoder.Flush(buffer.AsSpan(written), out var flushed);
        return buffer[..(written + flushed)];
    }

    internal static byte[] Decode(string path, byte[] bytes)
    {
        var from = new MemoryStream(bytes);
        using Stream decoder = path.EndsWith(".br", StringComparison.Ordinal) ? new BrotliStream(from, CompressionMode.Decompress) : new GZipStream(from, CompressionMode.Decompress);
        var to = new MemoryStream();
        decoder.CopyTo(to);
        return to.ToArray();
    }
}
