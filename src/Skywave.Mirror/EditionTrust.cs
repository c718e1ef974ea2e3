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
        var own = await RootOfAsync(source, 1, cancel).ConfigureAwait(false);
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

    /// <summary>
    /// The root that a link was made for, if the edition has it. What this machine remembers of the newsroom goes before it: a link is worth as much as whoever gave it.
    /// </summary>
    /// <exception cref="Stop">The edition has another root, or none.</exception>
    public static async Task<EditionTrust> OfLinkAsync(EditionSource source, TrustLink link, DateTimeOffset now, CancellationToken cancel)
    {
        var own = await RootOfAsync(source, link.RootVersion, cancel).ConfigureAwait(false);
        if (!RootRole.Read(own).TryGet(out var root, out _) || !link.IsOf(root))
        {
            throw new Stop(Exit.Refused, "link.other-root", $"{source.Name}: this is not the newsroom that the link was made for: root {link.RootVersion} here is another one",
                "somebody may have put up a false copy; open the same link at another mirror");
        }
        return new EditionTrust(own, await NewsroomOfAsync(source, own, now, cancel).ConfigureAwait(false) is { } newsroom ? Pins.Of(newsroom) : null, true);
    }

    private static async Task<ReadOnlyMemory<byte>> RootOfAsync(EditionSource source, long version, CancellationToken cancel) =>
        await source.FetchAsync($"metadata/{version}.root.json", RootRole.MaxLength, cancel).ConfigureAwait(false) switch
        {
            Fetched.Content { Bytes: var bytes } => bytes,
            Fetched.Unreachable { Reason: var reason } => throw new Stop(Exit.Unreachable, "edition.unreachable", $"{source.Name}: {reason}", "check the address, or try another mirror"),
            _ => throw new Stop(Exit.Unreachable, "edition.missing", $"{source.Name}: there is no edition here (no metadata/{version}.root.json)", "name the folder or address that has metadata/ in it"),
        };

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
