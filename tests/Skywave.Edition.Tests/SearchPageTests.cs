using AngleSharp.Html.Parser;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The one page with script, as its bytes are.</summary>
public sealed class SearchPageTests
{
    private static readonly string[] WithSearch = [.. Samples.Standing, SearchPage.Standing];

    private static EditionFile Page(string desk, params Notice[] notices) => SearchPage.Render(
        DeskTag.Parse(desk), [.. notices], Samples.Newsroom, Samples.Locales.For(desk), Theme.Default, WithSearch, [new("page/3.html", "nav.older")], Samples.Noon);

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("hy")]
    [InlineData("ka")]
    [InlineData("uk")]
    public void It_is_small_and_in_the_desks_language(string desk)
    {
        var file = Page(desk);
        Assert.Equal($"{desk}/search.html", file.Path);
        Assert.InRange(Samples.Compressed(file.Bytes.ToArray()), 1000, 8 * 1024);
        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Samples.String(file.Bytes.ToArray()));
        Assert.Equal(desk, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(Samples.Locales.For(desk).Text("nav.search"), Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Equal("../search.js", Assert.Single(page.QuerySelectorAll("script")).GetAttribute("src"));
        Assert.Contains("../" + desk + "/page/3.html", page.QuerySelectorAll("main nav a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void What_is_typed_has_no_way_out_of_the_page()
    {
        var page = new HtmlParser().ParseDocument(Samples.String(Page("en").Bytes.ToArray()));
        var form = Assert.Single(page.QuerySelectorAll("form"));
        Assert.Equal("dialog", form.GetAttribute("method"));
        Assert.False(form.HasAttribute("action"));
        Assert.Empty(page.QuerySelectorAll("[name]:not(meta)"));
        var input = page.QuerySelector("input")!;
        Assert.Equal(("off", "false"), (input.GetAttribute("autocomplete"), input.GetAttribute("spellcheck")));
        Assert.True(form.HasAttribute("hidden"));
    }

    [Fact]
    public void Only_this_page_may_run_a_script_and_only_its_own()
    {
        var policy = Policy(Page("en").Bytes.ToArray());
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", Policy(Samples.Page(Samples.Article("en"))), StringComparison.Ordinal);
        Assert.DoesNotContain(Samples.Locales.English.Text("footer.noTracking"), Samples.String(Page("en").Bytes.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_link_to_the_search_only_where_there_is_one()
    {
        byte[] With(IReadOnlyCollection<string> standing) => NotFoundPage.Render(DeskTag.Parse("en"), Samples.Newsroom, Samples.Locales.English, Theme.Default, standing);
        Assert.Contains("href=\"../en/search.html\"", Samples.String(With(WithSearch)), StringComparison.Ordinal);
        Assert.DoesNotContain("search.html", Samples.String(With(Samples.Standing)), StringComparison.Ordinal);
        Assert.DoesNotContain("about/search", Samples.String(With(WithSearch)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_about_searching_stands_before_the_search()
    {
        var about = Samples.Notice("en") with { Acts = [Act.Read, Act.Search] };
        var html = Samples.String(Page("en", about).Bytes.ToArray());
        Assert.True(html.IndexOf("class=\"n on RU BY\"", StringComparison.Ordinal) is var at and > 0 && at < html.IndexOf("id=\"words\"", StringComparison.Ordinal));
        Assert.DoesNotContain("class=\"n on", Samples.String(Page("en", Samples.Notice("en")).Bytes.ToArray()), StringComparison.Ordinal);
    }

    private static string Policy(byte[] page) => new HtmlParser().ParseDocument(Samples.String(page)).QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;
}
