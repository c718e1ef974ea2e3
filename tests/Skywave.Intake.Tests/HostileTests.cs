using System.Text;
using CsCheck;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>Whatever comes in, something comes out: drafts that keep the laws, or reasons.</summary>
public sealed class HostileTests
{
    private static readonly string[] Seeds =
    [
        """{"uri":"u","headline":"h","body_html":"<p>a <b>b</b></p>","associations":{"a":{"uri":"x","renditions":{"r":{"href":"https://example.org/a.jpg"}}}}}""",
        """[{"uri":"u","headlines":[{"role":"main","value":"v"}],"bodies":[{"value":"<p>x</p>","contenttype":"text/html"}],"rightsinfo":{"linkedrights":"l"}}]""",
        """{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"t","content_html":"<p>x</p>","tags":["a"],"authors":[{"name":"n"}]}]}""",
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>c</title><item><title>t &amp; u</title><link>https://example.org/</link><description><![CDATA[<p>x</p>]]></description><media:content url='https://example.org/a.jpg'/></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://example.org/'><entry><id>i</id><title type='html'>t</title><content type='xhtml'><div><p>x</p></div></content></entry></feed>",
        "<!DOCTYPE html><html lang=en><head><title>T</title></head><body><article><h1>T</h1><p>Words <a href='/x'>link</a></p><table><tr><td>1<td>2</table><figure><img src=a.jpg alt=x></figure></article></body></html>",
        "---\nid: x\ndesk: en\nclaim: a | b | c\n---\nHead\n\n## Sub\n\n- **a** *b* `c` [d](https://example.org/)\n\n> q\n> -- w\n\n{claims: a}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[[ t\nx\n]]\n",
    ];

    private static readonly string[] Splinters =
    [
        "<", ">", "&", "\"", "'", "{", "}", "[", "]", "(", ")", "|", "\\", "\0", "\u202e", "\ufeff", "\n", "\r\n", "\n\n", "---", "```", "**", "<![CDATA[", "]]>", "<!--", "-->", "<?xml", "<!DOCTYPE x [", "&#xD800;", "&#99999999;",
        "\\ud800", "</item>", "<item>", "<p>", "</div>", "<script>", "<svg>", "null", "1e999", ",", ":", "![", "[[ ", "]]", "??? ", "xmlns:a='b'", "xml:base='::'", "javascript:", "data:", "//", "\u0085", "lang=", "😀",
    ];

