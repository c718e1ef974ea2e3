using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Words;

namespace Skywave.Reading;

/// <summary>
/// Checks everything of one desk that a keeper does not have yet, and keeps what is genuine: its logs, its lists, its pages and their pictures, in this order.
/// </summary>
/// <param name="walk">What the whole check shares.</param>
/// <param name="desk">The desk.</param>
/// <param name="signed">What it signs in this edition.</param>
/// <param name="before">What it signed in the edition that the keeper has; null: everything is looked at.</param>
/// <param name="ahead">What it signed for the editions after this one, when the carrier is in the middle of a push.</param>
internal sealed partial class DeskCheck(EditionWalk walk, string desk, SignedDesk signed, SignedDesk? before, Lazy<Task<IReadOnlyList<AheadDesk>>> ahead)
{
    private readonly Dictionary<string, LogCopy> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (LogCopy Log, ReadOnlyMemory<byte> Bytes, Record Record)> _newest = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Origin, long Size, TreeHash Root), bool> _continues = [];

    /// <summary>Runs all checks. What is refused is told to the walk; a log or list of files that is refused ends the desk.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var files = await NewFiles.SinceAsync(signed.Files, before?.Files, path => PartAsync(path, cancel)).ConfigureAwait(false);
        // A list that began anew must have a page of every article there ever was.
        if (!await PullLogsAsync(files is { IsAccepted: true, Value.Continues: true } ? before : null, cancel).ConfigureAwait(false))
        {
            return;
        }
        if (!files.IsAccepted)
        {
            walk.Refuse(FileList.TargetOf(desk), files.Refusal);
            return;
        }
        CheckAgainstCorrections();
        foreach (var (path, file) in signed.Front.Files.Where(f => before?.Front.Files.GetValueOrDefault(f.Key) != f.Value))
        {
            await CheckListAsync(path, file.Sha256, file.Length, cancel).ConfigureAwait(false);
        }
        await CheckFilesAsync(files.Value.Lines, cancel).ConfigureAwait(false);
    }

    private async Task<Checked<ReadOnlyMemory<byte>>> PartAsync(string path, CancellationToken cancel)
    {
        var part = walk.Kept(path) is { } kept ? kept : await walk.FetchAsync(path, FileList.MaxLength, Codes.DocumentTooBig, cancel).ConfigureAwait(false);
        if (part.IsAccepted)
        {
            walk.Keep(new EditionFile(path, part.Value));
        }
        return part;
    }

    private async Task<bool> PullLogsAsync(SignedDesk? known, CancellationToken cancel)
    {
        foreach (var epoch in walk.Logs.Of(desk))
        {
            var path = epoch.Folder + "/checkpoint";
            if (!(await StateOfAsync(epoch, path, cancel).ConfigureAwait(false)).TryGet(out var state, out var refusal)
                || !(await walk.PullLogAsync(epoch, state, cancel).ConfigureAwait(false)).TryGet(out var log, out refusal))
            {
                walk.Refuse(path, refusal);
                return false;
            }
            _logs[epoch.Origin] = log;
            foreach (var (_, bytes, record) in log.Records(KnownSize(epoch, known)).Where(r => r.Record.Desk == desk && r.Record.IsUnderDesk))
            {
                _newest[record.Address] = (log, bytes, record);
            }
            foreach (var file in log.Fresh)
            {
                walk.Keep(file);
            }
            walk.Keep(new EditionFile(path, state.ToBytes()));
            await walk.CheckServedAsync(log, cancel).ConfigureAwait(false);
            await CheckServedStateAsync(path, state, cancel).ConfigureAwait(false);
        }
        return true;
    }

    // How many of a log's records were looked at when the edition before was taken.
    private long KnownSize(LogEpoch epoch, SignedDesk? known)
    {
        var bytes = known is null ? null : epoch.Closed is null ? known.Checkpoint : walk.Standing(epoch.Folder + "/checkpoint");
        return bytes is { } kept && Checkpoint.Parse(kept.Span).TryGet(out var state, out _) && state.Origin == epoch.Origin && (epoch.Closed is not { } closed || state.Root == closed.Root) ? state.Size : 0;
    }

    // The state as served is the one that counts, or that of a push in progress. A mirror that pulls writes its own and does not ask.
    private async Task CheckServedStateAsync(string path, Checkpoint state, CancellationToken cancel)
    {
        if (walk.KeepsFiles)
        {
            return;
        }
        var fetched = await walk.FetchAsync(path, Checkpoint.MaxLength, EditionCodes.LogCheckpoint, cancel).ConfigureAwait(false);
        if (!fetched.IsAccepted)
        {
            walk.Refuse(path, fetched.Refusal);
        }
        else if (!fetched.Value.Span.SequenceEqual(state.ToBytes()) && !(await ahead.Value.ConfigureAwait(false)).Any(next => next.Signed.Checkpoint.Span.SequenceEqual(fetched.Value.Span)))
        {
            walk.Refuse(path, new Refusal(EditionCodes.LogCheckpoint, "the checkpoint served is not the one its desk signed"));
        }
    }

    // The open epoch's state is what the desk signed as d/checkpoint; a closed one's is its last, named by logs.json.
    private async Task<Checked<Checkpoint>> StateOfAsync(LogEpoch epoch, string path, CancellationToken cancel)
    {
        ReadOnlyMemory<byte> bytes = signed.Checkpoint;
        if (epoch.Closed is not null)
        {
            var fetched = await walk.FetchAsync(path, Checkpoint.MaxLength, EditionCodes.LogCheckpoint, cancel).ConfigureAwait(false);
            if (!fetched.IsAccepted)
            {
                return fetched.Refusal;
            }
            bytes = fetched.Value;
        }
        if (!Checkpoint.Parse(bytes.Span).TryGet(out var state, out var refusal))
        {
            return refusal;
        }
        if (state.Origin != epoch.Origin)
        {
            return new Refusal(Codes.LogOriginUnknown, $"the checkpoint is of another log ({state.Origin})");
        }
        if (epoch.Closed is { } closed && (state.Size != closed.Size || state.Root != closed.Root))
        {
            return new Refusal(Codes.LogKeyRevoked, "the checkpoint served for a closed epoch is not its last one");
        }
        return state.Verify(epoch.Keys, epoch.Threshold) is { } wrong ? wrong : state;
    }

    // The log must not hold less than the desk's signed map of corrections says. What was in the map before was looked at then.
    private void CheckAgainstCorrections()
    {
        var known = _newest.Values.ToDictionary(n => n.Record.Article, n => n.Record, StringComparer.Ordinal);
        var old = before?.Corrections.SelectMany(c => c.Items).ToHashSet() ?? [];
        foreach (var item in signed.Corrections.SelectMany(c => c.Items).Where(i => known.ContainsKey(i.Article) || !old.Contains(i)))
        {
            if (!known.TryGetValue(item.Article, out var record) || record.Revision < item.Revision || (record.Revision == item.Revision && record.Hash != item.Hash))
            {
                walk.Refuse(desk + "/corrections", new Refusal(EditionCodes.EditionContradiction, $"the desk signed revision {item.Revision} of {item.Article}, its log does not have it"));
            }
        }
    }

    // A list that is not the one its desk signed may be that of the next edition, when the carrier is caught in the middle of a push.
    private async Task CheckListAsync(string path, string hash, long? length, CancellationToken cancel)
    {
        if (walk.Kept(path) is { } kept && FileHash.Is(hash, kept.Span))
        {
            walk.Keep(new EditionFile(path, kept));
            return;
        }
        var fetched = await walk.FetchAsync(path, length ?? MaxList, EditionCodes.ListAltered, cancel).ConfigureAwait(false);
        if (!fetched.IsAccepted && length is not null && fetched.Refusal.Code == EditionCodes.ListAltered)
        {
            fetched = await walk.FetchAsync(path, MaxList, EditionCodes.ListAltered, cancel).ConfigureAwait(false);
        }
        if (fetched.IsAccepted && (FileHash.Is(hash, fetched.Value.Span) || (await ahead.Value.ConfigureAwait(false)).Any(next => next.Has(path, fetched.Value.Span))))
        {
            walk.Keep(new EditionFile(path, fetched.Value));
            return;
        }
        walk.Refuse(path, fetched.Refusal ?? new Refusal(EditionCodes.ListAltered, "the list is not the one its desk signed"));
    }

    private const long MaxList = 16L << 20;
}
