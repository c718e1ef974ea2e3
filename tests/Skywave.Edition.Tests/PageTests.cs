using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class PageTests
{
    public static TheoryData<string> Languages => [.. Samples.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_article_with_proof_and_notice_fits_the_first_connection(string language)
    {
        var article = Samples.Article(language);
        var size = Samples.Compressed(Signed(article, Samples.Page(article, Samples.Notice(language))).Page);
        Assert.True(size <= 8 * 1024, $"{language}: {size} bytes compressed, over the 8 KB target");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_signed_page_passes_every_check_of_a_reader(string language)
    {
        var article = Samples.Article(language) with { Corrections = [new(CorrectionKind.Update, Samples.Noon, "<b>more</b>", 1, 2)] };
        var (page, logs) = Signed(article, Samples.Page(article, Samples.Notice(language)));
        var check = PageCheck.Check(page, logs, article.Address, new HashSet<string> { Theme.Default.StyleHash });
        Assert.Null(check.Refusal);
        Assert.Equal(Samples.Fragment(article), check.Value.Fragment.ToArray());
    }

    [Fact]
    public void A_page_with_every_kind_of_chrome_passes_the_check_of_its_chrome()
    {
        const string Evil = "Tea & <i>toast</i></script><!--";
        var article = Samples.Article("en", Samples.Text("en", 30) with { Headline = Evil, Deck = Evil, Located = Evil, Subjects = [new(Evil)], Bylines = [new(Evil)], SourceUrl = Evil });
        var links = new ArticleLinks(ListNames.Of(article, story: true), [Samples.Item("en", 1) with { Headline = Evil }]);
        var bare = ArticlePage.Render(article, Samples.Fragment(article), [Samples.Notice("en") with { ReviewDue = new DateOnly(2026, 1, 1), ReviewedBy = "a \"lawyer\"", ReviewedOn = new DateOnly(2025, 1, 1) }],
            [Samples.Article("fa"), Samples.Article("ru")], Samples.Newsroom with { Name = "<Bridge> & \"Co\"" }, Samples.Locales.English, Theme.Default, Samples.Standing, Samples.Noon, links,
            about: FrontItem.From(article with { Standing = "about" }) with { Picture = Samples.Picture(1) }, history: [new(2, Samples.Noon, 9, new Correction(CorrectionKind.Update, Samples.Noon, Evil, 1, 2)), new(1, Samples.Noon, 1, null)]);
        var (page, logs) = Signed(article, bare);
        Assert.Null(PageCheck.Check(page, logs, article.Address, new HashSet<string> { Theme.Default.StyleHash }).Refusal);
        Assert.Contains("may be out of date", Samples.String(bare), StringComparison.Ordinal);
        Assert.Contains("href=\"../../../fa/2026/11/", Samples.String(bare), StringComparison.Ordinal);
        Assert.Contains("href=\"../../../en/story/", Samples.String(bare), StringComparison.Ordinal);
    }

    [Fact]
    public void The_notice_stands_before_the_acts_and_the_proof_directly_after_the_article()
    {
        var html = Samples.String(Samples.Page(Samples.Article("en"), Samples.Notice("en")));
        var order = new[] { "<h1", "</article>", PageAssembly.Place, "class=\"acts\"", "<dl>", "class=\"n copy\"", "download" }.Select(s => html.IndexOf(s, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Theory]
    [InlineData("ru", "<bdi>Россия</bdi> и <bdi>Беларусь</bdi>")]
    [InlineData("fa", "<bdi>روسیه</bdi> و <bdi>بلاروس</bdi>")]
    public void A_notice_names_its_countries_in_the_readers_language(string language, string expected) =>
        Assert.Contains($"<dt>{expected}</dt>", Samples.String(Samples.Page(Samples.Article(language), Samples.Notice(language))), StringComparison.Ordinal);

    [Fact]
    public void A_country_that_no_locale_knows_is_shown_by_its_code() =>
        Assert.Contains("<dt><bdi>QQ</bdi></dt>", Samples.String(Samples.Page(Samples.Article("en"), Samples.Notice("en") with { Territories = ["QQ"] })), StringComparison.Ordinal);

    [Theory]
    [InlineData("ce", "MK", "<bdi lang=\"ru\" dir=\"ltr\">Северная Македония</bdi>")]
    [InlineData("crh", "AE", "<bdi lang=\"uk\" dir=\"ltr\">Об’єднані Арабські Емірати</bdi>")]
    public void A_countrys_name_from_a_fall_back_says_which_language_it_is_in(string desk, string code, string expected)
    {
        var article = Samples.Article("ru") with { Desk = DeskTag.Parse(desk) };
        Assert.Contains($"<dt>{expected}</dt>", Samples.String(Samples.Page(article, Samples.Notice("ru") with { Territories = [code] })), StringComparison.Ordinal);
    }

    [Fact]
    public void The_story_in_another_language_carries_its_language_on_the_link_and_starts_where_the_page_does()
    {
        var article = Samples.Article("en");
        var html = Samples.String(ArticlePage.Render(article, Samples.Fragment(article), [], [Samples.Article("fa")], Samples.Newsroom, Samples.Locales.English, Theme.Default, Samples.Standing, Samples.Noon));
        var item = Assert.Single(new HtmlParser().ParseDocument(html).QuerySelectorAll(".langs li"));
        Assert.Empty(item.Attributes);
        Assert.Equal(["fa", "fa", "rtl"], new[] { "hreflang", "lang", "dir" }.Select(item.FirstElementChild!.GetAttribute));
    }

    [Fact]
    public void A_page_says_that_it_cannot_check_itself() =>
        Assert.Contains("A page cannot check itself", Samples.String(Samples.Page(Samples.Article("en"))), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_page_has_landmarks_one_headline_skip_links_and_relative_links_only(string language)
    {
        var html = Samples.String(Samples.Page(Samples.Article(language), Samples.Notice(language)));
        var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Single(document.QuerySelectorAll("body>header"));
        Assert.Single(document.QuerySelectorAll("body>main"));
        Assert.Single(document.QuerySelectorAll("body>footer"));
        Assert.Single(document.QuerySelectorAll("nav#nav"));
        Assert.Equal(["#text", "#nav"], document.QuerySelectorAll(".skip a").Select(a => a.GetAttribute("href")));
        Assert.Equal("data:,", document.QuerySelector("link[rel=icon]")?.GetAttribute("href"));
        Assert.All(document.QuerySelectorAll("a[href],img[src],link[href]:not([rel=icon])"), e => Assert.Matches("^(#|\\.\\./|[a-z2-7-]+\\.html$)", e.GetAttribute("href") ?? e.GetAttribute("src")));
        Assert.Equal(Samples.Locales.For(language).Direction, document.DocumentElement.GetAttribute("dir"));
        Assert.Equal(document.All.Where(e => e.Id is { Length: > 0 }).Select(e => e.Id).Distinct().Count(), document.All.Count(e => e.Id is { Length: > 0 }));
    }

    [Fact]
    public void The_policy_names_the_style_that_stands_in_the_page()
    {
        var document = new HtmlParser().ParseDocument(Samples.String(Samples.Page(Samples.Article("en"))));
        var style = Assert.Single(document.QuerySelectorAll("style")).TextContent;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(style));
        Assert.Equal(Theme.Default.StyleHash, Convert.ToHexStringLower(hash));
        Assert.Contains("style-src 'sha256-" + Convert.ToBase64String(hash) + "'", document.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(style), 1, 3 * 1024);
    }

    [Fact]
    public void An_article_carries_no_rule_that_only_lists_need()
    {
        var theme = Theme.Parse("parts", "a{b:c}\n/* lists */\n/* of news */\n.list{d:e}\n/* everywhere */\ni{j:k}\n");
        Assert.Equal(("a{b:c}i{j:k}", "a{b:c}.list{d:e}i{j:k}"), (theme.Css, theme.WholeCss));
        Assert.Equal((theme.Css, theme.WholeCss), (Theme.Parse("again", theme.Text).Css, Theme.Parse("again", theme.Text).WholeCss));
        Assert.InRange(Encoding.UTF8.GetByteCount(Theme.Default.WholeCss), Theme.Default.Css.Length + 400, 3 * 1024);
    }

    [Fact]
    public void A_style_that_could_end_itself_is_refused() =>
        Assert.Throws<FormatException>(() => Theme.Parse("bad", "a{content:'</style>'}"));

    [Fact]
    public void The_same_values_give_the_same_page()
    {
        var article = Samples.Article("hy");
        Assert.Equal(Samples.Page(article, Samples.Notice("hy")), Samples.Page(article with { }, Samples.Notice("hy")));
    }

    // A log of 2^17 entries in which the article is the first: as long a proof as a large desk's.
    internal static (byte[] Page, LogsDocument Logs) Signed(PublishedArticle article, byte[] page)
    {
        const int Levels = 17;
        var fragment = Samples.Fragment(article);
        var record = new Skywave.Trust.Log.Record
        {
            Address = article.Address, Article = article.Id.Value, Desk = article.Desk.Value, FirstPublished = article.FirstPublished, VersionCreated = article.VersionCreated,
            Hash = Convert.ToHexStringLower(SHA256.HashData(fragment)), Length = fragment.Length, Revision = article.Revision, Status = "published",
        }.ToBytes();
        TreeHash[] siblings = [.. Enumerable.Range(0, Levels).Select(i => TreeHash.OfEntry([(byte)i]))];
        var root = siblings.Aggregate(TreeHash.OfEntry(record), TreeHash.OfNode);
        var key = SigningKey.FromSeed(SHA256.HashData("a key of a test"u8));
        var origin = LogsDocument.OriginOf(Samples.Newsroom.Id, article.Desk.Value, 1);
        var proof = new PageProof(record, 0, [.. siblings], Checkpoint.Sign(origin, 1L << Levels, root, key));
        var epoch = new LogEpoch(article.Desk.Value, 1, origin, [VKey.Of(origin, key)], 1);
        var logs = new LogsDocument(Samples.Newsroom.Id, System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<LogEpoch>>.Empty.Add(article.Desk.Value, [epoch]));
        return (PageAssembly.WithProof(page, proof), logs);
    }
}
