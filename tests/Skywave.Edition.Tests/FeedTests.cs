using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class FeedTests
{
    private static readonly DeskTag Desk = DeskTag.Parse("fa");

    private static List<PublishedArticle> Articles { get; } = [.. Enumerable.Range(0, 5).Select(i => Samples.Article("fa", minutes: i) with { VersionCreated = Samples.Noon.AddHours(i) })];

    private static Dictionary<string, byte[]> Feeds(IEnumerable<PublishedArticle> newestFirst) =>
        Feed.Render(Desk, [.. newestFirst.Select(FeedItem.From).OfType<FeedItem>()], Samples.Newsroom, Samples.Locales.For(Desk)).ToDictionary(f => f.Path, f => f.Bytes.ToArray());

    private static SyndicationFeed Load(byte[] feed)
    {
        using var xml = XmlReader.Create(new MemoryStream(feed));
        return SyndicationFeed.Load(xml);
    }

    [Theory]
    [InlineData("fa/feed.xml")]
    [InlineData("fa/feed.atom")]
    public void An_XML_feed_is_read_by_a_stock_parser(string path)
    {
        var feed = Load(Feeds(Articles.AsEnumerable().Reverse())[path]);
        var newest = feed.Items.First();
        Assert.Equal(Articles.Select(a => a.Id.Urn).Reverse(), feed.Items.Select(i => i.Id));
        Assert.Equal(Articles[^1].Text.Headline, newest.Title.Text);
        Assert.Equal(Articles[^1].Text.Deck, newest.Summary.Text);
        Assert.Equal(Articles[^1].FirstPublished, newest.PublishDate);
        Assert.Contains(newest.Links, l => l.Uri.OriginalString == Articles[^1].Path["fa/".Length..] && !l.Uri.IsAbsoluteUri);
        var picture = newest.Links.Single(l => l.RelationshipType == "enclosure");
        Assert.Equal(("../" + Articles[^1].Text.LeadPicture!.Renditions[0].Path, "image/jpeg", 320L * 40), (picture.Uri.OriginalString, picture.MediaType, picture.Length));
        Assert.Equal(Samples.Locales.For("fa").Name, Assert.Single(newest.Categories).Name);
    }

    [Fact]
    public void The_Atom_feed_has_what_RFC_4287_asks_for()
    {
        var feed = Load(Feeds(Articles.AsEnumerable().Reverse())["fa/feed.atom"]);
        Assert.Matches("^urn:uuid:[0-9a-f-]{36}$", feed.Id);
        Assert.NotEqual(Urn.OfFeed(Samples.Newsroom, DeskTag.Parse("en")), feed.Id);
        Assert.Equal(Samples.Noon.AddHours(4), feed.LastUpdatedTime);
        Assert.Equal(Samples.Noon.AddHours(4), feed.Items.First().LastUpdatedTime);
        Assert.Equal(["Lena Marsh", "A. Reader"], feed.Items.First().Authors.Select(a => a.Name));
        Assert.Equal("Open Bridge", Assert.Single(feed.Authors).Name);
        Assert.Equal(DateTimeOffset.UnixEpoch, Load(Feeds([])["fa/feed.atom"]).LastUpdatedTime);
    }

    [Fact]
    public void The_JSON_feed_has_summaries_urns_and_relative_links()
    {
        using var feed = JsonDocument.Parse(Feeds(Articles.AsEnumerable().Reverse())["fa/feed.json"]);
        var item = feed.RootElement.GetProperty("items")[0];
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.RootElement.GetProperty("version").GetString());
        Assert.Equal(Articles[^1].Id.Urn, item.GetProperty("id").GetString());
        Assert.Equal(Articles[^1].Path, "fa/" + item.GetProperty("url").GetString());
        Assert.Equal(Articles[^1].Text.Deck, item.GetProperty("content_text").GetString());
        Assert.Equal(2, item.GetProperty("authors").GetArrayLength());
        Assert.StartsWith("../media/", item.GetProperty("image").GetString());
    }

    [Fact]
    public void No_feed_names_what_was_taken_down_or_whose_name_is_withheld()
    {
        var hidden = Articles[1] with { Text = Articles[1].Text with { Bylines = [new("Real Name", BylineDisplay.Withheld, Reason: "safety")] } };
        foreach (var feed in Feeds([hidden, Articles[0] with { Status = ArticleStatus.Withdrawn }]).Values)
        {
            Assert.DoesNotContain("Real Name", Samples.String(feed), StringComparison.Ordinal);
            Assert.DoesNotContain(Articles[0].Id.Urn, Samples.String(feed), StringComparison.Ordinal);
        }
    }

    // A publish writes them all again.
    [Fact]
    public void The_three_feeds_of_thirty_articles_are_small_beside_their_texts() =>
        Assert.InRange(Feeds([.. Enumerable.Range(0, 40).Select(i => Samples.Article("fa", minutes: i))]).Values.Sum(Samples.Published), 1, 15 * 1024);

    [Fact]
    public void A_podcast_is_read_by_a_stock_parser_with_its_durations()
    {
        var item = new PodcastItem("Evening <news>", Articles[0].Id.Urn, Articles[0].Path, Samples.Noon, "media/" + Samples.Hash("a") + ".mp3", "audio/mpeg", 123456, TimeSpan.FromSeconds(754.6), "Ten minutes");
        var bytes = PodcastFeed.Render(Desk, [item, item with { Duration = null, Summary = null }], Samples.Newsroom, Samples.Locales.For("fa"));
        var read = Load(bytes).Items.First();
        Assert.Equal(("Evening <news>", item.Urn, "Ten minutes", Samples.Noon), (read.Title.Text, read.Id, read.Summary.Text, read.PublishDate));
        var sound = read.Links.Single(l => l.RelationshipType == "enclosure");
        Assert.Equal(("../" + item.MediaPath, "audio/mpeg", 123456L), (sound.Uri.OriginalString, sound.MediaType, sound.Length));
        Assert.Equal("754", Assert.Single(read.ElementExtensions.ReadElementExtensions<string>("duration", "http://www.itunes.com/dtds/podcast-1.0.dtd")));
        Assert.Contains("<itunes:explicit>false</itunes:explicit>", Samples.String(bytes), StringComparison.Ordinal);
        Assert.Equal("fa/podcast.xml", PodcastFeed.PathOf(Desk));
    }
}
