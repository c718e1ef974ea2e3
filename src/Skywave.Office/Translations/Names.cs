using System.Text.RegularExpressions;

namespace Skywave.Office;

/// <summary>
/// Names in scripts that have capitals: words that begin with one, those beside each other taken together. The first word of a sentence counts where the text has it with a capital inside a sentence too,
/// or where another follows it and the text has it nowhere small. A guess: an inflected name is another name.
/// </summary>
internal sealed partial class Names
{
    private readonly HashSet<string> _inside = new(StringComparer.Ordinal);
    private readonly HashSet<string> _small = new(StringComparer.Ordinal);

    /// <summary>Learns from whole texts which words are names.</summary>
    public Names(IEnumerable<string> texts)
    {
        foreach (var (text, word) in texts.SelectMany(text => Word().Matches(text).Select(word => (text, word))))
        {
            if (!char.IsUpper(word.Value[0]))
            {
                _small.Add(word.Value);
            }
            else if (!BeginsSentence(text, word.Index))
            {
                _inside.Add(word.Value);
            }
        }
    }

    /// <summary>Which went and which came, those in the same place beside each other.</summary>
    public IReadOnlyList<(string From, string To)> Changed(string before, string after)
    {
        var (old, now) = (In(before), In(after));
        var (oldWords, nowWords) = (WordsOf(before), WordsOf(after));
        var went = old.Except(now).Where(n => !n.Split(' ').All(nowWords.Contains)).ToList();
        var came = now.Except(old).Where(n => !n.Split(' ').All(oldWords.Contains)).ToList();
        return [.. Enumerable.Range(0, Math.Max(went.Count, came.Count)).Select(i => (went.ElementAtOrDefault(i) ?? "", came.ElementAtOrDefault(i) ?? ""))];
    }

    private static HashSet<string> WordsOf(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    private List<string> In(string text)
    {
        var (names, run, end) = (new List<string>(), new List<string>(), -1);
        void Close()
        {
            if (run.Count > 0)
            {
                names.Add(string.Join(' ', run));
            }
            run.Clear();
        }
        foreach (Match word in Word().Matches(text))
        {
            var isBeside = end >= 0 && word.Index == end + 1 && text[end] == ' ';
            end = word.Index + word.Length;
            if (!isBeside)
            {
                Close();
            }
            var isName = word.Length > 1 && char.IsUpper(word.Value[0]) && (!BeginsSentence(text, word.Index) || _inside.Contains(word.Value) || (!_small.Contains(word.Value.ToLowerInvariant()) && IsNameBehind(text, end)));
            if (isName)
            {
                run.Add(word.Value);
            }
            else
            {
                Close();
            }
        }
        Close();
        return names;
    }

    private static bool IsNameBehind(string text, int end) => end + 1 < text.Length && text[end] == ' ' && char.IsUpper(text[end + 1]);

    private static bool BeginsSentence(string text, int at)
    {
        while (--at >= 0 && (text[at] is ' ' or '\u00a0' || char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.InitialQuotePunctuation or System.Globalization.UnicodeCategory.OpenPunctuation or System.Globalization.UnicodeCategory.DashPunctuation || text[at] is '"' or '\''))
        {
        }
        return at < 0 || text[at] is '.' or '!' or '?' or '…' or ':' or '\n' or '»' or '”';
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*(?:[-‑’'][\p{L}\p{M}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
