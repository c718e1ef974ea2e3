using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

public sealed class FeedTests
{
    private const string Spaces = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom='http://www.w3.org/2005/Atom'";

    private static string Rss(string item, string channel = "") => $"<?xml version='1.0'?><rss version='2.0' {Spaces}><channel><title>The Paper</title>{channel}<item>{item}</item></channel></rss>";

    private static string Atom(string entry, string feed = "") => $"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>The Paper</title>{feed}<entry><id>urn:e</id>{entry}</entry></feed>";

    [Fact]
    public void An_rss_item_becomes_an_article()
    {
        var item = Read.One(Rss("""
            <title>Bread &amp;amp; salt</title><link>https://paper.example/1</link><guid isPermaLink="false">id-1</guid><pubDate>Tue, 24 Nov 2026 10:00:00 +0300</pubDate>
            <dc:creator>Ann Writer</dc:creator><category>Food</category><description>A short standfirst.</description>
            <content:encoded><![CDATA[<p>First.</p><p>Second with <a href="/more">a link</a>.</p><img src="https://t.example/p.gif" width="1" height="1">]]></content:encoded>
            <media:content url="https://paper.example/a.jpg" medium="image"><media:title>A loaf</media:title><media:description>Bread at dawn</media:description><media:credit>Bob</media:credit></media:content>
            """, "<language>ru</language><copyright>© The Paper</copyright>"));
        Assert.Equal(("id-1", "ru", "Bread & salt", "A short standfirst."), (item.Uri, item.Language, item.Text.Headline, item.Text.Deck));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero), item.FirstPublished);
        Assert.Equal(("A loaf", "Bread at dawn", "Bob"), (item.Text.LeadPicture!.Alt, item.Text.LeadPicture.Caption, item.Text.LeadPicture.Credit));
        Assert.Equal("Ann Writer", Assert.Single(item.Text.Bylines).Name);
        Assert.Equal(("The Paper", "https://paper.example/1", "© The Paper"), (item.Text.Source, item.Text.SourceUrl, item.Text.CopyrightNotice));
        Assert.Equal("https://paper.example/more", ((Paragraph)item.Text.Body[1]).Runs[1].Href);
        Assert.Equal(2, item.Text.Body.Length);
        Assert.Contains("dropped: tracking pixel (1)", item.Warnings);
    }

    [Fact]
    public void An_atom_entry_becomes_an_article()
    {
        var item = Read.One(Atom("""
            <title type="html">A &lt;b&gt;bold&lt;/b&gt; line</title><link href="https://paper.example/x"/><updated>2026-11-24T10:00:00Z</updated><published>2026-11-23T10:00:00Z</published>
            <content type="xhtml" xml:base="https://paper.example/dir/"><div xmlns="http://www.w3.org/1999/xhtml"><p>See <a href="y">there</a> &amp; back.</p></div></content><category term="t" label="Topic"/>
            """, "<author><name>Feed Author</name></author><rights>CC BY</rights>"));
        Assert.Equal(("urn:e", "A bold line", "en"), (item.Uri, item.Text.Headline, item.Language));
        Assert.Equal("https://paper.example/dir/y", ((Paragraph)item.Text.Body[0]).Runs[1].Href);
        Assert.Equal(("Feed Author", "Topic", "CC BY"), (item.Text.Bylines[0].Name, item.Text.Subjects[0].Name, item.Text.CopyrightNotice));
        Assert.Equal((23, 24), (item.FirstPublished!.Value.Day, item.VersionCreated!.Value.Day));
    }

    [Theory]
    [InlineData("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>c</title></channel><item rdf:about='https://a.example/1'><title>t</title></item></rdf:RDF>", "https://a.example/1")]
    [InlineData("<rss version='0.91'><channel><item><title>A line</title></item></channel></rss>", "text:a-line")]
    [InlineData("<rss version='2.0'><channel><item><title>t</title><guid>https://a.example/g</guid></item></channel></rss>", "https://a.example/g")]
    [InlineData("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>t</title><id>tag:x</id></entry></feed>", "tag:x")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/f/'><entry><title>t</title><id>rel/1</id></entry></feed>", "https://a.example/f/rel/1")]
    public void An_item_is_known_by_its_own_id_or_what_comes_nearest(string feed, string id) => Assert.Equal(id, Read.One(feed).Uri);

    [Theory]
    [InlineData("Fish & Chips &nbsp;&eacute;&copy; &amp;c", "Fish & Chips \u00a0é© &c")]
    [InlineData("?page=1&copy=2;mode=x", "?page=1&copy=2;mode=x")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("a\u0008b&#x0;c", "ab\ufffdc")]
    [InlineData("<p>naked</p>", "naked")]
    [InlineData("<![CDATA[<i>in</i> & out]]>", "in & out")]
    [InlineData("un\u202edo", "undo")]
    public void A_careless_title_is_read_as_it_was_meant(string title, string headline) => Assert.Equal(headline, Read.One(Rss($"<title>{title}</title>")).Text.Headline);

    [Fact]
    public void Broken_items_do_not_stop_the_others()
    {
        const string feed = "<rss version='2.0'>\n<channel>\n<item><title>One</title></item>\n<item><title>Two</title><description>line<br>break</description></item>\n<item><title>Three</titel></item>\n<item><title>Four</title></item>\n</channel></rss>";
        var outcomes = Read.All(feed, "f.xml");
        Assert.Equal(["One", "Two", "Four"], outcomes.OfType<ImportOutcome.Draft>().Select(d => d.Item.Text.Headline));
        Assert.Contains("its XML was broken at line 4 and was repaired", ((ImportOutcome.Draft)outcomes[1]).Item.Warnings);
        Assert.StartsWith("f.xml, item 3: line 5: its XML is broken", Assert.IsType<ImportOutcome.Rejected>(outcomes[2]).Line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_off_feed_gives_what_was_whole()
    {
        var outcomes = Read.All("<rss version='2.0'><channel><item><title>One</title></item><item><title>Two</title><descr");
        Assert.IsType<ImportOutcome.Draft>(outcomes[0]);
        Assert.IsType<ImportOutcome.Rejected>(outcomes[1]);
    }

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><rss version='2.0'><channel><item><title>&b;</title></item></channel></rss>", "line 1: its document type declares entities")]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<rss version='2.0'><channel><item><title>&x;</title></item></channel></rss>", "declares entities")]
    [InlineData("<rss version='2.0'><channel><title>t</title></channel></rss>", "it is a feed without any item")]
    [InlineData("<note>hello</note>", "this is XML with the root <note>")]
    [InlineData("<rss version='2.0'><channel><title>t</rss>", "line 1: its XML is broken")]
    public void What_is_no_feed_or_a_bomb_is_refused(string feed, string reason) => Assert.Contains(reason, Read.Refused(feed), StringComparison.Ordinal);

    [Fact]
    public void A_plain_document_type_is_passed_over() =>
        Assert.Equal("t", Read.One("<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://127.0.0.1:1/x.dtd'>\n<rss version='0.91'><channel><item><title>t</title></item></channel></rss>").Text.Headline);

    [Fact]
    public void Deep_nesting_is_refused_and_the_next_item_is_read()
    {
        var deep = string.Concat(Enumerable.Repeat("<b>", 5000)) + string.Concat(Enumerable.Repeat("</b>", 5000));
        var outcomes = Read.All(Rss($"<title>t</title><description>{deep}</description></item><item><title>Next</title>"));
        Assert.Contains("nests deeper than", Assert.IsType<ImportOutcome.Rejected>(outcomes[0]).Line, StringComparison.Ordinal);
        Assert.Equal("Next", Assert.IsType<ImportOutcome.Draft>(outcomes[1]).Item.Text.Headline);
    }

    [Theory]
    [InlineData("editor@example.org (Ann Writer)", "Ann Writer")]
    [InlineData("Ann Writer (editor@example.org)", "Ann Writer")]
    [InlineData("By Ann Writer", "Ann Writer")]
    [InlineData("editor@example.org", null)]
    public void A_mail_address_is_nobodys_byline(string author, string? name) =>
        Assert.Equal(name, Read.One(Rss($"<title>t</title><author>{author}</author>")).Text.Bylines.FirstOrDefault()?.Name);

    [Fact]
    public void What_plays_is_a_plain_link()
    {
        var item = Read.One(Rss("<title>t</title><enclosure url='https://a.example/p.mp3' type='audio/mpeg'/><enclosure url='https://a.example/p.jpg' type='image/jpeg'/>"));
        Assert.Equal("https://a.example/p.mp3", Assert.IsType<Embed>(Assert.Single(item.Text.Body)).Href);
        Assert.Equal("https://a.example/p.jpg", item.Text.LeadPicture!.Origin);
    }

    [Fact]
    public void Pictures_of_a_group_are_one_picture()
    {
        var item = Read.One(Rss("<title>t</title><media:group><media:content url='https://a.example/s.jpg' medium='image' width='100'/><media:content url='https://a.example/l.jpg' medium='image' width='900'/><media:thumbnail url='https://a.example/t.jpg'/></media:group>"));
        Assert.Equal("https://a.example/l.jpg", item.Text.LeadPicture!.Origin);
        Assert.Empty(item.Text.Body);
    }

    [Fact]
    public void A_summary_that_only_begins_the_text_is_not_said_twice() =>
        Assert.Null(Read.One(Rss("<title>t</title><description>The long text […]</description><content:encoded>&lt;p&gt;The long text goes on.&lt;/p&gt;</content:encoded>")).Text.Deck);

    [Fact]
    public void Content_that_lives_elsewhere_is_a_plain_link() =>
        Assert.Equal("https://a.example/v.mp4", Assert.IsType<Embed>(Assert.Single(Read.One(Atom("<title>t</title><content src='https://a.example/v.mp4' type='video/mp4'/>")).Text.Body)).Href);

    [Fact]
    public void A_json_feed_becomes_articles()
    {
        var outcomes = Read.All("""
            {"version":"https://jsonfeed.org/version/1.1","title":"The Paper","language":"ka","home_page_url":"https://paper.example/","authors":[{"name":"The Desk"}],
             "items":[{"id":7,"url":"/1","title":"One","content_html":"<p>Text <a href='x'>x</a></p>","summary":"Deck","date_published":"2026-11-24T10:00:00.52Z","tags":["a","b"],"image":"https://paper.example/i.jpg",
                       "attachments":[{"url":"https://paper.example/s.mp3","mime_type":"audio/mpeg","title":"Listen"}]},
                      {"id":"2","content_text":"Only text.\n\nTwo paragraphs."},{"id":"3","title":4},5]}
            """);
        var one = ((ImportOutcome.Draft)outcomes[0]).Item;
        Assert.Equal(("7", "ka", "One", "Deck", "https://paper.example/1"), (one.Uri, one.Language, one.Text.Headline, one.Text.Deck, one.Text.SourceUrl));
        Assert.Equal(("The Desk", "https://paper.example/i.jpg"), (one.Text.Bylines[0].Name, one.Text.LeadPicture!.Origin));
        Assert.Equal("Listen", Assert.IsType<Embed>(one.Text.Body[^1]).Text);
        Assert.Equal(("Only text.", "Two paragraphs."), (((ImportOutcome.Draft)outcomes[1]).Item.Text.Headline, BlockText.Of(((ImportOutcome.Draft)outcomes[1]).Item.Text.Body[0])));
        Assert.Equal(["in, item 3: title is not a string", "in, item 4: it is not an object"], outcomes.OfType<ImportOutcome.Rejected>().Select(r => r.Line));
    }
}
