namespace Skywave.Bench;

/// <summary>One line of a table: both sides, their ratio, and the figure to reach.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">Our side, with its unit.</param>
/// <param name="Other">The other side; empty where there is none.</param>
/// <param name="Ratio">Ours to the other; empty where there is none.</param>
/// <param name="Figure">The figure to reach; empty where the line is only told.</param>
/// <param name="IsReached">False fails the run; null where there is no figure, or it is one to reach later.</param>
internal sealed record Line(string What, string Ours, string Other = "", string Ratio = "", string Figure = "", bool? IsReached = null);

/// <summary>What a benchmark prints, in the form that bench/README.md keeps.</summary>
internal sealed class Table(string other)
{
    private readonly List<Line> _lines = [];

    /// <summary>True when no figure was missed.</summary>
    public bool IsReached => _lines.TrueForAll(l => l.IsReached != false);

    public void Add(Line line) => _lines.Add(line);

    /// <summary>Prints it as Markdown.</summary>
    public void Print(TextWriter to)
    {
        string[][] rows =
        [
            ["what", "Skywave", other, "ratio", "to reach", ""],
            .. _lines.Select(l => (string[])[l.What, l.Ours, l.Other, l.Ratio, l.Figure, l.IsReached switch { true => "reached", false => "MISSED", _ => "" }]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        to.WriteLine();
        for (var i = 0; i < rows.Length; i++)
        {
            to.WriteLine("| " + string.Join(" | ", rows[i].Select((cell, c) => cell.PadRight(widths[c]))) + " |");
            if (i == 0)
            {
                to.WriteLine("|" + string.Join('|', widths.Select(w => new string('-', w + 2))) + "|");
            }
        }
    }
}
