using System.Collections.Immutable;
using Skywave.Intake.Plain;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>How a story text is written, and what is said about one that somebody is writing.</summary>
public sealed class StoryWritingTests
{
    private const string Everything = """
        ---
        id: march
        desk: uz-Cyrl
        language: ru
        story: the-march
        standing: about
        short: Brief
        slugline: the-march
        deck: A deck: with a colon
        byline: Ann Writer | reporter
        byline: pseudonym: Olim | | his family lives there
        byline: withheld: | photographer | a warrant is out
        agencies: Reuters; AP
        located: Tashkent
        genre: factcheck
        topics: Protest; Law {medtop:20000344}
        people: Ada Marsh
        places: Tashkent
        urgency: 2
        breaking: yes
        published: 2026-11-24T06:30Z
        picture: pics/a.jpg
        alt: A street
        caption: The street
        credit: Bob
        picture-copyright: © The Paper
        focus: 40 30
        claim: people | up to 8,000 \| more | police | authority | 2026-11-23 | settled | heads
        claim: people | 30,000 | organisers | organiser
        unnamed: a nurse | she would lose her work
        unnamed: a driver | he is watched | 3
        source: The Paper
        source-url: https://paper.example/x
        copyright: © The Paper
        correction: clarification | It was not said. | was loud
        review: needs native review
        ---
        The march

        A **strong** and *stressed* `typed` word, a [link](https://example.org/a_(b)), [word]{lang=en}, [[both](https://example.org/)]{lang=en}, [held ]{strong}together; 2 * 3 * 4 and a [bracket].

        ## A crosshead

        - one
        - two

        1. first
        2. second

        > It was loud.
        > -- unnamed 1

        > It was quiet.
        > -- unnamed 3 | the driver

        >> Set large
        >> -- Somebody

        ![A cat](cat.jpg "It sleeps")
        credit: Lena Marsh
        picture-copyright: © The Paper

        !video[The first crossing](crossing.mp4)
        poster: still.jpg
        poster-caption: Before dawn
        credit: Lena Marsh
        captions: en | crossing.en.vtt
        transcript: We left before dawn.

        {claims: people}

        {timeline}
        1 May 2020 | The first thing happened.
        June | And **another**.

        {embed: https://example.org/post | What it is}

        ??? Why?
        Because.

        [[ The facts
        One.

        \- Two.
        ]]

            skywave verify

              page.html

        {preformatted}
        another one
        {end}

        {table: How many}
        | a | b |
        |---|---|
        | 1 | x \| y |

        """;

    [Fact]
    public void A_text_in_which_everything_is_said_is_written_as_it_was_read()
    {
        var read = StoryText.Read(Everything);
        Assert.Empty(read.Mistakes);
        Assert.Equal(Everything, StoryTextWriter.Write(read.Items));
    }

    [Theory]
    [InlineData("A paragraph\nin two lines.", "A paragraph in two lines.")]
    [InlineData("1. one\n7. two", "1. one\n2. two")]
    [InlineData("> a\n> b", "> a b")]
    [InlineData(@"\*no\* \[marks\] \(here\) \!", @"\*no\* [marks] (here) !")]
    [InlineData(@"a back\slash and 2 * 3", @"a back\slash and 2 * 3")]
    [InlineData(@"\## no crosshead", @"\## no crosshead")]
    [InlineData(@"1\. no list", @"1\. no list")]
    [InlineData(@"\@ 14:05 no entry", @"\@ 14:05 no entry")]
    [InlineData("**a***b*", "**a***b*")]
    [InlineData("|a|b", "| a | b |")]
    [InlineData("{preformatted}\na\n{end}", "    a")]
    [InlineData("{preformatted}\n\\{end} \n{end}", "{preformatted}\n\\{end} \n{end}")]
    public void There_is_one_way_of_writing_a_thing(string text, string written)
    {
        var read = StoryText.Read("---\nid: x\n---\nHead\n\n" + text);
        Assert.Empty(read.Mistakes);
        Assert.Equal($"---\nid: x\n---\nHead\n\n{written}\n", StoryTextWriter.Write(read.Items));
    }

