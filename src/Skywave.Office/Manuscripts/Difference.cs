using System.Collections.Immutable;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Skywave.Office;

/// <summary>A line of a comparison.</summary>
/// <param name="Kind"><c>' '</c> stays, <c>'-'</c> went, <c>'+'</c> came, <c>'…'</c> lines that stay and are not shown.</param>
/// <param name="Parts">Its text; what changed within the line is marked.</param>
internal sealed record DifferenceLine(char Kind, ImmutableArray<(string Text, bool IsChanged)> Parts);

/// <summary>Two texts compared, line by line and within a line word by word: readable in every script.</summary>
internal static class Difference
{
    /// <summary>Lines around a change that are shown.</summary>
    private const int Around = 2;

    public static IReadOnlyList<DifferenceLine> Of(string before, string after)
    {
        var sides = SideBySideDiffBuilder.Diff(before, after);
        var lines = new List<DifferenceLine>();
        for (var i = 0; i < sides.NewText.Lines.Count; i++)
        {
            var (old, now) = (sides.OldText.Lines[i], sides.NewText.Lines[i]);
            if (now.Type == ChangeType.Unchanged)
            {
                lines.Add(new(' ', [(now.Text, false)]));
                continue;
            }
            if (old.Type is ChangeType.Deleted or ChangeType.Modified)
            {
                lines.Add(new('-', PartsOf(old, ChangeType.Deleted)));
            }
            if (now.Type is ChangeType.Inserted or ChangeType.Modified)
            {
                lines.Add(new('+', PartsOf(now, ChangeType.Inserted)));
            }
        }
        return Fold(lines);
    }

    private static ImmutableArray<(string, bool)> PartsOf(DiffPiece line, ChangeType own) => line.SubPieces.Count == 0 ? [(line.Text, true)]
        : [.. line.SubPieces.Where(p => p.Text is not null).Select(p => (p.Text, p.Type == own || p.Type == ChangeType.Modified))];

    private static List<DifferenceLine> Fold(List<DifferenceLine> lines)
    {
        var folded = new List<DifferenceLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = Enumerable.Range(i - Around, Around * 2 + 1).Any(near => near >= 0 && near < lines.Count && lines[near].Kind != ' ');
            if (isNear)
            {
                folded.Add(lines[i]);
            }
            else if (folded.Count == 0 || folded[^1].Kind != '…')
            {
                folded.Add(new('…', []));
            }
        }
        return folded;
    }
}
