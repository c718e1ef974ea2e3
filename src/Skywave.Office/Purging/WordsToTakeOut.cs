using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>Words that are to be taken out of every text: where they stand, whatever their capitals, accents, joiners and ways of typing (docs/045-office.md, "Taking a name out").</summary>
internal sealed partial class WordsToTakeOut
{
    /// <summary>Characters that the words may have.</summary>
    public const int Longest = 200;

    private const int Rounds = 200_000;

    private readonly Regex _pattern;
    private readonly string _folded;

    private WordsToTakeOut(string folded, Regex pattern) => (_folded, _pattern) = (folded, pattern);

    /// <summary>What stands in place of the words from a day on.</summary>
    public static string Tombstone(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"‹removed {now.UtcDateTime:yyyy-MM-dd}›");

    /// <summary>The lines, from 1, in which a tombstone stands.</summary>
    public static IEnumerable<int> TombstonesIn(string text) => text.Split('\n').Index().Where(line => Stone().IsMatch(line.Item)).Select(line => line.Index + 1);

    /// <summary>Reads what was typed; null where it has fewer than three letters: that is in every text.</summary>
    /// <param name="typed">The words.</param>
    /// <param name="isLonger">True: words that go on after each of them, too.</param>
    public static WordsToTakeOut? Read(string typed, bool isLonger)
    {
        // A joiner or hyphen in what was typed is a place where others write a space, or nothing.
        var words = Between().Split(typed).Select(w => FoldedText.Of(w).Folded.Trim()).Select(w => NoLetter().Replace(w, "")).Where(w => w.Length > 0).ToList();
        if (typed.Length > Longest || words.Sum(w => w.Length) < 3)
        {
            return null;
        }
        var pattern = new StringBuilder(@"(?<![\p{L}\p{N}])");
        for (var i = 0; i < words.Count; i++)
        {
            pattern.Append(Regex.Escape(words[i])).Append(isLonger ? @"\p{L}{0,12}" : "");
            if (i + 1 < words.Count)
            {
                // Arabic script joins two names as often as it parts them.
                pattern.Append(CultureInfo.InvariantCulture, $@"[^\p{{L}}\p{{N}}]{{{(IsArabic(words[i][^1]) ? 0 : 1)},3}}");
            }
        }
        pattern.Append(@"(?![\p{L}\p{N}])");
        return new WordsToTakeOut(string.Join(' ', words) + (isLonger ? "+" : ""), new Regex(pattern.ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10)));
    }

    /// <summary>Each place where they stand, in order.</summary>
    public ImmutableArray<(int Start, int End)> In(string text)
    {
        var folded = FoldedText.Of(text);
        return [.. _pattern.Matches(folded.Folded).Select(m => (folded.From(m.Index), folded.Behind(m.Index + m.Length - 1, text)))];
    }

    /// <summary>The text with something else in their place.</summary>
    public string Without(string text, string instead)
    {
        var made = new StringBuilder(text);
        foreach (var (start, end) in In(text).Reverse())
        {
            made.Remove(start, end - start).Insert(start, instead);
        }
        return made.ToString();
    }

    /// <summary>By what somebody else is known to mean the same words, who types them again.</summary>
    /// <param name="salt">Random bytes.</param>
    public byte[] Hash(byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(_folded), salt, Rounds, HashAlgorithmName.SHA256, 32);

    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' or >= '\uFB50' and <= '\uFEFC';

    [GeneratedRegex("‹removed [0-9]{4}-[0-9]{2}-[0-9]{2}›", RegexOptions.CultureInvariant)]
    private static partial Regex Stone();

    [GeneratedRegex(@"[\s\u200C\u200D\-\u2010-\u2015]+", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"[^\p{L}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex NoLetter();
}
