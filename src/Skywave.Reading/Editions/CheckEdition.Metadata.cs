using Skywave.Trust;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.Reading;

// What a copy keeps of the metadata.
public sealed partial class CheckEdition
{
    // A copy needs every root since the first: a reader who was away for years follows them one by one.
    private async Task KeepMetadataAsync()
    {
        if (!_walk.KeepsFiles || _walk.IsOver)
        {
            return;
        }
        var state = _tuf.State;
        var next = state.Root;
        _walk.Keep(new EditionFile(PathOf(RoleName.Root, next.Version), next.Bytes));
        for (var version = next.Version - 1; version >= 1; version--)
        {
            var path = PathOf(RoleName.Root, version);
            var fetched = _walk.Kept(path) is { } kept ? kept : await _walk.FetchAsync(path, RootRole.MaxLength, EditionCodes.FileMissing, _cancel).ConfigureAwait(false);
            if (!fetched.IsAccepted || Predecessor(fetched.Value, next) is not { } root)
            {
                _walk.Refuse(path, fetched.Refusal ?? new Refusal(EditionCodes.EditionContradiction, "this root does not lead to the next one"));
                return;
            }
            _walk.Keep(new EditionFile(path, fetched.Value));
            next = root;
        }
        KeepRole(RoleName.Targets, state.Targets!.Version, state.Targets.Bytes);
        foreach (var (name, role) in state.Delegated)
        {
            KeepRole(name, role.Version, role.Bytes);
        }
        KeepRole(RoleName.Snapshot, state.Snapshot!.Version, state.Snapshot.Bytes);
        KeepRole(RoleName.Timestamp, state.Timestamp!.Version, state.Timestamp.Bytes);
    }

    // Signed by its own keys, which signed the next one too: only the newsroom's own can be both.
    private static RoleFile<RootContent>? Predecessor(ReadOnlyMemory<byte> bytes, RoleFile<RootContent> next) =>
        RootRole.Read(bytes).TryGet(out var root, out _) && root.Version == next.Version - 1 && root.Content.Roles[RoleName.Root] is var keys
        && root.CheckSignatures(keys, RoleName.Root) is null && next.CheckSignatures(keys, RoleName.Root) is null ? root : null;

    private void KeepRole(string role, long version, ReadOnlyMemory<byte> bytes) => _walk.Keep(new EditionFile(PathOf(role, version), bytes));

    private static string PathOf(string role, long version) => "metadata/" + RoleBytes.FileName(role, version);
}
