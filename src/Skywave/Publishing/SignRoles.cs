using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>Signs the online roles of a cut: desks and mirrors whose targets changed or are past half their life, then snapshot and timestamp.</summary>
internal sealed class SignRoles(Cut cut, Keyring keys)
{
    /// <summary>How long a desk's role holds; mirrors too.</summary>
    public static readonly TimeSpan DeskLife = TimeSpan.FromDays(90);

    /// <summary>How long a snapshot holds.</summary>
    public static readonly TimeSpan SnapshotLife = TimeSpan.FromDays(14);

    /// <summary>How long a timestamp holds.</summary>
    public static readonly TimeSpan TimestampLife = TimeSpan.FromDays(2);

    private readonly Dictionary<string, RoleVersion> _newest = new(StringComparer.Ordinal);
    private readonly RootContent _root = OfflineRoles.Root(cut.Ledger).Content;
    private readonly TargetsContent _targets = OfflineRoles.Targets(cut.Ledger).Content;
    private bool _offline;

    /// <summary>
    /// Signs a delegated role over the targets it signs now and those given, when these differ, half its life is over or its keys are no longer those that signed it (looked at only
    /// when the offline holders signed something). Targets that differ go into the cut. Of a whole edition all are given, and all go. <paramref name="same"/> tells that a changed target says the same as before (a front whose only difference is its time).
    /// </summary>
    public void Sign(string role, IReadOnlyDictionary<string, byte[]> targets, Func<string, byte[], byte[], bool>? same, bool whole)
    {
        var by = _targets.Delegations.FirstOrDefault(d => d.Name == role)?.Keys
            ?? throw new Stop(Exit.Usage, "keys.desk-unknown", $"the offline keys have not let {role} in", $"run `skywave keys make --desk {role}` where keys/offline is");
        var current = Editions.Newest(cut.Ledger, role);
        var changed = targets.Where(t => whole || IsChanged(t.Key, t.Value, same)).ToList();
        if (current is not null && changed.Count == 0 && !RoleClock.IsDue(current, cut.Time) && (!_offline || TargetsRole.Read(current.Bytes, role).Value.CheckSignatures(by, role) is null))
        {
            _newest[role] = current;
            return;
        }
        var before = current is null ? null : TargetsRole.Read(current.Bytes, role).Value.Content;
        var entries = (whole ? null : before?.Targets) ?? ImmutableSortedDictionary<string, TargetEntry>.Empty.WithComparers(StringComparer.Ordinal);
        foreach (var (name, bytes) in changed)
        {
            var entry = TargetEntry.Of(bytes);
            entries = entries.SetItem(name, entry);
            Keep(name, bytes, entry, before?.Targets.GetValueOrDefault(name));
        }
        var version = (current?.Version ?? 0) + 1;
        Keep(role, version, DeskLife, Signed(role, by, signers => TargetsRole.Write(new TargetsContent(version, cut.Time + DeskLife, entries, []), signers)));
        Supersede(current);
    }

    /// <summary>Adds what the offline holders signed since the last edition. False when that is nothing.</summary>
    public bool AddOffline(bool whole)
    {
        _offline = whole || OfflineRoles.IsAnyWaiting(cut.Ledger);
        if (!_offline)
        {
            return false;
        }
        var published = cut.Ledger.Roles.AsNoTracking().Where(r => r.Role == RoleName.Targets && r.Edition > 0).OrderByDescending(r => r.Version).FirstOrDefault();
        foreach (var role in cut.Ledger.Roles.Where(r => r.Edition == 0 || (whole && (r.Role == RoleName.Root || r.Role == RoleName.Targets))).OrderBy(r => r.Version).ToList())
        {
            role.Edition = role.Edition == 0 ? cut.Number : role.Edition;
            cut.Add(new EditionFile("metadata/" + RoleBytes.FileName(role.Role, role.Version), role.Bytes));
            if (role.Role == RoleName.Targets)
            {
                Supersede(cut.Ledger.Roles.AsNoTracking().FirstOrDefault(r => r.Role == RoleName.Targets && r.Version == role.Version - 1));
            }
        }
        if (published is not null)
        {
            cut.Superseded.UnionWith(TargetsRole.Read(published.Bytes).Value.Content.Targets.Select(t => "targets/" + RoleBytes.TargetPath(t.Key, t.Value.NamingHash)));
        }
        foreach (var (name, entry) in _targets.Targets)
        {
            var path = "targets/" + RoleBytes.TargetPath(name, entry.NamingHash);
            cut.Add(new EditionFile(path, OfflineRoles.Document(cut.Ledger, name)));
        }
        return true;
    }

