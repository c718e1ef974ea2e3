using System.Security.Cryptography;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;

namespace Skywave.Reading;

/// <summary>Files that are new, and whether they are all: false when the list began anew, as after a change of theme.</summary>
internal sealed record NewLines(IReadOnlyCollection<FileLine> Lines, bool Continues);

/// <summary>Which files of a desk are new: what its list of files says beyond an earlier state of that list.</summary>
internal static class NewFiles
{
    // A desk that publishes a hundred times a day for ten years fills fewer.
    private const int MaxParts = 1_000_000;

    /// <summary>
    /// The newest line of every path that is new or changed since <paramref name="before"/>; all of them without it. Walks back from the newest part to the
    /// one that was the newest before, each named by the hash that its successor holds.
    /// </summary>
    /// <param name="newest">The newest part, as its desk signed it.</param>
    /// <param name="before">The part that was the newest before, or null.</param>
    /// <param name="part">Gives a closed part's bytes by its path; nothing is known of them.</param>
    /// <param name="most">How many parts are walked at most; what is beyond is left out.</param>
    public static async Task<Checked<NewLines>> SinceAsync(
        FileList newest, FileList? before, Func<string, Task<Checked<ReadOnlyMemory<byte>>>> part, int most = MaxParts)
    {
        var lines = new Dictionary<string, FileLine>(StringComparer.Ordinal);
        var at = newest;
        for (var walked = 1; ; walked++)
        {
            var isBefore = before is not null && at.Began == before.Began && at.Previous == before.Previous;
            if (isBefore && before!.Lines.FirstOrDefault(line => at.Lines.All(other => other.Path != line.Path)) is { } lost)
            {
                return new Refusal(EditionCodes.EditionContradiction, $"the desk's list of files no longer has {lost.Path}");
            }
            var known = isBefore ? before!.Lines.ToHashSet() : [];
            foreach (var line in at.Lines.Where(line => !known.Contains(line)))
            {
                lines.TryAdd(line.Path, line);
            }
            if (isBefore || at.Previous is null || walked == most)
            {
                return new NewLines(lines.Values, isBefore);
            }
            if (!(await ReadAsync(newest.Desk, newest.Began, at.Previous, part).ConfigureAwait(false)).TryGet(out at, out var refusal))
            {
                return refusal;
            }
        }
    }

    /// <summary>Where a part of a desk's list of files stands.</summary>
    public static string PathOf(string desk, string hash) => "targets/" + RoleBytes.TargetPath(FileList.TargetOf(desk), hash);

    private static async Task<Checked<FileList>> ReadAsync(string desk, long began, string hash, Func<string, Task<Checked<ReadOnlyMemory<byte>>>> part)
    {
        var path = PathOf(desk, hash);
        if (!(await part(path).ConfigureAwait(false)).TryGet(out var bytes, out var refusal))
        {
            return refusal with { Detail = $"{path}: {refusal.Detail}" };
        }
        if (Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) != hash)
        {
            return new Refusal(EditionCodes.ListAltered, path + " is not the list its successor names");
        }
        var list = FileList.Parse(bytes.Span);
        return list.IsAccepted && (list.Value.Desk, list.Value.Began) != (desk, began) ? new Refusal(EditionCodes.EditionContradiction, path + " is of another list") : list;
    }
}
