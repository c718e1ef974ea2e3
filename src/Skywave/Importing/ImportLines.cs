using Skywave.Intake;
using Skywave.Intake.Ninjs;

namespace Skywave.Importing;

/// <summary>
/// A document of lines comes in, some hundreds at a time: some are read on other processors while those before them are stored. What was stored stays when
/// the import is cut short, and the same document again goes on where it ended.
/// </summary>
internal sealed class ImportLines(ImportDocument import, ImportReport report, Action<string> progress)
{
    /// <summary>How many items are stored in one transaction: enough that its flush to the disk costs little, few enough that they are not in memory for long.</summary>
    private const int AtOnce = 256;

    /// <summary>Reads and stores all of it, in its order.</summary>
    public async Task RunAsync(Stream document, string name, IntakeOptions options, string? folder, CancellationToken cancel)
    {
        var reading = new Queue<Task<IReadOnlyList<ImportOutcome>>>();
        var read = new List<ImportOutcome>();
        foreach (var lines in NinjsLines.Cut(document))
        {
            reading.Enqueue(Task.Run(() => NinjsLines.Read(lines, name, options), cancel));
            if (reading.Count > 2 * Environment.ProcessorCount)
            {
                read.AddRange(await reading.Dequeue().ConfigureAwait(false));
                await StoreAsync(AtOnce).ConfigureAwait(false);
            }
        }
        while (reading.TryDequeue(out var last))
        {
            read.AddRange(await last.ConfigureAwait(false));
            await StoreAsync(reading.Count == 0 ? 1 : AtOnce).ConfigureAwait(false);
        }

        async Task StoreAsync(int least)
        {
            if (read.Count >= least)
            {
                await import.RunAsync(read, folder, cancel).ConfigureAwait(false);
                read.Clear();
                progress($"reading {name} … {report.Items} items so far");
            }
        }
    }
}
