using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.Delivery;

/// <summary>
/// Which files of the edition before are like those that are new: what stood at the same path, the version before of a role, what a role signed under the same name, the partial bundle in which a log ended, and for a new page
/// the newest page of its desk. All of them are known by name: it costs what is new.
/// </summary>
internal sealed class PackBases
{
    private readonly Func<string, byte[]?> _standing;
    private readonly SnapshotContent? _snapshot;
    private readonly Dictionary<string, TargetsContent?> _roles = new(StringComparer.Ordinal);

    private PackBases(Func<string, byte[]?> standing)
    {
        _standing = standing;
        _snapshot = standing("metadata/timestamp.json") is { } bytes && TimestampRole.Read(bytes).TryGet(out var timestamp, out _)
            && standing("metadata/" + RoleBytes.FileName(RoleName.Snapshot, timestamp.Content.Snapshot.Version)) is { } listed && SnapshotRole.Read(listed).TryGet(out var snapshot, out _)
            ? snapshot.Content : null;
    }

    /// <summary>Finds them, each once, in the order of their paths.</summary>
    public static IEnumerable<EditionFile> Of(IEnumerable<EditionFile> files, Func<string, byte[]?> standing)
    {
        var bases = new PackBases(standing);
        var paths = files.SelectMany(f => bases.Like(f.Path)).OfType<string>().Where(Pack.MayHold).ToHashSet(StringComparer.Ordinal);
        return paths.Order(StringComparer.Ordinal).Select(path => (Path: path, Bytes: standing(path))).Where(f => f.Bytes is not null).Select(f => new EditionFile(f.Path, f.Bytes));
    }

    private IEnumerable<string?> Like(string path)
    {
        yield return path;
        switch (path.Split('/'))
        {
            case ["metadata", var name] when name.Split('.') is [_, var role, "json"]:
                yield return role == RoleName.Snapshot ? RolePath(role, _snapshot?.Version) : RolePath(role, _snapshot?.Meta.GetValueOrDefault(role)?.Version);
                break;
            case ["targets", var role, var name] when name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot:
                yield return Target(role, $"{role}/{name[(dot + 1)..]}");
                break;
            case ["log", var desk, var epoch, "tile", ..]:
                yield return LastBundle($"log/{desk}/{epoch}");
                break;
            case [var desk, ..] when PageAddress.TryFromPath(path, out _):
                yield return NewestPage(desk);
                break;
        }
    }

    private string? Target(string role, string name) =>
        Role(role == "newsroom" ? RoleName.Targets : role)?.Targets.GetValueOrDefault(name) is { } entry ? "targets/" + RoleBytes.TargetPath(name, entry.NamingHash) : null;

    private string? LastBundle(string log) =>
        _standing(log + "/checkpoint") is { } bytes && Checkpoint.Parse(bytes).TryGet(out var state, out _)
        && TilePath.Partials(state.Size).FirstOrDefault() is { } last && last.StartsWith("tile/entries/", StringComparison.Ordinal) ? $"{log}/{last}" : null;

    private string? NewestPage(string desk) =>
        Target(desk, FrontDocument.TargetOf(desk)) is { } path && _standing(path) is { } bytes && FrontDocument.Parse(bytes).TryGet(out var front, out _) && !front.Items.IsEmpty ? front.Items[0].Path : null;

    private TargetsContent? Role(string role)
    {
        if (!_roles.TryGetValue(role, out var known))
        {
            _roles[role] = known = RolePath(role, _snapshot?.Meta.GetValueOrDefault(role)?.Version) is { } path && _standing(path) is { } bytes && TargetsRole.Read(bytes, role).TryGet(out var file, out _) ? file.Content : null;
        }
        return known;
    }

    private static string? RolePath(string role, long? version) => version is { } known ? "metadata/" + RoleBytes.FileName(role, known) : null;
}
