using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

public sealed class NinjsTests
{
    [Fact]
    public void A_one_x_item_becomes_an_article()
    {
        var item = Read.One("""
            {"uri":"urn:test:1","type":"text","pubstatus":"usable","language":"uk","urgency":2,"versioncreated":"2026-11-24T10:05:00Z","firstcreated":"2026-11-24T10:00:00+02:00",
             "headline":"Річка вийшла з берегів","body_html":"<p>Перший абзац.</p><script>alert(1)</script><p>Другий <b>абзац</b>.</p>","byline":"By Olena Test","located":"Kharkiv","slugline":"UA River (2nd Lead)",
             "copyrightholder":"Test Agency","subject":[{"name":"floods","code":"20000151","scheme":"http://cv.iptc.org/newscodes/mediatopic/"}],
             "associations":{"featuremedia":{"type":"picture","uri":"urn:p","description_caption":"The river","body_text":"","renditions":{"a":{"href":"https://example.org/s.jpg","width":300},"b":{"href":"https://example.org/b.jpg","width":1280}}}}}
            """);
        Assert.Equal(("urn:test:1", "uk", "Річка вийшла з берегів"), (item.Uri, item.Language, item.Text.Headline));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), item.FirstPublished);
        Assert.Equal((2, "ua-river-2nd-lead"), (item.Text.Urgency, item.Text.Slugline));
        Assert.Equal("Olena Test", Assert.Single(item.Text.Bylines).Name);
        Assert.Equal("https://example.org/b.jpg", item.Text.LeadPicture!.Origin);
        Assert.Equal("medtop:20000151", Assert.Single(item.Text.Subjects).Code);
        Assert.Equal(2, item.Text.Body.Length);
        Assert.Contains("dropped: script (1)", item.Warnings);
    }

    [Fact]
    public void A_three_x_item_becomes_an_article()
    {
        var item = Read.One("""
            {"uri":"urn:test:3","standard":{"name":"ninjs","version":"3.0"},"pubStatus":"usable","language":"en","firstCreated":"2026-11-24T10:00:00Z","embargoedUntil":"2026-11-25T10:00:00Z",
             "headlines":[{"role":"main","value":"Main line"},{"role":"short","value":"Short"}],"descriptions":[{"role":"standfirst","value":"A deck."}],
             "bodies":[{"role":"main","contentType":"text/html","value":"<h2>One</h2><p>Text.</p>"}],"people":[{"name":"A Writer","rels":["author"]}],"infoSources":[{"name":"An Agency"}]}
            """);
        Assert.Equal(("Main line", "Short", "A deck."), (item.Text.Headline, item.Text.HeadlineShort, item.Text.Deck));
        Assert.IsType<Subhead>(item.Text.Body[0]);
        Assert.Equal("An Agency", Assert.Single(item.Text.InfoSources));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.Zero), item.EmbargoedUntil);
    }

    [Theory]
    [InlineData("1.0", "person", "place", "rel\":\"about")]
    [InlineData("3.0", "people", "places", "rels\":[\"mentions\"],\"literal\":\"Q42")]
    public void People_and_places_a_text_is_about_are_kept(string version, string people, string places, string relation)
    {
        var item = Read.One($$"""
            {"uri":"urn:test:3","standard":{"name":"ninjs","version":"{{version}}"},"headline":"h","{{people}}":[{"name":"Ada  Marsh","{{relation}}"},{"name":"Said Nothing"}],
             "{{places}}":[{"name":"Yerevan","code":"place:7"}]}
            """);
        Assert.Equal(["Ada Marsh", "Said Nothing"], item.Text.People.Select(p => p.Name));
        Assert.Equal(version == "3.0" ? "Q42" : null, item.Text.People[0].Code);
        Assert.Equal(new Subject("Yerevan", "place:7"), Assert.Single(item.Text.Places));
        Assert.Empty(item.Text.Bylines);
    }

    // What a source said must not become a list under their name.
    [Theory]
    [InlineData("Interview source")]
    [InlineData("source")]
    [InlineData("http://cv.iptc.org/newscodes/contentprodpartyrole/Interviewee")]
    [InlineData("author")]
    [InlineData("whatever a supplier made up")]
    public void Who_had_a_part_in_a_text_is_not_whom_it_is_about(string relation)
    {
        var item = Read.One($$"""{"uri":"u","headline":"h","person":[{"name":"Ada Marsh","rel":"{{relation}}"}]}""");
        Assert.Empty(item.Text.People);
        Assert.Equal(relation == "author", item.Warnings.IsEmpty);
    }

    [Theory]
    [InlineData("""{"uri":"u","headline":"h","pubstatus":"cancelled"}""", "in: pubStatus is not usable, withheld or canceled")]
    [InlineData("""{"uri":"u","headline":"h","urgency":11}""", "in: urgency is not between 1 and 9")]
    [InlineData("""{"uri":"u","headline":"h","type":"poem"}""", "in: type is not a kind of item that ninjs knows")]
    [InlineData("""{"uri":"u","headline":"h","surprise":1}""", "in: surprise is not a field that ninjs has")]
    [InlineData("""{"uri":"u","headline":7}""", "in: headline is not a string")]
    [InlineData("""{"uri":"u","headline":"h","expires":{}}""", "in: expires is not a string")]
    [InlineData("""{"uri":"u","headline":"h","rightsinfo":{"linkedrights":"a","encodedrights":"b"}}""", "in: rightsInfo is not either linked or encoded rights, but both")]
    [InlineData("""{"uri":"u","headline":"h","associations":[{"uri":"x"}]}""", "in: associations[0].name is not there, and an association must have one")]
    [InlineData("""{"headline":"h","pubstatus":"usable"}""", "in: it has no uri, which every ninjs item must have")]
    [InlineData("""{"uri":"u"}""", "in: it has neither a headline nor a text")]
    [InlineData("""{"uri":"u","type":"event","title":"t"}""", "in: it is a ninjs event item, not an article")]
    [InlineData("{\"uri\":\"u\",\n\"headline\":}", "in: line 2, byte 12: this is not well-formed JSON")]
    [InlineData("""{"$schema":"x","$defs":{}}""", "in: this is a JSON Schema, not a news item")]
    public void A_mistake_is_refused_with_its_place(string json, string line) => Assert.Equal(line, Read.Refused(json));

    [Fact]
    public void A_canceled_item_needs_no_text() => Assert.True(Read.One("""{"uri":"urn:gone","pubstatus":"canceled"}""").Canceled);

    [Fact]
    public void One_bad_item_of_an_array_does_not_stop_the_others()
    {
        var outcomes = Read.All("""[{"uri":"a","headline":"A"},{"headline":"B"},{"uri":"c","headline":"C"}]""");
        Assert.Equal(2, outcomes.OfType<ImportOutcome.Draft>().Count());
        Assert.Equal("in, item 2: it has no uri, which every ninjs item must have", outcomes.OfType<ImportOutcome.Rejected>().Single().Line);
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_come_in() => Assert.Equal("a\ufffdb", Read.One("""{"uri":"u","headline":"a\ud800b"}""").Text.Headline);

    [Fact]
    public void Associated_sound_and_film_come_with_their_words_captions_and_poster()
    {
        var item = Read.One("""
            {"uri":"urn:test:5","language":"uk","headline":"Head","body_text":"Text.","associations":{
              "a":{"uri":"urn:a","type":"video","headline":"The crossing","creditline":"Lena","body_html":"<p>We left.</p><p>Nobody spoke.</p>","renditions":{
                "big":{"href":"https://example.org/b.mp4","mimetype":"video/mp4","width":1920},"mid":{"href":"https://example.org/m.mp4","mimetype":"video/mp4","width":1280},
                "still":{"href":"https://example.org/s.jpg","mimetype":"image/jpeg"},"said":{"href":"https://example.org/s.vtt","mimetype":"text/vtt"}}},
              "b":{"uri":"urn:b","type":"audio","headline":"Sound","renditions":{"main":{"href":"https://example.org/a.wav","mimetype":"audio/wav"}}}}}
            """);
        var film = ((MediaBlock)item.Text.Body[1]).Media;
        Assert.Equal((MediaKind.Video, "The crossing", "Lena", "https://example.org/m.mp4"), (film.Kind, film.Title, film.Credit, film.Origin));
        Assert.Equal(["We left.", "Nobody spoke."], film.Transcript);
        Assert.Equal(("https://example.org/s.jpg", new Captions("uk", null, "https://example.org/s.vtt")), (film.Poster!.Origin, Assert.Single(film.Captions)));
        Assert.Equal(2, item.Text.Body.Length);
        Assert.Contains("dropped: association without a usable picture (1)", item.Warnings);
    }
}
