using System.Globalization;
using System.Text;

namespace Skywave.Tests.Matrix;

/// <summary>The table of docs/915-scenarios.md. <c>SKYWAVE_RECORD=1</c> has a run of the tests write it anew.</summary>
internal sealed class ScenarioTable(IReadOnlyList<Scenario> scenarios, IReadOnlyList<Column> columns)
{
    private const string Begin = "<!-- table: written by ScenarioTests -->\n";
    private const string End = "<!-- end of table -->\n";

    private const string NotMet = "–";

    private readonly Dictionary<(string, string), Seen> _cells = [];

    private static string Document => Path.Combine(TestData.RepositoryRoot(), "docs", "915-scenarios.md");

    public void Add(Scenario scenario, string column, Seen seen) => _cells[(scenario.Id, column)] = seen;

    /// <summary>Each row as far as it is the same in every run: number, scenario, what each column came to.</summary>
    public static IEnumerable<string> KeptOutcomes()
    {
        var text = File.ReadAllText(Document);
        var table = text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.IndexOf(End, StringComparison.Ordinal)];
        return table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(row => string.Join(" | ", row.Split('|', StringSplitOptions.TrimEntries)[1..^1].Select(cell => cell.Split(';')[0])));
    }

    /// <summary>The same of this run.</summary>
    public IEnumerable<string> Outcomes() => scenarios.Select(s => string.Join(" | ", [s.Id, s.What.Split(';')[0], .. columns.Select(c => _cells.TryGetValue((s.Id, c.Name), out var seen) ? Said(s, c, seen) : NotMet)]));

    /// <summary>Writes it where it is kept, when that is asked for.</summary>
    public void Keep()
    {
        if (Environment.GetEnvironmentVariable("SKYWAVE_RECORD") == "1")
        {
            var text = File.ReadAllText(Document);
            var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
            File.WriteAllText(Document, text[..begin] + this + text[end..]);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder($"| | scenario | {string.Join(" | ", columns.Select(c => c.Name))} |\n|---|---|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var scenario in scenarios)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {scenario.Id} | {scenario.What} | {string.Join(" | ", columns.Select(c => _cells.TryGetValue((scenario.Id, c.Name), out var seen) ? Cell(scenario, c, seen) : NotMet))} |\n");
        }
        return text.ToString();
    }

    private static string Cell(Scenario scenario, Column column, Seen seen) => string.Create(CultureInfo.InvariantCulture,
        $"{Said(scenario, column, seen)}; {seen.Time.TotalSeconds:0.0} s, {seen.Bytes / 1024.0:0.0} KB, {seen.Opened}{(seen.Sizes.Count > 1 ? $", {seen.Sizes.Distinct().Count()} sizes" : "")}");

    private static string Said(Scenario scenario, Column column, Seen seen) => (scenario.Or?.Column == column.Name ? string.Join(" or ", scenario.For(column.Name).Select(Said)) : Said(seen.Outcome)) + (seen.IsWarned ? ", warned" : "");

    private static string Said(Outcome outcome) => outcome switch
    {
        Outcome.Read => "read",
        Outcome.ReadCalledOld => "read, called old",
        Outcome.ReadDated => "read, dated",
        Outcome.Old => "old, said so",
        Outcome.Dated => "old, dated",
        Outcome.OldDated => "old, only dated",
        Outcome.OldUnsaid => "**old, unsaid**",
        Outcome.Unchecked => "unchecked, said so",
        Outcome.OtherHistory => "**other history**",
        Outcome.Refused => "refused",
        Outcome.Nothing => "nothing",
        Outcome.Wrong => "**wrong text**",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
