using System.Globalization;
using Xunit;

namespace Skywave.Words.Tests;

/// <summary>
/// Every letter must be one of its language's own: this finds a Latin <c>o</c> in a Russian word, an Arabic kaf in a
/// Persian one, a Romanian cedilla and a dotted i where Turkish has none, which no eye sees.
/// </summary>
public sealed class LocaleAlphabetTests
{
    public static TheoryData<string> Tags => LocaleFiles.Tags;

    [Theory, MemberData(nameof(Tags))]
    public void Every_letter_is_of_the_languages_alphabet(string tag)
    {
        foreach (var (where, text) in LocaleFiles.Get(tag).Readable())
        {
            var strange = Strangers(tag, text);
            Assert.True(strange.Length == 0, $"{tag} {where}: {strange} in {text}");
        }
    }

    [Theory]
    [InlineData("ru", "сoвет", "U+006F")] // a Latin o
    [InlineData("uk", "вiйна", "U+0069")] // a Latin i
    [InlineData("ro", "ştiri", "U+015F")] // s with cedilla
    [InlineData("fa", "كتاب", "U+0643")] // Arabic kaf
    [InlineData("fa", "علي", "U+064A")] // Arabic yeh
    [InlineData("ka", "ᲡᲐ", "U+1CA1 U+1C90")] // Georgian capitals
    [InlineData("tr", "bi̇r", "U+0307")] // i with an added dot
    [InlineData("uz", "o‘zbek", "U+2018")] // a quotation mark for a letter
    [InlineData("my", "ေၾကာင္း", "U+107E")] // Zawgyi's encoding
    [InlineData("en", "pаge", "U+0430")] // a Cyrillic a
    public void Letter_of_another_alphabet_is_found(string tag, string text, string expected) => Assert.Equal(expected, Strangers(tag, text));

    // Every other letter with a hamza or madda has a code point of its own; two spellings of one word would not be found by a search.
    [Theory, InlineData("fa"), InlineData("fa-AF"), InlineData("ps"), InlineData("ar")]
    public void Hamza_stands_apart_only_on_heh(string tag)
    {
        foreach (var (where, text) in LocaleFiles.Get(tag).Readable())
        {
            var others = text.Replace("ه\u0654", "", StringComparison.Ordinal);
            Assert.False(others.Contains('\u0654', StringComparison.Ordinal), $"{tag} {where}: {text}");
        }
    }

    [Fact]
    public void Uzbek_writes_its_two_marks_where_they_belong()
    {
        foreach (var (where, text) in LocaleFiles.Get("uz").Readable())
        {
            for (var i = 0; i < text.Length; i++)
            {
                var afterOg = i > 0 && text[i - 1] is 'o' or 'O' or 'g' or 'G';
                Assert.True(text[i] != 'ʻ' || afterOg, $"{where}: {text}");
                Assert.True(text[i] is not ('\'' or '`' or '‘' or '’'), $"{where}: {text}");
            }
        }
    }

    [Fact]
    public void Serbian_reads_the_same_in_both_scripts()
    {
        var (cyrillic, latin) = (LocaleFiles.Get("sr"), LocaleFiles.Get("sr-Latn"));
        Assert.Equal(cyrillic.Strings.Select(s => (s.Key, Latin(s.Value))), latin.Strings.Select(s => (s.Key, s.Value)));
        Assert.Equal(cyrillic.Territories.Select(t => (t.Key, Latin(t.Value))), latin.Territories.Select(t => (t.Key, t.Value)));
    }

    [Fact]
    public void Uzbek_has_the_same_texts_in_both_scripts() =>
        Assert.Equal(LocaleFiles.Get("uz").Strings.Keys.Order(StringComparer.Ordinal), LocaleFiles.Get("uz-Cyrl").Strings.Keys.Order(StringComparer.Ordinal));

    /// <summary>What is written alike in every language: two short names, and the makers of browsers, by the name that readers know from theirs.</summary>
    private static readonly string[] Everybodys = ["UTC", "QR", "Google", "Mozilla", "Apple", "Microsoft"];

    /// <summary>The letters and marks that are not the language's, as code points; what is everybody’s left out.</summary>
    private static string Strangers(string tag, string text)
    {
        var alphabet = LocaleAlphabets.Of(tag);
        var own = Everybodys.Aggregate(Placeholders.Without(text), (rest, name) => rest.Replace(name, "", StringComparison.Ordinal));
        return string.Join(' ', own.Where(c => IsWordPart(c) && !alphabet.Contains(Lower(c))).Distinct().Select(c => $"U+{(int)c:X4}"));
    }

    private static bool IsWordPart(char c) => char.IsLetter(c) || c is '‘' or '`'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    // Both Turkic capitals fold to i: which of the two is meant is checked by the small letter, where the languages differ.
    // A Georgian capital stays itself: a text never has one.
    private static char Lower(char c) => c switch
    {
        'İ' => 'i',
        >= '\u1c90' and <= '\u1cbf' => c,
        _ => char.ToLowerInvariant(c),
    };

    private static string Latin(string cyrillic) => string.Concat(Letters(cyrillic));

    private static IEnumerable<string> Letters(string cyrillic)
    {
        const string from = "абвгдђежзијклљмнњопрстћуфхцчџш";
        string[] to = [.. "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".Split(' ')];
        foreach (var c in cyrillic)
        {
            var at = from.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            yield return at < 0 ? c.ToString() : char.IsUpper(c) ? char.ToUpperInvariant(to[at][0]) + to[at][1..] : to[at];
        }
    }
}
