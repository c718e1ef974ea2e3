using System.Collections.Immutable;

namespace Skywave.Trust.Tuf;

/// <summary>
/// What a checker believes of a repository: a value that only verified metadata can change. Every step takes received bytes and gives the next
/// state or a refusal; the state before stays as it was. It never reads a clock: expiry is asked for with <see cref="FirstExpired"/>.
/// The order of the steps is docs/920-tuf-client.md.
/// </summary>
public sealed partial record TrustedMetadata
{
    private TrustedMetadata(RoleFile<RootContent> root) => Root = root;

    /// <summary>The newest trusted root.</summary>
    public RoleFile<RootContent> Root { get; private init; }

    /// <summary>The newest trusted timestamp; null before the first, and after a root took away its or the snapshot's keys.</summary>
    public RoleFile<TimestampContent>? Timestamp { get; private init; }

    /// <summary>The newest trusted snapshot; may be one older than the timestamp says, until that one has been fetched.</summary>
    public RoleFile<SnapshotContent>? Snapshot { get; private init; }

    /// <summary>The newest trusted targets role.</summary>
    public RoleFile<TargetsContent>? Targets { get; private init; }

    /// <summary>Delegated roles met so far. Being here proves nothing: a search checks each against the role that delegates to it in that search.</summary>
    public ImmutableDictionary<string, RoleFile<TargetsContent>> Delegated { get; private init; } = ImmutableDictionary<string, RoleFile<TargetsContent>>.Empty;

    /// <summary>True when timestamp, snapshot and targets belong to one edition.</summary>
    public bool IsComplete => IsSnapshotCurrent && IsTargetsCurrent;

    /// <summary>True when the snapshot is the one the timestamp names.</summary>
    public bool IsSnapshotCurrent => Timestamp is { } timestamp && Snapshot is { } snapshot
        && snapshot.Version == timestamp.Content.Snapshot.Version && timestamp.Content.Snapshot.Check(snapshot.Bytes.Span, RoleName.Snapshot) is null;

    /// <summary>True when the targets role is the one the snapshot names.</summary>
    public bool IsTargetsCurrent => Targets is { } targets && Listed(RoleName.Targets) is { } meta
        && targets.Version == meta.Version && meta.Check(targets.Bytes.Span, RoleName.Targets) is null;

    /// <summary>
    /// Begins with a root one already trusts, or trusts on first sight: it must be signed by its own threshold. Its expiry does not matter.
    /// </summary>
    public static Checked<TrustedMetadata> FromRoot(ReadOnlyMemory<byte> root)
    {
        if (!RootRole.Read(root).TryGet(out var file, out var refusal))
        {
            return refusal;
        }
        return file.CheckSignatures(file.Content.Roles[RoleName.Root], RoleName.Root) is { } unsigned ? unsigned : new TrustedMetadata(file);
    }

    /// <summary>The first of the top-level roles that is past its expiry, or null.</summary>
    public string? FirstExpired(DateTimeOffset now) =>
        Root.Content.IsExpired(now) ? RoleName.Root
        : Timestamp?.Content.IsExpired(now) == true ? RoleName.Timestamp
        : Snapshot?.Content.IsExpired(now) == true ? RoleName.Snapshot
        : Targets?.Content.IsExpired(now) == true ? RoleName.Targets
        : null;

    /// <summary>What the snapshot says of a role, or null.</summary>
    public MetaEntry? Listed(string role) => Snapshot?.Content.Meta.GetValueOrDefault(role);

    /// <summary>
    /// The next root: exactly one version on, signed by the thresholds of the old and of the new one. When it changes the keys of timestamp or snapshot,
    /// both are forgotten (recovery from a fast-forward attack, specification 5.3.11); what its keys no longer sign is forgotten too.
    /// </summary>
    public Checked<TrustedMetadata> UpdateRoot(ReadOnlyMemory<byte> bytes)
    {
        if (!RootRole.Read(bytes).TryGet(out var next, out var refusal))
        {
            return refusal.Code == Codes.TufMalformed ? new Refusal(Codes.TufRootGarbage, $"what is served as root {Root.Version + 1} is no metadata; {refusal.Detail}") : refusal;
        }
        if (next.CheckSignatures(RootKeys(RoleName.Root), RoleName.Root) is { } unsigned)
        {
            return unsigned;
        }
        if (next.Version != Root.Version + 1)
        {
            return new Refusal(Codes.TufRootVersion, $"root version {next.Version} cannot follow version {Root.Version}");
        }
        if (next.CheckSignatures(next.Content.Roles[RoleName.Root], RoleName.Root) is { } unsignedByItself)
        {
            return unsignedByItself;
        }
        return (this with { Root = next }).ForgetWhatChangedFrom(Root.Content);
    }

