using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>
/// The readable part of an address (docs/900-design.md, section 3): ASCII words joined by hyphens, at most 48 characters, or empty. The
/// folding is our own table: the program runs without a culture database, and a slug must never change with one.
/// </summary>
public static class Slug
{
    /// <summary>Characters at most.</summary>
    public const int Longest = 48;

    /// <summary>Latin letters of the languages we know of, lower case, by what ASCII makes of them.</summary>
    private static readonly FrozenDictionary<char, string> Ascii = new (string Plain, string Letters)[]
    {
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặẚªɑ"), ("ae", "æǽǣ"), ("b", "ɓḃḅḇƀ"), ("c", "çćĉċčḉƈ"), ("d", "ďđḋḍḏḑḓðɖɗƌ"),
        ("e", "èéêëēĕėęěȅȇȩẹẻẽếềểễệḕḗḙḛḝəɛǝ"), ("f", "ḟƒ"), ("g", "ĝğġģǧǵḡɠǥ"), ("gh", "ƣɣ"), ("h", "ĥħȟḣḥḧḩḫẖⱨɦ"),
        ("i", "ìíîïĩīĭįıİǐȉȋḭḯịỉɨ"), ("ij", "ĳ"), ("j", "ĵǰɉ"), ("k", "ķĸǩḱḳḵƙⱪ"), ("l", "ĺļľŀłḷḹḻḽƚɫ"), ("lj", "ǉ"), ("m", "ḿṁṃɱ"),
        ("n", "ñńņňŉǹṅṇṉṋɲɴ"), ("ng", "ŋ"), ("nj", "ǌ"), ("dz", "ǆǳ"), ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợɵºɔ"), ("oe", "œ"),
        ("p", "ṕṗƥ"), ("r", "ŕŗřȑȓṙṛṝṟ"), ("s", "śŝşšșṡṣṥṧṩſẛ"), ("ss", "ß"), ("t", "ţťŧțṫṭṯṱẗƭ"), ("th", "þ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựʉ"), ("v", "ṽṿʋ"), ("w", "ŵẁẃẅẇẉẘ"), ("x", "ẋẍ"), ("y", "ýÿŷȳẏẙỳỵỷỹƴɏ"), ("z", "źżžẑẓẕƶⱬ"),
    }.SelectMany(group => group.Letters.Select(letter => (letter, group.Plain))).ToFrozenDictionary(pair => pair.letter, pair => pair.Plain);

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
                if (!rune.IsBmp || !Ascii.TryGetValue(char.ToLowerInvariant((char)rune.Value), out var plain))
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
