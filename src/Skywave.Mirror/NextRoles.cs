using Skywave.Delivery;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.Mirror;

/// <summary>
/// While a folder is being brought up, its readers look for a delegated role in the version after the one they know (docs/900-design.md, section 9,
/// "Mid-push"). A mirror that missed some editions goes over several versions at once: until it is done, the new role stands in that place too.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="notes">Where it is noted which files stand in: a push that is cut short leaves them to the next one.</param>
internal sealed class NextRoles(EditionFolder folder, string notes)
{
    /// <summary>The files that stand in, of this push and of those that were cut short: they are taken away when a push is over.</summary>
    public IEnumerable<string> StandIns => Directory.Exists(notes) ? Directory.EnumerateFiles(notes).Select(note => "metadata/" + Path.GetFileName(note)) : [];

    /// <summary>Writes them.</summary>
    /// <param name="files">What will be pushed.</param>
    public void Point(IReadOnlyCollection<EditionFile> files)
    {
        foreach (var (role, known) in Known())
        {
            var next = files.Where(f => f.Path.EndsWith($".{role}.json", StringComparison.Ordinal)).Select(f => TargetsRole.Read(f.Bytes, role).TryGet(out var file, out _) ? file : null).FirstOrDefault(f => f is not null);
            var free = known + 1;
            while (free < next?.Version && folder.Read(PathOf(role, free)) is { } there && !next.Bytes.Span.SequenceEqual(there))
            {
                free++;
            }
            if (free < next?.Version)
            {
                Directory.CreateDirectory(notes);
                File.WriteAllBytes(Path.Combine(notes, RoleBytes.FileName(role, free)), []);
                folder.Write(new EditionFile(PathOf(role, free), next.Bytes));
            }
        }
    }

    // What readers of the folder know now; nobody reads a folder that has no edition yet.
    private IEnumerable<(string Role, long Version)> Known() =>
        folder.Read("metadata/timestamp.json") is { } bytes && TimestampRole.Read(bytes).TryGet(out var timestamp, out _)
        && folder.Read(PathOf(RoleName.Snapshot, timestamp.Content.Snapshot.Version)) is { } listed && SnapshotRole.Read(listed).TryGet(out var snapshot, out _)
            ? snapshot.Content.Meta.Where(m => m.Key != RoleName.Targets).Select(m => (m.Key, m.Value.Version)) : [];

    private static string PathOf(string role, long version) => "metadata/" + RoleBytes.FileName(role, version);
}
