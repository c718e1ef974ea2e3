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

    private static Masthead Masthead(string desk) => new(DeskTag.Parse(desk), Samples.Newsroom, Samples.Locales.For(desk), Theme.Default, Samples.Standing);

    private static byte[] Front(string desk, IReadOnlyCollection<PublishedArticle> articles) => FrontPage.Render(
        DeskTag.Parse(desk), [.. articles.Reverse().Take(FrontPage.Size).Select(FrontItem.From)], articles.Count, [Samples.Notice(desk)], Samples.Newsroom, Samples.Locales.For(desk), Theme.Default, Samples.Standing, Samples.Noon);

    // Front, feeds, corrections, and of up to 59 articles each list they are in.
    private static Dictionary<string, byte[]> Lists(string desk, IReadOnlyCollection<PublishedArticle> articles)
    {
        var (tag, newest) = (DeskTag.Parse(desk), articles.Reverse().ToList());
        var lists = articles.SelectMany(a => ListNames.Of(a, story: true)).DistinctBy(l => l.Key).Select(list => new EditionFile(ListPage.PathOf(tag, list.Key), ListPage.RenderFirst(
            Masthead(desk), list, [.. newest.Where(a => ListNames.Of(a, story: true).Any(l => l.Key == list.Key)).Select(FrontItem.From)], articles.Count(a => ListNames.Of(a, story: true).Any(l => l.Key == list.Key)))));
        return lists.Concat(Feed.Render(tag, [.. newest.Select(FeedItem.From).OfType<FeedItem>()], Samples.Newsroom, Samples.Locales.For(desk)))
            .Append(new($"{desk}/index.html", Front(desk, articles)))
            .Append(new(CorrectionsPage.PathOf(tag), CorrectionsPage.RenderFirst(Masthead(desk), [.. newest.SelectMany(CorrectionItem.Of)], newest.SelectMany(CorrectionItem.Of).Count())))
            .ToDictionary(f => f.Path, f => f.Bytes.ToArray());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("ka")]
    [InlineData("hy")]
    [InlineData("uk")]
    public void A_front_page_with_thirty_stories_is_at_most_12_KB_compressed(string desk)
    {
        var front = Front(desk, Articles(desk, 30));
        Assert.Equal(29, new HtmlParser().ParseDocument(Samples.String(front)).QuerySelectorAll(".list>li").Length);
        var size = Samples.Compressed(front);
        Assert.True(size <= 12 * 1024, $"{desk}: {size} bytes compressed, over the 12 KB target");
    }

    [Fact]
    public void The_front_leads_on_to_the_page_that_holds_the_next_older_story()
    {
        Assert.Equal("../en/page/3.html", Older(95));
        Assert.Equal(3, ListPage.NumberOf(65));
        Assert.Null(Older(30));

        static string? Older(int articles) => new HtmlParser().ParseDocument(Samples.String(Front("en", Articles("en", articles)))).QuerySelector("main p.go a")?.GetAttribute("href");
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
