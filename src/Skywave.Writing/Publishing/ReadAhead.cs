using System.Runtime.CompilerServices;

namespace Skywave.Writing;

/// <summary>Rows are read by one thread; what costs most, reading a text's JSON, is done for some of them at once on all processors. The order stays.</summary>
internal static class ReadAhead
{
    /// <summary>How many texts are in memory at once: some four megabytes.</summary>
    private const int Rows = 128;

    public static async IAsyncEnumerable<TOut> Of<TIn, TOut>(IAsyncEnumerable<TIn> rows, Func<TIn, TOut> read, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var some in rows.Chunk(Rows).WithCancellation(stop))
        {
            foreach (var value in some.Length == 1 ? [read(some[0])] : some.AsParallel().AsOrdered().WithCancellation(stop).Select(read).ToArray())
            {
                yield return value;
            }
        }
    }
}
