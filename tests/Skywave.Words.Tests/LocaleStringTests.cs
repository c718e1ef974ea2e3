using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Skywave.Words.Tests;

/// <summary>The strings against their English source, and against what must never reach a page.</summary>
public sealed class LocaleStringTests
{
    /// <summary>A label of a few letters may take this many in another language, whatever the English takes.</summary>
    private const int ShortLabel = 24;

    private const char ZeroWidthNonJoiner = '\u200c';
    private const char NoBreakSpace = '\u00a0';

    public static TheoryData<string> Tags => LocaleFiles.Tags;

    private static Dictionary<string, string> English => LocaleFiles.Get(LocaleFiles.Source).Strings;

    [Theory, MemberData(nameof(Tags))]
    public void Every_key_is_either_translated_or_listed_as_untranslated(string tag)
    {
        var locale = LocaleFiles.Get(tag);
        var told = locale.Strings.Keys.Concat(locale.List("untranslated"));
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Tags))]
    public void Placeholders_are_those_of_the_English(string tag)
    {
        foreach (var (key, text) in LocaleFiles.Get(tag).Strings)
        {
            Assert.True(Placeholders.In(English[key]).SequenceEqual(Placeholders.In(text)), $"{tag} {key}: {text}");
            Assert.False(Placeholders.Without(text).AsSpan().ContainsAny("{}<>&"), $"{tag} {key}: a brace or markup in {text}");
        }
    }

    [Theory, MemberData(nameof(Tags))]
    public void No_text_is_over_three_times_the_length_of_the_English(string tag)
    {
        foreach (var (key, text) in LocaleFiles.Get(tag).Strings)
        {
            Assert.True(text.Length <= Math.Max(ShortLabel, 3 * English[key].Length), $"{tag} {key}: {text}");
        }
    }

    [Theory, MemberData(nameof(Tags))]
    public void No_text_is_empty_or_padded(string tag)
    {
        foreach (var (key, text) in LocaleFiles.Get(tag).Strings)
        {
            Assert.True(text.Length > 0 && text == text.Trim() && !text.Contains("  ", StringComparison.Ordinal), $"{tag} {key}: '{text}'");
        }
    }

    [Theory, MemberData(nameof(Tags))]
    public void Full_stop_or_question_stays_at_the_end(string tag)
    {
        foreach (var (key, text) in LocaleFiles.Get(tag).Strings)
        {
            var sentence = English[key].EndsWith('.');
            var ends = text[^1] is '.' or '։';
            Assert.True(sentence == ends, $"{tag} {key}: {text}");
        }
    }

    [Theory, MemberData(nameof(Tags))]
    public void No_hidden_character_stands_in_a_text(string tag)
    {
        var joins = tag is "fa" or "fa-AF" or "ps";
        foreach (var (where, text) in LocaleFiles.Get(tag).Readable())
        {
            var hidden = text.Where(c => IsHidden(c) && !(joins && c == ZeroWidthNonJoiner)).Select(c => $"U+{(int)c:X4}");
            Assert.True(!hidden.Any(), $"{tag} {where}: {string.Join(' ', hidden)}");
        }
    }

    [Fact]
    public void Hidden_character_is_told_from_a_letter()
    {
        Assert.All("\u202e\u2066\u200f\u200b\u00ad\ufeff\t\u2028\ue000", c => Assert.True(IsHidden(c)));
        Assert.All("aжفა«» ", c => Assert.False(IsHidden(c)));
    }

    [Theory, InlineData("fa"), InlineData("fa-AF"), InlineData("ps")]
    public void Joiner_stands_only_between_letters(string tag)
    {
        foreach (var (where, text) in LocaleFiles.Get(tag).Readable())
        {
            for (var i = 0; i < text.Length; i++)
            {
                Assert.True(
                    text[i] != ZeroWidthNonJoiner || (i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1])),
                    $"{tag} {where}: {text}");
            }
        }
    }

    private static bool IsHidden(char c) => c == NoBreakSpace || char.GetUnicodeCategory(c) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;
}

/// <summary>The parts a program fills in: <c>{date}</c>, <c>{names}</c>.</summary>
internal static partial class Placeholders
{
    /// <summary>In ordinal order, so that two languages may place them differently.</summary>
    public static string[] In(string text) => [.. Pattern().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    public static string Without(string text) => Pattern().Replace(text, " ");

    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex Pattern();
}
