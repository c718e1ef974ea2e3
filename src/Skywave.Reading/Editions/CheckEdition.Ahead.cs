using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;

namespace Skywave.Reading;

// A carrier in the middle of a push has lists of the next edition already: what signs them is looked for where the push has put it.
public sealed partial class CheckEdition
{
    // A push that was cut short is gone on with, not left standing: more than a few never wait.
    private const int MaxAhead = 8;

    // What the desk signed for the next edition, when the carrier is in the middle of a push; more than one when an earlier push was cut short.
    private async Task<IReadOnlyList<AheadDesk>> AheadAsync(string desk, long version, FileList now)
    {
        var ahead = new List<AheadDesk>();
        foreach (var role in await AheadRolesAsync(desk, version).ConfigureAwait(false))
        {
            if ((await SignedDesk.ReadAsync(desk, role.Content, name => AheadTargetAsync(role.Content, name)).ConfigureAwait(false)).TryGet(out var signed, out _)
                && (await NewFiles.SinceAsync(signed.Files, now, path => _walk.FetchAsync(path, FileList.MaxLength, Codes.DocumentTooBig, _cancel)).ConfigureAwait(false)).TryGet(out var lines, out _))
            {
                ahead.Add(new AheadDesk(signed, lines.Lines));
            }
        }
        return ahead;
    }

    // The versions that follow without a gap. A mirror that jumps over some puts the one it goes to in the place of the first it lacks.
    private async Task<List<RoleFile<TargetsContent>>> AheadRolesAsync(string name, long version)
    {
        var roles = new List<RoleFile<TargetsContent>>();
        var keys = _tuf.State.Targets!.Content.Delegations.FirstOrDefault(d => d.Name == name)?.Keys;
        for (var at = version; keys is not null && roles.Count < MaxAhead; at++)
        {
            var fetched = await _source.FetchAsync("metadata/" + RoleBytes.FileName(name, at), TargetsRole.MaxLength, _cancel).ConfigureAwait(false);
            if (fetched is not Fetched.Content { Bytes: var bytes } || !TargetsRole.Read(bytes, name).TryGet(out var role, out _)
                || role.Version < at || role.CheckSignatures(keys, name) is not null)
            {
                break;
            }
            roles.Add(role);
        }
        return roles;
    }

    private async Task<Checked<ReadOnlyMemory<byte>>> AheadTargetAsync(TargetsContent role, string name)
    {
        if (!role.Targets.TryGetValue(name, out var entry))
        {
            return new Refusal(EditionCodes.FileMissing, name + " is not signed");
        }
        var fetched = await _walk.FetchAsync("targets/" + RoleBytes.TargetPath(name, entry.NamingHash), entry.Length, EditionCodes.FileMissing, _cancel).ConfigureAwait(false);
        return fetched.IsAccepted && entry.Check(fetched.Value.Span, name) is { } wrong ? wrong : fetched;
    }

    private async Task<bool> IsOfNextAsync(string path, ReadOnlyMemory<byte> bytes)
    {
        var known = _tuf.State.Delegated.GetValueOrDefault(Mirrors)?.Version ?? 0;
        foreach (var role in await AheadRolesAsync(Mirrors, known + 1).ConfigureAwait(false))
        {
            if ((await AheadTargetAsync(role.Content, "mirrors/public.json").ConfigureAwait(false)).TryGet(out var json, out _)
                && PublicDocument.Parse(json.Span).TryGet(out var next, out _) && next.Files.TryGetValue(path, out var file) && Is(file, bytes.Span))
            {
                return true;
            }
        }
        return false;
    }
}
