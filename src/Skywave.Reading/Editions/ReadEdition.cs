using Skywave.Reading.Tuf;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Pages;
using Skywave.Trust.Tuf;

namespace Skywave.Reading;

/// <summary>Reads from an edition what a person asks for, and nothing else: its desks, a desk's front, an article. All of it verified.</summary>
public sealed class ReadEdition
{
    private readonly EditionSource _source;
    private readonly TufClient _tuf;
    private readonly DateTimeOffset _now;
    private readonly LogsDocument _logs;

    private ReadEdition(EditionSource source, TufClient tuf, DateTimeOffset now, LogsDocument logs, DesksDocument newsroom, string? expired) =>
        (_source, _tuf, _now, _logs, Newsroom, ExpiredRole) = (source, tuf, now, logs, newsroom, expired);

    /// <summary>The newsroom and its desks.</summary>
    public DesksDocument Newsroom { get; }

    /// <summary>The role past its expiry, or null.</summary>
    public string? ExpiredRole { get; }

    /// <summary>The edition's number.</summary>
    public long Number => _tuf.State.Snapshot!.Version;

    /// <summary>When it was cut.</summary>
    public DateTimeOffset? Cut => _tuf.State.Snapshot!.Content.Cut;

    /// <summary>Opens an edition. A refusal with <see cref="EditionCodes.FileMissing"/> means that it could not be reached.</summary>
    public static async Task<Checked<ReadEdition>> OpenAsync(EditionSource source, ReadOnlyMemory<byte> root, ReaderMemory? memory, DateTimeOffset now, CancellationToken cancel)
    {
        var cache = memory?.Metadata;
        if (!TufClient.Open(cache?.Read(RoleName.Root) ?? root, cache).TryGet(out var tuf, out var refusal))
        {
            return refusal;
        }
        var refreshed = await tuf.RefreshAsync(source.Under("metadata"), now, cancel).ConfigureAwait(false);
        if (refreshed is RefreshOutcome.Refused refused)
        {
            return refused.Refusal;
        }
        if (refreshed is RefreshOutcome.Unreachable gone)
        {
            return new Refusal(EditionCodes.FileMissing, $"metadata/{gone.Path}: {gone.Reason}");
        }
        var logs = await ReadAsync(tuf, source, "newsroom/logs.json", now, b => LogsDocument.Parse(b.Span), cancel).ConfigureAwait(false);
        var desks = await ReadAsync(tuf, source, "newsroom/desks.json", now, b => DesksDocument.Parse(b.Span), cancel).ConfigureAwait(false);
        return (logs.Refusal ?? desks.Refusal) is { } wrong ? wrong : new ReadEdition(source, tuf, now, logs.Value, desks.Value, (refreshed as RefreshOutcome.Stale)?.Role);
    }

    /// <summary>A desk's front: its newest stories, as the desk signed them.</summary>
    public Task<Checked<FrontDocument>> FrontAsync(string desk, CancellationToken cancel) =>
        ReadAsync(_tuf, _source, desk + "/front", _now, b => FrontDocument.Parse(b.Span), cancel);

    /// <summary>The article of a front, checked with its proof: the revision that the desk's front names, or a newer one.</summary>
    public async Task<Checked<CheckedPage>> ArticleAsync(FrontItem item, CancellationToken cancel) =>
        await _source.FetchAsync(item.Path, PageSplit.MaxLength, cancel).ConfigureAwait(false) switch
        {
            Fetched.Content { Bytes: var bytes } => AsListed(item, await new ClosedLogTiles(_source, _logs).CheckAsync(bytes, item.Address, cancel).ConfigureAwait(false)),
            Fetched.TooBig => new Refusal(Codes.PageTooBig, "the page is too big"),
            Fetched.Unreachable { Reason: var reason } => new Refusal(EditionCodes.FileMissing, reason),
            _ => new Refusal(EditionCodes.FileMissing, "the page is not there"),
        };

    // Ahead of the front is a mirror in the middle of a push; behind it is a mirror that holds the newest back.
    private static Checked<CheckedPage> AsListed(FrontItem item, Checked<CheckedPage> page) =>
        !page.IsAccepted || page.Value.Record is not { } record || record.Revision > item.Revision ? page
        : record.Revision < item.Revision ? new Refusal(EditionCodes.ArticleSuperseded, $"the page shows revision {record.Revision}, the newest is {item.Revision}")
        : record.Hash != item.Hash ? new Refusal(EditionCodes.EditionContradiction, "the page is not the one the desk's front names")
        : page;

    private static async Task<Checked<T>> ReadAsync<T>(
        TufClient tuf, EditionSource source, string target, DateTimeOffset now, Func<ReadOnlyMemory<byte>, Checked<T>> parse, CancellationToken cancel)
        where T : class =>
        await tuf.DownloadAsync(source, target, now, cancel).ConfigureAwait(false) switch
        {
            TargetOutcome.Verified { Bytes: var bytes } => parse(bytes),
            TargetOutcome.Refused { Refusal: var refusal } => refusal,
            TargetOutcome.Unreachable gone => new Refusal(EditionCodes.FileMissing, $"{gone.Path}: {gone.Reason}"),
            _ => new Refusal(EditionCodes.FileMissing, $"nobody who may speak for {target} signs it"),
        };
}
