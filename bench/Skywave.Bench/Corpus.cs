using System.Collections.Immutable;
using System.Globalization;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Bench;

/// <summary>
/// Generated articles: the same ones everywhere and every time. About 600 words with deck, crossheads, quotations and byline; every third is another desk's text of a
/// recent story; forty a day. No pictures: a picture costs when it enters, not when an edition is cut.
/// </summary>
internal static class Corpus
{
    /// <summary>When the newest article was published.</summary>
    public static readonly DateTimeOffset End = new(2026, 10, 31, 18, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Step = TimeSpan.FromDays(1) / 40;

    /// <summary>So many drafts, oldest first.</summary>
    public static IEnumerable<Draft> Articles(int count)
    {
        var master = new Dice(1);
        var story = 0;
        for (var i = 0; i < count; i++)
        {
            var isTranslation = story > 3 && master.Next(3) == 0;
            var told = isTranslation ? story - master.Next(4) : ++story;
            yield return Article(i, told, Tongue.All[master.Next(Tongue.All.Count)], End - (count - 1 - i) * Step);
        }
    }

    private static Draft Article(int number, int story, Tongue tongue, DateTimeOffset at)
    {
        var dice = new Dice((ulong)number * 7919 + 17);
        var id = number.ToString("D7", CultureInfo.InvariantCulture);
        return new Draft
        {
            Desk = DeskTag.Parse(tongue.Tag),
            Uri = "bench:" + id,
            Story = "bench story " + story.ToString(CultureInfo.InvariantCulture),
            FirstPublished = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)),
            Text = new ArticleText
            {
                Language = tongue.Tag,
                Slugline = "n" + id,
                Headline = tongue.Phrase(dice, dice.Between(6, 11)),
                Deck = tongue.Sentences(dice, 1),
                Bylines = [new Byline(tongue.Phrase(dice, 2))],
                Subjects = [new Subject(tongue.Phrase(dice, 1))],
                Body = Body(dice, tongue),
            },
        };
    }

    private static ImmutableArray<Block> Body(Dice dice, Tongue tongue)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var sentences = dice.Between(18, 40);
        for (var since = 0; sentences > 0; since++)
        {
            if (since >= 4 && dice.Next(2) == 0)
            {
                blocks.Add(new Subhead(2, [new Run(tongue.Phrase(dice, dice.Between(3, 7)))]));
                since = 0;
            }
            var some = dice.Between(1, 4);
            sentences -= some;
            ImmutableArray<Run> runs = [new Run(tongue.Sentences(dice, some))];
            blocks.Add(dice.Next(14) == 0 ? new Quote(runs, tongue.Phrase(dice, 2)) : new Paragraph(runs));
        }
        return blocks.ToImmutable();
    }
}
