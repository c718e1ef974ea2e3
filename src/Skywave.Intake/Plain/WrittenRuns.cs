using System.Collections.Immutable;
using System.Text;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>Runs and plain strings with the marks and backslashes that <see cref="StoryRuns"/> reads; a backslash only where something else would be read without it.</summary>
internal static class WrittenRuns
{
    /// <summary>A paragraph, item or answer on one line.</summary>
    public static string Of(ImmutableArray<Run> runs)
    {
        // Where nothing could be taken for the end of a link, an opening bracket is only a bracket.
        var ends = runs.Any(r => r.Text.Contains("](", StringComparison.Ordinal) || r.Text.Contains("]{", StringComparison.Ordinal));
        var made = new StringBuilder();
        var pieces = runs.SelectMany(Pieces).Where(p => p.Text.Length > 0).ToList();
        if (pieces is [.., { Text.Length: > 1 } last] && IsBareSpace(last.Text[^1], last))
        {
            pieces[^1] = last with { Text = last.Text[..^1] };
            pieces.Add(last with { Text = last.Text[^1..] });
        }
        for (var i = 0; i < pieces.Count; i++)
        {
            var (piece, text) = (pieces[i], pieces[i].Text);
            var isLost = (i == 0 && IsBareSpace(text[0], piece)) || (i == pieces.Count - 1 && IsBareSpace(text[^1], piece)) || (text[0] == ' ' && made.Length > 0 && made[^1] == ' ');
            var one = One(piece, ends, isLost);
            // At the beginning of a line this would begin a box; with one bracket more it does not.
            made.Append(i == 0 && !IsBare(piece) && one.StartsWith("[[ ", StringComparison.Ordinal) ? $"[{one}]{{plain}}" : one);
        }
        return made.ToString();
    }

    /// <summary>White space that no mark or bracket holds: lost at the ends of a line.</summary>
    private static bool IsBareSpace(char c, Run run) => char.IsWhiteSpace(c) && IsBare(run);

    private static bool IsBare(Run run) => run is { Style: RunStyle.Plain, Href: null, Lang: null };

    /// <summary>Spaces next to each other are read as one, unless a bracket stands between.</summary>
    private static IEnumerable<Run> Pieces(Run run)
    {
        var from = 0;
        for (var at = run.Text.IndexOf("  ", StringComparison.Ordinal); at >= 0; at = run.Text.IndexOf("  ", from, StringComparison.Ordinal))
        {
            yield return run with { Text = run.Text[from..(at + 1)] };
            from = at + 1;
        }
        yield return run with { Text = run.Text[from..] };
    }

    /// <summary>A string in which no marks are read, with a backslash before each of <paramref name="marks"/>.</summary>
    public static string Text(string text, string marks = "")
    {
        if (text.AsSpan().IndexOfAny('\\', marks.Length > 0 ? marks[0] : '\\', marks.Length > 1 ? marks[1] : '\\') < 0)
        {
            return text;
        }
        var made = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            Append(made, text, i, marks.Contains(text[i], StringComparison.Ordinal));
        }
        return made.ToString();
    }

    private static string One(Run run, bool ends, bool isLost)
    {
        var word = Word(run, isLost);
        var inBrackets = word is not null || run.Href is not null || run.Lang is not null;
        var text = Marked(run, ends, inBrackets);
        text = word is not null ? $"[{text}]{{{word}}}" : run.Style switch { RunStyle.Strong => $"**{text}**", RunStyle.Emphasis => $"*{text}*", RunStyle.Code => $"`{text}`", _ => text };
        text = run.Href is null ? text : $"[{text}]({Address(run.Href)})";
        return run.Lang is null ? text : $"[{text}]{{lang={run.Lang}}}";
    }

    /// <summary>The style's name where its marks, or none, would not hold the white space at an end.</summary>
    private static string? Word(Run run, bool isLost)
    {
        var isSpaced = run.Text.StartsWith(' ') || run.Text.EndsWith(' ');
        return run.Style switch { RunStyle.Strong when isSpaced => "strong", RunStyle.Emphasis when isSpaced => "stressed", RunStyle.Plain when isLost && IsBare(run) => "plain", _ => null };
    }

    private static string Marked(Run run, bool ends, bool inBrackets)
    {
        var made = new StringBuilder(run.Text.Length + 8);
        for (var i = 0; i < run.Text.Length; i++)
        {
            Append(made, run.Text, i, run.Text[i] switch
            {
                '`' => true,
                '*' => run.Style is RunStyle.Strong or RunStyle.Emphasis || (run.Style == RunStyle.Plain && !StandsAlone(run.Text, i)),
                '[' => inBrackets || (ends && run.Style != RunStyle.Code),
                ']' => inBrackets,
                _ => false,
            });
        }
        return made.ToString();
    }

    // "2 * 3 * 4" has no marks.
    private static bool StandsAlone(string text, int at) => at > 0 && at + 1 < text.Length && text[at - 1] == ' ' && text[at + 1] == ' ';

    private static void Append(StringBuilder made, string text, int at, bool isMark)
    {
        if (isMark || (text[at] == '\\' && (at + 1 == text.Length || (!char.IsAsciiLetterOrDigit(text[at + 1]) && text[at + 1] is > ' ' and < '\u007f'))))
        {
            made.Append('\\');
        }
        made.Append(text[at]);
    }

    private static string Address(string href)
    {
        var open = 0;
        var isBalanced = href.All(c => (open += c == '(' ? 1 : c == ')' ? -1 : 0) >= 0) && open == 0;
        return Text(href, isBalanced ? "" : "()");
    }
}
