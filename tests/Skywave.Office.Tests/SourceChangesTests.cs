using CsCheck;
using Skywave.Intake.Plain;

namespace Skywave.Office.Tests;

/// <summary>What became of an original since it was translated, told passage by passage.</summary>
public sealed class SourceChangesTests
{
    private static TextOutline? Outline(string text) => StoryText.Outline(text) is { } read ? new TextOutline(read.Front, read.Headline, [.. read.Blocks.Select(b => new OutlinedBlock(b.Line, b.Source, b.Block))]) : null;

    private static List<SourcePassage> Changed(string before, string after) => [.. SourceChanges.Of(before, after, Outline)!.Value.Where(p => p.Kind != ChangeKind.None)];

    private static SourcePassage One(string before, string after) => Assert.Single(Changed($"A headline\n\n{before}\n\nThe end of it.\n", $"A headline\n\n{after}\n\nThe end of it.\n"));

    [Theory]
    [InlineData("Up to 8,000 people came to the square.", "Up to 12,000 people came to the square.", "8,000", "12,000")]
    [InlineData("حدود ۸٬۰۰۰ نفر به میدان آمدند.", "حدود ۱۲٬۰۰۰ نفر به میدان آمدند.", "۸٬۰۰۰", "۱۲٬۰۰۰")]
    [InlineData("جاء ٨٠٠٠ شخص إلى الساحة أمس.", "جاء ١٢٠٠٠ شخص إلى الساحة أمس.", "٨٠٠٠", "١٢٠٠٠")]
    [InlineData("На площадь вышли 8 000 человек.", "На площадь вышли 12 000 человек.", "8 000", "12 000")]
    [InlineData("The share is 4.5 percent of it.", "The share is 45 percent of it.", "4.5", "45")]
    public void A_figure_that_changed_is_named_in_the_digits_of_every_script(string before, string after, string from, string to)
    {
        var passage = One(before, after);
        Assert.Equal((ChangeKind.Figure, 3), (passage.Kind, passage.Line));
        Assert.Equal([(from, to)], passage.Figures);
    }

    [Theory]
    [InlineData("8,000 people came to the square.", "8000 people came to the square.")]
    [InlineData("حدود ۸٬۰۰۰ نفر به میدان آمدند.", "حدود 8,000 نفر به میدان آمدند.")]
    [InlineData("Of 300 people 20 were heard there.", "There, 20 people of 300 were heard.")]
    public void The_same_figure_written_otherwise_or_elsewhere_is_no_other_figure(string before, string after) => Assert.Equal(ChangeKind.Words, One(before, after).Kind);

    [Theory]
    [InlineData("On Monday the mayor Anna Petrova spoke to them.", "On Monday the mayor Vera Petrova spoke to them.", "Anna Petrova", "Vera Petrova")]
    [InlineData("В понедельник мэр Иванов сказал об этом.", "В понедельник мэр Петров сказал об этом.", "Иванов", "Петров")]
    [InlineData("Անցյալ շաբաթ քաղաքապետ Արամ խոսեց այնտեղ։", "Անցյալ շաբաթ քաղաքապետ Կարեն խոսեց այնտեղ։", "Արամ", "Կարեն")]
    public void A_name_that_changed_is_named_in_scripts_with_capitals(string before, string after, string from, string to)
    {
        var passage = One(before, after);
        Assert.Equal(ChangeKind.Name, passage.Kind);
        Assert.Equal([(from, to)], passage.Names);
    }

    [Theory]
    [InlineData("Yesterday they came to the square in the rain.", "Today they came to the square in the rain.")]
    [InlineData("دیروز همه به میدان شهر آمدند.", "امروز همه به میدان شهر آمدند.")]
    [InlineData("They came **early** to the square.", "They came early to the square.")]
    public void Words_alone_are_words_alone(string before, string after) => Assert.Equal(ChangeKind.Words, One(before, after).Kind);

