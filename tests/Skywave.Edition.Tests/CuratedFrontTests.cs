using AngleSharp.Html.Parser;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>A front that editors put together: their order, then the newest by time, nothing twice.</summary>
public sealed class CuratedFrontTests
{
    private static readonly List<FrontItem> All = [.. Enumerable.Range(0, 60).Select(Item)];

    private static FrontItem Item(int n) => FrontItem.From(Samples.Article("en", Samples.Text("en", 12, n + 1) with { Headline = "Story " + n, Breaking = n % 20 == 5 }, n));

    // Sixty stories, number 59 the newest; a front has the newest thirty of them.
    private static List<FrontItem> Newest => [.. All.AsEnumerable().Reverse().Take(FrontPage.Size)];

    private static FrontSlot Pin(int n, DateTimeOffset? until = null) => new([All[n].Id], null, until);

    private static FrontSlot Package(string title, params int[] n) => new([.. n.Select(i => All[i].Id)], title);

    private static FrontLayout Lay(params FrontSlot[] slots) => FrontLayout.Of(new([.. slots]), Newest, id => All.Find(i => i.Id == id));

    private static string Page(FrontLayout? layout) => Samples.String(FrontPage.Render(
        DeskTag.Parse("en"), Newest, All.Count, [Samples.Notice("en")], Samples.Newsroom, Samples.Locales.For("en"), Theme.Default, Samples.Standing, Samples.Noon, layout: layout));

    private static List<string> Headlines(string page, string within = "main") => [.. new HtmlParser().ParseDocument(page).QuerySelectorAll($"{within} :is(.lead h2.h,.lead h3.h,.list h2,.list h3)").Select(h => h.TextContent)];

    [Fact]
    public void What_nobody_curated_is_the_page_it_was() => Assert.Equal(Page(null), Page(Lay()));

    [Fact]
    public void Pinned_stories_and_packages_come_first_in_their_order_and_the_rest_flows_in_by_time()
    {
        var page = Page(Lay(Pin(50), Pin(3), Package("The count", 58, 7, 57), Pin(4)));
        Assert.Equal(["Story 50", "Story 3", "Story 58", "Story 7", "Story 57", "Story 4", "Story 59", "Story 56", "Story 55"], Headlines(page)[..9]);
        Assert.Equal(FrontPage.Size, Headlines(page).Count);
        Assert.Equal(Headlines(page).Count, Headlines(page).Distinct().Count());
        var document = new HtmlParser().ParseDocument(page);
        Assert.Equal("Story 50", document.QuerySelector(".lead h2.h")!.TextContent);
        // A story alone is a headline of the page, one of a package or of the newest stands under its section's.
        Assert.Equal(["Story 3", "Story 4"], document.QuerySelectorAll(".list h2").Select(h => h.TextContent));
        Assert.Equal(["The count", Samples.Locales.For("en").Text("front.latest")], document.QuerySelectorAll("h2.k.sec").Select(h => h.TextContent));
    }

    [Fact]
    public void A_package_that_leads_has_its_title_over_the_first_and_the_others_below()
    {
        var document = new HtmlParser().ParseDocument(Page(Lay(Package("<b>The</b> count", 9, 8), Pin(7), Package("Else", 1, 2))));
        Assert.Equal(["<b>The</b> count", "Story 9"], document.QuerySelectorAll(".lead :is(h2,h3)").Select(h => h.TextContent));
        Assert.Equal(["Story 8"], document.QuerySelectorAll(".lead+ul h3").Select(h => h.TextContent));
        Assert.Equal(["Story 7"], document.QuerySelectorAll("ul.list.sec h2").Select(h => h.TextContent));
    }

    [Fact]
    public void What_was_taken_back_leaves_its_place_and_a_package_of_one_has_no_title()
    {
        var gone = new HashSet<int> { 50, 8 };
        var all = All.Select((item, n) => gone.Contains(n) ? item with { Status = ArticleStatus.Withdrawn } : item).ToList();
        var layout = FrontLayout.Of(new([Pin(50), Package("The count", 9, 8), Package("Nothing of it is left", 50, 8), Pin(7)]), [.. all[30..].AsEnumerable().Reverse()], id => all.Find(i => i.Id == id));
        Assert.Equal([null, null], layout.Groups.Select(g => g.Title));
        Assert.Equal(["Story 9", "Story 7"], layout.Groups.SelectMany(g => g.Items).Select(i => i.Headline));
        Assert.Equal(ArticleStatus.Withdrawn, layout.Flow.Single(i => i.Id == All[50].Id).Status);
    }

