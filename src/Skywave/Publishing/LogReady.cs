using Microsoft.EntityFrameworkCore;
using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>The first step of a publish: every approved revision becomes a record in its desk's log and takes its place in the archive.</summary>
internal sealed class LogReady(LedgerDb ledger, Archive archive, WritingDb writing, Newsroom newsroom, LogsDocument logs, Locales locales)
{
    private readonly Shelve _shelve = new(archive);
    private readonly Dictionary<string, DeskLog> _logs = new(StringComparer.Ordinal);

    /// <summary>Revisions in one transaction: memory holds the texts of one batch, and a publish that is killed loses no more.</summary>
    private const int Batch = 250;

    /// <summary>
    /// Renders the fragments of what is ready and adds their records in the order (first publication, id, revision), batch after batch, each saved whole
    /// with the edition it belongs to; the writing learns of each, at the latest from the next publish. Before them goes what the end of a closed epoch cut off.
    /// Returns the edition, or null when there is nothing to log.
    /// </summary>
    public async Task<EditionRow?> RunAsync(DateTimeOffset cut, Action<string> progress, CancellationToken cancel)
    {
        var number = Editions.Next(ledger);
        var edition = new EditionRow { Number = number, Cut = cut.ToUnixTimeSeconds(), State = EditionState.Logged };
        var done = 0;
        if (CutOff() is { Count: > 0 } again)
        {
            await SaveAsync(edition, again, [], cancel).ConfigureAwait(false);
            done = again.Count;
        }
        await using var batches = ReadyInOrder.BatchesAsync(writing, cut, Batch, cancel).GetAsyncEnumerator(cancel);
        Made[] logged = [];
        for (var made = await NextAsync(batches, cancel).ConfigureAwait(false); made is not null;)
        {
            // The writing learns of the batch before and gives the next one while this one is written into the ledger.
            var before = logged;
            var next = Task.Run(() => TellAndReadAsync(before), cancel);
            try
            {
                await SaveAsync(edition, [.. made.Select(m => m.Record)], made, cancel).ConfigureAwait(false);
            }
            finally
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            progress($"logging {done += made.Length} revisions …");
            logged = made;
            made = await next.ConfigureAwait(false);
        }
        await TellAsync(logged).ConfigureAwait(false);
        return done == 0 ? null : edition;

        Task TellAsync(Made[] revisions) => revisions.Length == 0 ? Task.CompletedTask : MarkPublished.MarkAllAsync(writing, Array.ConvertAll(revisions, m => m.Article), cut, cancel);

        async Task<Made[]?> TellAndReadAsync(Made[] revisions)
        {
            await TellAsync(revisions).ConfigureAwait(false);
            return await NextAsync(batches, cancel).ConfigureAwait(false);
        }
    }

    private async Task<Made[]?> NextAsync(IAsyncEnumerator<IReadOnlyList<PublishedArticle>> batches, CancellationToken cancel)
    {
        if (!await batches.MoveNextAsync().ConfigureAwait(false))
        {
            return null;
        }
        var (batch, made) = (batches.Current, new Made[batches.Current.Count]);
        Parallel.For(0, made.Length, new ParallelOptions { CancellationToken = cancel }, i => made[i] = Made.Of(batch[i], locales, newsroom));
        return made;
    }

    /// <summary>Goes on with an edition that was interrupted before its desk's epoch was closed: what that cut off is logged again for it.</summary>
    public async Task AgainAsync(EditionRow edition, CancellationToken cancel)
    {
        if (CutOff() is { Count: > 0 } again)
        {
            await SaveAsync(edition, again, [], cancel).ConfigureAwait(false);
        }
    }

    private async Task SaveAsync(EditionRow edition, List<Record> records, Made[] made, CancellationToken cancel)
    {
        await using var transaction = await ledger.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        if (!await ledger.Editions.AnyAsync(e => e.Number == edition.Number, cancel).ConfigureAwait(false))
        {
            ledger.Editions.Add(edition);
        }
        foreach (var desk in records.GroupBy(r => r.Desk).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (!_logs.TryGetValue(desk.Key, out var log))
            {
                _logs[desk.Key] = log = new DeskLog(ledger, newsroom.Id, desk.Key, OpenEpoch(logs, desk.Key));
            }
            log.Append([.. desk], edition);
        }
        foreach (var revision in made)
        {
            _shelve.Put(revision, edition.Number);
        }
        archive.KeepSizes();
        await ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        ledger.ChangeTracker.Clear();
    }

    // Our records past the size at which their epoch was closed: they go, unchanged and in their order, before whatever is new.
    private List<Record> CutOff() =>
        [.. logs.Logs.Values.SelectMany(epochs => epochs).SelectMany(epoch => epoch.Closed is { } closed ? PastTheEnd(epoch, closed.Size) : []).Select(e => Record.Parse(e.Record).Value)];

    private List<LogEntry> PastTheEnd(LogEpoch epoch, long size) =>
        ledger.Entries.AsNoTracking()
            .Where(e => e.Desk == epoch.Desk && e.Epoch == epoch.Epoch && e.Index >= size && !e.LeftOut
                && !ledger.Entries.Any(later => later.Desk == e.Desk && later.Epoch > e.Epoch && later.Article == e.Article && later.Revision == e.Revision))
            .OrderBy(e => e.Index).ToList();

    /// <summary>The epoch a desk's log is in.</summary>
    /// <exception cref="Mirror.Stop">The desk has none open.</exception>
    public static int OpenEpoch(LogsDocument logs, string desk) => logs.Open(desk)?.Epoch
        ?? throw new Mirror.Stop(Mirror.Exit.Usage, "keys.desk-unknown", $"the desk {desk} has no open log: the offline keys have not let it in",
            $"run `skywave keys make --desk {desk}` where keys/offline is");
}

/// <summary>A revision with what is made of it once and signed: its fragment and its record.</summary>
internal sealed record Made(PublishedArticle Article, byte[] Fragment, Record Record, string Item, string Media)
{
    /// <summary>Renders a revision's fragment and describes it.</summary>
    public static Made Of(PublishedArticle article, Locales locales, Newsroom newsroom)
    {
        var fragment = Skywave.Edition.Fragment.Render(article, locales.For(article), newsroom);
        return new Made(article, fragment, RecordOf(article, Cut.Describe(fragment)), Archive.WriteItem(article), string.Join(' ', MediaNames.In(fragment)));
    }

    private static Record RecordOf(PublishedArticle article, ListedFile fragment) => new()
    {
        Address = article.Address,
        Article = article.Id.Value,
        Desk = article.Desk.Value,
        FirstPublished = article.FirstPublished,
        Hash = fragment.Sha256,
        Length = fragment.Length,
        Revision = article.Revision,
        Status = StatusWord(article.Status),
        VersionCreated = article.VersionCreated,
    };

    private static string StatusWord(ArticleStatus status) => status switch
    {
        ArticleStatus.Updated => "updated",
        ArticleStatus.Corrected => "corrected",
        ArticleStatus.Retracted => "retracted",
        ArticleStatus.Withdrawn => "withdrawn",
        _ => "published",
    };
}
