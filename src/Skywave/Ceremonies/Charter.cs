using System.Collections.Immutable;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.Ceremonies;

/// <summary>All that the offline holders say, as a value: who may sign what, the desks' logs, the approved styles. A ceremony makes another one of it and signs that.</summary>
/// <param name="Roles">Keys and thresholds of the four top-level roles: what root signs.</param>
/// <param name="Delegations">Whom targets lets in.</param>
/// <param name="Logs">The desks' logs.</param>
/// <param name="Theme">Approved styles.</param>
/// <param name="Code">The worker's approved code.</param>
internal sealed record Charter(ImmutableSortedDictionary<string, RoleKeys> Roles, ImmutableArray<Delegation> Delegations, LogsDocument Logs, ThemeDocument Theme, ImmutableArray<EditionFile> Code)
{
    /// <summary>As it is signed now.</summary>
    public static Charter Of(LedgerDb ledger) => new(
        OfflineRoles.Root(ledger).Content.Roles,
        OfflineRoles.Targets(ledger).Content.Delegations,
        OfflineRoles.Logs(ledger),
        ThemeDocument.Parse(OfflineRoles.Document(ledger, "newsroom/theme.json")).Value,
        OfflineRoles.Code(ledger));

    /// <summary>Who signs a role that is no log.</summary>
    public RoleKeys KeysOf(KeyRole role) => Roles.TryGetValue(role.Name, out var keys) ? keys : Delegations.Single(d => d.Name == role.Name).Keys;

    /// <summary>The charter with other keys for a role that is no log.</summary>
    public Charter With(KeyRole role, RoleKeys keys) => Roles.ContainsKey(role.Name)
        ? this with { Roles = Roles.SetItem(role.Name, keys) }
        : this with { Delegations = [.. Delegations.Select(d => d.Name == role.Name ? d with { Keys = keys } : d)] };

    /// <summary>The charter with other epochs for a desk's log.</summary>
    public Charter With(string desk, IEnumerable<LogEpoch> epochs) => this with { Logs = Logs with { Logs = Logs.Logs.SetItem(desk, [.. epochs]) } };

    /// <summary>The desks' role of a delegation to a desk.</summary>
    public static Delegation DelegationTo(string desk, RoleKeys keys) => new(desk, keys, [desk + "/*"]);

    /// <summary>True when a root need not be signed to go from one to the other.</summary>
    public bool HasRootOf(Charter other) => Roles.All(r => r.Value.IsSameAs(other.Roles[r.Key]));

    /// <summary>True when targets need not be signed to go from one to the other.</summary>
    public bool HasTargetsOf(Charter other) =>
        Roles[KeyPurpose.Targets].IsSameAs(other.Roles[KeyPurpose.Targets])
        && Delegations.Length == other.Delegations.Length && Delegations.Zip(other.Delegations).All(d => d.First.Name == d.Second.Name && d.First.Keys.IsSameAs(d.Second.Keys))
        && Logs.ToBytes().AsSpan().SequenceEqual(other.Logs.ToBytes()) && Theme.ToBytes().AsSpan().SequenceEqual(other.Theme.ToBytes())
        && IsSame(Code, other.Code);

    /// <summary>True when two sets of code are the same files.</summary>
    public static bool IsSame(IReadOnlyCollection<EditionFile> one, IReadOnlyCollection<EditionFile> other) => one.Count == other.Count && one.OrderBy(f => f.Path, StringComparer.Ordinal)
        .Zip(other.OrderBy(f => f.Path, StringComparer.Ordinal)).All(f => f.First.Path == f.Second.Path && f.First.Bytes.Span.SequenceEqual(f.Second.Bytes.Span));
}
