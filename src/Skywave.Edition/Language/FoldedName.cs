using System.Globalization;
using System.Text;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A name without what differs between two spellings of it: letter case, width, Latin accents, Arabic or Persian yeh and kaf, joiners, tatweel, vowel marks, ё,
/// apostrophes, digits of three scripts, punctuation. Lists are named and sorted by it. Tables of our own: the program runs without a culture database, in which
/// <see cref="string.Normalize()"/> does nothing.
/// </summary>
public static class FoldedName
{
    // Presentation forms of Arabic letters from U+FE80 on: each letter, then how many forms it has.
    private const string Forms = "ء1آ2أ2ؤ2إ2ئ4ا2ب4ة2ت4ث4ج4ح4خ4د2ذ2ر2ز2س4ش4ص4ض4ط4ظ4ع4غ4ف4ق4ك4ل4م4ن4ه4و2ى2ي4";

    // A letter and a mark after it, and the letter that both are.
    private const string Composed = "й\u0438\u0306 ў\u0443\u0306 е\u0435\u0308 ї\u0456\u0308 ѓ\u0433\u0301 ќ\u043A\u0301 ӣ\u0438\u0304 ӯ\u0443\u0304 آ\u0627\u0653 أ\u0627\u0654 إ\u0627\u0655 ؤ\u0648\u0654 ئ\u06CC\u0654";

    private static readonly Dictionary<char, char> Same = Alike();

    private static readonly Dictionary<(char Letter, char Mark), char> Pairs = Composed.Split(' ').ToDictionary(c => (c[1], c[2]), c => c[0]);

    /// <summary>The name folded: words of small letters and digits with one space between them; empty when there is nothing to read in it.</summary>
    public static string Of(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (!rune.IsBmp)
            {
                _ = Rune.IsLetterOrDigit(rune) || Rune.IsSymbol(rune) ? folded.Append(Rune.ToLowerInvariant(rune)) : Space(folded);
                continue;
            }
            Add(folded, (char)rune.Value);
        }
        return folded.ToString().TrimEnd(' ');
    }

    private static void Add(StringBuilder folded, char c)
    {
        c = char.ToLowerInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
        c = Same.GetValueOrDefault(c, c);
        var category = char.GetUnicodeCategory(c);
        if (c is >= '\uFEF5' and <= '\uFEFC')
        {
            // Lam and alef in one sign.
            folded.Append('ل').Append("آأإا"[(c - '\uFEF5') / 2]);
        }
        else if (category == UnicodeCategory.NonSpacingMark && c is < '\u0370' or (>= '\u0610' and <= '\u06ED'))
        {
            _ = folded.Length > 0 && Pairs.TryGetValue((folded[^1], c), out var both) ? folded[^1] = both : ' ';
        }
        else if (IsSilent(c, category))
        {
            return;
        }
        else if (LatinLetters.Ascii(c) is { } plain)
        {
            folded.Append(plain);
        }
        else if (category == UnicodeCategory.DecimalDigitNumber)
        {
            folded.Append((int)char.GetNumericValue(c));
        }
        else if (char.IsLetter(c) || (char.IsSymbol(c) && c != '\uFFFD') || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
        {
            folded.Append(c);
        }
        else
        {
            Space(folded);
        }
    }

    // Joiners and marks of direction, tatweel, and what stands for an apostrophe or is written with one.
    private static bool IsSilent(char c, UnicodeCategory category) =>
        category == UnicodeCategory.Format || c is '\u0640' or '\'' or '`' or '\u00B4' or '\u2018' or '\u2019' or '\uFF07' or (>= '\u02B0' and <= '\u02FF');

    private static StringBuilder Space(StringBuilder folded) => folded.Length > 0 && folded[^1] != ' ' ? folded.Append(' ') : folded;

    private static Dictionary<char, char> Alike()
    {
        var same = new Dictionary<char, char> { ['ي'] = 'ی', ['ى'] = 'ی', ['ك'] = 'ک', ['ё'] = 'е', ['\u04C0'] = '\u04CF', ['\u00A0'] = ' ' };
        foreach (var (first, last, letter) in new[] { ('\uFB56', '\uFB59', 'پ'), ('\uFB7A', '\uFB7D', 'چ'), ('\uFB8A', '\uFB8B', 'ژ'), ('\uFB8E', '\uFB91', 'ک'), ('\uFB92', '\uFB95', 'گ'), ('\uFBFC', '\uFBFF', 'ی') })
        {
            for (var form = first; form <= last; form++)
            {
                same[form] = letter;
            }
        }
        var at = '\uFE80';
        for (var i = 0; i < Forms.Length; i += 2)
        {
            for (var n = Forms[i + 1] - '0'; n > 0; n--)
            {
                same[at++] = same.GetValueOrDefault(Forms[i], Forms[i]);
            }
        }
        return same;
    }
}
