using System.Collections.Immutable;
using System.Text;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>One line's marks to runs: <c>**strong**</c>, <c>*stressed*</c>, <c>`typed`</c>, <c>[text](address)</c>, <c>[text]{lang=ru}</c>, and where marks cannot stand <c>[text]{strong}</c>.</summary>
/// <param name="language">The text's own language: runs in it carry none.</param>
internal sealed class StoryRuns(string? language)
{
    private const int Nesting = 4;

    /// <summary>Characters looked through for closing marks; a text made of nothing but opening marks would take hours.</summary>
    private const int Work = 20_000_000;

    private int _work;

    public ImmutableArray<Run> Read(string text)
    {
        List<Run> runs = [];
        Read(CleanText.Line(text), new Run(""), runs, 0);
        return [.. Merged(runs)];
    }

    /// <summary>A backslash before a mark leaves the mark; before anything else it stays.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }
        StringBuilder made = new();
        for (var i = 0; i < text.Length; i++)
        {
            i += Escapes(text, i) ? 1 : 0;
            made.Append(text[i]);
        }
        return made.ToString();
    }

    private static bool Escapes(string text, int at) => text[at] == '\\' && at + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[at + 1]), text[at + 1]) is (false, > ' ' and < '\u007f');

    private void Read(string text, Run set, List<Run> runs, int depth)
    {
        StringBuilder plain = new();
        for (var at = 0; at < text.Length;)
        {
            if (Escapes(text, at))
            {
                plain.Append(text[at + 1]);
                at += 2;
                continue;
            }
            List<Run> marked = [];
            var length = depth >= Nesting || _work > Work ? 0 : Mark(text, at, set, marked, depth);
            if (length == 0)
            {
                plain.Append(text[at++]);
                continue;
            }
            Flush(plain, set, runs);
            runs.AddRange(marked);
            at += length;
        }
        Flush(plain, set, runs);
    }

    private static void Flush(StringBuilder plain, Run set, List<Run> runs)
    {
        if (plain.Length > 0)
        {
            runs.Add(set with { Text = plain.ToString() });
            plain.Clear();
        }
    }

    /// <summary>How many characters the marked stretch that begins here has, 0 when there is none; its runs are added.</summary>
    private int Mark(string text, int at, Run set, List<Run> runs, int depth)
    {
        if (text[at] == '`')
        {
            return Enclosed(text, at, "`") is { } end && Add(set with { Text = Unescape(text[(at + 1)..end]), Style = RunStyle.Code }, runs) ? end + 1 - at : 0;
        }
        if (text[at] == '*')
        {
            var mark = text.AsSpan(at).StartsWith("**") ? "**" : "*";
            if (Enclosed(text, at, mark) is not { } end)
            {
                return 0;
            }
            var style = mark == "**" || set.Style == RunStyle.Strong ? RunStyle.Strong : RunStyle.Emphasis;
            Read(text[(at + mark.Length)..end], set with { Style = style }, runs, depth + 1);
            return end + mark.Length - at;
        }
        return text[at] == '[' ? Bracket(text, at, set, runs, depth) : 0;
    }

    private static bool Add(Run run, List<Run> runs)
    {
        runs.Add(run);
        return true;
    }

    /// <summary>Where the closing mark stands. Marks hold something, and no space next to themselves: "2 * 3 * 4" has none.</summary>
    private int? Enclosed(string text, int at, string mark)
    {
        var from = at + mark.Length;
        if (from >= text.Length || (mark != "`" && text[from] == ' '))
        {
            return null;
        }
        for (var i = from; i + mark.Length <= text.Length; i++, _work++)
        {
            if (Escapes(text, i))
            {
                i++;
            }
            else if (i > from && string.CompareOrdinal(text, i, mark, 0, mark.Length) == 0 && (mark == "`" || text[i - 1] != ' '))
            {
                return i;
            }
        }
        return null;
    }

    private int Bracket(string text, int at, Run set, List<Run> runs, int depth)
    {
        if (Closing(text, at, '[', ']') is not { } end || end == at + 1 || end + 2 >= text.Length)
        {
            return 0;
        }
        var after = text[end + 1];
        var last = after == '(' ? Closing(text, end + 1, '(', ')') : after == '{' ? Closing(text, end + 1, '{', '}') : null;
        if (last is null)
        {
            return 0;
        }
        var value = Unescape(text[(end + 2)..last.Value]);
        var link = after == '(' && !value.Contains(' ', StringComparison.Ordinal) ? CleanText.Link(value, null, mail: true) : null;
        var tag = after == '{' && value.StartsWith("lang=", StringComparison.Ordinal) ? CleanText.Language(value[5..]) : null;
        RunStyle? style = after == '{' ? Style(value) : null;
        if (link is null && tag is null && style is null)
        {
            return 0;
        }
        tag = tag is null ? set.Lang : tag.Equals(language, StringComparison.OrdinalIgnoreCase) ? null : tag;
        Read(text[(at + 1)..end], set with { Href = link ?? set.Href, Lang = tag, Style = style ?? set.Style }, runs, depth + 1);
        return last.Value + 1 - at;
    }

    /// <summary>What has white space at its ends cannot have marks there.</summary>
    private static RunStyle? Style(string name) => name switch { "plain" => RunStyle.Plain, "strong" => RunStyle.Strong, "stressed" => RunStyle.Emphasis, _ => null };

    private int? Closing(string text, int at, char open, char close)
    {
        var depth = 0;
        for (var i = at; i < text.Length; i++, _work++)
        {
            if (Escapes(text, i))
            {
                i++;
                continue;
            }
            depth += text[i] == open ? 1 : text[i] == close ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }
        return null;
    }

    private static IEnumerable<Run> Merged(List<Run> runs)
    {
        Run? last = null;
        foreach (var run in runs)
        {
            if (last is not null && last with { Text = "" } == run with { Text = "" })
            {
                last = last with { Text = last.Text + run.Text };
                continue;
            }
            if (last is not null)
            {
                yield return last;
            }
            last = run;
        }
        if (last is not null)
        {
            yield return last;
        }
    }
}
