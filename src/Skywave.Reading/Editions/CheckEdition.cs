using System.Security.Cryptography;
using Skywave.Reading.Tuf;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.Reading;

/// <summary>
/// Checks a whole edition, and with a keeper copies it: roles, documents, logs, lists, pages, pictures. Everything a source says is checked before it
/// is kept; what was kept before is not fetched again.
/// </summary>
public sealed partial class CheckEdition
{
    private const string Mirrors = "mirrors";

    private readonly EditionSource _source;
    private readonly EditionWalk _walk;
    private readonly TufClient _tuf;
    private readonly DateTimeOffset _now;
    private readonly CancellationToken _cancel;
    private ReadOnlyMemory<byte> _logs;

    private CheckEdition(EditionSource source, EditionWalk walk, TufClient tuf, DateTimeOffset now, CancellationToken cancel) =>
        (_source, _walk, _tuf, _now, _cancel) = (source, walk, tuf, now, cancel);

    /// <summary>Runs the check.</summary>
    /// <param name="source">Where the edition is.</param>
    /// <param name="root">The root to begin with: a trust file's, a remembered one, or the edition's own.</param>
    /// <param name="memory">What this machine remembers of the newsroom, or null.</param>
    /// <param name="keeper">Where genuine files go.</param>
    /// <param name="now">The time.</param>
    /// <param name="progress">Told what it is at.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<EditionReport> RunAsync(
        EditionSource source, ReadOnlyMemory<byte> root, ReaderMemory? memory, EditionKeeper keeper, DateTimeOffset now, Action<string>? progress, CancellationToken cancel)
    {
        var cache = memory?.Metadata;
        if (!TufClient.Open(cache?.Read(RoleName.Root) ?? root, cache).TryGet(out var tuf, out var refusal))
        {
            return new EditionReport { Findings = [new Finding("metadata/root.json", refusal)] };
        }
        var walk = new EditionWalk(source, keeper, progress) { Remembered = origin => memory?.CheckpointOf(origin) };
        var check = new CheckEdition(KeptFirst(source, keeper), walk, tuf, now, cancel);
        return await check.RunAsync(memory).ConfigureAwait(false);
    }

    // What has its hash or version in its name, and is kept, is not fetched again. It is verified like everything else.
    private static EditionSource KeptFirst(EditionSource source, EditionKeeper keeper) => EditionSource.From(
        async (path, max, cancel) => IsNamedByContent(path) && keeper.Read(path) is { } kept ? new Fetched.Content(kept) : await source.FetchAsync(path, max, cancel).ConfigureAwait(false), source.Name);

    private static bool IsNamedByContent(string path) =>
        path.StartsWith("targets/", StringComparison.Ordinal) || (path.StartsWith("metadata/", StringComparison.Ordinal) && char.IsAsciiDigit(path["metadata/".Length]) && !path.EndsWith(".root.json", StringComparison.Ordinal));

    private async Task<EditionReport> RunAsync(ReaderMemory? memory)
    {
        var expired = default(string);
        switch (await _tuf.RefreshAsync(_source.Under("metadata"), _now, _cancel).ConfigureAwait(false))
        {
            case RefreshOutcome.Refused refused:
                _walk.Refuse("metadata/" + refused.Path, refused.Refusal);
                return Report(null, null);
            case RefreshOutcome.Unreachable gone:
                return Report(null, null) with { Unreachable = $"metadata/{gone.Path}: {gone.Reason}" };
            case RefreshOutcome.Stale stale:
                expired = stale.Role;
                break;
        }
        if (!(await NewsroomAsync().ConfigureAwait(false)).TryGet(out var newsroom, out var finding))
        {
            return Report(null, expired);
        }
        foreach (var desk in newsroom.Desks)
        {
            if (!_walk.IsOver)
            {
                // Whatever is expired already, every desk is looked at.
                var role = await DeskAsync(desk.Tag).ConfigureAwait(false);
                expired ??= role;
            }
        }
        await PublicFilesAsync().ConfigureAwait(false);
        await KeepMetadataAsync().ConfigureAwait(false);
        var report = Report(newsroom, expired);
        if (report.IsAuthentic && memory is not null)
        {
            var root = _tuf.State.Root.Bytes;
            memory.Metadata.Write(RoleName.Root, root.Span);
            memory.Remember(TrustFile.Write(root.Span, _tuf.State.Targets!.Bytes.Span, _logs.Span), _walk.States);
        }
        return report;
    }

    // The newsroom's own documents: which logs, which desks, which styles; and the worker's code.
    private async Task<Checked<DesksDocument>> NewsroomAsync()
    {
        var logs = await ReadAsync("newsroom/logs.json", Logs).ConfigureAwait(false);
        var desks = await ReadAsync("newsroom/desks.json", b => DesksDocument.Parse(b.Span)).ConfigureAwait(false);
        var theme = await ReadAsync("newsroom/theme.json", b => ThemeDocument.Parse(b.Span)).ConfigureAwait(false);
        if ((logs.Refusal ?? desks.Refusal ?? theme.Refusal) is { } refusal)
        {
            return refusal;
        }
        if (logs.Value.Newsroom != desks.Value.Id)
        {
            return Refuse("newsroom/desks.json", new Refusal(EditionCodes.EditionContradiction, "desks.json and logs.json are of two newsrooms"));
        }
        foreach (var code in _tuf.State.Targets!.Content.Targets.Keys.Where(ReaderScript.IsCode))
        {
            if (await DownloadAsync(code).ConfigureAwait(false) is { IsAccepted: false } lost)
            {
                Refuse(code, lost.Refusal);
            }
        }
        _walk.Logs = logs.Value;
        _walk.Styles = theme.Value.Styles.ToHashSet(StringComparer.Ordinal);
        return desks.Value;
    }

    // A trust file holds it as a part of another document: its bytes must come back from what it says, with whatever a later version adds.
    private Checked<LogsDocument> Logs(ReadOnlyMemory<byte> bytes)
    {
        _logs = bytes;
        return CanonicalJson.Rewrite(bytes.Span).TryGet(out var canonical, out _) && canonical.AsSpan().SequenceEqual(bytes.Span)
            ? LogsDocument.Parse(bytes.Span) : new Refusal(Codes.DocumentMalformed, "logs.json is not in canonical form");
    }

    // Returns the desk's role when it is past its expiry.
    private async Task<string?> DeskAsync(string desk)
    {
        var probe = await DownloadAsync(desk + "/checkpoint").ConfigureAwait(false);
        if (!probe.IsAccepted)
        {
            Refuse(desk + "/checkpoint", probe.Refusal);
            return null;
        }
        if (!_tuf.State.Delegated.TryGetValue(desk, out var role))
        {
            Refuse(desk + "/checkpoint", new Refusal(EditionCodes.EditionContradiction, "another role than the desk's own speaks for it"));
            return null;
        }
        if (_walk.Before.Has(desk, role.Version) && _walk.Before.Has(RoleName.Targets, _tuf.State.Targets!.Version))
        {
            return role.Content.IsExpired(_now) ? desk : null;
        }
        if (!(await SignedDesk.ReadAsync(desk, role.Content, DownloadAsync).ConfigureAwait(false)).TryGet(out var signed, out var refusal))
        {
            Refuse(desk + "/front", refusal);
            return null;
        }
        var ahead = new Lazy<Task<IReadOnlyList<AheadDesk>>>(() => AheadAsync(desk, role.Version + 1, signed.Files));
        await new DeskCheck(_walk, desk, signed, await _walk.Before.DeskAsync(desk).ConfigureAwait(false), ahead).RunAsync(_cancel).ConfigureAwait(false);
        return role.Content.IsExpired(_now) ? desk : null;
    }

    // The files at the edition's root, which the carriers' key signs.
    private async Task PublicFilesAsync()
    {
        if (_walk.IsOver || !(await ReadAsync("mirrors/public.json", b => PublicDocument.Parse(b.Span)).ConfigureAwait(false)).TryGet(out var signed, out _))
        {
            return;
        }
        foreach (var (path, file) in signed.Files)
        {
            var fetched = _walk.Kept(path) is { } kept && Is(file, kept.Span) ? kept : await _walk.FetchAsync(path, EditionReport.MaxRootFile, EditionCodes.ListAltered, _cancel).ConfigureAwait(false);
            if (fetched.IsAccepted && (Is(file, fetched.Value.Span) || await IsOfNextAsync(path, fetched.Value).ConfigureAwait(false)))
            {
                _walk.Keep(new EditionFile(path, fetched.Value));
            }
            else
            {
                _walk.Refuse(path, fetched.Refusal ?? new Refusal(EditionCodes.ListAltered, "the page is not the one the newsroom signed"));
            }
        }
    }

    private async Task<Checked<T>> ReadAsync<T>(string target, Func<ReadOnlyMemory<byte>, Checked<T>> parse)
        where T : class
    {
        var bytes = await DownloadAsync(target).ConfigureAwait(false);
        var parsed = bytes.IsAccepted ? parse(bytes.Value) : bytes.Refusal;
        return parsed.IsAccepted ? parsed : Refuse(target, parsed.Refusal);
    }

    private async Task<Checked<ReadOnlyMemory<byte>>> DownloadAsync(string target)
    {
        switch (await _tuf.DownloadAsync(_source, target, _now, _cancel).ConfigureAwait(false))
        {
            case TargetOutcome.Verified verified:
                _walk.Keep(new EditionFile("targets/" + RoleBytes.TargetPath(target, verified.Target.Entry.NamingHash), verified.Bytes));
                return verified.Bytes;
            case TargetOutcome.Refused refused:
                return refused.Refusal;
            case TargetOutcome.Unreachable gone:
                return new Refusal(EditionCodes.FileMissing, gone.Reason);
            default:
                return new Refusal(EditionCodes.FileMissing, "nobody who may speak for it signs it");
        }
    }

    private Refusal Refuse(string path, Refusal refusal)
    {
        _walk.Refuse(path, refusal);
        return refusal;
    }

    private static bool Is(ListedFile file, ReadOnlySpan<byte> bytes) => bytes.Length == file.Length && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256;

    private EditionReport Report(DesksDocument? newsroom, string? expired) => new()
    {
        Newsroom = newsroom?.Id ?? "",
        Name = newsroom?.Name ?? "",
        Number = _tuf.State.Snapshot?.Version ?? 0,
        Cut = _tuf.State.Snapshot?.Content.Cut,
        Fingerprint = RootRole.Fingerprint(_tuf.State.Root),
        ExpiredRole = expired,
        Desks = newsroom is null ? [] : [.. newsroom.Desks.Select(d => d.Tag)],
        Articles = _walk.Articles,
        Checkpoints = _walk.Series.Sum(s => s.Signatures),
        Proofs = _walk.Series.Sum(s => s.Proofs),
        Files = _walk.Files,
        Fetched = _walk.Fetched,
        Findings = _walk.Findings,
        Unreachable = _walk.Unreachable,
    };
}
