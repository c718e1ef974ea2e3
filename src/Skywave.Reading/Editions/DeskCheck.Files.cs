using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Words;

namespace Skywave.Reading;

// The files of a desk's list: read and hashed by all cores some at a time, judged one after the other in the list's order.
internal sealed partial class DeskCheck
{
    private const int AtOnce = 128;

    // What is looked at before its turn is held until then; a stranger's files may be great ones.
    private const long MaxHeld = 64L << 20;

    private long _held;

    private async Task CheckFilesAsync(IReadOnlyCollection<FileLine> files, CancellationToken cancel)
    {
        var series = new PageSeries(walk.Logs, walk.Styles, ConsistencyOf) { Whole = epoch => _logs.GetValueOrDefault(epoch.Origin)?.Whole };
        walk.Series.Add(series);
        foreach (var some in files.Where(f => !f.IsGone).Chunk(AtOnce))
        {
            var looked = await LookAsync(series, some, cancel).ConfigureAwait(false);
            for (var i = 0; i < some.Length; i++)
            {
                if (walk.IsOver)
                {
                    return;
                }
                await JudgeAsync(looked[i] ?? Look(series, some[i], await GetAsync(some[i], cancel).ConfigureAwait(false)), cancel).ConfigureAwait(false);
            }
        }
        foreach (var (address, (_, _, record)) in _newest)
        {
            walk.Refuse(address + ".html", new Refusal(EditionCodes.ArticleMissing, $"the log has revision {record.Revision} of this article, its desk's list of files names no page of it"));
        }
    }

    // Files that are at hand are read by all cores too; others are asked for one after the other, and none once the source is gone.
    private async Task<Looked?[]> LookAsync(PageSeries series, FileLine[] files, CancellationToken cancel)
    {
        var looked = new Looked?[files.Length];
        var got = new Got?[files.Length];
        _held = 0;
        for (var i = 0; !walk.Source.IsAtHand && i < files.Length && _held < MaxHeld; i++)
        {
            got[i] = await GetAsync(files[i], cancel).ConfigureAwait(false);
            _held += got[i]!.Length;
            if (got[i]!.Fetched is Fetched.Unreachable)
            {
                break;
            }
        }
        var options = new ParallelOptions { CancellationToken = cancel };
        await Parallel.ForAsync(0, files.Length, options, async (i, stop) =>
        {
            if (walk.Source.IsAtHand && Interlocked.Read(ref _held) < MaxHeld)
            {
                got[i] = await GetAsync(files[i], stop).ConfigureAwait(false);
                Interlocked.Add(ref _held, got[i]!.Length);
            }
            looked[i] = got[i] is { } one ? Look(series, files[i], one) : null;
        }).ConfigureAwait(false);
        return looked;
    }

    // What is kept from before, when it is what the list names, or what the source has.
    private async Task<Got> GetAsync(FileLine file, CancellationToken cancel)
    {
        var address = PageAddress.TryFromPath(file.Path, out var of) ? of : null;
        if (walk.Kept(file.Path) is { } kept && FileHash.Is(file.Hash, kept.Span))
        {
            return new Got(address, kept, null);
        }
        var max = address is null ? MaxList : PageSplit.MaxLength;
        return new Got(address, null, walk.Unreachable is { } gone ? new Fetched.Unreachable(gone) : await walk.Source.FetchAsync(file.Path, max, cancel).ConfigureAwait(false));
    }

    // All that can be said of a file without knowing the others.
    private static Looked Look(PageSeries series, FileLine file, Got got)
    {
        var bytes = got.Kept ?? (got.Fetched as Fetched.Content)?.Bytes ?? default;
        var isListed = got.Kept is not null || (got.Fetched is Fetched.Content && FileHash.Is(file.Hash, bytes.Span));
        var page = got.Address is not null && got.Fetched is (null or Fetched.Content) ? series.Check(bytes, got.Address) : (Checked<CheckedPage>?)null;
        return new Looked(file, got.Address, got.Fetched, bytes, isListed, page);
    }

