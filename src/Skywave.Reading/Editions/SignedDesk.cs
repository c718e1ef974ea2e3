using System.Collections.Immutable;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Tuf;

namespace Skywave.Reading;

/// <summary>What one desk's role signs, read and checked.</summary>
internal sealed record SignedDesk
{
    public required ReadOnlyMemory<byte> Checkpoint { get; init; }

    public required FrontDocument Front { get; init; }

    public required FileList Files { get; init; }

    public required NoticesDocument Notices { get; init; }

    public required ImmutableArray<CorrectionsDocument> Corrections { get; init; }

    /// <summary>Reads a desk's targets.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="role">Its role.</param>
    /// <param name="download">Gives a target's verified bytes.</param>
    public static async Task<Checked<SignedDesk>> ReadAsync(string desk, TargetsContent role, Func<string, Task<Checked<ReadOnlyMemory<byte>>>> download)
    {
        var checkpoint = await download(desk + "/checkpoint").ConfigureAwait(false);
        var front = await ReadAsync(desk + "/front", download, bytes => FrontDocument.Parse(bytes.Span), f => f.Desk == desk).ConfigureAwait(false);
        var notices = await ReadAsync(desk + "/notices", download, bytes => NoticesDocument.Parse(bytes.Span), n => n.Desk == desk).ConfigureAwait(false);
        var files = await ReadAsync(FileList.TargetOf(desk), download, bytes => FileList.Parse(bytes.Span), f => f.Desk == desk).ConfigureAwait(false);
        if ((checkpoint.Refusal ?? front.Refusal ?? notices.Refusal ?? files.Refusal) is { } refusal)
        {
            return refusal;
        }
        var corrections = ImmutableArray.CreateBuilder<CorrectionsDocument>();
        foreach (var name in role.Targets.Keys.Where(n => IsCorrections(desk, n)))
        {
            if (!(await ReadAsync(name, download, bytes => CorrectionsDocument.Parse(bytes.Span), c => c.Desk == desk).ConfigureAwait(false)).TryGet(out var map, out refusal))
            {
                return refusal;
            }
            corrections.Add(map);
        }
        return new SignedDesk { Checkpoint = checkpoint.Value, Front = front.Value, Files = files.Value, Notices = notices.Value, Corrections = corrections.ToImmutable() };
    }

    /// <summary>True when this is the state of the log that the desk signed here.</summary>
    public bool IsAt(Checkpoint state) =>
        Trust.Log.Checkpoint.Parse(Checkpoint.Span).TryGet(out var own, out _) && own.Origin == state.Origin && own.Size == state.Size && own.Root == state.Root;

    // Targets with other names are for readers yet to come.
    private static bool IsCorrections(string desk, string target) =>
        target.StartsWith(desk + "/corrections-", StringComparison.Ordinal) && target[(desk.Length + "/corrections-".Length)..] is var period
        && (period == "recent" || (period.Length == 4 && period.All(char.IsAsciiDigit)));

    private static async Task<Checked<T>> ReadAsync<T>(string target, Func<string, Task<Checked<ReadOnlyMemory<byte>>>> download, Func<ReadOnlyMemory<byte>, Checked<T>> parse, Func<T, bool> isOfDesk)
        where T : class
    {
        var bytes = await download(target).ConfigureAwait(false);
        if (bytes.Refusal is { } missing)
        {
            return missing;
        }
        var parsed = parse(bytes.Value);
        return parsed.IsAccepted && !isOfDesk(parsed.Value) ? new Refusal(EditionCodes.EditionContradiction, $"{target} is of another desk") : parsed;
    }
}
