using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

public sealed class StoryTextTests
{
    private static readonly IntakeOptions At = new() { Now = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero) };

    private static Imported Body(string text) => Read.One("Head\n\n" + text, "s.txt", At);

    [Fact]
    public void A_headline_an_empty_line_and_a_text_are_enough()
    {
        var item = Read.One("How to check\n\nThe lede\nruns on.\n\nMore.", "s.txt");
        Assert.Equal(("text:how-to-check", "How to check", "how-to-check"), (item.Uri, item.Text.Headline, item.Story));
        Assert.Equal(["The lede runs on.", "More."], item.Text.Body.Select(BlockText.Of));
        Assert.Empty(item.Warnings);
    }

    [Fact]
    public void Front_matter_says_everything()
    {
        var item = Read.One("""
            ---
            id: march
            desk: uz-cyrl
            language: ru
            story: the-march
            standing: about
            short: Brief
            slugline: the-march
            deck: A deck: with a colon
            byline: Ann Writer | reporter
            byline: pseudonym: Olim | translator | his family lives there
            byline: withheld: | photographer | a warrant is out
            agencies: Reuters; AP
            located: Tashkent
            genre: factcheck
            topics: Protest; Law
            people: Ada Marsh; Lev Orn
            places: Tashkent
            urgency: 2
            breaking: yes
            published: 2026-11-24T09:30+03:00
            picture: pics/a.jpg
            alt: A street
            caption: The street
            credit: Bob
            claim: people | up to 8,000 \| more | police | authority | 2026-11-23 | settled
            claim: people | 30,000 | organisers | organiser
            unnamed: a nurse | she would lose her work
            source: The Paper
            source-url: https://paper.example/x
            copyright: © The Paper
            correction: clarification | It was not said. | was loud
            review: needs native review
            ---
            The march

            {claims: people}

            > It was loud.
            > -- unnamed 1
            """, "s.txt", At);
        var text = item.Text;
        Assert.Equal(("text:march", "uz-Cyrl", "ru", "the-march", "about"), (item.Uri, item.Desk!.Value.Value, item.Language, item.Story, item.Standing));
        Assert.Equal(("Brief", "the-march", "A deck: with a colon", "Tashkent"), (text.HeadlineShort, text.Slugline, text.Deck, text.Located));
        Assert.Equal([new Byline("Ann Writer", Role: "reporter"), new Byline("Olim", BylineDisplay.Pseudonym, "translator", "his family lives there"), new Byline("", BylineDisplay.Withheld, "photographer", "a warrant is out")], text.Bylines);
        Assert.Equal(["Reuters", "AP"], text.InfoSources);
        Assert.Equal((Genre.FactCheck, 2, true, true), (text.Genre, text.Urgency, text.Breaking, text.NeedsNativeReview));
        Assert.Equal(["Protest", "Law"], text.Subjects.Select(s => s.Name));
        Assert.Equal([new Subject("Ada Marsh"), new Subject("Lev Orn")], text.People);
        Assert.Equal(new Subject("Tashkent"), Assert.Single(text.Places));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 6, 30, 0, TimeSpan.Zero), item.FirstPublished);
        Assert.Equal(("pics/a.jpg", "A street", "The street", "Bob"), (text.LeadPicture!.Origin, text.LeadPicture.Alt, text.LeadPicture.Caption, text.LeadPicture.Credit));
        Assert.Equal(("up to 8,000 | more", ClaimSource.Authority, ClaimStatus.Settled), (text.Claims[0].Value, text.Claims[0].SourceType, text.Claims[0].Status));
        Assert.Equal((ClaimSource.Organiser, ClaimStatus.Open), (text.Claims[1].SourceType, text.Claims[1].Status));
        Assert.Equal(new UnnamedSource(1, "a nurse", "she would lose her work"), Assert.Single(text.UnnamedSources));
        Assert.Equal(("The Paper", "https://paper.example/x", "© The Paper"), (text.Source, text.SourceUrl, text.CopyrightNotice));
        Assert.Equal(new ImportedCorrection(CorrectionKind.Clarification, "It was not said.", "was loud"), item.Correction);
        Assert.Equal(new ClaimsList("people"), text.Body[0]);
        Assert.Equal((1, null), (((Quote)text.Body[1]).Grant, ((Quote)text.Body[1]).Attribution));
    }

    [Theory]
    [InlineData("colour: red", "line 2: \"colour\" is no name that front matter has")]
    [InlineData("just words", "line 2: this is not \"name: value\"")]
    [InlineData("id: a\nid: b", "line 3: id stands here a second time")]
    [InlineData("desk: log", "line 2: desk is not a desk's language tag")]
    [InlineData("language: ?", "line 2: language is not a language tag (BCP 47)")]
    [InlineData("standing: news", "line 2: standing is not about, verify, contact or privacy")]
    [InlineData("short: 1234567890123456789012345678901234567890123456789012345678901", "line 2: short has 61 characters, at most 60 fit")]
    [InlineData("slugline: поход", "line 2: slugline is not ASCII words (letters, digits, hyphens)")]
    [InlineData("byline: pseudonym: Olim | reporter", "line 2: byline is not \"pseudonym: name | role | reason\"; readers are told why")]
    [InlineData("byline: withheld: Real Name | reporter | danger", "line 2: byline is withheld, so no name may stand here: \"withheld: | role | reason\"")]
    [InlineData("genre: poem", "line 2: genre is not news, analysis, opinion, explainer, interview or factcheck")]
    [InlineData("urgency: 10", "line 2: urgency is not a digit from 1 to 9")]
    [InlineData("breaking: maybe", "line 2: breaking is not yes or no")]
    [InlineData("published: tomorrow", "line 2: published is not a time such as 2026-11-24T10:00:00Z")]
    [InlineData("published: 2026-11-24T12:00:01Z", "line 2: published is not a time that has passed: nothing is first published later than now")]
    [InlineData("picture: a.jpg", "line 2: picture is not complete: alt must say what it shows")]
    [InlineData("picture: /etc/passwd\nalt: x", "line 2: picture is not a file beside the text or an http(s) address")]
    [InlineData("picture: file:///etc/passwd\nalt: x", "line 2: picture is not a file beside the text or an http(s) address")]
    [InlineData("alt: x", "line 2: alt stands here, but no picture")]
    [InlineData("claim: a | b", "line 2: claim is not \"about | value | attributed to | source type | as of | status | unit\"; the first three are needed")]
    [InlineData("claim: a | b | c | gossip", "line 2: the claim's source type is not authority, organiser, agency, ngo, eyewitness or own")]
    [InlineData("unnamed: a nurse", "line 2: unnamed is not \"descriptor | reason\"")]
    [InlineData("source-url: ftp://x", "line 2: source-url is not an http(s) address")]
    [InlineData("correction: oops | x", "line 2: correction is not \"kind | text\" or \"kind | text | words\" with correction, clarification, update or retraction as kind")]
    [InlineData("correction: update | x | y | z", "line 2: correction is not \"kind | text\" or \"kind | text | words\" with correction, clarification, update or retraction as kind")]
    [InlineData("correction: update | x | not there", "line 4: the text does not have the words \"not there\" at which the correction is to be shown; they must stand in one paragraph exactly so")]
    [InlineData("review: done", "line 2: review is not \"needs native review\"")]
    [InlineData("desk: !\nurgency: 0", "line 2: desk is not a desk's language tag; line 3: urgency is not a digit from 1 to 9")]
    public void A_mistake_in_the_front_matter_is_refused_with_its_line(string front, string reason) =>
        Assert.Equal("s.txt: " + reason, Read.Refused($"---\n{front}\n---\nHead\n\nText.", "s.txt", At));

    [Theory]
    [InlineData("---\nid: x\nHead\n\nText", "line 1: the front matter that begins here has no second line of ---")]
    [InlineData("---\nid: x\n---\n\n", "line 5: there is no headline: it stands on the first line, or after the front matter")]
    [InlineData("Head\n\n> a\n> -- unnamed 2", "line 4: there is no unnamed 2 in the front matter")]
    [InlineData("Head\n\n{claims: nothing}", "line 3: no claim in the front matter is about \"nothing\"")]
    [InlineData("Head\n\n[[ Box\nwords", "line 3: the box that begins here has no line ]]")]
    [InlineData("Head\n\n![](a.jpg)", "line 3: a picture needs words that say what it shows: ![words](file)")]
    [InlineData("Head\n\n![x](javascript:alert)", "line 3: the picture is not a file beside the text or an http(s) address")]
    public void A_mistake_in_the_text_is_refused_with_its_line(string text, string reason) => Assert.StartsWith("s.txt: " + reason.TrimEnd(), Read.Refused(text, "s.txt") + " ", StringComparison.Ordinal);

    [Fact]
    public void Every_block_is_read()
    {
        var blocks = Body("""
            ## Two

            #### Four

            - one
            - two
              goes on

            1. first
            2. second

            > Said so.
            > Twice.
            > -- A Person

            >> Set large
            >> -- Somebody

            ![A cat](cat.jpg "It sleeps")

            ??? Why?
            Because.
            And so on.

            [[ The facts
            One.

            Two
            lines.
            ]]

                skywave verify

                  page.html

            | a | b |
            |---|---|
            | 1 | x \| y |
            """).Text.Body;
        Assert.Equal(new[] { 2, 4 }, blocks.OfType<Subhead>().Select(s => s.Level));
        Assert.Equal((false, "two goes on"), (((BulletList)blocks[2]).Ordered, Read.Runs(((BulletList)blocks[2]).Items[1])));
        Assert.Equal((true, 2), (((BulletList)blocks[3]).Ordered, ((BulletList)blocks[3]).Items.Length));
        Assert.Equal(("Said so. Twice.", "A Person"), (Read.Runs(((Quote)blocks[4]).Runs), ((Quote)blocks[4]).Attribution));
        Assert.Equal(new PullQuote("Set large", "Somebody"), blocks[5]);
        Assert.Equal(("A cat", "It sleeps", "cat.jpg"), (((PictureBlock)blocks[6]).Picture.Alt, ((PictureBlock)blocks[6]).Picture.Caption, ((PictureBlock)blocks[6]).Picture.Origin));
        Assert.Equal(("Why?", 2), (((QuestionAndAnswer)blocks[7]).Question, ((QuestionAndAnswer)blocks[7]).Answer.Length));
        Assert.Equal(("The facts", "Two lines."), (((FactBox)blocks[8]).Title, Read.Runs(((FactBox)blocks[8]).Paragraphs[1])));
        Assert.Equal(new Preformatted("skywave verify\n\n  page.html"), blocks[9]);
        var table = Assert.IsType<Table>(blocks[10]);
        Assert.True(table.HasHead);
        Assert.Equal(["1", "x | y"], table.Rows[1]);
        Assert.Equal(11, blocks.Length);
    }

    [Fact]
    public void Runs_are_read()
    {
        var runs = ((Paragraph)Body("A **strong** and *stressed* `typed` word, a [link](https://example.org/a_(b)), [слово]{lang=ru} and **[both](https://example.org/)**.").Text.Body[0]).Runs;
        Assert.Equal(
        [
            new Run("A "), new Run("strong", RunStyle.Strong), new Run(" and "), new Run("stressed", RunStyle.Emphasis), new Run(" "), new Run("typed", RunStyle.Code), new Run(" word, a "),
            new Run("link", Href: "https://example.org/a_(b)"), new Run(", "), new Run("слово", Lang: "ru"), new Run(" and "), new Run("both", RunStyle.Strong, "https://example.org/"), new Run("."),
        ], runs);
    }

    [Theory]
    [InlineData("2 * 3 * 4")]
    [InlineData("one ** alone")]
    [InlineData("[text](javascript:alert)")]
    [InlineData("[text] (https://example.org/)")]
    [InlineData("a [bracket] and a {brace}")]
    [InlineData("1984. A year")]
    [InlineData("#hashtag")]
    [InlineData(">")]
    [InlineData("{claims:}")]
    [InlineData("??? ")]
    public void What_is_no_mark_stays_as_it_is(string text)
    {
        var body = Body(text).Text.Body;
        Assert.Equal(text.Trim() == ">" ? "" : text.Trim(), body.IsEmpty ? "" : Read.Runs(((Paragraph)body[0]).Runs));
    }

    [Theory]
    [InlineData(@"\## no crosshead", "## no crosshead")]
    [InlineData(@"\- no list", "- no list")]
    [InlineData(@"1\. no list", "1. no list")]
    [InlineData(@"\> no quotation", "> no quotation")]
    [InlineData(@"\*not stressed\*", "*not stressed*")]
    [InlineData(@"\[no\](link)", "[no](link)")]
    [InlineData(@"a back\slash", @"a back\slash")]
    [InlineData(@"\\server", @"\server")]
    public void A_backslash_leaves_a_mark_as_it_is(string text, string read)
    {
        var paragraph = Assert.IsType<Paragraph>(Assert.Single(Body(text).Text.Body));
        Assert.Equal(read, Read.Runs(paragraph.Runs));
    }

    [Fact]
    public void A_text_of_nothing_but_opening_marks_is_read_in_time() =>
        Assert.Single(Body(string.Concat(Enumerable.Repeat("[*`", 60_000))).Text.Body);

    [Fact]
    public void A_recording_comes_with_its_words()
    {
        var film = ((MediaBlock)Assert.Single(Read.One("""
            Head

            !video[The first crossing](crossing.mp4)
            credit: Lena Marsh
            poster: still.jpg
            captions: en | crossing.en.vtt
            captions: uk | crossing.uk.vtt
            transcript: We left before dawn.
            transcript: Nobody spoke: it was cold.
            """, "s.txt").Text.Body)).Media;
        Assert.Equal((MediaKind.Video, "The first crossing", "Lena Marsh", "crossing.mp4"), (film.Kind, film.Title, film.Credit, film.Origin));
        Assert.Equal(("still.jpg", "The first crossing"), (film.Poster!.Origin, film.Poster.Alt));
        Assert.Equal([new Captions("en", null, "crossing.en.vtt"), new Captions("uk", null, "crossing.uk.vtt")], film.Captions);
        Assert.Equal(["We left before dawn.", "Nobody spoke: it was cold."], film.Transcript);
    }

    [Theory]
    [InlineData("!audio[](a.mp3)\ntranscript: x", "line 3: a recording needs words that say what it is: !audio[words](file)")]
    [InlineData("!audio[x](/etc/passwd)\ntranscript: x", "line 3: the recording is not a file beside the text or an http(s) address")]
    [InlineData("!audio[x](a.mp3)", "line 3: a recording needs what is said and heard in it: lines of transcript: words below it")]
    [InlineData("!audio[x](a.mp3)\ntranscript: x\nand more", "line 5: below a recording stand lines of credit: name, poster: file, captions: language | file, transcript: words; an empty line ends it")]
    public void A_recording_that_is_not_complete_is_refused_with_its_line(string lines, string reason) =>
        Assert.EndsWith(reason, Assert.IsType<ImportOutcome.Rejected>(Assert.Single(Items.Read(System.Text.Encoding.UTF8.GetBytes("Head\n\n" + lines + "\n"), "s.txt"))).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("40 30", 40, 30)]
    [InlineData("0% 100%", 0, 100)]
    public void A_focal_point_is_two_numbers(string text, int x, int y) =>
        Assert.Equal(new FocalPoint(x, y), Read.One($"---\npicture: a.jpg\nalt: x\nfocus: {text}\npicture-copyright: © The Paper\n---\nHead\n\nText.\n", "s.txt").Text.LeadPicture!.Focus);

    [Theory]
    [InlineData("40")]
    [InlineData("40 101")]
    [InlineData("-1 3")]
    [InlineData("left top")]
    public void A_focal_point_outside_the_picture_is_refused(string text) =>
        Assert.Contains("line 4: focus is not two numbers", Assert.IsType<ImportOutcome.Rejected>(Assert.Single(Items.Read(System.Text.Encoding.UTF8.GetBytes($"---\npicture: a.jpg\nalt: x\nfocus: {text}\n---\nHead\n\nText.\n"), "s.txt"))).Reason, StringComparison.Ordinal);
}
