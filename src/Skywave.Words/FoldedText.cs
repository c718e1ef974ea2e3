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
        for (var i = 0; i < text.Length; i++)
        {
            var c = Letter(text[i]);
            if (c is null || (c == ' ' && folded.Length > 0 && folded[^1] == ' '))
            {
                continue;
            }
            folded.Append(c.Value);
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

    private static char? Letter(char c)
    {
        if (char.IsWhiteSpace(c))
        {
            return ' ';
        }
        switch (CharUnicodeInfo.GetUnicodeCategory(c))
        {
            // Joiners, marks of direction, soft hyphens; accents, stress, vowel signs of Arabic.
            case UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Control:
                return null;
        }
        switch (c)
        {
            // The stroke that only widens; marks of story text that stand inside words; signs for an apostrophe.
            case '\u0640' or '*' or '`' or '\\' or '\'' or '\u02BB' or '\u02BC' or '\u2018' or '\u2019':
                return null;
            case '\u064A' or '\u0649':
                return '\u06CC';
            case '\u0643':
                return '\u06A9';
            case '\u0629' or '\u06C0' or '\u06D5':
                return '\u0647';
        }
        // The letter under its accent, composed or not: only then are both ways of typing it the same.
        return char.IsSurrogate(c) || c < '\u00C0' ? char.ToLowerInvariant(c) : char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD)[0]);
    }
}
