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

    [Fact]
    public void A_podcast_has_an_articles_sounds_by_name_and_of_the_text_nothing_more_is_kept()
    {
        var sound = Samples.Film() with { Kind = MediaKind.Audio, Title = "The evening", File = new(Samples.Hash("sound"), "mp3", 5_000, 61) };
        var text = Articles[0].Text with { Body = [.. Articles[0].Text.Body, new MediaBlock(Samples.Film()), new MediaBlock(sound), new MediaBlock(sound with { Title = "Not here yet", File = null }), new MediaBlock(sound with { File = new(Samples.Hash("more"), "webm", 9, 0) })] };
        var article = Articles[0] with { Text = text };
        var items = PodcastItem.Of(article).ToList();
        Assert.Equal([article.Id.Urn, article.Id.Urn + "#2"], items.Select(i => i.Urn));
        Assert.Equal(("The evening", $"media/{Samples.Hash("sound")}.mp3", "audio/mpeg", 5_000L, TimeSpan.FromSeconds(61), text.Deck), (items[0].Title, items[0].MediaPath, items[0].MediaType, items[0].Length, items[0].Duration, items[0].Summary));
        Assert.Equal(("audio/webm", null), (items[1].MediaType, items[1].Duration));
        var kept = PodcastItem.Kept(text);
        Assert.Equal(items, PodcastItem.Of(article with { Text = text with { Body = kept } }));
        Assert.All(kept.Cast<MediaBlock>(), b => Assert.True(b.Media.Transcript.IsEmpty && b.Media.Captions.IsEmpty && b.Media.Poster is null && b.Media.Credit is null));
        Assert.Empty(PodcastItem.Of(article with { Status = ArticleStatus.Withdrawn }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_front_names_the_podcast_to_programs_and_the_page_of_acts_links_to_it_where_there_is_one(bool podcast)
    {
        var front = Samples.String(FrontPage.Render(Desk, [], 0, [], Samples.Newsroom, Samples.Locales.For(Desk), Theme.Default, podcast: podcast));
        Assert.Equal(podcast, front.Contains("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Podcast\" href=\"../fa/podcast.xml\">", StringComparison.Ordinal));
        var acts = Samples.String(ActsPage.Render(Desk, [], Samples.Newsroom, Samples.Locales.For(Desk), Theme.Default, [], podcast: podcast).Bytes.ToArray());
        Assert.Equal(podcast, acts.Contains("<a href=\"../fa/podcast.xml\">Podcast</a>", StringComparison.Ordinal));
    }
}
