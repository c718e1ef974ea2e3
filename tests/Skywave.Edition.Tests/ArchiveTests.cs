using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class ArchiveTests
{
    private static Masthead Masthead(string desk) => new(DeskTag.Parse(desk), Samples.Newsroom, Samples.Locales.For(desk), Theme.Default, Samples.Standing);

    [Theory]
    [InlineData("en", "2026 · November", "24 November 2026 12")]
    [InlineData("ru", "2026 · ноябрь", "24 ноября 2026 12")]
    [InlineData("fa", "۱۰ آبان ۱۴۰۵ – ۹ آذر ۱۴۰۵", "۳ آذر ۱۴۰۵ ۱۲")]
    public void A_month_counts_its_days_in_the_readers_calendar(string desk, string title, string day)
    {
        var page = Parse(MonthPage.Render(Masthead(desk), new(2026, 11, 24), [new(new(2026, 11, 3), 1, 7), new(new(2026, 11, 24), 12, 9), new(new(2026, 11, 5), 0, 8), new(new(2026, 10, 31), 3, 6)]));
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        var links = page.QuerySelectorAll(".desks a");
        Assert.Equal(2, links.Length);
        Assert.Equal(day, links[0].TextContent);
        Assert.Equal($"../../../{desk}/page/9.html#2026-11-24", links[0].GetAttribute("href"));
        Assert.Equal("2026-11-24", links[0].QuerySelector("time")!.GetAttribute("datetime"));
    }

    [Fact]
    public void The_archive_changes_with_a_new_month_and_not_with_an_article()
    {
        DateOnly[] months = [new(2026, 11, 24), new(2026, 10, 1), new(2025, 12, 31)];
        var page = ArchivePage.Render(Masthead("en"), months, [ListKind.Topic, ListKind.Story]);
        Assert.Equal(page, ArchivePage.Render(Masthead("en"), [new(2026, 11, 25), .. months.Reverse()], [ListKind.Topic]));
        Assert.NotEqual(page, ArchivePage.Render(Masthead("en"), [new(2026, 12, 1), .. months], [ListKind.Topic]));
        Assert.Equal(["2026", "2025"], Parse(page).QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.Equal(["November", "October", "December"], Parse(page).QuerySelectorAll(".desks a").Select(a => a.TextContent));
        Assert.Equal(["../en/topic/index.html"], Parse(page).QuerySelectorAll("main p.go a").Select(a => a.GetAttribute("href")));
    }

    // March begins in one Persian year and ends in the next.
    [Fact]
    public void A_month_of_a_Persian_archive_stands_in_the_year_in_which_it_begins() =>
        Assert.Equal(["۱۴۰۵", "۱۴۰۴"], Parse(ArchivePage.Render(Masthead("fa"), [new(2026, 4, 1), new(2026, 3, 1)], [])).QuerySelectorAll("h2").Select(h => h.TextContent));

    [Fact]
    public void Lists_of_a_kind_stand_in_the_order_of_their_folded_names()
    {
        ListSize[] lists = [.. new[] { "Žižek", "apple", "Ångström", "Zebra", "ёлка", "Ель" }.Select((n, i) => new ListSize(new ListName(ListKind.Person, $"p{i}", n, null), i + 1))];
        var page = Parse(ListIndexPage.Render(Masthead("en"), ListKind.Person, lists));
        Assert.Equal(["Ångström", "apple", "Zebra", "Žižek", "ёлка", "Ель"], page.QuerySelectorAll(".desks a").Select(a => a.TextContent));
        Assert.Equal("p1/index.html", page.QuerySelectorAll(".desks a")[1].GetAttribute("href"));
        Assert.Equal(ListIndexPage.Render(Masthead("en"), ListKind.Person, lists), ListIndexPage.Render(Masthead("en"), ListKind.Person, [.. lists.Reverse()]));
    }

    [Fact]
    public void A_page_of_lists_is_bounded_and_changes_when_a_list_is_new_or_has_doubled()
    {
        ListSize[] lists = [.. Enumerable.Range(1, 1000).Select(i => new ListSize(new ListName(ListKind.Person, $"p{i}", $"Person {i}", null), i))];
        var page = ListIndexPage.Render(Masthead("en"), ListKind.Person, lists);
        var first = lists.OrderByDescending(l => ListIndexPage.StepOf(l.Articles)).ThenBy(l => l.List.Slug, StringComparer.Ordinal).Take(ListIndexPage.Most).ToArray();
        Assert.Equal(ListIndexPage.Most, Parse(page).QuerySelectorAll(".desks a").Length);
        Assert.Equal(page, ListIndexPage.Render(Masthead("en"), ListKind.Person, first));
        Assert.Equal(page, ListIndexPage.Render(Masthead("en"), ListKind.Person, [.. lists.Select(l => l with { Articles = l.Articles is 512 or 1000 ? l.Articles + 1 : l.Articles })]));
        Assert.NotEqual(page, ListIndexPage.Render(Masthead("en"), ListKind.Person, [.. lists.Select(l => l with { Articles = l.Articles == 511 ? 1024 : l.Articles })]));
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 2, true)]
    [InlineData(2, 3, false)]
    [InlineData(3, 4, true)]
    [InlineData(600, 601, false)]
    [InlineData(5, 5, false)]
    public void A_page_of_lists_says_when_it_may_change(int before, int after, bool may) => Assert.Equal(may, ListIndexPage.MayChange(before, after));

    private static IHtmlDocument Parse(byte[] page) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Samples.String(page));
}
