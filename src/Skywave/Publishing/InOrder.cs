using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>Work for all cores that is fed by one thread and comes out in order: what feeds it is one batch ahead, and memory holds two batches.</summary>
internal static class InOrder
{
    private const int Batch = 256;

    /// <summary>Makes something of each.</summary>
    /// <param name="gather">Read by one thread at a time, never while the caller is between two results.</param>
    /// <param name="make">Called by several threads.</param>
    /// <param name="cancel">Stops it.</param>
    public static IEnumerable<TOut> Make<TIn, TOut>(IEnumerable<TIn> gather, Func<TIn, TOut> make, CancellationToken cancel)
    {
        using var batches = gather.Chunk(Batch).GetEnumerator();
        TIn[]? Next() => batches.MoveNext() ? batches.Current : null;
        for (var parts = Next(); parts is not null;)
        {
            var ahead = parts.Length == Batch ? Task.Run(Next, cancel) : Task.FromResult<TIn[]?>(null);
            var made = new TOut[parts.Length];
            if (parts.Length == 1)
            {
                made[0] = make(parts[0]);
            }
            else
            {
                Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancel }, i => made[i] = make(parts[i]));
            }
            if (parts.Length == Batch)
            {
                FreedMemory.GiveBack();
            }
            parts = ahead.GetAwaiter().GetResult(); // before anything is given out: the caller may use what feeds this
            foreach (var one in made)
            {
                yield return one;
            }
        }
    }
}
