using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Words;

namespace Skywave.Reading;

/// <summary>
/// Checks everything one desk has in an edition, and keeps what is genuine: its logs, its lists, its pages and their pictures, in this order.
/// </summary>
internal sealed class DeskCheck(EditionWalk walk, string desk, SignedDesk signed, Lazy<Task<IReadOnlyList<SignedDesk>>> ahead)
{
    private readonly Dictionary<string, LogCopy> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (LogCopy Log, ReadOnlyMemory<byte> Bytes, Record Record)> _newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PageLine> _pages = new(StringComparer.Ordinal);

    /// <summary>Runs all checks. What is refused is told to the walk; a log that is refused ends the desk.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (!await PullLogsAsync(cancel).ConfigureAwait(false))
        {
            return;
        }
        CheckAgainstCorrections();
        foreach (var (path, file) in signed.Front.Files)
        {
            await CheckListAsync(path, file, cancel).ConfigureAwait(false);
        }
        foreach (var (address, newest) in _newest)
        {
            if (walk.IsOver)
            {
                return;
            }
            await CheckPageAsync(address, newest.Log, newest.Bytes, newest.Record, cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> PullLogsAsync(CancellationToken cancel)
    {
        foreach (var epoch in walk.Logs.Of(desk))
        {
            var path = epoch.Folder + "/checkpoint";
            if (!(await StateOfAsync(epoch, path, cancel).ConfigureAwait(false)).TryGet(out var state, out var refusal)
                || !(await walk.PullLogAsync(epoch, state, cancel).ConfigureAwait(false)).TryGet(out var log, out refusal))
            {
                walk.Refuse(path, refusal);
                return false;
            }
            _logs[epoch.Origin] = log;
            foreach (var (_, bytes, record) in log.Records().Where(r => r.Record.Desk == desk && r.Record.IsUnderDesk))
            {
                _newest[record.Address] = (log, bytes, record);
            }
            foreach (var file in log.Fresh)
            {
                walk.Keep(file);
            }
            walk.Keep(new EditionFile(path, state.ToBytes()));
            await walk.CheckServedAsync(log, cancel).ConfigureAwait(false);
            await CheckServedStateAsync(path, state, cancel).ConfigureAwait(false);
        }
        return true;
    }

    // The state as served is the one that counts, or that of a push in progress. A mirror that pulls writes its own and does not ask.
    private async Task CheckServedStateAsync(string path, Checkpoint state, CancellationToken cancel)
    {
        if (walk.KeepsFiles)
        {
            return;
        }
        var fetched = await walk.FetchAsync(path, Checkpoint.MaxLength, EditionCodes.LogCheckpoint, cancel).ConfigureAwait(false);
        if (!fetched.IsAccepted)
        {
            walk.Refuse(path, fetched.Refusal);
        }
        else if (!fetched.Value.Span.SequenceEqual(state.ToBytes()) && !(await ahead.Value.ConfigureAwait(false)).Any(next => next.Checkpoint.Span.SequenceEqual(fetched.Value.Span)))
        {
            walk.Refuse(path, new Refusal(EditionCodes.LogCheckpoint, "the checkpoint served is not the one its desk signed"));
        }
    }

    // The open epoch's state is what the desk signed as d/checkpoint; a closed one's is its last, named by logs.json.
    private async Task<Checked<Checkpoint>> StateOfAsync(LogEpoch epoch, string path, CancellationToken cancel)
    {
        ReadOnlyMemory<byte> bytes = signed.Checkpoint;
        if (epoch.Closed is not null)
        {
            var fetched = await walk.FetchAsync(path, Checkpoint.MaxLength, EditionCodes.LogCheckpoint, cancel).ConfigureAwait(false);
            if (!fetched.IsAccepted)
            {
                return fetched.Refusal;
            }
            bytes = fetched.Value;
        }
        if (!Checkpoint.Parse(bytes.Span).TryGet(out var state, out var refusal))
        {
            return refusal;
        }
        if (state.Origin != epoch.Origin)
        {
            return new Refusal(Codes.LogOriginUnknown, $"the checkpoint is of another log ({state.Origin})");
        }
        if (epoch.Closed is { } closed && (state.Size != closed.Size || state.Root != closed.Root))
        {
            return new Refusal(Codes.LogKeyRevoked, "the checkpoint served for a closed epoch is not its last one");
        }
        return state.Verify(epoch.Keys, epoch.Threshold) is { } wrong ? wrong : state;
    }

    // The log must not hold less than the desk's signed map of corrections says.
    private void CheckAgainstCorrections()
    {
        var known = new Dictionary<string, Record>(StringComparer.Ordinal);
        foreach (var (_, _, record) in _newest.Values)
        {
            known[record.Article] = record;
        }
        foreach (var item in signed.Corrections.SelectMany(c => c.Items))
        {
            if (!known.TryGetValue(item.Article, out var record) || record.Revision < item.Revision || (record.Revision == item.Revision && record.Hash != item.Hash))
            {
                walk.Refuse(desk + "/corrections", new Refusal(EditionCodes.EditionContradiction, $"the desk signed revision {item.Revision} of {item.Article}, its log does not have it"));
            }
        }
    }

    private async Task CheckListAsync(string path, ListedFile file, CancellationToken cancel)
    {
        var bytes = walk.Kept(path) is { } kept && IsFile(file, kept.Span) ? kept : await FetchListAsync(path, file, cancel).ConfigureAwait(false);
        if (bytes is not { } list)
        {
            return;
        }
        if (PathsFile.Is(path))
        {
            if (!PathsFile.Parse(list.Span).TryGet(out var lines, out var refusal))
            {
                walk.Refuse(path, refusal);
                return;
            }
            foreach (var line in lines)
            {
                _pages[AddressOf(path, line)] = line;
            }
        }
        walk.Keep(new EditionFile(path, list));
    }

    // A list that is not the one its desk signed may be that of the next edition, when the carrier is caught in the middle of a push.
    private async Task<ReadOnlyMemory<byte>?> FetchListAsync(string path, ListedFile file, CancellationToken cancel)
    {
        var fetched = await walk.FetchAsync(path, MaxList, EditionCodes.ListAltered, cancel).ConfigureAwait(false);
        if (fetched.IsAccepted && (IsFile(file, fetched.Value.Span) || (await ahead.Value.ConfigureAwait(false)).Any(next => next.Front.Files.GetValueOrDefault(path) is { } listed && IsFile(listed, fetched.Value.Span))))
        {
            return fetched.Value;
        }
        walk.Refuse(path, fetched.Refusal ?? new Refusal(EditionCodes.ListAltered, "the list is not the one its desk signed"));
        return null;
    }

    private async Task CheckPageAsync(string address, LogCopy log, ReadOnlyMemory<byte> newest, Record record, CancellationToken cancel)
    {
        if (!_pages.TryGetValue(address, out var line))
        {
            walk.Refuse(address + ".html", new Refusal(EditionCodes.ArticleMissing, $"the log has revision {record.Revision} of this article, no paths.txt names its page"));
            return;
        }
        var path = address[..(address.LastIndexOf('/') + 1)] + line.FileName;
        var page = walk.Kept(path) is { } kept && HashOf(kept.Span) == line.Hash ? kept : await walk.FetchAsync(path, PageSplit.MaxLength, Codes.PageTooBig, cancel).ConfigureAwait(false);
        if (!page.TryGet(out var bytes, out var refusal) || !PageCheck.Check(bytes, walk.Logs, address, walk.Styles, ConsistencyOf).TryGet(out var article, out refusal))
        {
            walk.Refuse(path, refusal);
            return;
        }
        // A page ahead of the log or unlike its list is what a push in progress looks like: accepted when the desk has signed that log state already.
        if (await WhatIsWrongAsync(article, bytes, newest, record, line, log).ConfigureAwait(false) is { } wrong)
        {
            walk.Refuse(path, wrong);
            return;
        }
        foreach (var picture in PicturesIn(article.Fragment))
        {
            await walk.CheckPictureAsync(picture, cancel).ConfigureAwait(false);
        }
        walk.KeepArticle(new EditionFile(path, bytes), article);
    }

    private async Task<Refusal?> WhatIsWrongAsync(CheckedPage page, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> newest, Record record, PageLine line, LogCopy log)
    {
        if (page.Record.Article != line.Article)
        {
            return new Refusal(Codes.ArticleSwapped, "the page shows another article than the one asked for");
        }
        var isAhead = page.Checkpoint.Size > _logs[page.Epoch.Origin].State.Size;
        if (!isAhead && !_logs[page.Epoch.Origin].Continues(page.Checkpoint))
        {
            return new Refusal(EditionCodes.LogFork, "the page's checkpoint is signed and does not belong to the log: the log was forked");
        }
        if (page.Record.Revision < record.Revision)
        {
            return new Refusal(EditionCodes.ArticleSuperseded, $"the page shows revision {page.Record.Revision}, the newest is {record.Revision}");
        }
        if (!isAhead && page.Epoch.Origin == log.Epoch.Origin && !page.RecordBytes.Span.SequenceEqual(newest.Span))
        {
            return new Refusal(EditionCodes.EditionContradiction, "the page's record is not the newest one in the log");
        }
        return HashOf(bytes.Span) == line.Hash || (await ahead.Value.ConfigureAwait(false)).Any(next => !isAhead || next.IsAt(page.Checkpoint))
            ? null
            : new Refusal(EditionCodes.PageAltered, "the article is genuine; what stands around it is not what its desk published");
    }

    private IReadOnlyList<TreeHash>? ConsistencyOf(LogEpoch epoch, Checkpoint checkpoint) =>
        _logs.TryGetValue(epoch.Origin, out var log) && checkpoint.Size <= log.State.Size ? log.ConsistencyFrom(checkpoint.Size) : null;

    // The address is the page's path without its slug: <desk>/YYYY/MM/<id>; a standing page has no slug.
    private static string AddressOf(string list, PageLine line)
    {
        var folder = list[..(list.LastIndexOf('/') + 1)];
        return folder.EndsWith("/about/", StringComparison.Ordinal) ? folder + line.FileName[..^".html".Length] : folder + line.Article;
    }

    private const long MaxList = 16L << 20;

    private static bool IsFile(ListedFile file, ReadOnlySpan<byte> bytes) => bytes.Length == file.Length && HashOf(bytes) == file.Sha256;

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The renditions a verified fragment names.</summary>
    private static ImmutableSortedSet<string> PicturesIn(ReadOnlyMemory<byte> fragment)
    {
        var html = Encoding.UTF8.GetString(fragment.Span);
        var found = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        for (var at = html.IndexOf("../media/", StringComparison.Ordinal); at >= 0; at = html.IndexOf("../media/", at + 1, StringComparison.Ordinal))
        {
            var name = html[(at + "../".Length)..];
            var end = name.IndexOfAny(['"', ' ', ',', '\'']);
            if (end == "media/".Length + 64 + ".jpg".Length)
            {
                found.Add(name[..end]);
            }
        }
        return found.ToImmutable();
    }
}
