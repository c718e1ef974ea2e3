using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The pages of a list: what stands where, and what a publish leaves alone.</summary>
public sealed class ListPageTests
{
    private static readonly ListName Topic = new(ListKind.Topic, "climate", "Climate", null);

    private static Masthead Masthead(string desk = "en") => new(DeskTag.Parse(desk), Samples.Newsroom, Samples.Locales.For(desk), Theme.Default, Samples.Standing);

    // The files of a list of so many articles.
    private static Dictionary<string, byte[]> After(int articles, ListName list)
    {
        FrontItem[] items = [.. Enumerable.Range(1, articles).Select(i => Samples.Item("en", i))];
        var full = ListPage.Full(articles);
        var files = Enumerable.Range(1, full).ToDictionary(n => ListPage.PathOf(Masthead().Desk, list.Key, n), n => ListPage.Render(Masthead(), list, n, [.. items.Skip((n - 1) * ListPage.Size).Take(ListPage.Size)]));
        foreach (var stub in ListPage.Stubs(articles, isOwn: false))
        {
            files[ListPage.PathOf(Masthead().Desk, list.Key, stub)] = ListPage.RenderStub(Masthead(), list, stub);
        }
        files[ListPage.PathOf(Masthead().Desk, list.Key)] = ListPage.RenderFirst(Masthead(), list, [.. items.Reverse().Take(ListPage.Shown(articles))], articles);
        return files;
    }

    [Fact]
    public void A_publish_touches_a_lists_first_page_and_two_times_in_thirty_one_page_more()
    {
        var before = After(65, Topic);
        for (var articles = 66; articles <= 91; articles++)
        {
            var after = After(articles, Topic);
            var touched = after.Where(f => !before.TryGetValue(f.Key, out var old) || !old.AsSpan().SequenceEqual(f.Value)).Select(f => f.Key).Order(StringComparer.Ordinal);
            string[] more = articles switch
            {
                89 => ["en/topic/climate/4.html"],
                90 => ["en/topic/climate/3.html"],
                _ => [],
            };
            Assert.Equal([.. more, "en/topic/climate/index.html"], touched);
            before = after;
        }
    }

    [Theory]
    [InlineData(0, false, "")]
    [InlineData(0, true, "")]
    [InlineData(1, false, "")]
    [InlineData(1, true, "1")]
    [InlineData(29, false, "2")]
    [InlineData(29, true, "1 2")]
    [InlineData(30, false, "2")]
    [InlineData(30, true, "2")]
    [InlineData(59, false, "2 3")]
    [InlineData(60, true, "3")]
    public void Every_page_has_its_successor_when_it_becomes_full(int articles, bool isOwn, string stubs) =>
        Assert.Equal(stubs, string.Join(' ', ListPage.Stubs(articles, isOwn)));

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(29, 29, null)]
    [InlineData(30, 30, null)]
    [InlineData(59, 59, null)]
    [InlineData(60, 30, "1.html")]
    [InlineData(89, 59, "1.html")]
    [InlineData(90, 30, "2.html")]
    public void The_first_page_shows_the_open_page_and_the_last_full_one_and_leads_on_without_a_gap(int articles, int shown, string? older)
    {
        var page = Parse(After(articles, Topic)["en/topic/climate/index.html"]);
        var links = page.QuerySelectorAll(".list h2 a").Select(a => a.TextContent).ToArray();
        Assert.Equal(Enumerable.Range(0, shown).Select(i => Samples.Item("en", articles - i).Headline), links);
        Assert.Equal(older, page.QuerySelector("main .go a")?.GetAttribute("href"));
        Assert.Equal(shown, ListPage.Shown(articles));
    }

    [Fact]
    public void Every_article_is_found_by_going_to_older_pages_and_back()
    {
        var files = After(100, Topic);
        var seen = new List<string>();
        for (string? at = "index.html"; at is not null;)
        {
            var page = Parse(files["en/topic/climate/" + at]);
            seen.AddRange(page.QuerySelectorAll(".list h2 a").Select(a => a.TextContent));
            at = page.QuerySelectorAll("main .go a").FirstOrDefault(a => a.TextContent == "Older stories")?.GetAttribute("href");
        }
        Assert.Equal(Enumerable.Range(0, 100).Select(i => Samples.Item("en", 100 - i).Headline), seen);
        Assert.Equal("index.html", Parse(files["en/topic/climate/4.html"]).QuerySelector("main .go a")!.GetAttribute("href"));
        Assert.Contains("The newest stories are on the first page.", Samples.String(files["en/topic/climate/4.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_stub_of_a_desks_own_pages_leads_to_its_front()
    {
        Assert.Equal("en/page/1.html", ListPage.PathOf(Masthead().Desk, null, 1));
        Assert.Equal("../index.html", Parse(ListPage.RenderStub(Masthead(), null, 1)).QuerySelector("main .go a")!.GetAttribute("href"));
    }

    [Fact]
    public void A_day_is_named_where_it_begins_on_a_desks_page()
    {
        var page = Parse(ListPage.Render(Masthead(), null, 1, [.. Enumerable.Range(0, 30).Select(i => Samples.Item("en", i) with { FirstPublished = Samples.Noon.AddHours(i) })]));
        Assert.Equal(["2026-11-25", "2026-11-24"], page.QuerySelectorAll("li[id]").Select(l => l.Id));
        Assert.Equal(page.QuerySelectorAll(".list li")[0], page.GetElementById("2026-11-25"));
    }

    // A list says whom and what a text was about; a desk's own page says only that there was one.
    [Fact]
    public void What_was_taken_down_leaves_its_lists_and_keeps_its_place_on_the_desks_pages()
    {
        FrontItem[] items = [.. Enumerable.Range(0, 30).Select(i => Samples.Item("en", i) with { Status = i == 7 ? ArticleStatus.Withdrawn : ArticleStatus.Published })];
        Assert.Equal(29, Parse(ListPage.Render(Masthead(), Topic, 1, items)).QuerySelectorAll(".list li").Length);
        var own = ListPage.Render(Masthead(), null, 1, items);
        Assert.Equal(30, Parse(own).QuerySelectorAll(".list li").Length);
        Assert.DoesNotContain(items[7].Headline, Samples.String(own), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_not_full_is_no_numbered_page()
    {
        Assert.Throws<ArgumentException>(() => ListPage.Render(Masthead(), Topic, 1, [Samples.Item("en", 1)]));
        Assert.Throws<ArgumentException>(() => ListPage.RenderFirst(Masthead(), Topic, [Samples.Item("en", 1)], 60));
    }

    [Fact]
    public void A_list_is_titled_by_its_name_and_leads_to_the_lists_of_its_kind()
    {
        var page = Parse(ListPage.RenderFirst(Masthead(), Topic with { Name = "<b>Climate</b>" }, [Samples.Item("en", 1)], 1));
        Assert.Equal("<b>Climate</b>", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("../index.html", page.QuerySelector("main .k a")!.GetAttribute("href"));
        Assert.Equal("Everything on this story", Parse(ListPage.RenderFirst(Masthead(), new(ListKind.Story, "x", "", null), [Samples.Item("en", 1)], 1)).QuerySelector("h1")!.TextContent);
    }

    private static IHtmlDocument Parse(byte[] page) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Samples.String(page));
}
