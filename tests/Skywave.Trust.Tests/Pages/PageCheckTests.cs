using System.Text;
using CsCheck;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Trust.Tests.Documents;
using Skywave.Trust.Tests.Log;
using Xunit;

namespace Skywave.Trust.Tests.Pages;

public sealed class PageCheckTests
{
    private static readonly SamplePages Pages = new(300);

    private static string? CodeOf(byte[] page, string? asked = null, LogsDocument? logs = null) =>
        PageCheck.Check(page, logs ?? Pages.Logs(), asked, SamplePages.Styles).Refusal?.Code;

    private static string? CodeOf(string page) => CodeOf(Encoding.UTF8.GetBytes(page));

    private static string Text(int index) => Encoding.UTF8.GetString(Pages.Page(index));

    [Fact]
    public void A_genuine_page_is_accepted()
    {
        var page = PageCheck.Check(Pages.Page(7), Pages.Logs(), Pages.Record(7).Address, SamplePages.Styles).Value;
        Assert.Equal(Pages.Fragment(7), page.Fragment.ToArray());
        Assert.Equal((Pages.Record(7), 7L, "en"), (page.Record, page.Index, page.Epoch.Desk));
        Assert.Equal(Pages.Checkpoint, page.Checkpoint);
    }

    [Fact]
    public void Any_flipped_bit_in_article_or_proof_is_refused()
    {
        var page = Pages.Page(7);
        var from = page.AsSpan().IndexOf("<article"u8);
        var article = page.AsSpan().IndexOf("</article>"u8) + 10 - from;
        var proof = page.AsSpan().IndexOf("c2sp.org"u8);
        var proofLength = page.AsSpan(proof).IndexOf("</pre>"u8);
        Gen.Select(Gen.Int[0, article - 1], Gen.Int[0, 7]).Sample((at, bit) => CodeOf(SampleLog.Flip(page, from + at, bit)) is not null, iter: 1500);
        Gen.Select(Gen.Int[0, proofLength - 1], Gen.Int[0, 7]).Sample((at, bit) => CodeOf(SampleLog.Flip(page, proof + at, bit)) is not null, iter: 1500);
    }

