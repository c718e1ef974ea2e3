namespace Skywave.Bench;

/// <summary>One benchmark.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="What">What is measured, and beside what.</param>
/// <param name="RunAsync">Runs it for so many articles.</param>
/// <param name="Articles">How many when nobody says.</param>
internal sealed record Benchmark(string Name, string What, Func<int, Task<Table>> RunAsync, int Articles = 1_000);
