using Skywave.Trust;
using Skywave.Trust.Tuf;

namespace Skywave.Reading.Tuf;

/// <summary>
/// The TUF client workflow over sources that may lie (docs/920-tuf-client.md). It remembers what is trusted, in memory and in a cache if there is
/// one; nothing a source does makes it forget or go back. One source's failure ends only that attempt: refresh again from another.
/// Not for use by several threads at once.
/// </summary>
public sealed partial class TufClient
{
    /// <summary>New roots one refresh follows; what is more is left to the next refresh.</summary>
    public const int MaxRootRotations = 256;

    private readonly MetadataCache? _cache;
    private readonly bool _takesStale;

    private TufClient(TrustedMetadata state, MetadataCache? cache, bool takesStale) => (State, _cache, _takesStale) = (state, cache, takesStale);

    /// <summary>What is trusted now.</summary>
    public TrustedMetadata State { get; private set; }

    /// <summary>A client that trusts this root, and what its cache holds as far as the root's keys signed it.</summary>
    /// <param name="root">The root file. When the cache has one too, the caller gives that one.</param>
    /// <param name="cache">Where trusted metadata is kept; null: only in memory.</param>
    /// <param name="takesStale">
    /// True (readers): what is authentic but past its expiry is taken and the outcome says so. False: the first such role ends the refresh and
    /// replaces nothing, as stock clients do.
    /// </param>
    public static Checked<TufClient> Open(ReadOnlyMemory<byte> root, MetadataCache? cache = null, bool takesStale = true)
    {
        if (!TrustedMetadata.FromRoot(root).TryGet(out var state, out var refusal))
        {
            return refusal;
        }
        foreach (var role in new[] { RoleName.Timestamp, RoleName.Snapshot, RoleName.Targets })
        {
            // What the cache holds may be damaged or of revoked keys: then it is fetched again.
            state = cache?.Read(role) is { } bytes && state.Restore(role, bytes).TryGet(out var restored, out _) ? restored : state;
        }
        return new TufClient(state, cache, takesStale);
    }

    /// <summary>Brings root, timestamp, snapshot and targets up to date.</summary>
    /// <param name="metadata">Where <c>timestamp.json</c> lies.</param>
    /// <param name="now">The time at which it begins; expiry is measured against it throughout.</param>
    /// <param name="cancel">Stops it; what was verified so far is kept.</param>
    public async Task<RefreshOutcome> RefreshAsync(EditionSource metadata, DateTimeOffset now, CancellationToken cancel = default)
    {
        if (await FollowRootsAsync(metadata, cancel).ConfigureAwait(false) is { } failure)
        {
            return failure;
        }
        if (!_takesStale && State.Root.Content.IsExpired(now))
        {
            return new RefreshOutcome.Stale(RoleName.Root);
        }
        var timestamp = new Step("timestamp.json", TimestampRole.MaxLength, RoleName.Timestamp, (state, bytes) => state.UpdateTimestamp(bytes));
        failure = await TakeAsync(metadata, timestamp, now, cancel).ConfigureAwait(false);
        if (failure is null && !State.IsSnapshotCurrent)
        {
            failure = await TakeAsync(metadata, SnapshotStep(), now, cancel).ConfigureAwait(false);
        }
        if (failure is null && !IsStuck(RoleName.Snapshot, now) && !State.IsTargetsCurrent)
        {
            failure = await TakeAsync(metadata, TargetsStep(), now, cancel).ConfigureAwait(false);
        }
        return failure ?? (State.FirstExpired(now) is { } expired ? new RefreshOutcome.Stale(expired) : new RefreshOutcome.Fresh());
    }

    private async Task<RefreshOutcome?> FollowRootsAsync(EditionSource metadata, CancellationToken cancel)
    {
        for (var followed = 0; ; followed++)
        {
            var path = RoleBytes.FileName(RoleName.Root, State.Root.Version + 1);
            var fetched = await metadata.FetchAsync(path, RootRole.MaxLength, cancel).ConfigureAwait(false);
            if (fetched is Fetched.Missing)
            {
                return null;
            }
            if (followed == MaxRootRotations)
            {
                return new RefreshOutcome.Refused(path, new(Codes.TufRootLimit, $"{MaxRootRotations} new roots were followed and there are more; refresh again"));
            }
            if (Failure(fetched, path) is { } failure)
            {
                return failure;
            }
            if (!State.UpdateRoot(((Fetched.Content)fetched).Bytes).TryGet(out var next, out var refusal))
            {
                return new RefreshOutcome.Refused(path, refusal);
            }
            KeepRoot(next);
        }
    }

