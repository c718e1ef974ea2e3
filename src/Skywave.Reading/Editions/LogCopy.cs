using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Words;

namespace Skywave.Reading;

/// <summary>
/// A copy of one desk's log, brought up to a signed state. Entries are fetched, tiles are computed from them and never taken from anybody; that the
/// computed root is the signed one shows that the log continues the copy that was kept.
/// </summary>
internal sealed class LogCopy
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _fresh;
    private readonly Func<string, ReadOnlyMemory<byte>?> _kept;

    private LogCopy(LogEpoch epoch, Checkpoint state, WholeLog? whole, Dictionary<string, ReadOnlyMemory<byte>> fresh, Func<string, ReadOnlyMemory<byte>?> kept) =>
        (Epoch, State, Whole, _fresh, _kept) = (epoch, state, whole, fresh, kept);

    /// <summary>Which log.</summary>
    public LogEpoch Epoch { get; }

    /// <summary>The signed state it is at.</summary>
    public Checkpoint State { get; }

    /// <summary>The log with all its entries, when none of it was kept before; else null.</summary>
    public WholeLog? Whole { get; }

    /// <summary>Tiles and bundles that the kept copy did not have.</summary>
    public IEnumerable<EditionFile> Fresh => _fresh.Select(f => new EditionFile($"{Epoch.Folder}/{f.Key}", f.Value));

    /// <summary>Brings a kept copy of <paramref name="keptSize"/> entries up to a state.</summary>
    /// <param name="walk">Where the entries come from.</param>
    /// <param name="epoch">Which log.</param>
    /// <param name="state">Its signed state; the signatures hold already.</param>
    /// <param name="keptSize">Entries in the kept copy; 0 without one.</param>
    /// <param name="kept">Reads a tile or bundle of the kept copy by its path in the log, or null.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<Checked<LogCopy>> PullAsync(
        EditionWalk walk, LogEpoch epoch, Checkpoint state, long keptSize, Func<string, ReadOnlyMemory<byte>?> kept, CancellationToken cancel)
    {
        if (state.Size < keptSize)
        {
            return new Refusal(EditionCodes.LogRollback, $"the log has {state.Size} entries, and had {keptSize} before");
        }
        var entries = new List<ReadOnlyMemory<byte>>();
        foreach (var bundle in TilePath.Bundles(keptSize, state.Size))
        {
            // The kept copy ends within the first of them: what it has of that one is its beginning, if both are the same log.
            var known = keptSize > bundle.First ? kept(TilePath.Entries(bundle.First / TilePath.Width, (int)(keptSize - bundle.First))) : null;
            var fetched = await FetchBundleAsync(walk, epoch, bundle, known ?? default, cancel).ConfigureAwait(false);
            if (!fetched.TryGet(out var all, out var missing))
            {
                return missing;
            }
            entries.AddRange(all.Skip((int)Math.Max(0, keptSize - bundle.First)));
        }
        if (keptSize == 0 && state.Size <= WholeLog.MaxSize)
        {
            var whole = WholeLog.Of(entries);
            return Disagrees(whole.Root, state, keptSize) is { } wrong ? wrong
                : new LogCopy(epoch, state, whole, whole.Files().ToDictionary(f => f.Path, f => f.Bytes, StringComparer.Ordinal), kept);
        }
        if (!TileLog.Append(keptSize, kept, entries).TryGet(out var growth, out var refusal))
        {
            return refusal;
        }
        return Disagrees(growth.Root, state, keptSize) ?? (Checked<LogCopy>)new LogCopy(epoch, state, null, growth.Files.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal), kept);
    }

    private static Refusal? Disagrees(TreeHash root, Checkpoint state, long keptSize) =>
        root == state.Root ? null
        : keptSize > 0 ? new Refusal(EditionCodes.LogFork, $"its entries do not lead from the {keptSize} known before to the signed root: the log was forked, or entries are missing")
        : new Refusal(EditionCodes.LogEntries, "its entries do not lead to the signed root: some are missing or changed");

    /// <summary>Every record from an index on, in order. What is in the tree but is no record of ours is passed over: the log cannot forget, and no page can rest on it.</summary>
    public IEnumerable<(long Index, ReadOnlyMemory<byte> Bytes, Record Record)> Records(long from)
    {
        for (var i = from; i < Whole?.Size; i++)
        {
            if (Whole.RecordAt(i).TryGet(out var record, out _))
            {
                yield return (i, Whole.Entry(i), record);
            }
        }
        if (Whole is not null)
        {
            yield break;
        }
        foreach (var bundle in TilePath.Bundles(from, State.Size))
        {
            if (Read(bundle.Path) is not { } bytes || !EntryBundle.Parse(bytes, bundle.Width).TryGet(out var entries, out _))
            {
                continue;
            }
            for (var i = (int)Math.Max(0, from - bundle.First); i < entries.Count; i++)
            {
                if (Record.Parse(entries[i].Span).TryGet(out var record, out _))
                {
                    yield return (bundle.First + i, entries[i], record);
                }
            }
        }
    }

    /// <summary>The hashes that show an earlier state of this log to be its beginning, or null when they cannot be made.</summary>
    public IReadOnlyList<TreeHash>? ConsistencyFrom(long size) =>
        new TileTree(State.Size, Read).Consistency(size).TryGet(out var proof, out _) ? proof : null;

    /// <summary>True when an earlier signed state is the beginning of this log.</summary>
    public bool Continues(Checkpoint earlier) => Whole is not null ? Whole.Continues(earlier.Size, earlier.Root) :
        earlier.Size <= State.Size && ConsistencyFrom(earlier.Size) is { } proof && MerkleProof.Continues(earlier.Size, earlier.Root, State.Size, State.Root, proof);

    private ReadOnlyMemory<byte>? Read(string path) => _fresh.TryGetValue(path, out var fresh) ? fresh : _kept(path);

    // A partial bundle that is gone may be the beginning of a fuller one: a mirror in the middle of a push has the next size already.
    private static async Task<Checked<IReadOnlyList<ReadOnlyMemory<byte>>>> FetchBundleAsync(EditionWalk walk, LogEpoch epoch, BundlePlace bundle, ReadOnlyMemory<byte> known, CancellationToken cancel)
    {
        var fetched = await walk.FetchAfterAsync($"{epoch.Folder}/{bundle.Path}", known, EntryBundle.MaxLength, EditionCodes.LogEntries, cancel).ConfigureAwait(false);
        if (fetched.IsAccepted)
        {
            return EntryBundle.Parse(fetched.Value, bundle.Width);
        }
        if (bundle.Width == TilePath.Width)
        {
            return fetched.Refusal with { Detail = $"{bundle.Path}: {fetched.Refusal.Detail}" };
        }
        var fuller = await walk.FetchAfterAsync($"{epoch.Folder}/{TilePath.Entries(bundle.First / TilePath.Width)}", known, EntryBundle.MaxLength, EditionCodes.LogEntries, cancel).ConfigureAwait(false);
        if (!fuller.IsAccepted)
        {
            return fetched.Refusal with { Detail = $"{bundle.Path}: {fetched.Refusal.Detail}" };
        }
        return EntryBundle.Parse(fuller.Value, TilePath.Width).TryGet(out var entries, out var refusal) ? entries.Take(bundle.Width).ToList() : refusal;
    }
}
