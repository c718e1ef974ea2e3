using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class ArticleHeadTests
{
    private static IHtmlDocument Parse(PublishedArticle article, params PublishedArticle[] translations) => new HtmlParser().ParseDocument(Samples.String(Samples.Page(article, translations, ArticleLinks.None)));

    private static JsonElement Data(IHtmlDocument page) => JsonDocument.Parse(Assert.Single(page.QuerySelectorAll("head>script[type='application/ld+json']")).TextContent).RootElement;

    [Fact]
    public void A_page_says_to_machines_what_it_says_to_people()
    {
        var article = Samples.Article("fa") with { Revision = 2, VersionCreated = Samples.Noon.AddHours(1), Corrections = [new(CorrectionKind.Correction, Samples.Noon, "It was nine.", 1, 2)] };
        var data = Data(Parse(article with { Text = article.Text with { SourceUrl = "https://paper.example/x" } }));
        Assert.Equal(("https://schema.org", "NewsArticle", article.Id.Urn, article.Text.Headline, "fa"),
            (Text(data, "@context"), Text(data, "@type"), Text(data, "@id"), Text(data, "headline"), Text(data, "inLanguage")));
        Assert.Equal(("2026-11-24T12:00:00Z", "2026-11-24T13:00:00Z", "https://paper.example/x"), (Text(data, "datePublished"), Text(data, "dateModified"), Text(data, "isBasedOn")));
        Assert.Equal(["Lena Marsh", "A. Reader"], data.GetProperty("author").EnumerateArray().Select(a => Text(a, "name")));
        Assert.Equal(("NewsMediaOrganization", "Open Bridge"), (Text(data.GetProperty("publisher"), "@type"), Text(data.GetProperty("publisher"), "name")));
        Assert.Equal(("ImageObject", "../../../" + article.Text.LeadPicture!.Renditions[^1].Path), (Text(data.GetProperty("image"), "@type"), Text(data.GetProperty("image"), "contentUrl")));
        Assert.Equal(("CorrectionComment", "It was nine."), (Text(data.GetProperty("correction")[0], "@type"), Text(data.GetProperty("correction")[0], "text")));
    }

    [Theory]
    [InlineData(Genre.Analysis, "AnalysisNewsArticle")]
    [InlineData(Genre.Opinion, "OpinionNewsArticle")]
    [InlineData(Genre.Explainer, "BackgroundNewsArticle")]
    [InlineData(Genre.Interview, "NewsArticle")]
    [InlineData(Genre.FactCheck, "NewsArticle")]
    public void The_kind_of_text_is_schema_orgs_and_never_more_than_we_know(Genre genre, string type) =>
        Assert.Equal(type, Text(Data(Parse(Samples.Article("en", Samples.Text("en", 10) with { Genre = genre }))), "@type"));

    [Fact]
    public void A_storys_first_text_is_the_original_of_the_others()
    {
        var (first, second, third) = (Samples.Article("en"), Samples.Article("fa", minutes: 1), Samples.Article("ru", minutes: 2));
        Assert.Equal([second.Id.Urn, third.Id.Urn], Data(Parse(first, third, second)).GetProperty("workTranslation").EnumerateArray().Select(t => Text(t, "@id")));
        Assert.Equal(first.Id.Urn, Text(Data(Parse(second, third, first)).GetProperty("translationOfWork"), "@id"));
        Assert.False(Data(Parse(first)).TryGetProperty("workTranslation", out _));
    }

    [Fact]
    public void Each_other_language_of_a_story_is_named_in_the_head()
    {
        var links = Parse(Samples.Article("en"), Samples.Article("fa"), Samples.Article("ru")).QuerySelectorAll("head>link[hreflang]");
        Assert.Equal(["fa ../../../" + Samples.Article("fa").Path, "ru ../../../" + Samples.Article("ru").Path], links.Select(l => $"{l.GetAttribute("hreflang")} {l.GetAttribute("href")}"));
        Assert.All(links, l => Assert.Equal("alternate", l.GetAttribute("rel")));
    }

    [Fact]
    public void A_link_to_a_page_shows_its_headline_and_standfirst()
    {
        var page = Parse(Samples.Article("en"));
        Assert.Equal(Samples.Article("en").Text.Headline, page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        Assert.Equal(Samples.Article("en").Text.Deck, page.QuerySelector("meta[property='og:description'][name=description]")!.GetAttribute("content"));
    }

    [Fact]
    public void What_was_taken_down_and_standing_pages_say_nothing_to_machines()
    {
        foreach (var article in new[] { Samples.Article("en") with { Status = ArticleStatus.Withdrawn }, Samples.Article("en") with { Standing = "about" } })
        {
            Assert.Empty(Parse(article, Samples.Article("fa")).QuerySelectorAll("script,meta[property],link[hreflang]"));
        }
    }

    [Fact]
    public void A_withheld_name_is_said_to_no_machine() =>
        Assert.False(Data(Parse(Samples.Article("en", Samples.Text("en", 10) with { Bylines = [new("Real Name", BylineDisplay.Withheld, Reason: "safety")] }))).TryGetProperty("author", out _));

    [Fact]
    public void No_text_ends_the_data_or_begins_a_comment() =>
        Gen.OneOf(Gen.OneOf(new[] { "</script", "</SCRIPT >", "<!--", "<script", "]]>", "\\u003c/script>", "&lt;/script&gt;", "\uD800", "\u2028", "\u202E" }.Select(Gen.Const).ToArray()), Gen.String[Gen.Char, 0, 10]).Array[1, 4].Select(string.Concat)
            .Sample(text =>
            {
                var article = Samples.Article("en", new ArticleText { Language = "en", Headline = text, Bylines = [new(text)], Subjects = [new(text)], SourceUrl = text, LeadPicture = Samples.Picture(1) with { Credit = text } }) with
                {
                    Corrections = [new(CorrectionKind.Update, Samples.Noon, text, 1, 2)],
                };
                var data = LinkedData.Article(article, [], Samples.Newsroom with { Name = text }, "");
                using var read = JsonDocument.Parse(data);
                return !data.Contains('<', StringComparison.Ordinal) && !data.Contains("-->", StringComparison.Ordinal) && read.RootElement.GetProperty("headline").GetString() == Feed.Clean(text);
            }, iter: 2000);

    [Fact]
    public void An_article_leads_on_to_its_lists_and_to_what_is_related()
    {
        var article = Samples.Article("en");
        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Samples.String(Samples.Page(article, [], Samples.Links("en", article))));
        var lists = page.QuerySelector("nav.langs")!;
        Assert.Equal(["Topics:", "Places:", "People:", "Authors:"], lists.QuerySelectorAll("small").Select(s => s.TextContent));
        Assert.Contains("../../../en/author/lena-marsh/index.html", lists.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal("Everything on this story", lists.QuerySelectorAll("a")[^1].TextContent);
        Assert.Equal(5, page.QuerySelectorAll("nav[aria-labelledby=related] a").Length);
        Assert.Empty(new HtmlParser().ParseDocument(Samples.String(Samples.Page(article with { Status = ArticleStatus.Withdrawn }, [], Samples.Links("en", article)))).QuerySelectorAll("nav.langs"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