    [Fact]
    public void A_flipped_bit_around_the_article_is_refused_or_leaves_the_article_as_signed()
    {
        var page = Pages.Page(7);
        Gen.Select(Gen.Int[0, page.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
            !PageCheck.Check(SampleLog.Flip(page, at, bit), Pages.Logs(), null, SamplePages.Styles).TryGet(out var seen, out _) || seen.Fragment.Span.SequenceEqual(Pages.Fragment(7)), iter: 1500);
    }

    [Fact]
    public void A_cut_page_is_refused()
    {
        var page = Pages.Page(3);
        Gen.Int[0, page.Length - 2].Sample(length => CodeOf(page[..length]) is not null, iter: 400);
    }

    [Fact]
    public void Another_genuine_article_is_not_the_one_asked_for()
    {
        Assert.Equal(Codes.ArticleSwapped, CodeOf(Pages.Page(8), Pages.Record(7).Address));
        var mixed = Text(7).Replace(Encoding.UTF8.GetString(Pages.Fragment(7)), Encoding.UTF8.GetString(Pages.Fragment(8)));
        Assert.Equal(Codes.ArticleAltered, CodeOf(mixed));
    }

    [Fact]
    public void A_log_nobody_lists_is_refused() =>
        Assert.Equal(Codes.LogOriginUnknown, CodeOf(Pages.Page(7), logs: DocumentTests.Logs(DocumentTests.Epoch("fa", 1, 9))));

    [Fact]
    public void Another_newsrooms_key_is_refused() => Assert.Equal(Codes.LogSignature, CodeOf(new SamplePages(10, key: 5).Page(3)));

    [Fact]
    public void A_proof_of_another_place_or_record_is_refused()
    {
        Assert.Equal(Codes.LogInclusion, CodeOf(Text(7).Replace("\nindex 7\n", "\nindex 8\n")));
        var other = Convert.ToBase64String(Pages.Record(8).ToBytes());
        Assert.Equal(Codes.LogInclusion, CodeOf(Text(7).Replace(Convert.ToBase64String(Pages.Record(7).ToBytes()), other)));
    }

    [Fact]
    public void A_desk_that_signs_anothers_path_is_refused()
    {
        var own = new SamplePages(1);
        own.Add(1, change: record => record with { Desk = "fa", Address = record.Address.Replace("en/", "fa/") });
        own.Add(1, change: record => record with { Address = record.Address.Replace("en/", "fa/") });
        Assert.Equal(Codes.RecordDesk, CodeOf(own.Page(1), logs: own.Logs()));
        Assert.Equal(Codes.RecordDesk, CodeOf(own.Page(2), logs: own.Logs()));
    }

    [Fact]
    public void A_record_of_another_id_or_revision_is_refused()
    {
        var own = new SamplePages(1);
        own.Add(1, change: record => record with { Article = "zzzzzzzzzzzzzzzz", Address = "en/2026/11/zzzzzzzzzzzzzzzz" });
        own.Add(1, change: record => record with { Revision = 2 });
        Assert.Equal(Codes.RecordMismatch, CodeOf(own.Page(1), logs: own.Logs()));
        Assert.Equal(Codes.RecordMismatch, CodeOf(own.Page(2), logs: own.Logs()));
    }

    [Fact]
    public void An_entry_that_is_no_record_is_refused()
    {
        var own = new SamplePages(1);
        own.Add(1, change: record => record with { Status = "invented" });
        Assert.Equal(Codes.RecordMalformed, CodeOf(own.Page(1), logs: own.Logs()));
    }

    [Theory]
    [InlineData("</main>", "<article id=\"x\">lie</article></main>", Codes.PageTwoArticles)]
    [InlineData("<main id=\"main\">", "<main id=\"main\"><ARTICLE>", Codes.PageTwoArticles)]
    [InlineData("<p>Footer", "</Article><p>Footer", Codes.PageTwoArticles)]
    [InlineData("<h1>", "<article ><h1>", Codes.PageTwoArticles)]
    [InlineData("<article lang", "<ARTICLE lang", Codes.PageNoArticle)]
    [InlineData("<article lang", "<article\nlang", Codes.PageNoArticle)]
    [InlineData("</article>", "</article >", Codes.PageNoArticle)]
    [InlineData("<pre id=\"proof\">", "<pre id=\"proof\"></pre><pre id=\"proof\">", Codes.PageTwoProofs)]
    [InlineData("<p>Footer", "<PRE ID=\"PROOF\">", Codes.PageTwoProofs)]
    [InlineData("<pre id=\"proof\">", "<pre id=\"prooff\">", Codes.PageNoProof)]
    [InlineData("</pre>", "<b></pre>", Codes.PageNoProof)]
    [InlineData("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\n", Codes.PageProof)]
    [InlineData("c2sp.org/tlog-proof@v1\n", "\nc2sp.org/tlog-proof@v1\n", Codes.PageProof)]
    public void Pages_that_are_not_whole_are_refused(string good, string bad, string code) => Refuse(good, bad, code);

    [Theory]
    [InlineData("<body>", "<body><!-- ")]
    [InlineData("<main id=\"main\">", "<main id=\"main\"><!--x-->")]
    [InlineData("<body>", "<body class=\"dark\">")]
    [InlineData("<body>", "<body hidden>")]
    [InlineData("<body>", "<BODY>")]
    [InlineData("<main id=\"main\">", "<main id=\"main\" hidden>")]
    [InlineData("<main id=\"main\">", "<main id=\"main\" popover>")]
    [InlineData("<main id=\"main\">", "<main id=\"main\" style=\"display:none\">")]
    [InlineData("<main id=\"main\">", "<main id=\"main\" aria-hidden=\"true\">")]
    [InlineData("<main id=\"main\">", "<div><main id=\"main\">")]
    [InlineData("<main id=\"main\">", "<main id=\"main\"><div>")]
    [InlineData("<main id=\"main\">", "<main id=\"main\"><details>")]
    [InlineData("<main id=\"main\">", "<main id=\"main\"><textarea>")]
    [InlineData("<main id=\"main\">", "<main id=\"main\"><svg>")]
    [InlineData("<main id=\"main\">", "<main id=main>")]
    [InlineData("<main id=\"main\">", "<main id='main'>")]
    [InlineData("<html lang=\"en\"", "<html inert lang=\"en\"")]
    [InlineData("body{margin:0}", "body{margin:0}article{display:none}")]
    [InlineData("<style>", "<style media=\"print\">")]
    [InlineData("</style>", "</style><style>body{margin:0}</style>")]
    [InlineData("<style>body{margin:0}</style>", "")]
    [InlineData("<meta charset=\"utf-8\">", "<meta charset=\"iso-2022-jp\">")]
    [InlineData("<meta charset=\"utf-8\">", "")]
    [InlineData("<meta name=\"viewport\"", "<meta http-equiv=\"refresh\"")]
    [InlineData("rel=\"alternate\"", "rel=\"alternate stylesheet\"")]
    [InlineData("<title>", "<title><b>")]
    [InlineData("<title>", "text<title>")]
    [InlineData("<title>", "<base href=\"//elsewhere\"><title>")]
    [InlineData("<p>Footer", "<script>1</script><p>Footer")]
    [InlineData("<p>Footer", "<iframe src=\"x\"></iframe><p>Footer")]
    [InlineData("<p>Footer", "<object data=\"x\"></object><p>Footer")]
    [InlineData("<p>Footer", "<template></template><p>Footer")]
    [InlineData("<p>Footer", "<p onclick=\"x\">Footer")]
    [InlineData("<p>Footer", "<p style=\"position:fixed\">Footer")]
    [InlineData("<p>Footer", "<p><a href=\"javascript:x\">x</a>Footer")]
    [InlineData("<p>Footer", "<p><a href=\"java&#115;cript&#58;x\">x</a>Footer")]
    [InlineData("<p>Footer", "<p><img src=\"https://elsewhere/x\" alt=\"\">Footer")]
    [InlineData("<p>Footer", "<p id=\"proof\">Footer")]
    [InlineData("<p>Footer", "<p><div>Footer")]
    [InlineData("</html>", "</html><p>x</p>")]
    [InlineData("</html>", "")]
    [InlineData("<!doctype html>", "")]
    [InlineData("<!doctype html>", "\ufeff<!doctype html>")]
    public void A_page_that_could_hide_the_article_is_refused(string good, string bad) => Refuse(good, bad, Codes.PageChrome);

    private const string Data = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"a \\u003C b\"}</script>";

    [Fact]
    public void Data_for_machines_may_stand_in_the_head() => Assert.Null(CodeOf(With("<title>", Data + "<title>")));

    [Theory]
    [InlineData("<title>", Data + Data + "<title>")]
    [InlineData("<main id=\"main\">", "<main id=\"main\">" + Data)]
    [InlineData("<p>Footer", Data + "<p>Footer")]
    [InlineData("<body>", Data + "<body>")]
    [InlineData("<meta charset=\"utf-8\">", Data + "<meta charset=\"utf-8\">")]
    [InlineData("<title>", "<title>" + Data)]
    [InlineData("<title>", "<script>{}</script><title>")]
    [InlineData("<title>", "<script type>{}</script><title>")]
    [InlineData("<title>", "<script type=\"\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"module\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"importmap\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"speculationrules\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"text/javascript\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/json\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/LD+JSON\">{}</script><title>")]
    [InlineData("<title>", "<script type=\" application/ld+json\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json;charset=utf-8\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld&#43;json\">{}</script><title>")]
    [InlineData("<title>", "<script type='application/ld+json'>{}</script><title>")]
    [InlineData("<title>", "<script type=application/ld+json>{}</script><title>")]
    [InlineData("<title>", "<SCRIPT type=\"application/ld+json\">{}</SCRIPT><title>")]
    [InlineData("<title>", "<script TYPE=\"application/ld+json\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\">{}</SCRIPT><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\">{}</script ><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\" type=\"module\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\" src=\"x.js\"></script><title>")]
    [InlineData("<title>", "<script src=\"x.js\" type=\"application/ld+json\"></script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\" async>{}</script><title>")]
    [InlineData("<title>", "<script id=\"x\" type=\"application/ld+json\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\" onload=\"x\">{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\">{\"a\":\"<b>\"}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\">{\"a\":\"1 < 2\"}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\"><!--{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\"><!--<script>{}</script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\">{}<script></script></script><title>")]
    [InlineData("<title>", "<script type=\"application/ld+json\"><title>")]
    public void What_may_be_a_program_is_refused_wherever_it_stands(string good, string bad) => Refuse(good, bad, Codes.PageChrome);

    private static void Refuse(string good, string bad, string code) => Assert.Equal(code, CodeOf(With(good, bad)));

    private static string With(string good, string bad)
    {
        var at = Text(7).IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, good);
        return Text(7)[..at] + bad + Text(7)[(at + good.Length)..];
    }