    [Fact]
    public void An_article_that_is_named_twice_or_unknown_stands_once_or_not_at_all()
    {
        var layout = FrontLayout.Of(new([Pin(3), Package("Again", 3, 4, 5), Pin(59)]), Newest, id => All.Find(i => i.Id == id && i != All[4]));
        Assert.Equal(["Story 3", "Story 5", "Story 59", "Story 58"], layout.Shown.Take(4).Select(i => i.Headline));
    }

    [Fact]
    public void A_place_ends_at_its_time()
    {
        var curated = new CuratedFront([Pin(3, Samples.Noon), Pin(4, Samples.Noon.AddHours(1)), Pin(5)]);
        Assert.Equal([.. curated.Slots[1..]], curated.At(Samples.Noon).Slots);
        Assert.Equal([curated.Slots[2]], curated.At(Samples.Noon.AddDays(1)).Slots);
        Assert.Equal((Samples.Noon.AddHours(1), null), (curated.NextEnd(Samples.Noon), curated.NextEnd(Samples.Noon.AddDays(1))));
        Assert.Same(curated, curated.At(Samples.Noon.AddDays(-1)));
    }

    [Theory]
    [InlineData("", "page/1.html")] // thirty newest: older ones begin with story 29
    [InlineData("3 4 5", "page/2.html")] // twenty-seven flow in, so story 32 is the first that is not there
    [InlineData("59 58 57", "page/1.html")]
    public void Older_pages_go_on_with_the_first_story_that_is_not_on_the_front(string pinned, string older)
    {
        var layout = Lay([.. pinned.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => Pin(int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)))]);
        Assert.EndsWith(older, new HtmlParser().ParseDocument(Page(layout)).QuerySelector("main p.go a")!.GetAttribute("href"), StringComparison.Ordinal);
        var shown = layout.Shown.ToHashSet();
        Assert.All(Newest.Take(layout.Covered), item => Assert.Contains(item, shown));
    }

    [Fact]
    public void A_story_from_further_back_is_not_breaking_again_because_it_is_pinned()
    {
        var page = new HtmlParser().ParseDocument(Page(Lay(Pin(5), Pin(25), Pin(45))));
        Assert.Equal(["Story 45"], page.QuerySelectorAll(".brk a").Select(a => a.TextContent));
    }

    [Fact]
    public void What_cannot_stand_on_a_front_is_refused_with_what_to_do()
    {
        Assert.Empty(new CuratedFront([Pin(1), Package("Six", 2, 3, 4, 5, 6, 7)]).Reasons());
        CuratedFront[] wrong =
        [
            new([.. Enumerable.Range(0, 13).Select(n => Pin(n))]), new([.. Enumerable.Range(0, 4).Select(n => Package("Six", [.. Enumerable.Range(6 * n, 6)]))]), new([Pin(1), Pin(1)]), new([Package("One", 1)]),
            new([Package("Seven", 1, 2, 3, 4, 5, 6, 7)]), new([Package(" ", 1, 2)]), new([Package(new string('x', 81), 1, 2)]), new([Package("turned\u202E", 1, 2)]), new([new([], null)]), new([Pin(1) with { Articles = [All[1].Id, All[2].Id] }]),
        ];
        Assert.All(wrong, front => Assert.NotEmpty(front.Reasons()));
    }

    [Fact]
    public void A_curated_front_is_within_the_size_of_a_front()
    {
        var layout = Lay(Package(new string('x', 80), 0, 1, 2, 3, 4, 5), Package(new string('y', 80), 6, 7, 8, 9, 10, 11), Package("z", 12, 13, 14, 15, 16, 17), Pin(18), Pin(19));
        Assert.Equal(FrontPage.Size, layout.Shown.Count());
        var size = Samples.Compressed(System.Text.Encoding.UTF8.GetBytes(Page(layout)));
        Assert.True(size <= 12 * 1024, $"{size} bytes compressed, over the 12 KB target");
    }
}
