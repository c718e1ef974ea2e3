using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Skywave.Words;

/// <summary>
/// A text as who looks for something in it sees it: small letters without accents and marks, one yeh and kaf, no joiners and no signs that only stress; white space is one space. Each folded
/// letter knows where it came from, so what is found can be told in the text itself.
/// </summary>
public sealed class FoldedText
{
    private readonly ImmutableArray<int> _from;

    private FoldedText(string folded, ImmutableArray<int> from) => (Folded, _from) = (folded, from);

    /// <summary>The folded letters.</summary>
    public string Folded { get; }

    /// <summary>Folds a text.</summary>
    /// <param name="text">In any script.</param>
    public static FoldedText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (folded, from) = (new StringBuilder(text.Length), ImmutableArray.CreateBuilder<int>(text.Length + 1));
        var table = Table.Value;
        var last = Dropped;
        for (var i = 0; i < text.Length; i++)
        {
            var c = table[text[i]];
            if (c == Dropped || (c == ' ' && last == ' '))
            {
                continue;
            }
            folded.Append(c);
            last = c;
            from.Add(i);
        }
        from.Add(text.Length);
        return new FoldedText(folded.ToString(), from.ToImmutable());
    }

    /// <summary>Where in the text a folded letter came from; the text's length for the place behind the last one.</summary>
    /// <param name="at">Its place among the folded letters.</param>
    public int From(int at) => _from[at];

    /// <summary>Behind the letter that a folded one came from, and behind the marks that belong to it.</summary>
    /// <param name="at">The last folded letter's place.</param>
    /// <param name="text">The text that was folded.</param>
    public int Behind(int at, string text)
    {
        var end = _from[at] + 1;
        while (end < text.Length && CharUnicodeInfo.GetUnicodeCategory(text[end]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            end++;
        }
        return end;
    }

    // Looked up for each letter of every text: made once.
    private static readonly Lazy<char[]> Table = new(() =>
    {
        var bare = FoldedLetters.Bare();
        return [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => Letter(bare.GetValueOrDefault(char.ToLowerInvariant((char)c), char.ToLowerInvariant((char)c))))];
    });

    private const char Dropped = '\0';

    private static char Letter(char c)
    {
        if (char.IsWhiteSpace(c))
        {
            return ' ';
        }
        if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Control)
        {
            // Joiners, marks of direction, soft hyphens; accents, stress, vowel signs of Arabic.
            return Dropped;
        }
        return c switch
        {
            // The stroke that only widens; marks of story text that stand inside words; signs for an apostrophe.
            '\u0640' or '*' or '`' or '\\' or '\'' or '\u02BB' or '\u02BC' or '\u2018' or '\u2019' => Dropped,
            '\u064A' or '\u0649' => '\u06CC',
            '\u0643' => '\u06A9',
            '\u0629' or '\u06C0' or '\u06D5' => '\u0647',
            _ => c,
        };
    }
}
