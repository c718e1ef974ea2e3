using Skywave.Reading;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;

namespace Skywave.Mirror;

/// <summary>Which root an edition is checked from, and whether anybody vouches for it.</summary>
/// <param name="Root">The root's bytes.</param>
/// <param name="Memory">Where what is seen is remembered, or null: nobody vouches for the root, so nothing is.</param>
/// <param name="IsVouched">True: a trust file or this machine's memory vouches for it.</param>
public sealed record EditionTrust(ReadOnlyMemory<byte> Root, ReaderMemory? Memory, bool IsVouched)
{
    /// <summary>
    /// A --trust that was given, else what is pinned on this machine for the newsroom the edition says it is of, else the edition's own first root.
    /// </summary>
    /// <exception cref="Stop">The trust file will not do, or the edition has no root.</exception>
    public static async Task<EditionTrust> FindAsync(EditionSource source, string? trustFile, DateTimeOffset now, CancellationToken cancel)
    {
        if (trustFile is not null)
        {
            return Given(trustFile);
        }
        var own = await source.FetchAsync("metadata/1.root.json", RootRole.MaxLength, cancel).ConfigureAwait(false) switch
        {
            Fetched.Content { Bytes: var bytes } => bytes,
            Fetched.Unreachable { Reason: var reason } => throw new Stop(Exit.Unreachable, "edition.unreachable", $"{source.Name}: {reason}", "check the address, or try another mirror"),
            _ => throw new Stop(Exit.Unreachable, "edition.missing", $"{source.Name}: there is no edition here (no metadata/1.root.json)", "name the folder or address that has metadata/ in it"),
        };
        var newsroom = await NewsroomOfAsync(source, own, now, cancel).ConfigureAwait(false);
        var pinned = newsroom is null ? null : Pins.Of(newsroom);
        return pinned is { IsThere: true } ? new EditionTrust(own, pinned, true) : new EditionTrust(own, null, false);
    }

    /// <summary>
    /// As above, for a copy that has a memory of its own. A --trust is compared with it: a copy never goes over to another newsroom.
    /// </summary>
    /// <exception cref="Stop">The trust file will not do or is of another root than the copy, or the edition has no root.</exception>
    public static async Task<EditionTrust> FindAsync(EditionSource source, string? trustFile, ReaderMemory copy, DateTimeOffset now, CancellationToken cancel)
    {
        if (!copy.IsThere)
        {
            return await FindAsync(source, trustFile, now, cancel).ConfigureAwait(false);
        }
        if (trustFile is null)
        {
            return new EditionTrust(default, copy, copy.IsVouched);
        }
        var root = Pins.IsBareRoot(trustFile) ? RootRole.Read(File.ReadAllBytes(trustFile)).Value : Pins.ReadTrust(trustFile).Root;
        return copy.IsOf(root) ? new EditionTrust(default, copy, true)
            : throw new Stop(Exit.Refused, "trust.other-root", $"{trustFile}: the copy was made from another root than this one", "if you are sure of the trust file, begin a new copy in an empty folder");
    }

    private static EditionTrust Given(string path)
    {
        if (Pins.IsBareRoot(path))
        {
            return new EditionTrust(File.ReadAllBytes(path), null, true);
        }
        var trust = Pins.ReadTrust(path);
        var memory = Pins.Of(trust.Logs.Newsroom);
        // A memory that began from another root would go on trusting that one: the file the person gives now is what counts.
        return new EditionTrust(trust.Root.Bytes, memory.IsThere && !memory.IsOf(trust.Root) ? null : memory, true);
    }

    // Only to find the pin: nothing is believed of it.
    private static async Task<string?> NewsroomOfAsync(EditionSource source, ReadOnlyMemory<byte> root, DateTimeOffset now, CancellationToken cancel)
    {
        if (!Reading.Tuf.TufClient.Open(root).TryGet(out var client, out _))
        {
            return null;
        }
        await client.RefreshAsync(source.Under("metadata"), now, cancel).ConfigureAwait(false);
        return client.State.IsComplete
            && await client.DownloadAsync(source, "newsroom/logs.json", now, cancel).ConfigureAwait(false) is Reading.Tuf.TargetOutcome.Verified { Bytes: var bytes }
            && LogsDocument.Parse(bytes.Span).TryGet(out var logs, out _) ? logs.Newsroom : null;
    }
}