    [Fact]
    public void Mutated_documents_never_throw() =>
        Gen.Select(Gens.Any(Seeds), Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 12], Gens.Any(Splinters)).Array[1, 6]).Sample((seed, cuts) =>
        {
            var text = cuts.Aggregate(seed, (t, c) => (t.Length * c.Item1 / 1000) is var at ? t[..at] + c.Item3 + t[Math.Min(t.Length, at + c.Item2)..] : t);
            Laws.Hold(Items.Read(Encoding.UTF8.GetBytes(text), "fuzz"), "fuzz");
        }, iter: 1500);

    [Fact]
    public void Mutated_bytes_never_throw() =>
        Gen.Select(Gens.Any(Seeds), Gen.Select(Gen.Int[0, 1000], Gen.Byte).Array[1, 8], Gen.Enum<IntakeFormat>()).Sample((seed, flips, format) =>
        {
            var bytes = Encoding.UTF8.GetBytes(seed);
            foreach (var (at, value) in flips)
            {
                bytes[(bytes.Length - 1) * at / 1000] = value;
            }
            Laws.Hold(Items.Read(bytes, "fuzz", new IntakeOptions { Format = format }), "fuzz");
        }, iter: 800);

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 200].Sample(bytes => Laws.Hold(Items.Read(bytes, "fuzz"), "fuzz"), iter: 500);

    [Theory]
    [InlineData("{\"headline\":\"a\\😀\"}")]
    [InlineData("[{\"uri\":\"u\\😀\\ud800😀\"}]")]
    public void A_backslash_before_a_character_of_two_halves_is_a_mistake_and_no_crash(string text)
    {
        var outcome = Assert.Single(Items.Read(Encoding.UTF8.GetBytes(text), "x.json"));
        Assert.IsType<ImportOutcome.Rejected>(outcome);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Wide_encodings_are_recognised_by_their_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("<?xml version='1.0'?><rss version='2.0'><channel><item><title>Привіт</title></item></channel></rss>")];
        var item = Assert.IsType<ImportOutcome.Draft>(Assert.Single(Items.Read(bytes, "x"))).Item;
        Assert.Equal("Привіт", item.Text.Headline);
        Assert.Contains(item.Warnings, w => w.Contains("not UTF-8", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("windows-1251", "Привет, река")]
    [InlineData("koi8-r", "Привет, река")]
    [InlineData("iso-8859-9", "İstanbul'da yağmur")]
    [InlineData("iso-2022-jp", "東京の川")]
    [InlineData("gb18030", "河水上涨")]
    public void A_declared_encoding_is_believed(string name, string title)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding(name).GetBytes($"<?xml version='1.0' encoding='{name}'?><rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>");
        Assert.Equal(title, Assert.IsType<ImportOutcome.Draft>(Assert.Single(Items.Read(bytes, "x"))).Item.Text.Headline);
    }

    [Fact]
    public void An_undeclared_encoding_is_guessed_and_reported()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "Река вышла из берегов\n\nВода поднялась за ночь на три метра. Жители уходят пешком, дорога закрыта. Спасатели работают с утра.";
        var item = Assert.IsType<ImportOutcome.Draft>(Assert.Single(Items.Read(Encoding.GetEncoding(1251).GetBytes(text), "x.txt"))).Item;
        Assert.Equal("Река вышла из берегов", item.Text.Headline);
        Assert.Equal("it is not UTF-8; it was read as windows-1251", Assert.Single(item.Warnings));
    }

    /// <summary>Each of these once cost time or memory by the square of its length.</summary>
    [Theory]
    [InlineData("<!DOCTYPE rss [>", "<rss version='2.0'>")]
    [InlineData("<rss version='2.0'><channel>", "<item>")]
    [InlineData("<!DOCTYPE html>", "<b><p>")]
    [InlineData("<!DOCTYPE html>", "<table><td>")]
    [InlineData("<!DOCTYPE html>", "<p>word</p>")]
    [InlineData("Head\n\n", "x\n## y\n")]
    [InlineData("Head\n\n- x\n", "and on\n")]
    [InlineData("---\n", "claim: a | b | c\nid: x\n")]
    [InlineData("{\"uri\":\"u\",\"headline\":\"h\",\"body_html\":\"", "<i><a href=x>")]
    public void What_repeats_for_ever_is_answered(string start, string again)
    {
        var text = start + string.Concat(Enumerable.Repeat(again, 900_000 / again.Length)) + (start[0] == '{' ? "\"}" : "");
        Laws.Hold(Items.Read(Encoding.UTF8.GetBytes(text), "x"), "x");
    }

    [Fact]
    public void Deep_json_is_refused() => Assert.Contains("nests deeper", Read.Refused("{\"uri\":\"u\",\"x\":" + new string('[', 500) + new string(']', 500) + "}"), StringComparison.Ordinal);

    [Fact]
    public void A_huge_attribute_does_no_harm()
    {
        var outcomes = Items.Read(Encoding.UTF8.GetBytes($"<rss version='2.0'><channel><item><title a='{new string('x', 5_000_000)}'>t</title><link>https://example.org/{new string('y', 100_000)}</link></item></channel></rss>"), "x");
        Assert.Null(Assert.IsType<ImportOutcome.Draft>(Assert.Single(outcomes)).Item.Text.SourceUrl);
    }

    [Fact]
    public void An_endless_article_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 150_000));
        Assert.Contains("at most 500000", Read.Refused("{\"uri\":\"u\",\"headline\":\"h\",\"body_text\":\"" + text + "\"}"), StringComparison.Ordinal);
        Assert.Contains("at most 5000 and 500000", Read.Refused("Head\n\n" + text, "s.txt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4 }, "a JPEG picture")]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4 }, "a ZIP archive")]
    [InlineData(new byte[] { }, "it is empty")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 1 }, "binary data")]
    public void What_is_no_text_is_refused(byte[] bytes, string reason)
    {
        var refused = Assert.IsType<ImportOutcome.Rejected>(Assert.Single(Items.Read(bytes, "x")));
        Assert.Contains(reason, refused.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Bidi_overrides_are_stripped_and_joiners_stay()
    {
        var item = Read.One("He\u202ead\u200d\u2067x\u2069\n\nmi\u200cx \u202dok\u202c", "s.txt");
        Assert.Equal("Head\u200dx", item.Text.Headline);
        Assert.Equal("mi\u200cx ok", BlockText.Of(item.Text.Body[0]));
        Assert.Equal("dropped: bidi override character (5)", Assert.Single(item.Warnings));
    }
}
