using System.Text;

namespace Skywave.Office;

/// <summary>
/// How like two texts are, in every script, also in those that write no spaces: the share of their runs of four letters that both have (twice the common ones by all of both; Dice). 1 is the same, 0 has nothing in common.
/// </summary>
internal static class Likeness
{
    /// <summary>Letters in a run.</summary>
    private const int Run = 4;

    /// <summary>As texts are compared: small letters, marks and digits in their plain form, one space for everything else; Arabic letters that Persian writes otherwise are one.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            var plain = c switch { 'ي' or 'ى' => 'ی', 'ك' => 'ک', '#' => '#', _ when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)), _ => char.ToLowerInvariant(c) };
            if (plain is '\u200c' or '\u200d' or '\u0640' or '\u00ad')
            {
                continue;
            }
            var isKept = plain == '#' || char.IsLetterOrDigit(plain) || char.IsSurrogate(plain) || char.GetUnicodeCategory(plain) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
            if (isKept)
            {
                folded.Append(plain);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>The runs of a folded text as numbers, each once, in order. A text shorter than a run is one run.</summary>
    public static uint[] Runs(string folded)
    {
        var runs = new HashSet<uint>();
        for (var at = 0; at == 0 || at + Run <= folded.Length; at++)
        {
            var hash = 2166136261u; // FNV-1a
            foreach (var c in folded.AsSpan(at, Math.Min(Run, folded.Length - at)))
            {
                hash = (hash ^ c) * 16777619u;
            }
            runs.Add(hash);
        }
        var sorted = runs.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>From 0 to 1.</summary>
    public static double Of(uint[] a, uint[] b)
    {
        int common = 0, i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            var order = a[i].CompareTo(b[j]);
            (common, i, j) = order == 0 ? (common + 1, i + 1, j + 1) : order < 0 ? (common, i + 1, j) : (common, i, j + 1);
        }
        return 2.0 * common / (a.Length + b.Length);
    }
}