    /// <summary>Signs the snapshot over every role, and the timestamp over the snapshot.</summary>
    public void SignSnapshot()
    {
        var targets = Editions.Newest(cut.Ledger, RoleName.Targets)!;
        var meta = _newest.Values.Append(targets).ToImmutableSortedDictionary(r => r.Role, r => MetaEntry.Of(r.Version, r.Bytes), StringComparer.Ordinal);
        var snapshot = Signed(RoleName.Snapshot, _root.Roles[RoleName.Snapshot], signers => SnapshotRole.Write(new SnapshotContent(cut.Number, cut.Time + SnapshotLife, cut.Time, meta), signers));
        var before = Editions.Newest(cut.Ledger, RoleName.Snapshot);
        Keep(RoleName.Snapshot, cut.Number, SnapshotLife, snapshot);
        Supersede(before);
        SignTimestamp(MetaEntry.Of(cut.Number, snapshot));
    }

    private void SignTimestamp(MetaEntry snapshot)
    {
        var version = (Editions.Newest(cut.Ledger, RoleName.Timestamp)?.Version ?? 0) + 1;
        Keep(RoleName.Timestamp, version, TimestampLife, Signed(
            RoleName.Timestamp, _root.Roles[RoleName.Timestamp], signers => TimestampRole.Write(new TimestampContent(version, cut.Time + TimestampLife, snapshot), signers)));
    }

    // The ledger has the targets that the newest version of their role signs.
    private bool IsChanged(string name, byte[] bytes, Func<string, byte[], byte[], bool>? same) =>
        Editions.Target(cut.Ledger, name) is not { } before || (!before.AsSpan().SequenceEqual(bytes) && same?.Invoke(name, before, bytes) != true);

    private void Keep(string name, byte[] bytes, TargetEntry entry, TargetEntry? before)
    {
        cut.Add(new EditionFile("targets/" + RoleBytes.TargetPath(name, entry.NamingHash), bytes));
        if (before is not null && before.Sha256 != entry.Sha256)
        {
            cut.Superseded.Add("targets/" + RoleBytes.TargetPath(name, before.NamingHash));
        }
        if (cut.Ledger.Targets.Find(name) is { } row)
        {
            row.Bytes = bytes;
        }
        else
        {
            cut.Ledger.Targets.Add(new SignedTarget { Name = name, Bytes = bytes });
        }
    }

    private void Keep(string role, long version, TimeSpan life, byte[] bytes)
    {
        _newest[role] = new RoleVersion
        {
            Role = role,
            Version = version,
            Edition = cut.Number,
            Signed = cut.Time.ToUnixTimeSeconds(),
            Expires = (cut.Time + life).ToUnixTimeSeconds(),
            Bytes = bytes,
        };
        cut.Ledger.Roles.Add(_newest[role]);
        cut.Add(new EditionFile("metadata/" + RoleBytes.FileName(role, version), bytes));
    }

    private void Supersede(RoleVersion? role)
    {
        if (role is not null)
        {
            cut.Superseded.Add("metadata/" + RoleBytes.FileName(role.Role, role.Version));
        }
    }

    // The keyring may hold more than what root and targets name (a ceremony that was killed, a key that was retired): only those named sign.
    private byte[] Signed(string role, RoleKeys by, Func<IReadOnlyList<SigningKey>, byte[]> write)
    {
        var signers = keys.Keys.Where(k => by.Keys.Any(named => named.Public == k.PublicHex)).Select(k => k.Open()).ToList();
        try
        {
            return signers.Count >= by.Threshold
                ? write(signers)
                : throw new Stop(Exit.Usage, "keys.missing", $"keys/host.age has no key for {role}",
                    "restore keys/host.age from a backup, or let the offline holders give the role a new key: `skywave keys rotate`");
        }
        finally
        {
            signers.ForEach(s => s.Dispose());
        }
    }
}
