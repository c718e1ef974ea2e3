using System.Collections.Immutable;
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

    /// <summary>What a lone page of this newsroom can be checked against.</summary>
    public async Task<Checked<TrustFile>> TrustAsync(CancellationToken cancel)
    {
        var state = _tuf.State;
        return await _tuf.DownloadAsync(_source, "newsroom/logs.json", _now, cancel).ConfigureAwait(false) is TargetOutcome.Verified { Bytes: var logs }
            ? TrustFile.Read(TrustFile.Write(state.Root.Bytes.Span, state.Targets!.Bytes.Span, logs.Span))
            : new Refusal(EditionCodes.FileMissing, "newsroom/logs.json is not there");
    }

    /// <summary>What a reader of one desk needs, to be carried elsewhere.</summary>
    public async Task<Checked<DeskHoldings>> HoldingsAsync(string desk, CancellationToken cancel)
    {
        var files = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        var logs = await TakeAsync("newsroom/logs.json", b => LogsDocument.Parse(b.Span)).ConfigureAwait(false);
        var front = await TakeAsync(desk + "/front", b => FrontDocument.Parse(b.Span)).ConfigureAwait(false);
        var notices = await TakeAsync(desk + "/notices", b => NoticesDocument.Parse(b.Span)).ConfigureAwait(false);
        var corrections = await TakeAsync($"{desk}/corrections-{CorrectionsDocument.Recent}", b => CorrectionsDocument.Parse(b.Span)).ConfigureAwait(false);
        var mirrors = await TakeAsync("mirrors/public.json", b => PublicDocument.Parse(b.Span)).ConfigureAwait(false);
        if ((logs.Refusal ?? front.Refusal ?? notices.Refusal ?? corrections.Refusal ?? mirrors.Refusal) is { } refusal)
        {
            return refusal;
        }
        var state = _tuf.State;
        files.AddRange(state.Delegated.Values.Select(role => role.Bytes));
        var roles = ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty.WithComparers(StringComparer.Ordinal)
            .Add(RoleName.Timestamp, state.Timestamp!.Bytes).Add(RoleName.Snapshot, state.Snapshot!.Bytes).Add(RoleName.Targets, state.Targets!.Bytes);
        return new DeskHoldings(state.Root.Bytes, roles, files.ToImmutable(), front.Value, notices.Value, mirrors.Value.Mirrors);

        Task<Checked<T>> TakeAsync<T>(string target, Func<ReadOnlyMemory<byte>, Checked<T>> parse)
            where T : class => ReadAsync(_tuf, _source, target, _now, bytes =>
        {
            files.Add(bytes);
            return parse(bytes);
        }, cancel);
    }

    /// <summary>The article of a front, checked with its proof: the revision that the desk's front names, or a newer one.</summary>
    public async Task<Checked<CheckedPage>> ArticleAsync(FrontItem item, CancellationToken cancel)
    {
        var page = await PageAsync(item, cancel).ConfigureAwait(false);
        return page.IsAccepted ? page.Value.Article : page.Refusal;
    }

    /// <summary>The same with the page it stands in.</summary>
    public async Task<Checked<WholePage>> PageAsync(FrontItem item, CancellationToken cancel) =>
        await _source.FetchAsync(item.Path, PageSplit.MaxLength, cancel).ConfigureAwait(false) switch
        {
            Fetched.Content { Bytes: var bytes } => Whole(bytes, AsListed(item, await new ClosedLogTiles(_source, _logs).CheckAsync(bytes, item.Address, cancel).ConfigureAwait(false))),
            Fetched.TooBig => new Refusal(Codes.PageTooBig, "the page is too big"),
            Fetched.Unreachable { Reason: var reason } => new Refusal(EditionCodes.FileMissing, reason),
            _ => new Refusal(EditionCodes.FileMissing, "the page is not there"),
        };

    private static Checked<WholePage> Whole(ReadOnlyMemory<byte> bytes, Checked<CheckedPage> article) => article.IsAccepted ? new WholePage(article.Value, bytes) : article.Refusal;

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

/// <summary>A genuine article and the page it came in, of which nothing else is vouched for.</summary>
public sealed record WholePage(CheckedPage Article, ReadOnlyMemory<byte> Bytes);