    [Fact]
    public void The_first_word_of_a_sentence_is_a_name_where_the_text_shows_that_it_is_one() =>
        Assert.Equal([("Ivanov", "Petrov")], Changed("H\n\nThen Ivanov and Petrov came in.\n\nIvanov said that it was late.\n", "H\n\nThen Ivanov and Petrov came in.\n\nPetrov said that it was late.\n").Single().Names);

    [Fact]
    public void What_is_new_and_what_is_gone_is_told_where_it_stands()
    {
        var changed = Changed("H\n\nThe first of them came at dawn.\n\nA second thing happened near the bridge.\n\nLast.\n", "H\n\nThe first of them came at dawn.\n\nNobody knows who called the firemen.\n\n> It was dark.\n> -- A neighbour\n\nLast.\n");
        Assert.Equal([(ChangeKind.Removed, 5), (ChangeKind.Added, 5), (ChangeKind.Added, 7)], changed.Select(c => (c.Kind, c.Line)));
    }

    [Fact]
    public void A_correction_a_headline_and_the_words_around_a_text_are_told_with_their_lines()
    {
        var changed = Changed("---\ndeck: Nobody was hurt\nurgency: 3\n---\nOne bridge is closed\n\nText.\n", "---\ndeck: Two were hurt\ncorrection: correction | It was another bridge.\nurgency: 1\n---\nTwo bridges are closed\n\nText.\n");
        Assert.Equal([(ChangeKind.Words, 2), (ChangeKind.Correction, 3), (ChangeKind.Words, 6)], changed.Select(c => (c.Kind, c.Line)));
        Assert.Equal(new Behind(0, 0, 0, 1, 2), Behind.Of(changed));
    }

    [Fact]
    public void Whatever_was_changed_the_passages_are_the_newest_text_and_what_is_gone()
    {
        var paragraph = Gen.Int[0, 6].Select(i => new[] { "One of them.", "Two of 300 people.", "## A crosshead", "Иванов и 12 000 человек.", "متن ۱۲ نفر", "> said\n> -- who", "- a\n- b" }[i]);
        var text = paragraph.Array[0, 8].Select(p => "H\n\n" + string.Join("\n\n", p) + "\n");
        Gen.Select(text, text).Sample((before, after) =>
        {
            var passages = SourceChanges.Of(before, after, Outline)!.Value;
            Assert.Equal(Outline(after)!.Blocks.Select(b => b.Source), passages.Where(p => p.Kind != ChangeKind.Removed).Skip(1).Select(p => p.After));
            Assert.Equal(Outline(before)!.Blocks.Select(b => b.Source), passages.Where(p => p.Kind != ChangeKind.Added).Skip(1).Select(p => p.Before));
            Assert.Equal(passages.Select(p => p.Line), passages.Select(p => p.Line).Order());
        });
    }

    [Fact]
    public void Two_texts_that_have_nothing_in_common_and_are_as_long_as_may_be_are_compared_all_the_same()
    {
        string Text(char letter) => "H\n\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"{new string(letter, 20)} {i} words.\n\n"));
        Assert.Equal(400, Changed(Text('a'), Text('b')).Count(c => c.Kind is ChangeKind.Words or ChangeKind.Figure));
    }

    [Theory]
    [InlineData("12000", "8,000", "12,000")]
    [InlineData("12000", "۸٬۰۰۰", "۱۲٬۰۰۰")]
    [InlineData("12000", "٨٠٠", "١٢٬٠٠٠")]
    [InlineData("12000", "8 000", "12 000")]
    [InlineData("12000", "8000", "12000")]
    [InlineData("12000", "800", "12\u00a0000")]
    [InlineData("1200", "800", "1200")]
    [InlineData("4.5", "3,5", "4,5")]
    [InlineData("4.5", "۳", "۴٫۵")]
    [InlineData("800", "8,000", "800")]
    public void A_number_takes_the_digits_and_marks_of_the_one_it_replaces(string value, string like, string written)
    {
        Assert.Equal(written, Figures.Like(value, like));
        Assert.Equal(value, Figures.In(written).Single().Value);
    }
}
