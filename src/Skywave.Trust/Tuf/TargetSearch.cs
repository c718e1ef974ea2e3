using System.Collections.Immutable;

namespace Skywave.Trust.Tuf;

/// <summary>How a search for a target came out.</summary>
public abstract record TargetSearch
{
    private TargetSearch()
    {
    }

    /// <summary>A role that may speak for the name signs it.</summary>
    /// <param name="Name">The target.</param>
    /// <param name="Entry">What is signed of it.</param>
    /// <param name="Role">Who signs it.</param>
    /// <param name="Path">The roles from <c>targets</c> to <paramref name="Role"/>, in order.</param>
    public sealed record Found(string Name, TargetEntry Entry, string Role, ImmutableArray<string> Path) : TargetSearch;

    /// <summary>Nobody who may speak for the name signs it.</summary>
    public sealed record Absent : TargetSearch;

    /// <summary>The search cannot go on before this role has been fetched; then search again.</summary>
    /// <param name="Role">The role.</param>
    /// <param name="Delegator">Who delegates to it: whose keys count.</param>
    /// <param name="Meta">What the snapshot says of it.</param>
    public sealed record Needs(string Role, string Delegator, MetaEntry Meta) : TargetSearch;

    /// <summary>The metadata does not allow the search.</summary>
    public sealed record Refused(Refusal Refusal) : TargetSearch;
}

public sealed partial record TrustedMetadata
{
    /// <summary>Delegated roles one search visits at most.</summary>
    public const int MaxDelegations = 32;

    /// <summary>
    /// Looks for a target in pre-order: a role's own targets, then its delegations that cover the name, in order; no role twice, and none after a
    /// terminating one. A delegated role counts only when the role that delegates to it in this very search vouches for its signatures,
    /// even if it was verified for another delegator before.
    /// </summary>
    public TargetSearch Search(string target)
    {
        if (!RoleName.IsSafeTarget(target))
        {
            return new TargetSearch.Refused(new(Codes.TufTargetName, "a target's name would leave its folder"));
        }
        if (Targets is null || !IsTargetsCurrent)
        {
            return new TargetSearch.Refused(new(Codes.TufIncomplete, "the targets role of this edition has not been fetched"));
        }
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(Delegation? By, string Delegator, ImmutableArray<string> Path)>([(null, "", [])]);
        while (open.TryPop(out var next))
        {
            var name = next.By?.Name ?? RoleName.Targets;
            if (!visited.Add(name))
            {
                continue;
            }
            if (visited.Count > MaxDelegations + 1)
            {
                return new TargetSearch.Refused(new(Codes.TufDelegationLimit, $"more than {MaxDelegations} delegated roles had to be visited"));
            }
            var file = next.By is null ? Targets : Vouched(next.By);
            if (file is null)
            {
                return Listed(name) is { } meta
                    ? new TargetSearch.Needs(name, next.Delegator, meta)
                    : new TargetSearch.Refused(new(Codes.TufNotListed, $"the snapshot does not list the role {name}"));
            }
            var path = next.Path.Add(name);
            if (file.Content.Targets.TryGetValue(target, out var entry))
            {
                return new TargetSearch.Found(target, entry, name, path);
            }
            Open(open, file.Content.Delegations, target, name, path);
        }
        return new TargetSearch.Absent();
    }

    /// <summary>A delegated role, checked with the keys its delegator names for it now.</summary>
    /// <param name="delegator">A role already known: <c>targets</c> or a delegated one.</param>
    /// <param name="role">The delegated role.</param>
    /// <param name="bytes">As received.</param>
    public Checked<TrustedMetadata> UpdateDelegated(string delegator, string role, ReadOnlyMemory<byte> bytes)
    {
        var from = delegator == RoleName.Targets ? Targets : Delegated.GetValueOrDefault(delegator);
        if (from?.Content.Delegations.FirstOrDefault(d => d.Name == role) is not { } delegation)
        {
            return new Refusal(Codes.TufIncomplete, $"{delegator} does not delegate to {role}");
        }
        return ReadListed(bytes, role, delegation.Keys).TryGet(out var file, out var refusal) ? this with { Delegated = Delegated.SetItem(role, file) } : refusal;
    }

    private RoleFile<TargetsContent>? Vouched(Delegation by) =>
        Delegated.TryGetValue(by.Name, out var file) && Listed(by.Name) is { } meta
        && file.Version == meta.Version && meta.Check(file.Bytes.Span, by.Name) is null && file.CheckSignatures(by.Keys, by.Name) is null
            ? file : null;

    private static void Open(
        Stack<(Delegation? By, string Delegator, ImmutableArray<string> Path)> open, ImmutableArray<Delegation> delegations, string target, string name, ImmutableArray<string> path)
    {
        var covering = new List<Delegation>();
        foreach (var delegation in delegations.Where(d => d.Covers(target)))
        {
            covering.Add(delegation);
            if (delegation.Terminating)
            {
                // Who is asked after a terminating delegation was never allowed to answer: nobody waiting is asked either.
                open.Clear();
                break;
            }
        }
        for (var i = covering.Count - 1; i >= 0; i--)
        {
            open.Push((covering[i], name, path));
        }
    }
}