    [Theory]
    [InlineData("{embed: ftp://example.org/ | x}", 3, "what stands elsewhere is named by its http(s) address and in words: {embed: https://example.org/ | what it is}")]
    [InlineData("{timeline}\nJune | x\nand more", 5, "a line of a timeline is \"when | what happened\"; an empty line ends it")]
    [InlineData("{preformatted}\nx", 3, "the preformatted lines that begin here have no line {end}")]
    public void What_is_not_complete_is_a_mistake_with_its_line(string text, int line, string reason) => Assert.Equal(new StoryMistake(line, reason), Assert.Single(StoryText.Read("Head\n\n" + text).Mistakes));

    [Fact]
    public void All_mistakes_are_given_in_the_order_of_their_lines()
    {
        var read = StoryText.Read("---\nid: x\nuri: y\nurgency: 0\nbreaking: maybe\ngenre: poem\nlive: no\nunnamed: a | b | none\n---\nHead\n\n{claims: x}\n\n[[ Box");
        Assert.Empty(read.Items);
        Assert.Equal([3, 4, 5, 6, 7, 8, 12, 14], read.Mistakes.Select(m => m.Line));
        Assert.Equal("uri is not needed beside id: an article has one of the two", read.Mistakes[0].Reason);
    }

    [Theory]
    [InlineData("{timeline}")]
    [InlineData("{timeline}\nno bar")]
    [InlineData("{table: no rows}")]
    [InlineData("{embed: not ended")]
    [InlineData("[x]{weak}")]
    public void What_cannot_be_read_as_a_block_stays_words(string text) =>
        Assert.Equal(text.Replace('\n', ' '), BlockText.Of(Assert.IsType<Paragraph>(Assert.Single(StoryText.Read("Head\n\n" + text).Items[0].Text.Body))));

    [Fact]
    public void Digits_of_another_script_number_nobody() => Assert.Equal("unnamed ۱", ((Quote)StoryText.Read("Head\n\n> a\n> -- unnamed ۱").Items[0].Text.Body[0]).Attribution);

    [Fact]
    public void A_language_that_is_the_desks_is_not_said()
    {
        var item = new Imported { Uri = "text:x", Story = "x", Desk = DeskTag.Parse("fa"), Language = "fa", Text = new ArticleText { Language = "fa", Headline = "سر" } };
        Assert.Equal("---\nid: x\ndesk: fa\n---\nسر\n", StoryTextWriter.Write(item));
    }

    [Fact]
    public void What_has_entered_is_named_by_its_widest_jpeg()
    {
        ImmutableArray<Rendition> jpegs = [new(new string('a', 64), "jpg", 320, 180, 1), new(new string('b', 64), "jpg", 640, 360, 2)];
        var item = new Imported { Uri = "urn:x", Text = new ArticleText { Language = "en", Headline = "Head", Body = [new PictureBlock(new Picture { Alt = "A cat", Origin = "/home/somebody/cat.jpg", Renditions = jpegs })] } };
        Assert.Equal($"---\nuri: urn:x\n---\nHead\n\n![A cat](media/{new string('b', 64)}.jpg)\n", StoryTextWriter.Write(item));
    }

    [Fact]
    public void Of_a_live_storys_parts_the_newest_says_what_holds_now()
    {
        var text = "---\nid: x\nlive: yes\nclaim: votes | 5 | us\n---\nHead\n\n{claims: votes}\n\n@ 2026-11-24 14:00 a\nx\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"\n@ 14:{i:00}\nx\n"));
        var parts = StoryText.Read(text).Items.ToList();
        Assert.Equal(2, parts.Count);
        parts[0] = parts[0] with { Text = parts[0].Text with { Headline = "As it was", Claims = [parts[0].Text.Claims[0] with { Value = "4" }] } };
        Assert.Equal(StoryTextWriter.Write(StoryText.Read(text).Items), StoryTextWriter.Write(parts));
    }
}
