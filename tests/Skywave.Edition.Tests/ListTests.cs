using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using AngleSharp.Html.Parser;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class ListTests
{
    private static List<PublishedArticle> Articles(string desk, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var text = Samples.Text(desk, 12, i + 1);
        var words = ((Paragraph)text.Body[0]).Runs[0].Text;
        return Samples.Article(desk, text with { Headline = words, Deck = ((Paragraph)Samples.Text(desk, 18, i + 500).Body[0]).Runs[0].Text, Breaking = i == count - 3, Body = Samples.Text(desk, 120, i + 1).Body }, i);
    })];

    private static Dictionary<string, byte[]> Lists(string desk, IEnumerable<PublishedArticle> articles) =>
        DeskEdition.Render(DeskTag.Parse(desk), articles, [Samples.Notice(desk)], Samples.Newsroom, Samples.Locales, Theme.Default, Samples.Standing, Samples.Noon)
            .ToDictionary(f => f.Path, f => f.Bytes.ToArray());

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("ka")]
    [InlineData("hy")]
    [InlineData("uk")]
    public void A_front_page_with_thirty_stories_is_at_most_12_KB_compressed(string desk)
    {
        var front = Lists(desk, Articles(desk, 30))[$"{desk}/index.html"];
        Assert.Equal(29, new HtmlParser().ParseDocument(Samples.String(front)).QuerySelectorAll(".list>li").Length);
        var size = Samples.Compressed(front);
        Assert.True(size <= 12 * 1024, $"{desk}: {size} bytes compressed, over the 12 KB target");
    }

    [Fact]
    public void Every_link_of_a_list_leads_to_a_file_of_the_edition()
    {
        var articles = Articles("en", 65);
        var files = Lists("en", articles);
        var known = files.Keys.Concat(articles.Select(a => a.Path)).Concat(articles.SelectMany(a => a.Text.LeadPicture!.Renditions.Select(r => r.Path)))
            .Concat(Samples.Standing.Select(s => $"en/about/{s}.html")).Append("index.html").ToHashSet();
        foreach (var (path, bytes) in files.Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal)))
        {
            var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Samples.String(bytes));
            Assert.Single(document.QuerySelectorAll("h1"));
            foreach (var link in document.QuerySelectorAll("[href],[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Where(l => !l.StartsWith('#')))
            {
                Assert.Contains(new Uri(new Uri("https://x.test/" + path), link).AbsolutePath[1..], known);
            }
        }
    }

    [Fact]
    public void The_front_leads_on_to_the_page_that_holds_the_next_older_story()
    {
        var articles = Articles("en", 95);
        var files = Lists("en", articles);
        var older = new HtmlParser().ParseDocument(Samples.String(files["en/index.html"])).QuerySelector(".go a")!.GetAttribute("href")!;
        Assert.Equal("../en/page/3.html", older);
        Assert.Contains(articles[64].Id.Value, Samples.String(files["en/page/3.html"]), StringComparison.Ordinal);
        Assert.Null(new HtmlParser().ParseDocument(Samples.String(Lists("en", Articles("en", 30))["en/index.html"])).QuerySelector(".go a"));
    }

    [Fact]
    public void A_withdrawn_story_keeps_its_place_but_not_its_words()
    {
        var articles = Articles("en", 10);
        articles[4] = articles[4] with { Status = ArticleStatus.Withdrawn };
        var files = Lists("en", articles);
        foreach (var (path, bytes) in files)
        {
            Assert.False(Samples.String(bytes).Contains(articles[4].Text.Headline, StringComparison.Ordinal), path);
        }
        Assert.Contains(articles[4].Id.Value, Samples.String(files["en/index.html"]), StringComparison.Ordinal);
        Assert.Contains(articles[4].Id.Value, Samples.String(files["en/corrections.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_leaves_feeds_and_lists_whole()
    {
        const string Evil = "</title>]]><script>\u0001\uD800</article>\u202E";
        var text = Samples.Text("en", 10) with { Headline = Evil, Deck = Evil, Subjects = [new(Evil)], People = [new(Evil, Evil)], Located = Evil, Bylines = [new(Evil)], Body = [new Paragraph([new(Evil)])] };
        var article = Samples.Article("en", text);
        var files = Lists("en", [article]);
        using var xml = XmlReader.Create(new MemoryStream(files["en/feed.xml"]));
        Assert.StartsWith("</title>]]><script>", SyndicationFeed.Load(xml).Items.Single().Title.Text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(files["en/feed.json"]);
        Assert.Equal(1, json.RootElement.GetProperty("items").GetArrayLength());
        using var atom = XmlReader.Create(new MemoryStream(files["en/feed.atom"]));
        Assert.StartsWith("</title>]]><script>", SyndicationFeed.Load(atom).Items.Single().Summary.Text, StringComparison.Ordinal);
        Assert.All(files.Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal)), f => Assert.Empty(new HtmlParser().ParseDocument(Samples.String(f.Value)).QuerySelectorAll("script,[onload]")));
        Assert.All(files.Keys, path => Assert.Matches("^[A-Za-z0-9/.-]+$", path));
        Assert.All(files.Keys, path => Assert.DoesNotContain("..", path, StringComparison.Ordinal));
    }

    [Fact]
    public void Articles_out_of_order_or_of_another_desk_are_refused()
    {
        var articles = Articles("en", 2);
        Assert.Throws<ArgumentException>(() => Lists("en", articles.AsEnumerable().Reverse()));
        Assert.Throws<ArgumentException>(() => Lists("fa", articles));
    }

    [Fact]
    public void The_chooser_names_every_desk_in_its_own_language()
    {
        var html = Samples.String(LanguageChooser.Render(Samples.Newsroom, Samples.Locales, Theme.Default));
        Assert.All(new[] { "English", "فارسی", "ქართული", "Українська" }, name => Assert.Contains(name, html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("href=\"fa/index.html\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_404_of_the_newsroom_speaks_every_desks_language() =>
        Assert.All(Samples.Newsroom.Desks, desk => Assert.Contains(Samples.Locales.For(desk).Text("404.lead"),
            Samples.String(NotFoundPage.Render(Samples.Newsroom, Samples.Locales, Theme.Default)), StringComparison.Ordinal));
}
