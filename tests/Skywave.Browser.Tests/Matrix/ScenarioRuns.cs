using Xunit;

[assembly: AssemblyFixture(typeof(Skywave.Tests.Matrix.ScenarioRuns))]

namespace Skywave.Tests.Matrix;

/// <summary>Every cell of the table, each with simulators of its own, some at once: most of the time is spent waiting for mirrors that do not answer.</summary>
public sealed class ScenarioRuns : IAsyncDisposable
{
    private const int AtOnce = 6;

    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly Lazy<Task<(Chromium Chromium, World World)>> _made = new(MakeAsync);
    private readonly Lazy<IReadOnlyDictionary<(string Scenario, string Column), Task<Seen>>> _cells;

    public ScenarioRuns() => _cells = new(() => (from scenario in Scenarios.All from column in Scenarios.Columns where scenario.Expected.ContainsKey(column.Name) select (scenario, column))
        .ToDictionary(cell => (cell.scenario.Id, cell.column.Name), cell => RunAsync(cell.scenario, cell.column)));

    /// <summary>One cell. The first that is asked for starts them all.</summary>
    internal Task<Seen> CellAsync(string scenario, string column) => _cells.Value[(scenario, column)];

    public async ValueTask DisposeAsync()
    {
        if (_cells.IsValueCreated)
        {
            await Task.WhenAll(_cells.Value.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        if (_made.IsValueCreated)
        {
            var (chromium, world) = await _made.Value;
            await chromium.DisposeAsync();
            await world.DisposeAsync();
        }
        _places.Dispose();
    }

    private static async Task<(Chromium, World)> MakeAsync() => (await Chromium.StartAsync(), await World.MakeAsync());

    private async Task<Seen> RunAsync(Scenario scenario, Column column)
    {
        var (chromium, world) = await _made.Value;
        await _places.WaitAsync();
        try
        {
            await using var scene = scenario.Set(world);
            var seen = await column.ReadAsync(chromium, world, scene);
            return seen with { Bytes = scene.Sent, Opened = scene.Opened, MostOpen = scene.MostOpen };
        }
        finally
        {
            _places.Release();
        }
    }
}
