using Skywave.Intake;
using Skywave.Intake.Ninjs;

namespace Skywave.Importing;

/// <summary>
/// A document of lines comes in, some hundreds at a time: some are read on other processors while those before them are stored. What was stored stays when
/// the import is cut short, and the same document again goes on where it ended.
/// </summary>
internal sealed class ImportLines(ImportDocument import, ImportReport report, Action<string> progress)
{
    /// <summary>Reads and stores all of it, in its order.</summary>
    public async Task RunAsync(Stream document, string name, IntakeOptions options, string? folder, CancellationToken cancel)
    {
        var reading = new Queue<Task<IReadOnlyList<ImportOutcome>>>();
        foreach (var lines in NinjsLines.Cut(document))
        {
            reading.Enqueue(Task.Run(() => NinjsLines.Read(lines, name, options), cancel));
            if (reading.Count > Environment.ProcessorCount)
            {
                await StoreAsync(await reading.Dequeue().ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        while (reading.TryDequeue(out var read))
        {
            await StoreAsync(await read.ConfigureAwait(false)).ConfigureAwait(false);
        }

        async Task StoreAsync(IReadOnlyList<ImportOutcome> read)
        {
            await import.RunAsync(read, folder, cancel).ConfigureAwait(false);
            progress($"reading {name} … {report.Items} items so far");
        }
    }
}
