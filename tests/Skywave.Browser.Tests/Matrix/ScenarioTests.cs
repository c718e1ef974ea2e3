using Xunit;

namespace Skywave.Tests.Matrix;

/// <summary>
/// Every way of reading against every scenario that a browser can meet (docs/915-scenarios.md). What is held: what the reader came away with, that nothing which verifies ever showed a
/// text that the newsroom did not write, that a worker warns where it should and nowhere else, how many connections were opened and how many at once, and that the browser keeps nothing of it. Times are printed only.
/// </summary>
public sealed class ScenarioTests(ScenarioRuns runs)
{
    /// <summary>Connections for one visit of the way that trusts its mirror: a page, a dictionary, and what a browser tries again by itself.</summary>
    private const int MostOfPage = 6;

    /// <summary>Of the way that checks: no file is asked of more than six mirrors, and what is cut off opens another.</summary>
    private const int MostOfReader = 24;

    // The worker asks two questions at once at most (above); which connections they and its browser's own look at the worker's file take is the browser's matter, and six is where browsers stop.
    private const int MostOfBrowser = 6;

    /// <summary>Sizes on the line that twelve stories may have.</summary>
    private const int MostSizes = 5;

    /// <summary>Every cell.</summary>
    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var scenario in Scenarios.All)
            {
                foreach (var column in scenario.Expected.Keys)
                {
                    cells.Add(scenario.Id, column);
                }
            }
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_reader_comes_away_with_what_the_table_says(string scenario, string column)
    {
        var (seen, row, way) = (await runs.CellAsync(scenario, column), Scenarios.All.Single(s => s.Id == scenario), Scenarios.Columns.Single(c => c.Name == column));
        Assert.Contains(seen.Outcome, row.For(column));
        Assert.False(way.Verifies && seen.Outcome == Outcome.Wrong, "what verifies showed a wrong text");
        Assert.Equal(row.IsWarned && way.Warns, seen.IsWarned);
        Assert.Equal("", seen.Kept);
        Assert.InRange(seen.Asked, 0, 2);
        Assert.InRange(seen.Opened, 0, way.Verifies ? MostOfReader : MostOfPage * seen.Visits);
        Assert.InRange(seen.MostOpen, 0, way.Warns ? MostOfBrowser : 2);
    }

    [Fact]
    public async Task Twelve_stories_of_all_lengths_have_few_sizes_on_the_line()
    {
        foreach (var column in Scenarios.Columns)
        {
            var sizes = (await runs.CellAsync("26", column.Name)).Sizes;
            Assert.Equal(12, sizes.Count);
            Assert.InRange(sizes.Distinct().Count(), 1, MostSizes);
        }
    }

    [Fact]
    public async Task The_document_says_what_came_of_every_scenario()
    {
        var table = new ScenarioTable(Scenarios.All, Scenarios.Columns);
        foreach (var scenario in Scenarios.All)
        {
            foreach (var column in scenario.Expected.Keys)
            {
                table.Add(scenario, column, await runs.CellAsync(scenario.Id, column));
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
        table.Keep();
        Assert.Equal(ScenarioTable.KeptOutcomes(), table.Outcomes());
    }
}