    /// <summary>
    /// A timestamp: never lower than the trusted one, nor naming a lower snapshot. One of equal version changes nothing: the trusted one stays.
    /// </summary>
    public Checked<TrustedMetadata> UpdateTimestamp(ReadOnlyMemory<byte> bytes)
    {
        if (!TimestampRole.Read(bytes).TryGet(out var next, out var refusal))
        {
            return refusal;
        }
        if (next.CheckSignatures(RootKeys(RoleName.Timestamp), RoleName.Timestamp) is { } unsigned)
        {
            return unsigned;
        }
        if (Timestamp is { } trusted)
        {
            if (next.Version < trusted.Version || next.Content.Snapshot.Version < trusted.Content.Snapshot.Version)
            {
                return new Refusal(Codes.TufRollback, $"timestamp {next.Version} of snapshot {next.Content.Snapshot.Version} is older than the known one ({trusted.Version} of {trusted.Content.Snapshot.Version})");
            }
            if (next.Version == trusted.Version)
            {
                return this;
            }
        }
        return this with { Timestamp = next };
    }

    /// <summary>The snapshot that the timestamp names: every role's version as high as before, and no role gone.</summary>
    public Checked<TrustedMetadata> UpdateSnapshot(ReadOnlyMemory<byte> bytes)
    {
        if (Timestamp is null)
        {
            return new Refusal(Codes.TufIncomplete, "a snapshot came before its timestamp");
        }
        var meta = Timestamp.Content.Snapshot;
        if (meta.Check(bytes.Span, RoleName.Snapshot) is { } other)
        {
            return other;
        }
        if (!SnapshotRole.Read(bytes).TryGet(out var next, out var refusal))
        {
            return refusal;
        }
        if (next.CheckSignatures(RootKeys(RoleName.Snapshot), RoleName.Snapshot) is { } unsigned)
        {
            return unsigned;
        }
        if (next.Version != meta.Version)
        {
            return new Refusal(Codes.TufMixed, $"the timestamp names snapshot {meta.Version}, but this is {next.Version}");
        }
        return Snapshot is { } trusted && FirstLoss(trusted.Content, next.Content) is { } loss ? loss : this with { Snapshot = next };
    }

    /// <summary>The targets role that the snapshot lists.</summary>
    public Checked<TrustedMetadata> UpdateTargets(ReadOnlyMemory<byte> bytes)
    {
        var next = ReadListed(bytes, RoleName.Targets, RootKeys(RoleName.Targets));
        return next.TryGet(out var file, out var refusal) ? this with { Targets = file } : refusal;
    }

    /// <summary>
    /// What was trusted in an earlier run, from its cache: it must still be signed by this root's keys. It may be an edition behind; it serves
    /// to notice rollbacks and to need no fetch.
    /// </summary>
    /// <param name="role">timestamp, snapshot or targets.</param>
    /// <param name="bytes">As it was received then.</param>
    public Checked<TrustedMetadata> Restore(string role, ReadOnlyMemory<byte> bytes) => role switch
    {
        RoleName.Timestamp => Restored(TimestampRole.Read(bytes), role, file => this with { Timestamp = file }),
        RoleName.Snapshot => Restored(SnapshotRole.Read(bytes), role, file => this with { Snapshot = file }),
        RoleName.Targets => Restored(TargetsRole.Read(bytes), role, file => this with { Targets = file }),
        _ => throw new ArgumentException("only timestamp, snapshot and targets are restored", nameof(role)),
    };

    private Checked<TrustedMetadata> Restored<T>(Checked<RoleFile<T>> read, string role, Func<RoleFile<T>, TrustedMetadata> with)
        where T : RoleContent
    {
        if (!read.TryGet(out var file, out var refusal))
        {
            return refusal;
        }
        return file.CheckSignatures(RootKeys(role), role) is { } unsigned ? unsigned : with(file);
    }

    private RoleKeys RootKeys(string role) => Root.Content.Roles[role];

    private TrustedMetadata ForgetWhatChangedFrom(RootContent old)
    {
        var online = new[] { RoleName.Timestamp, RoleName.Snapshot }.All(role => RootKeys(role).IsSameAs(old.Roles[role]));
        var targets = Targets is { } file && file.CheckSignatures(RootKeys(RoleName.Targets), RoleName.Targets) is null;
        return this with { Timestamp = online ? Timestamp : null, Snapshot = online ? Snapshot : null, Targets = targets ? Targets : null };
    }

    private static Refusal? FirstLoss(SnapshotContent old, SnapshotContent next)
    {
        foreach (var (role, entry) in old.Meta)
        {
            if (!next.Meta.TryGetValue(role, out var now))
            {
                return new(Codes.TufRoleRemoved, $"snapshot {next.Version} no longer lists the role {role}");
            }
            if (now.Version < entry.Version)
            {
                return new(Codes.TufRollback, $"snapshot {next.Version} lists {role} version {now.Version}, older than the known {entry.Version}");
            }
        }
        return null;
    }

    private Checked<RoleFile<TargetsContent>> ReadListed(ReadOnlyMemory<byte> bytes, string role, RoleKeys keys)
    {
        if (Listed(role) is not { } meta)
        {
            return new Refusal(Codes.TufNotListed, $"the snapshot does not list the role {role}");
        }
        if (meta.Check(bytes.Span, role) is { } other)
        {
            return other;
        }
        if (!TargetsRole.Read(bytes, role).TryGet(out var file, out var refusal))
        {
            return refusal;
        }
        if (file.CheckSignatures(keys, role) is { } unsigned)
        {
            return unsigned;
        }
        return file.Version == meta.Version ? file : new Refusal(Codes.TufMixed, $"the snapshot lists {role} version {meta.Version}, but this is {file.Version}");
    }
}
