using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary><c>| a | b |</c> lines; a line <c>|---|---|</c> after the first makes it the head.</summary>
internal static partial class StoryTable
{
    private const int Columns = 40;
    private const int RowsAtMost = 500;

    /// <summary>How many of the lines belong to a table that begins with the first.</summary>
    public static int Rows(IEnumerable<StoryLine> lines) => lines.TakeWhile(l => l.Starts("|") && Cells(l.Text).Count > 0).Count();

    public static Table? Read(List<StoryLine> lines, string? caption, Mistakes mistakes)
    {
        var head = lines.Count > 1 && Rule().IsMatch(lines[1].Text);
        var rows = lines.Where((_, i) => !(head && i == 1)).Select(l => Cells(l.Text)).ToList();
        var widest = rows.Max(r => r.Count);
        if (widest > Columns || rows.Count > RowsAtMost)
        {
            mistakes.Add(lines[0].Number, $"the table has {rows.Count} rows of {widest} cells; at most {RowsAtMost} of {Columns} fit");
            return null;
        }
        return new Table(caption, head, [.. rows.Select(r => r.Concat(Enumerable.Repeat("", widest - r.Count)).ToImmutableArray())]);
    }

    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        var from = 1;
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (line[i] == '|')
            {
                cells.Add(Cell(line[from..i]));
                from = i + 1;
            }
        }
        if (from < line.Length && !string.IsNullOrWhiteSpace(line[from..]) && cells.Count > 0)
        {
            cells.Add(Cell(line[from..]));
        }
        return cells;
    }

    private static string Cell(string text) => StoryRuns.Unescape(CleanText.Line(text));

    [GeneratedRegex(@"^\|(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();
}
