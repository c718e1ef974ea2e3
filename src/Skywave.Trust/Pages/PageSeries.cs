using System.Collections.Concurrent;
using System.Security.Cryptography;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;

namespace Skywave.Trust.Pages;

/// <summary>
/// Checks many pages of one newsroom as <see cref="PageCheck"/> does each. What pages share is checked once: a checkpoint's signature and a style's hash are
/// those of their bytes, whichever page holds them. Safe for several threads.
/// </summary>
/// <param name="logs">The newsroom's logs, verified already.</param>
/// <param name="styles">The approved styles, or null: check 9 is left out.</param>
/// <param name="closedConsistency">As <see cref="PageCheck"/> takes it; asked once for each checkpoint.</param>
public sealed class PageSeries(LogsDocument logs, IReadOnlySet<string>? styles, Func<LogEpoch, Checkpoint, IReadOnlyList<TreeHash>?>? closedConsistency = null)
{
    // A stranger's pages may each hold a checkpoint of its own: what was remembered is let go before it is too much.
    private const int MaxStates = 1024;

    private readonly ConcurrentDictionary<ReadOnlyMemory<byte>, Lazy<PageState>> _states = new(new ByContent());
    private byte[]? _style;
    private int _signatures;
    private int _proofs;

    /// <summary>A log of which every entry is at hand and checked, or null. Default: none, and each page's proof is hashed.</summary>
    public Func<LogEpoch, WholeLog?> Whole { get; init; } = _ => null;

    /// <summary>How many checkpoints had their signatures checked.</summary>
    public int Signatures => _signatures;

    /// <summary>How many pages' proofs were hashed, because they were not compared with a whole log.</summary>
    public int Proofs => _proofs;

    /// <summary>How many checkpoints are remembered.</summary>
    internal int Kept => _states.Count;

    internal bool LooksAround => styles is not null;

    /// <summary>Checks a page. The first check that fails gives the refusal.</summary>
    /// <param name="page">The page as received.</param>
    /// <param name="askedAddress">As <see cref="PageCheck"/> takes it.</param>
    public Checked<CheckedPage> Check(ReadOnlyMemory<byte> page, string? askedAddress) => PageCheck.Check(page, askedAddress, this);

    /// <summary>What a checkpoint of these bytes is worth.</summary>
    internal PageState StateOf(ReadOnlyMemory<byte> bytes)
    {
        if (!_states.TryGetValue(bytes, out var state))
        {
            if (_states.Count >= MaxStates)
            {
                _states.Clear();
            }
            ReadOnlyMemory<byte> own = bytes.ToArray();
            state = _states.GetOrAdd(own, new Lazy<PageState>(() => Look(own.Span)));
        }
        return state.Value;
    }

    /// <summary>Null when the proof leads from the record to the checkpoint's root.</summary>
    internal Refusal? Includes(Checkpoint checkpoint, long index, DecodedProof proof)
    {
        Interlocked.Increment(ref _proofs);
        return MerkleProof.Includes(checkpoint.Size, checkpoint.Root, index, TreeHash.OfEntry(proof.Record.Span), proof.Hashes)
            ? null : new(Codes.LogInclusion, "the log does not hold this record where the proof says");
    }

    internal bool Approves(ReadOnlySpan<byte> style)
    {
        if (_style is { } known && style.SequenceEqual(known))
        {
            return true;
        }
        var approved = styles!.Contains(Convert.ToHexStringLower(SHA256.HashData(style)));
        _style = approved ? style.ToArray() : _style;
        return approved;
    }

    private PageState Look(ReadOnlySpan<byte> bytes)
    {
        if (!Checkpoint.Parse(bytes).TryGet(out var checkpoint, out var refusal))
        {
            return new PageState(null, null, refusal with { Code = Codes.PageProof }, null);
        }
        if (logs.Find(checkpoint.Origin) is not { } epoch)
        {
            return new PageState(checkpoint, null, new Refusal(Codes.LogOriginUnknown, "the newsroom has no such log"), null);
        }
        Interlocked.Increment(ref _signatures);
        var wrong = checkpoint.Verify(epoch.Keys, epoch.Threshold);
        if (wrong is null && epoch.Closed is { } closed)
        {
            wrong = ClosedEpoch.Check(checkpoint, closed, checkpoint.Size < closed.Size ? closedConsistency?.Invoke(epoch, checkpoint) : null);
        }
        var tree = wrong is null && Whole(epoch) is { } log && checkpoint.Size <= log.Size ? new EarlierTree(log, checkpoint.Size) : null;
        return new PageState(checkpoint, epoch, wrong, tree?.Root == checkpoint.Root ? tree : null);
    }

    private sealed class ByContent : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes.Span);
            return hash.ToHashCode();
        }
    }
}

/// <summary>What a checkpoint is worth.</summary>
/// <param name="Checkpoint">As it was read, or null.</param>
/// <param name="Epoch">Its log, or null.</param>
/// <param name="Wrong">Why it counts for nothing, or null.</param>
/// <param name="Tree">Its tree, when the whole log is at hand and begins with it.</param>
internal sealed record PageState(Checkpoint? Checkpoint, LogEpoch? Epoch, Refusal? Wrong, EarlierTree? Tree);
