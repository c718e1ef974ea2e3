using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Skywave.Trust.Pages;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The page of a live story's part: newest first, permalinks, key points, no polling; and what it weighs.</summary>
public sealed class LivePageTests
{
    public static TheoryData<string> Desks => [.. Samples.Locales.All.Select(l => l.Tag)];

    // Entries of some hundred words each, every fifth one a key point, every third without a headline.
    private static PublishedArticle Part(string desk, int entries = 20, int number = 1, LiveState state = LiveState.Open, int words = 100)
    {
        var article = Samples.Worded(desk, number);
        var live = new LivePart("text:count", number, state);
        IEnumerable<Block> Entry(int n) =>
        [
            new LiveEntry(n, Samples.Noon.AddMinutes(n), n % 3 == 0 ? null : Samples.Worded(desk, n).Text.Headline, IsKey: n % 5 == 0 && n % 3 != 0), .. Samples.Worded(desk, n, words).Text.Body,
        ];
        return article with { Revision = 7, Text = article.Text with { Live = live, Body = [.. article.Text.Body, .. Enumerable.Range(live.First, entries).SelectMany(Entry)] } };
    }

    private static IHtmlDocument Read(byte[] page) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Samples.String(page));

    private static byte[] Page(PublishedArticle article, string? earlier = null, string? later = null) =>
        Samples.Page(article, [], ArticleLinks.None with { Earlier = earlier, Later = later }, Samples.Notice("en"));

    [Fact]
    public void Entries_stand_newest_first_with_heading_time_and_permalink()
    {
        var page = Read(Page(Part("en", 4, number: 2)));
        Assert.Equal(["e24", "e23", "e22", "e21"], page.QuerySelectorAll("article h2[id]").Select(h => h.Id));
        Assert.Equal(["#e24", "#e23", "#e22", "#e21"], page.QuerySelectorAll("article a[href^='#e']:has(time)").Select(a => a.GetAttribute("href")));
        Assert.Equal("2026-11-24T12:23:00Z", page.QuerySelector("#e23")!.NextElementSibling!.QuerySelector("time")!.GetAttribute("datetime"));
        // An entry without a headline is headed by its time.
        Assert.Equal("24 November 2026, 12:24 UTC", page.QuerySelector("#e24")!.TextContent);
        Assert.All(page.QuerySelectorAll("article a[href^='#']"), a => Assert.NotNull(page.QuerySelector(a.GetAttribute("href")!)));
    }

    [Fact]
    public void Key_points_stand_at_the_top_and_lead_to_their_entries()
    {
        var page = Read(Page(Part("en")));
        var list = page.QuerySelector("article dl")!;
        Assert.Equal(("Key points", "DL"), (list.PreviousElementSibling!.TextContent, list.TagName));
        Assert.Equal(["#e20", "#e10", "#e5"], list.QuerySelectorAll("dd a").Select(a => a.GetAttribute("href")));
        Assert.Equal("2026-11-24T12:20:00Z", list.QuerySelector("dt time")!.GetAttribute("datetime"));
        Assert.Empty(Read(Page(Part("en", 4))).QuerySelectorAll("article dl"));
    }

    [Fact]
    public void A_pinned_entry_stands_first_with_its_permalink_and_one_of_an_older_page_without()
    {
        var article = Part("en", 4, number: 2);
        var own = Read(Page(article with { Text = article.Text with { Live = article.Text.Live! with { Pinned = 22 } } }));
        Assert.Equal(["e22", "e24", "e23", "e21"], own.QuerySelectorAll("article h2[id]").Select(h => h.Id));
        Assert.Equal(["e24", "e23", "e22", "e21"], Read(Page(article with { Text = article.Text with { Live = article.Text.Live! with { Pinned = 22, State = LiveState.Full } } })).QuerySelectorAll("article h2[id]").Select(h => h.Id));
        Assert.Equal("Pinned", own.QuerySelector("#e22")!.PreviousElementSibling!.TextContent);
        var copied = Read(Page(article with { Text = article.Text with { Live = article.Text.Live! with { Pinned = 5 }, Body = [.. LiveText.Of(article.Text.Body).Before, new LiveEntry(5, Samples.Noon, "The fifth", IsKey: true), new Paragraph([new Run("Five.")]), .. article.Text.Body.SkipWhile(b => b is not LiveEntry)] } }));
        var heading = copied.QuerySelector("article h2")!;
        Assert.Equal(("The fifth", null, "Pinned"), (heading.TextContent, heading.GetAttribute("id"), heading.PreviousElementSibling!.TextContent));
        Assert.Equal((0, "Five."), (heading.NextElementSibling!.QuerySelectorAll("a").Length, heading.NextElementSibling.NextElementSibling!.TextContent));
        Assert.Equal(["e24", "e23", "e22", "e21"], copied.QuerySelectorAll("article h2[id]").Select(h => h.Id));
        Assert.All(copied.QuerySelectorAll("article a[href^='#']"), a => Assert.NotNull(copied.QuerySelector(a.GetAttribute("href")!)));
    }

    [Theory]
    [InlineData(LiveState.Open, 1, "Live", "Live: we add to this page while the story goes on. Last update: 24 November 2026, 12:01 UTC.")]
    [InlineData(LiveState.Open, 2, "Live · Part 2", "Live: we add to this page while the story goes on. Last update: 24 November 2026, 12:02 UTC.")]
    [InlineData(LiveState.Full, 1, "Part 1", "This part of a live report is complete. What comes after it is in the next part.")]
    [InlineData(LiveState.Ended, 1, null, "This live report has ended. Last update: 24 November 2026, 12:01 UTC.")]
    public void A_part_says_plainly_whether_more_comes(LiveState state, int number, string? kicker, string sentence)
    {
        var page = Read(Page(Part("en", 20, number, state)));
        Assert.Equal((kicker, sentence), (page.QuerySelector("article header .k")?.TextContent, page.QuerySelector("article header .n")!.TextContent));
    }

    [Fact]
    public void Asking_for_news_is_a_plain_link_and_nothing_asks_by_itself()
    {
        var article = Part("en", number: 2);
        var page = Read(Page(article, "en/2026/11/one.html"));
        var links = page.QuerySelectorAll("main > nav.go a");
        Assert.Equal([("Check for updates", article.Path.Split('/')[^1]), ("Earlier entries", "../../../en/2026/11/one.html")], links.Select(a => (a.TextContent, a.GetAttribute("href"))));
        Assert.Empty(page.QuerySelectorAll("meta[http-equiv=refresh]"));
        Assert.All(page.QuerySelectorAll("script"), s => Assert.Equal("application/ld+json", s.GetAttribute("type")));
        // A part that another follows leads on to it, and one that ended has nothing to ask for.
        Assert.Equal(["Later entries"], Read(Page(Part("en", state: LiveState.Full), later: "en/2026/11/two.html")).QuerySelectorAll("main > nav.go a").Select(a => a.TextContent));
        Assert.Empty(Read(Page(Part("en", state: LiveState.Ended))).QuerySelectorAll("main > nav.go"));
        Assert.Empty(Read(Page(article with { Status = ArticleStatus.Withdrawn }, "en/2026/11/one.html")).QuerySelectorAll("main > nav.go"));
    }

    [Fact]
    public void Machines_are_told_what_was_added_when()
    {
        var data = JsonDocument.Parse(Read(Page(Part("en", 4, number: 2))).QuerySelector("script")!.TextContent).RootElement;
        Assert.Equal(("LiveBlogPosting", "2026-11-24T12:21:00Z"), (Text(data, "@type"), Text(data, "coverageStartTime")));
        Assert.False(data.TryGetProperty("coverageEndTime", out _));
        var posts = data.GetProperty("liveBlogUpdate");
        Assert.Equal(4, posts.GetArrayLength());
        Assert.Equal(("BlogPosting", "#e24", "2026-11-24T12:24:00Z"), (Text(posts[0], "@type"), Text(posts[0], "url"), Text(posts[0], "datePublished")));
        Assert.Equal(Samples.Worded("en", 23).Text.Headline, Text(posts[1], "headline"));
        Assert.Equal("2026-11-24T12:20:00Z", Text(JsonDocument.Parse(Read(Page(Part("en", state: LiveState.Ended))).QuerySelector("script")!.TextContent).RootElement, "coverageEndTime"));
    }

    [Theory, MemberData(nameof(Desks))]
    public void Twenty_entries_are_at_most_15_KB(string tag)
    {
        var size = Samples.Published(Page(Part(tag), "en/2026/11/one.html", "en/2026/11/two.html"));
        Assert.True(size <= 15 * 1024, $"{tag}: {size} bytes compressed");
    }

    [Theory, MemberData(nameof(Desks))]
    public void A_signed_live_page_passes_every_check_of_a_reader(string tag)
    {
        var article = Part(tag, 3);
        var (page, logs) = PageTests.Signed(article, Page(article, "en/2026/11/one.html", "en/2026/11/two.html"));
        Assert.Null(PageCheck.Check(page, logs, article.Address, new HashSet<string> { Theme.Default.StyleHash }).Refusal);
    }

    [Fact]
    public void A_lifeboat_without_script_calls_no_two_entries_alike()
    {
        var still = StillText.Of(Samples.Fragment(Part("en", 3)));
        Assert.DoesNotContain(" id=\"e", still, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"#e", still, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_say_that_a_story_is_live()
    {
        var (open, settled) = (FrontItem.From(Part("en", 3, 2)), FrontItem.From(Part("en", state: LiveState.Full)));
        var page = Read(ListPage.RenderFirst(new Masthead(DeskTag.Parse("en"), Samples.Newsroom, Samples.Locales.English, Theme.Default, Samples.Standing), new ListName(ListKind.Topic, "x", "X", null), [open, settled], 2));
        Assert.Equal(["Live", "Part 1"], page.QuerySelectorAll("li b").Select(b => b.TextContent));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
