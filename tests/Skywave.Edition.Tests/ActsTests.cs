using System.Collections.Immutable;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>What a reader can do with a story, and that the risk is named before it.</summary>
public sealed class ActsTests
{
    private static readonly Notice Russia = Samples.Notice("en") with { Id = "ru", Territories = ["RU"], Penalty = "A fine.", Law = "Article 1", ReviewedBy = "our lawyer", ReviewedOn = new DateOnly(2026, 11, 1) };
    private static readonly Notice Belarus = Samples.Notice("en") with { Id = "by", Territories = ["BY"], Acts = [Act.Save, Act.Like, Act.Subscribe], Penalty = "Fifteen days." };

    private static IDocument Article(params Notice[] notices) => Parse(Samples.Page(Samples.Article("en"), notices));

    private static IDocument ActsOf(params Notice[] notices) =>
        Parse(ActsPage.Render(DeskTag.Parse("en"), [.. notices], Samples.Newsroom, Samples.Locales.English, Theme.Default, Samples.Standing, Samples.Noon).Bytes.ToArray());

    private static IDocument Parse(byte[] page) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Samples.String(page));

    [Fact]
    public void Each_act_of_an_article_stands_behind_where_whom_what_it_costs_which_law_and_when_it_was_checked()
    {
        var acts = Article(Russia, Belarus).QuerySelectorAll(".acts details");
        Assert.Equal(["Share", "Save", "Like", "Comment"], acts.Select(a => a.QuerySelector("summary")!.FirstChild!.TextContent.Trim()));
        Assert.Equal(["Russia", "Belarus", "Belarus", "Russia"], acts.Select(a => a.QuerySelector("summary small")!.TextContent));
        Assert.All(acts, act => Assert.Equal("dl", act.Children[1].LocalName));
        Assert.All(acts, act => Assert.True(act.Children.Length > 2, "what to do comes after it"));
        var risk = acts[0].QuerySelector("dl")!.TextContent;
        Assert.All(new[] { "Russia", Russia.Persons[0], "A fine.", "Article 1", "1 November 2026", "our lawyer" }, part => Assert.Contains(part, risk, StringComparison.Ordinal));
        Assert.DoesNotContain("Fifteen days.", risk, StringComparison.Ordinal);
    }

    [Fact]
    public void An_act_that_no_notice_names_says_that_the_newsroom_knows_of_none()
    {
        var acts = Article().QuerySelectorAll(".acts details");
        Assert.All(acts, act => Assert.Equal(Samples.Locales.English.Text("acts.none"), act.Children[1].TextContent));
        Assert.Empty(Article().QuerySelectorAll(".warn"));
    }

    [Fact]
    public void Sharing_and_saving_offer_the_page_itself_as_a_file_and_nothing_of_anybody_else()
    {
        var acts = Article(Russia).QuerySelector(".acts")!;
        Assert.All(acts.QuerySelectorAll("a[download]"), a => Assert.Equal(Path.GetFileName(Samples.Article("en").Path), a.GetAttribute("href")));
        Assert.Equal(2, acts.QuerySelectorAll("a[download]").Length);
        Assert.DoesNotContain(acts.QuerySelectorAll("a"), a => a.GetAttribute("href")!.AsSpan().IndexOfAny(":?") >= 0);
        Assert.Contains(Samples.Text("en").Headline, acts.QuerySelector(".copy")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_standing_page_and_a_tombstone_offer_nothing_and_the_page_to_write_to_us_begins_with_its_risk()
    {
        var gone = Samples.Article("en") with { Status = ArticleStatus.Withdrawn };
        Assert.Empty(Parse(Samples.Page(gone, Russia)).QuerySelectorAll(".acts"));
        var contact = Samples.Article("en") with { Standing = "contact" };
        var main = Parse(Samples.Page(contact, Russia)).QuerySelector("main")!;
        Assert.Empty(main.QuerySelectorAll(".acts"));
        Assert.Equal(["p", "dl", "article"], main.Children.Take(3).Select(e => e.LocalName));
    }

    [Fact]
    public void The_page_of_acts_has_one_section_for_each_act_and_every_notice_in_full()
    {
        var page = ActsOf(Russia, Belarus);
        Assert.Equal(["Share", "Save", "Like", "Comment", "Contact", "Subscribe"], page.QuerySelectorAll("main>section[id]").Select(s => s.Id));
        Assert.Equal(2, page.QuerySelectorAll("main>section>.n>p:not(.m)").Count(p => p.TextContent == Russia.Text));
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal(["RSS", "Atom", "JSON Feed"], page.QuerySelectorAll("#Subscribe .go a").Select(a => a.TextContent));
    }

    [Fact]
    public void A_country_is_chosen_in_the_address_alone()
    {
        var page = ActsOf(Russia, Belarus);
        Assert.Equal(["#in-BY", "#in-RU", "#text"], page.QuerySelectorAll("nav[aria-labelledby=country] a").Select(a => a.GetAttribute("href")));
        var style = string.Concat(page.QuerySelectorAll("style").Select(s => s.TextContent));
        Assert.Contains("#in-RU:target~* .on:not(.RU)", style, StringComparison.Ordinal);
        // Where the chosen country has no notice for an act, the page says so.
        Assert.Equal("no BY", page.QuerySelector("#Share .no")!.ClassName);
        Assert.Equal("no RU", page.QuerySelector("#Save .no")!.ClassName);
        Assert.Empty(ActsOf(Russia with { Territories = [] }, Belarus).QuerySelectorAll("#Share .no"));
        Assert.Equal(2, page.QuerySelectorAll("main>.in").Length);
    }

    [Fact]
    public void What_is_no_country_never_becomes_a_rule_of_the_style() =>
        Assert.DoesNotContain("evil", string.Concat(ActsOf(Russia with { Territories = ["}*{evil:1}", "e\"vil"] }).QuerySelectorAll("style").Select(s => s.TextContent)), StringComparison.Ordinal);

    [Fact]
    public void A_desk_with_notices_lacks_what_its_pages_offer_and_no_notice_names()
    {
        Assert.Equal([Act.Save, Act.Like, Act.Subscribe], OfferedActs.Without([Russia], ["contact"]));
        Assert.Empty(OfferedActs.Without([Russia, Belarus], ["contact"]));
        Assert.Empty(OfferedActs.Without([], ["contact"]));
        Assert.DoesNotContain(Act.Contact, OfferedActs.Of(["about"]));
    }

    [Theory]
    [InlineData(null, "../../../exit.html")]
    [InlineData("https://weather.example/", "https://weather.example/")]
    public void The_first_link_of_a_page_leads_away(string? exit, string expected)
    {
        var article = Samples.Article("en");
        var newsroom = Samples.Newsroom with { Exit = exit };
        var page = Parse(ArticlePage.Render(article, Samples.Fragment(article), [], [], newsroom, Samples.Locales.English, Theme.Default, Samples.Standing));
        var first = page.QuerySelector("a")!;
        Assert.Equal(expected, first.GetAttribute("href"));
        Assert.Contains("noreferrer", first.GetAttribute("rel"), StringComparison.Ordinal);
        Assert.Equal("exit", first.ParentElement!.ClassName);
        var empty = Parse(ExitPage.File.Bytes.ToArray());
        Assert.Equal("", empty.Body!.TextContent);
        Assert.Empty(empty.QuerySelectorAll("a,img,script,style"));
    }

    [Fact]
    public void What_changed_is_told_revision_by_revision_with_the_entry_of_the_log()
    {
        var correction = new Correction(CorrectionKind.Clarification, Samples.Noon.AddHours(2), "It was <two> boats.", 1, 2);
        var article = Samples.Article("en") with { Revision = 2, VersionCreated = Samples.Noon.AddHours(2), Corrections = [correction] };
        ImmutableArray<RevisionLine> history = [new(2, Samples.Noon.AddHours(2), 17, correction), new(1, Samples.Noon, 4, null)];
        IDocument Page(ArticleStatus status) => Parse(ArticlePage.Render(
            article with { Status = status }, Samples.Fragment(article), [], [], Samples.Newsroom, Samples.Locales.English, Theme.Default, Samples.Standing, history: history));
        var lines = Page(ArticleStatus.Corrected).QuerySelectorAll(".log li");
        Assert.Equal(2, lines.Length);
        Assert.All(new[] { "Clarification", "entry 17", "It was <two> boats." }, part => Assert.Contains(part, lines[0].TextContent, StringComparison.Ordinal));
        Assert.Contains("Published", lines[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("entry 4", lines[1].TextContent, StringComparison.Ordinal);
        Assert.Empty(Page(ArticleStatus.Withdrawn).QuerySelectorAll(".log"));
    }

    [Fact]
    public void A_box_says_who_publishes_this_with_a_picture_and_the_services_own_description()
    {
        var article = Samples.Article("en");
        var about = FrontItem.From(Samples.Article("en", Samples.Text("en") with { Deck = "Uncensored, in 27 languages." }) with { Standing = "about" });
        var page = Parse(ArticlePage.Render(article, Samples.Fragment(article), [], [], Samples.Newsroom, Samples.Locales.English, Theme.Default, Samples.Standing, about: about));
        var box = page.GetElementById("who")!.Closest("section")!;
        Assert.Contains("Uncensored, in 27 languages.", box.TextContent, StringComparison.Ordinal);
        Assert.NotNull(box.QuerySelector("img[alt=\"\"]"));
        Assert.Equal("../../../en/about/about.html", box.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void Why_somebody_is_not_named_is_told_on_request()
    {
        var text = Samples.Text("en", 10) with { Body = [new Quote([new Run("They came at night.")], null, 1), new Quote([new Run("By car.")], "the same nurse", 1)], UnnamedSources = [new(1, "a nurse", "She could lose her work.")] };
        var article = new HtmlParser().ParseDocument(Samples.String(Samples.Fragment(Samples.Article("en", text))));
        var folded = article.QuerySelectorAll("details");
        Assert.Equal(3, folded.Length);
        Assert.All(folded, f => Assert.Equal("She could lose her work.", f.QuerySelector("p")!.TextContent));
        Assert.Equal(["a nurse", "the same nurse"], article.QuerySelectorAll("blockquote footer bdi").Select(b => b.TextContent));
    }
}
