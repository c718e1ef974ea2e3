using System.Globalization;
using System.Text;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>
/// The readable part of an address (docs/900-design.md, section 3): ASCII words joined by hyphens, at most 48 characters, or empty. Letters are
/// folded by <see cref="LatinLetters"/>.
/// </summary>
public static class Slug
{
    /// <summary>Characters at most.</summary>
    public const int Longest = 48;

    /// <summary>Of the slugline; without one, or when it gives none, of the headline when that is in Latin script; else empty.</summary>
    public static string Of(ArticleText text) => Of(text.Slugline, text.Headline);

    internal static string Of(string? slugline, string headline) => slugline is not null && Of(slugline) is { Length: > 0 } slug ? slug : Of(headline);

    /// <summary>The slug of one line; empty when it has a letter of another script. The slug of a slug is itself.</summary>
    public static string Of(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in line.EnumerateRunes())
        {
            if (IsSilent(rune))
            {
                continue;
            }
            if (rune.IsAscii && Rune.IsLetterOrDigit(rune))
            {
                word.Append(char.ToLowerInvariant((char)rune.Value));
            }
            else if (Rune.IsLetter(rune))
            {
                if (!rune.IsBmp || LatinLetters.Ascii((char)rune.Value) is not { } plain)
                {
                    return "";
                }
                word.Append(plain);
            }
            else
            {
                Close(words, word);
            }
        }
        Close(words, word);
        return Joined(words);
    }

    /// <summary>Accents that follow their letter, joiners, and what stands for an apostrophe.</summary>
    private static bool IsSilent(Rune rune) =>
        rune.Value is '\'' or 0x2018 or 0x2019 or (>= 0x02B0 and <= 0x02FF) or (>= 0x200B and <= 0x200F) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;

    private static void Close(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static string Joined(List<string> words)
    {
        var slug = new StringBuilder();
        foreach (var word in words)
        {
            if (slug.Length == 0)
            {
                slug.Append(word.AsSpan(0, Math.Min(word.Length, Longest)));
            }
            else if (slug.Length + 1 + word.Length <= Longest)
            {
                slug.Append('-').Append(word);
            }
            else
            {
                break;
            }
        }
        return slug.ToString();
    }
}
