using Skywave.Trust;
using Skywave.Trust.Tuf;

namespace Skywave.Reading.Tuf;

public sealed partial class TufClient
{
    /// <summary>
    /// Looks for a target, fetching the delegated roles the search needs. A role from the cache or from an earlier search counts only when the role
    /// that delegates to it in this search vouches for it; else it is fetched anew.
    /// </summary>
    /// <param name="metadata">Where delegated roles lie.</param>
    /// <param name="target">Its name.</param>
    /// <param name="now">As for the refresh before.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<TargetOutcome> FindAsync(EditionSource metadata, string target, DateTimeOffset now, CancellationToken cancel = default)
    {
        // Each turn either ends or adds a role the search then passes; the search itself ends at its own limit.
        for (var turn = 0; turn <= TrustedMetadata.MaxDelegations + 1; turn++)
        {
            switch (State.Search(target))
            {
                case TargetSearch.Found found:
                    return Expired(found, now) is { } role && !_takesStale ? new TargetOutcome.Stale(role) : new TargetOutcome.Found(found, Expired(found, now));
                case TargetSearch.Absent:
                    return new TargetOutcome.Absent();
                case TargetSearch.Refused { Refusal: var refusal }:
                    return new TargetOutcome.Refused(target, refusal);
                case TargetSearch.Needs needs when await DelegateAsync(metadata, needs, now, cancel).ConfigureAwait(false) is { } failure:
                    return failure;
            }
        }
        return new TargetOutcome.Refused(target, new(Codes.TufDelegationLimit, "the search does not end"));
    }

    /// <summary>Fetches a target that was found, and checks its length and hash.</summary>
    /// <param name="targets">Where targets lie.</param>
    /// <param name="found">From <see cref="FindAsync"/>.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<TargetOutcome> FetchAsync(EditionSource targets, TargetOutcome.Found found, CancellationToken cancel = default)
    {
        var (name, entry) = (found.Target.Name, found.Target.Entry);
        var path = State.Root.Content.ConsistentSnapshot ? RoleBytes.TargetPath(name, entry.NamingHash) : name;
        return await targets.FetchAsync(path, entry.Length, cancel).ConfigureAwait(false) switch
        {
            Fetched.Content { Bytes: var bytes } => entry.Check(bytes.Span, name) is { } refusal
                ? new TargetOutcome.Refused(path, refusal) : new TargetOutcome.Verified(found.Target, bytes, found.ExpiredRole),
            Fetched.TooBig => new TargetOutcome.Refused(path, new(Codes.TufTargetLength, $"{name} is longer than the {entry.Length} bytes that are signed")),
            Fetched.Unreachable { Reason: var reason } => new TargetOutcome.Unreachable(path, reason),
            _ => new TargetOutcome.Unreachable(path, "it is not there"),
        };
    }

    /// <summary>Finds a target and fetches it: <c>metadata/</c> and <c>targets/</c> of an edition.</summary>
    public async Task<TargetOutcome> DownloadAsync(EditionSource edition, string target, DateTimeOffset now, CancellationToken cancel = default)
    {
        var outcome = await FindAsync(edition.Under("metadata"), target, now, cancel).ConfigureAwait(false);
        return outcome is TargetOutcome.Found found ? await FetchAsync(edition.Under("targets"), found, cancel).ConfigureAwait(false) : outcome;
    }

    private async Task<TargetOutcome?> DelegateAsync(EditionSource metadata, TargetSearch.Needs needs, DateTimeOffset now, CancellationToken cancel)
    {
        if (!State.Delegated.ContainsKey(needs.Role) && _cache?.Read(needs.Role) is { } kept && State.UpdateDelegated(needs.Delegator, needs.Role, kept).TryGet(out var known, out _))
        {
            State = known;
            return IsBlocked(needs.Role, now);
        }
        var path = FileName(needs.Role, needs.Meta.Version);
        var fetched = await metadata.FetchAsync(path, Cap(needs.Meta), cancel).ConfigureAwait(false);
        if (Failure(fetched, path) is { } failure)
        {
            return failure is RefreshOutcome.Refused refused ? new TargetOutcome.Refused(path, refused.Refusal) : new TargetOutcome.Unreachable(path, ((RefreshOutcome.Unreachable)failure).Reason);
        }
        if (!State.UpdateDelegated(needs.Delegator, needs.Role, ((Fetched.Content)fetched).Bytes).TryGet(out var next, out var refusal))
        {
            return new TargetOutcome.Refused(path, refusal);
        }
        if (!_takesStale && next.Delegated[needs.Role].Content.IsExpired(now))
        {
            return new TargetOutcome.Stale(needs.Role);
        }
        State = next;
        _cache?.Write(needs.Role, next.Delegated[needs.Role].Bytes.Span);
        return null;
    }

    private TargetOutcome.Stale? IsBlocked(string role, DateTimeOffset now) =>
        !_takesStale && State.Delegated[role].Content.IsExpired(now) ? new TargetOutcome.Stale(role) : null;

    private string? Expired(TargetSearch.Found found, DateTimeOffset now) =>
        found.Path.FirstOrDefault(role => State.Delegated.TryGetValue(role, out var file) && file.Content.IsExpired(now));
}