    [Fact]
    public void Without_the_approved_styles_only_the_fragment_is_spoken_for() =>
        Assert.True(PageCheck.Check(Encoding.UTF8.GetBytes(Text(7).Replace(SamplePages.Style, "p{}")), Pages.Logs(), null, styles: null).IsAccepted);

    [Fact]
    public void An_attribute_given_twice_is_refused_however_many_there_are()
    {
        static string Tag(int count, string last) => $"<p {string.Join(' ', Enumerable.Range(0, count).Select(i => $"data-a{i}=\"\""))} {last}>Footer ";
        foreach (var count in new[] { 3, 32, 33, 34, 500 })
        {
            Assert.Null(CodeOf(With("<p>Footer ", Tag(count, "data-b=\"\""))));
            Refuse("<p>Footer ", Tag(count, "data-a2=\"\""), Codes.PageChrome);
            Refuse("<p>Footer ", Tag(count, $"data-a{count - 1}"), Codes.PageChrome);
        }
    }

    [Fact]
    public void Endless_and_foreign_bytes_are_refused()
    {
        Assert.Equal(Codes.PageTooBig, CodeOf(new byte[PageSplit.MaxLength + 1]));
        Assert.Equal(Codes.PageNotText, CodeOf([0xff, 0xfe]));
        Assert.Equal(Codes.PageNoArticle, CodeOf("<!doctype html><title>502 Bad Gateway</title>"));
    }

    [Fact]
    public void A_proof_is_read_as_it_is_written()
    {
        var proof = Pages.Proof(7);
        Assert.Equal(proof, PageProof.Parse(Encoding.UTF8.GetBytes(proof.ToString())).Value);
        Assert.StartsWith("c2sp.org/tlog-proof@v1\nextra ", proof.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nindex 7\n", proof.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PageAssembly.WithProof("<html></html>"u8, proof));
    }

    [Theory]
    [InlineData("en/2026/11/a-slug-abcdefghijklmnop.html", "en/2026/11/abcdefghijklmnop")]
    [InlineData("uz-Cyrl/2026/11/abcdefghijklmnop.html", "uz-Cyrl/2026/11/abcdefghijklmnop")]
    [InlineData("en/about/verify.html", "en/about/verify")]
    [InlineData("en/2026/11/slugabcdefghijklmnop.html", null)]
    [InlineData("en/index.html", null)]
    [InlineData("en/page/1.html", null)]
    [InlineData("en/../11/abcdefghijklmnop.html", null)]
    public void The_signed_address_leaves_out_the_slug(string path, string? address) =>
        Assert.Equal(address, PageAddress.TryFromPath(path, out var found) ? found : null);
}
