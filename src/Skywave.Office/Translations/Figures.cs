using System.Text;
using System.Text.RegularExpressions;

namespace Skywave.Office;

/// <summary>A number as it stands in a text.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Written">As it stands: <c>۱۲٬۰۰۰</c>.</param>
/// <param name="Value">The same for every script and way of grouping: <c>12000</c>.</param>
internal sealed record Figure(int At, string Written, string Value);

/// <summary>The numbers of a text, in the digits of every script (docs/045-office.md, "Translations").</summary>
internal static partial class Figures
{
    private const char PersianZero = '\u06f0';
    private const char ArabicZero = '\u0660';
    private const char ArabicDecimal = '\u066b';
    private const char ArabicGroup = '\u066c';

    /// <summary>All of them in order.</summary>
    public static IReadOnlyList<Figure> In(string text) => [.. Number().Matches(text).Select(m => new Figure(m.Index, m.Value, ValueOf(m.Value)))];

    /// <summary>The text without its numbers: two that differ in nothing else say the same words.</summary>
    public static string Without(string text) => Likeness.Fold(Number().Replace(text, "#"));

    /// <summary>A value in the digits and with the marks between digits that another number has.</summary>
    /// <param name="value">As <see cref="Figure.Value"/> has it.</param>
    /// <param name="like">The number whose place it takes.</param>
    public static string Like(string value, string like)
    {
        var zero = like.First(char.IsDigit) is var first ? (char)(first - (int)char.GetNumericValue(first)) : '0';
        var parts = value.Split('.');
        var marks = like.Where(c => !char.IsDigit(c)).ToList();
        var whole = parts[0];
        if (parts.Length <= 2 && whole.Length > 3 && GroupMark(like, marks, zero, whole.Length) is { } group)
        {
            for (var at = whole.Length - 3; at > 0; at -= 3)
            {
                whole = whole.Insert(at, group.ToString());
            }
        }
        var between = parts.Length == 2 && marks.Count > 0 && ValueOf(like).Contains('.', StringComparison.Ordinal) ? marks[^1] : zero is PersianZero or ArabicZero ? ArabicDecimal : '.';
        var digits = string.Join(between, parts.Skip(1).Prepend(whole));
        return string.Concat(digits.Select(c => c is >= '0' and <= '9' ? (char)(zero + (c - '0')) : c));
    }

    // What stands between thousands; of a number too short to show it, what every reader reads alike: the space of ISO 80000, Arabic's own mark with its digits, nothing in four digits.
    private static char? GroupMark(string like, List<char> marks, char zero, int digits)
    {
        var value = ValueOf(like);
        var grouped = value.Contains('.', StringComparison.Ordinal) ? marks.SkipLast(1).ToList() : marks;
        return grouped.Count > 0 ? grouped[0]
            : value.Split('.')[0].Length > 3 || digits == 4 ? null
            : zero is PersianZero or ArabicZero ? ArabicGroup : '\u00a0';
    }

    private static string ValueOf(string written)
    {
        var (groups, marks, digits) = (new List<string>(), new List<char>(), new StringBuilder());
        foreach (var c in written)
        {
            if (char.IsDigit(c))
            {
                digits.Append((int)char.GetNumericValue(c));
                continue;
            }
            groups.Add(digits.ToString());
            digits.Clear();
            marks.Add(c);
        }
        groups.Add(digits.ToString());
        if (marks.Count == 0)
        {
            return groups[0];
        }
        // 1,234,567 and 12,34,567 are grouped; 1,234.5 is grouped and has a fraction; 24.11.2026 is neither.
        var isFraction = marks[^1] == ArabicDecimal || marks.Take(marks.Count - 1).Any(m => m != marks[^1]) || !AreGroups(groups);
        if (!isFraction)
        {
            return string.Concat(groups);
        }
        var whole = groups[..^1];
        return marks.Take(marks.Count - 1).Distinct().Count() <= 1 && (whole.Count == 1 || (AreGroups(whole) && marks[0] != marks[^1])) ? string.Concat(whole) + "." + groups[^1] : string.Join('.', groups);
    }

    private static bool AreGroups(List<string> groups) => groups[0].Length is >= 1 and <= 3 && groups[^1].Length == 3 && groups.Skip(1).All(g => g.Length is 2 or 3);

    // A space groups only before exactly three digits: "in 2024 300 people" are two numbers.
    [GeneratedRegex(@"(?<!\p{Nd})\p{Nd}{1,3}(?:[ \u00a0\u2009\u202f]\p{Nd}{3})+(?:[.,\u066b]\p{Nd}+)?(?!\p{Nd})|\p{Nd}+(?:[.,'’\u00a0\u2009\u202f\u066b\u066c]\p{Nd}+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