    private async Task JudgeAsync(Looked looked, CancellationToken cancel)
    {
        var (path, isPage) = (looked.File.Path, looked.Address is not null);
        var taken = looked.Fetched is { } fetched ? walk.Take(path, fetched, isPage ? Codes.PageTooBig : EditionCodes.ListAltered) : looked.Bytes;
        if (!taken.IsAccepted)
        {
            walk.Refuse(path, taken.Refusal);
        }
        else if (isPage)
        {
            await JudgePageAsync(looked, cancel).ConfigureAwait(false);
        }
        else if (looked.IsListed || (await ahead.Value.ConfigureAwait(false)).Any(next => next.Has(path, looked.Bytes.Span)))
        {
            walk.Keep(new EditionFile(path, looked.Bytes));
        }
        else
        {
            walk.Refuse(path, new Refusal(EditionCodes.ListAltered, "the list is not the one its desk signed"));
        }
        if (isPage)
        {
            _newest.Remove(looked.Address!);
        }
    }

    private async Task JudgePageAsync(Looked looked, CancellationToken cancel)
    {
        if (!looked.Page!.Value.TryGet(out var article, out var refusal))
        {
            walk.Refuse(looked.File.Path, refusal);
            return;
        }
        if (await WhatIsWrongAsync(article, looked, looked.Address!).ConfigureAwait(false) is { } wrong)
        {
            walk.Refuse(looked.File.Path, wrong);
            return;
        }
        foreach (var media in MediaNames.In(article.Fragment.Span))
        {
            await walk.CheckPictureAsync(media, cancel).ConfigureAwait(false);
        }
        walk.KeepArticle(new EditionFile(looked.File.Path, looked.Bytes), article);
    }

    // A page ahead of the log or unlike its list is what a push in progress looks like: accepted when the desk has signed it for the next edition already.
    private async Task<Refusal?> WhatIsWrongAsync(CheckedPage page, Looked looked, string address)
    {
        var log = _logs[page.Epoch.Origin];
        var isAhead = page.Checkpoint.Size > log.State.Size;
        if (!isAhead && !Continues(log, page.Checkpoint))
        {
            return new Refusal(EditionCodes.LogFork, "the page's checkpoint is signed and does not belong to the log: the log was forked");
        }
        if (_newest.TryGetValue(address, out var newest))
        {
            if (page.Record.Revision < newest.Record.Revision)
            {
                return new Refusal(EditionCodes.ArticleSuperseded, $"the page shows revision {page.Record.Revision}, the newest is {newest.Record.Revision}");
            }
            if (!isAhead && page.Epoch.Origin == newest.Log.Epoch.Origin && !page.RecordBytes.Span.SequenceEqual(newest.Bytes.Span))
            {
                return new Refusal(EditionCodes.EditionContradiction, "the page's record is not the newest one in the log");
            }
        }
        return looked.IsListed || (await ahead.Value.ConfigureAwait(false)).Any(next => isAhead ? next.IsAt(page.Checkpoint) : next.Has(looked.File.Path, looked.Bytes.Span))
            ? null
            : new Refusal(EditionCodes.PageAltered, "the article is genuine; what stands around it is not what its desk published");
    }

    // All pages that were made together carry one checkpoint.
    private bool Continues(LogCopy log, Checkpoint earlier)
    {
        var key = (earlier.Origin, earlier.Size, earlier.Root);
        if (!_continues.TryGetValue(key, out var known))
        {
            _continues[key] = known = log.Continues(earlier);
        }
        return known;
    }

    private IReadOnlyList<TreeHash>? ConsistencyOf(LogEpoch epoch, Checkpoint checkpoint) =>
        _logs.TryGetValue(epoch.Origin, out var log) && checkpoint.Size <= log.State.Size ? log.ConsistencyFrom(checkpoint.Size) : null;

    // Kept from before, or what came of asking for it. No address: a list.
    private sealed record Got(string? Address, ReadOnlyMemory<byte>? Kept, Fetched? Fetched)
    {
        public long Length => Kept?.Length ?? (Fetched as Fetched.Content)?.Bytes.Length ?? 0;
    }

    // A file as it was found, before its turn. No address: a list. No page: there are no bytes of one.
    private sealed record Looked(FileLine File, string? Address, Fetched? Fetched, ReadOnlyMemory<byte> Bytes, bool IsListed, Checked<CheckedPage>? Page);
}