    // What the new root no longer vouches for goes first: a crash in between leaves too little, never too much.
    private void KeepRoot(TrustedMetadata next)
    {
        foreach (var (role, isGone) in new[] { (RoleName.Timestamp, next.Timestamp is null), (RoleName.Snapshot, next.Snapshot is null), (RoleName.Targets, next.Targets is null) })
        {
            if (isGone)
            {
                _cache?.Delete(role);
            }
        }
        _cache?.Write(RoleName.Root, next.Root.Bytes.Span);
        State = next;
    }

    private sealed record Step(string Path, long MaxBytes, string Role, Func<TrustedMetadata, ReadOnlyMemory<byte>, Checked<TrustedMetadata>> Take);

    private Step SnapshotStep()
    {
        var meta = State.Timestamp!.Content.Snapshot;
        return new(FileName(RoleName.Snapshot, meta.Version), Math.Min(meta.Length ?? SnapshotRole.MaxLength, SnapshotRole.MaxLength), RoleName.Snapshot, (state, bytes) => state.UpdateSnapshot(bytes));
    }

    private Step TargetsStep()
    {
        var meta = State.Listed(RoleName.Targets);
        return new(FileName(RoleName.Targets, meta?.Version ?? 1), Cap(meta), RoleName.Targets, (state, bytes) => state.UpdateTargets(bytes));
    }

    private async Task<RefreshOutcome?> TakeAsync(EditionSource metadata, Step step, DateTimeOffset now, CancellationToken cancel)
    {
        var fetched = await metadata.FetchAsync(step.Path, step.MaxBytes, cancel).ConfigureAwait(false);
        if (Failure(fetched, step.Path) is { } failure)
        {
            return failure;
        }
        if (!step.Take(State, ((Fetched.Content)fetched).Bytes).TryGet(out var next, out var refusal))
        {
            return new RefreshOutcome.Refused(step.Path, refusal);
        }
        if (!_takesStale && IsExpired(next, step.Role, now))
        {
            return new RefreshOutcome.Stale(step.Role);
        }
        if (!ReferenceEquals(next, State))
        {
            State = next;
            _cache?.Write(step.Role, BytesOf(next, step.Role).Span);
        }
        return null;
    }

    private bool IsStuck(string role, DateTimeOffset now) => !_takesStale && IsExpired(State, role, now);

    private static bool IsExpired(TrustedMetadata state, string role, DateTimeOffset now) => role switch
    {
        RoleName.Timestamp => state.Timestamp?.Content.IsExpired(now) == true,
        RoleName.Snapshot => state.Snapshot?.Content.IsExpired(now) == true,
        _ => state.Targets?.Content.IsExpired(now) == true,
    };

    private static ReadOnlyMemory<byte> BytesOf(TrustedMetadata state, string role) => role switch
    {
        RoleName.Timestamp => state.Timestamp!.Bytes,
        RoleName.Snapshot => state.Snapshot!.Bytes,
        _ => state.Targets!.Bytes,
    };

    private string FileName(string role, long version) => State.Root.Content.ConsistentSnapshot ? RoleBytes.FileName(role, version) : role + ".json";

    private static long Cap(MetaEntry? meta) => Math.Min(meta?.Length ?? TargetsRole.MaxLength, TargetsRole.MaxLength);

    private static RefreshOutcome? Failure(Fetched fetched, string path) => fetched switch
    {
        Fetched.Missing => new RefreshOutcome.Unreachable(path, "it is not there"),
        Fetched.Unreachable { Reason: var reason } => new RefreshOutcome.Unreachable(path, reason),
        Fetched.TooBig => new RefreshOutcome.Refused(path, new(Codes.TufTooBig, "it is longer than it may be, or does not end")),
        _ => null,
    };
}
