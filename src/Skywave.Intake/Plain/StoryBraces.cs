using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>Blocks that begin with a name in braces: <c>{embed: …}</c>, <c>{timeline}</c>, <c>{table: …}</c>, <c>{preformatted}</c>.</summary>
internal static partial class StoryBraces
{
    /// <summary>The line that ends preformatted lines.</summary>
    public const string End = "{end}";

    /// <summary>The block that begins here and how many lines it took; null when none does. A wrong one is noted and gives no block.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="at">Which one begins it.</param>
    /// <param name="here">The lines from there to the next empty one.</param>
    /// <param name="runs">Reads marks.</param>
    /// <param name="mistakes">What is wrong.</param>
    public static (Block? Block, int Lines)? Read(List<StoryLine> lines, int at, IEnumerable<StoryLine> here, StoryRuns runs, Mistakes mistakes)
    {
        var line = lines[at];
        return !line.Starts("{") ? null
            : line.Starts("{embed: ") && line.Text.EndsWith('}') ? (Elsewhere(line, mistakes), 1)
            : line.Text == "{timeline}" ? Events(here.Skip(1).ToList(), runs, mistakes)
            : line.Text == "{preformatted}" ? Verbatim(lines, at, mistakes)
            : Caption().Match(line.Text) is { Success: true } caption ? Captioned(here.Skip(1).ToList(), StoryRuns.Unescape(CleanText.Line(caption.Groups[1].Value)), mistakes) : null;
    }

    private static Embed? Elsewhere(StoryLine line, Mistakes mistakes)
    {
        if (Address().Match(line.Text) is { Success: true } match && CleanText.Link(match.Groups[1].Value, null) is { } href
            && CleanText.LineOrNull(StoryRuns.Unescape(match.Groups[2].Value)) is { } text)
        {
            return new Embed(href, text);
        }
        mistakes.Add(line.Number, "what stands elsewhere is named by its http(s) address and in words: {embed: https://example.org/ | what it is}");
        return null;
    }

    private static (Block? Block, int Lines)? Events(List<StoryLine> lines, StoryRuns runs, Mistakes mistakes)
    {
        if (lines.Count == 0 || Bar(lines[0].Text) < 0)
        {
            return null;
        }
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        var isWhole = true;
        foreach (var line in lines)
        {
            if (Bar(line.Text) is >= 0 and var bar)
            {
                entries.Add(new TimelineEntry(StoryRuns.Unescape(CleanText.Line(line.Text[..bar])), runs.Read(line.Text[(bar + 1)..])));
            }
            else
            {
                isWhole = false;
                mistakes.Add(line.Number, "a line of a timeline is \"when | what happened\"; an empty line ends it");
            }
        }
        return (isWhole ? new Timeline(entries.ToImmutable()) : null, 1 + lines.Count);
    }

    /// <summary>Where the first bar stands that no backslash stands before.</summary>
    private static int Bar(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '|')
            {
                return i;
            }
            i += text[i] == '\\' ? 1 : 0;
        }
        return -1;
    }

    private static (Block? Block, int Lines)? Captioned(List<StoryLine> lines, string caption, Mistakes mistakes) =>
        StoryTable.Rows(lines) is > 0 and var rows ? (StoryTable.Read(lines[..rows], caption, mistakes), 1 + rows) : null;

    private static (Block? Block, int Lines) Verbatim(List<StoryLine> lines, int at, Mistakes mistakes)
    {
        var end = lines.FindIndex(at + 1, l => l.Text == End);
        if (end < 0)
        {
            mistakes.Add(lines[at].Number, $"the preformatted lines that begin here have no line {End}");
            return (null, lines.Count - at);
        }
        var text = string.Join('\n', lines[(at + 1)..end].Select(l => Escaped().IsMatch(l.Text) ? l.AsTyped[1..] : l.AsTyped));
        return (string.IsNullOrWhiteSpace(text) ? null : new Preformatted(text), end - at + 1);
    }

    /// <summary>A line inside preformatted lines as it must be written.</summary>
    public static string Inside(string line) => LooksLikeEnd().IsMatch(line) ? "\\" + line : line;

    [GeneratedRegex(@"^\{embed: (\S+) \| (.+)\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"^\{table: (.+)\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Caption();

    [GeneratedRegex(@"^\\+\{end\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"^\\*\{end\}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeEnd();
}
