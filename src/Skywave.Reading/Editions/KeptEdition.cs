using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;

namespace Skywave.Reading;

/// <summary>
/// The whole edition that a keeper has from before. What it holds was checked when it was taken and is not looked at again: so bringing a copy up costs
/// what changed. A copy whose disk is not to be trusted is checked whole by whoever verifies it.
/// </summary>
public sealed class KeptEdition
{
    private readonly Func<string, ReadOnlyMemory<byte>?> _read;
    private readonly SnapshotContent? _snapshot;
    private readonly Dictionary<string, SignedDesk?> _desks = new(StringComparer.Ordinal);

    /// <summary>The edition whose timestamp stands, or none.</summary>
    /// <param name="read">Reads a file of it by its path, or null.</param>
    public KeptEdition(Func<string, ReadOnlyMemory<byte>?> read)
    {
        _read = read;
        _snapshot = read("metadata/timestamp.json") is { } bytes && TimestampRole.Read(bytes).TryGet(out var timestamp, out _)
            && read("metadata/" + RoleBytes.FileName(RoleName.Snapshot, timestamp.Content.Snapshot.Version)) is { } listed && SnapshotRole.Read(listed).TryGet(out var snapshot, out _)
            ? snapshot.Content : null;
    }

    /// <summary>Its number; 0 when there is none.</summary>
    public long Number => _snapshot?.Version ?? 0;

    /// <summary>When it was cut.</summary>
    public DateTimeOffset? Cut => _snapshot?.Cut;

    /// <summary>True when it has the role in that version.</summary>
    public bool Has(string role, long version) => _snapshot?.Meta.GetValueOrDefault(role)?.Version == version;

    /// <summary>What a desk signed in it, or null when it does not have all of that.</summary>
    internal async Task<SignedDesk?> DeskAsync(string desk)
    {
        if (!_desks.TryGetValue(desk, out var known))
        {
            _desks[desk] = known = _snapshot?.Meta.GetValueOrDefault(desk) is { } meta
                && _read("metadata/" + RoleBytes.FileName(desk, meta.Version)) is { } bytes && TargetsRole.Read(bytes, desk).TryGet(out var role, out _)
                && (await SignedDesk.ReadAsync(desk, role.Content, name => Task.FromResult(Target(role.Content, name))).ConfigureAwait(false)).TryGet(out var signed, out _)
                ? signed : null;
        }
        return known;
    }

    /// <summary>
    /// The files that stand only as long as this edition or one that continues it needs them: its metadata and targets, the closed parts of its lists of
    /// files. Old roots are not among them: they stay for ever.
    /// </summary>
    public IEnumerable<string> Files()
    {
        if (_snapshot is null)
        {
            yield break;
        }
        foreach (var (role, meta) in _snapshot.Meta)
        {
            var path = "metadata/" + RoleBytes.FileName(role, meta.Version);
            yield return path;
            if (_read(path) is not { } bytes || !TargetsRole.Read(bytes, role).TryGet(out var file, out _))
            {
                continue;
            }
            foreach (var (name, entry) in file.Content.Targets)
            {
                var target = "targets/" + RoleBytes.TargetPath(name, entry.NamingHash);
                yield return target;
                foreach (var part in name == FileList.TargetOf(role) ? Parts(role, target) : [])
                {
                    yield return part;
                }
            }
        }
        yield return "metadata/" + RoleBytes.FileName(RoleName.Snapshot, _snapshot.Version);
        yield return "metadata/timestamp.json";
    }

    private IEnumerable<string> Parts(string desk, string newest)
    {
        for (var path = newest; _read(path) is { } bytes && FileList.Parse(bytes.Span).TryGet(out var list, out _) && list.Previous is { } previous;)
        {
            yield return path = NewFiles.PathOf(desk, previous);
        }
    }

    private Checked<ReadOnlyMemory<byte>> Target(TargetsContent role, string name) =>
        role.Targets.TryGetValue(name, out var entry) && _read("targets/" + RoleBytes.TargetPath(name, entry.NamingHash)) is { } bytes
            ? entry.Check(bytes.Span, name) is { } wrong ? wrong : bytes
            : new Refusal(EditionCodes.FileMissing, name + " is not kept");
}
