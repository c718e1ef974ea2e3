using Microsoft.EntityFrameworkCore;
using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>The first step of a publish: every approved revision becomes a record in its desk's log.</summary>
internal static class LogReady
{
    /// <summary>
    /// Renders the fragments of what is ready, adds their records in the order (time, id, revision), and saves both with a new edition in one
    /// transaction. Before them goes what the end of a closed epoch cut off. Returns the edition, or null when there is nothing to log.
    /// </summary>
    public static async Task<EditionRow?> RunAsync(LedgerDb ledger, WritingDb writing, Newsroom newsroom, LogsDocument logs, Locales locales, DateTimeOffset cut, CancellationToken cancel)
    {
        var ready = new List<(PublishedArticle Article, byte[] Fragment)>();
        await foreach (var article in ListReady.AtAsync(writing, cut, cancel).ConfigureAwait(false))
        {
            ready.Add((article, Fragment.Render(article, locales.For(article), newsroom)));
        }
        var again = CutOff(ledger, logs);
        if (ready.Count == 0 && again.Count == 0)
        {
            return null;
        }
        var edition = new EditionRow { Number = Editions.Next(ledger), Cut = cut.ToUnixTimeSeconds(), State = EditionState.Logged };
        ledger.Editions.Add(edition);
        var records = ready.OrderBy(r => r.Article.VersionCreated).ThenBy(r => r.Article.Id.Value, StringComparer.Ordinal).ThenBy(r => r.Article.Revision).Select(r => RecordOf(r.Article, r.Fragment));
        Append(ledger, newsroom, logs, [.. again, .. records], edition);
        foreach (var (article, fragment) in ready)
        {
            KeepFragment(ledger, article, fragment);
        }
        await ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
        ledger.ChangeTracker.Clear();
        return edition;
    }

    /// <summary>Goes on with an edition that was interrupted before its desk's epoch was closed: what that cut off is logged again for it.</summary>
    public static async Task AgainAsync(LedgerDb ledger, Newsroom newsroom, LogsDocument logs, EditionRow edition, CancellationToken cancel)
    {
        if (CutOff(ledger, logs) is { Count: > 0 } again)
        {
            Append(ledger, newsroom, logs, again, edition);
            await ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
            ledger.ChangeTracker.Clear();
        }
    }

    private static void Append(LedgerDb ledger, Newsroom newsroom, LogsDocument logs, List<Record> records, EditionRow edition)
    {
        foreach (var desk in records.GroupBy(r => r.Desk).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            new DeskLog(ledger, newsroom.Id, desk.Key, OpenEpoch(logs, desk.Key)).Append([.. desk], edition);
        }
    }

    // Our records past the size at which their epoch was closed: they go, unchanged and in their order, before whatever is new.
    private static List<Record> CutOff(LedgerDb ledger, LogsDocument logs) =>
        [.. logs.Logs.Values.SelectMany(epochs => epochs).SelectMany(epoch => epoch.Closed is { } closed ? PastTheEnd(ledger, epoch, closed.Size) : []).Select(e => Record.Parse(e.Record).Value)];

    private static List<LogEntry> PastTheEnd(LedgerDb ledger, LogEpoch epoch, long size) =>
        ledger.Entries.AsNoTracking()
            .Where(e => e.Desk == epoch.Desk && e.Epoch == epoch.Epoch && e.Index >= size && !e.LeftOut
                && !ledger.Entries.Any(later => later.Desk == e.Desk && later.Epoch > e.Epoch && later.Article == e.Article && later.Revision == e.Revision))
            .OrderBy(e => e.Index).ToList();

    /// <summary>The epoch a desk's log is in.</summary>
    /// <exception cref="Mirror.Stop">The desk has none open.</exception>
    public static int OpenEpoch(LogsDocument logs, string desk) => logs.Open(desk)?.Epoch
        ?? throw new Mirror.Stop(Mirror.Exit.Usage, "keys.desk-unknown", $"the desk {desk} has no open log: the offline keys have not let it in",
            $"run `skywave keys make --desk {desk}` where keys/offline is");

    /// <summary>The record of a revision.</summary>
    public static Record RecordOf(PublishedArticle article, ReadOnlySpan<byte> fragment)
    {
        var file = Cut.Describe(fragment);
        return new Record
        {
            Address = article.Address,
            Article = article.Id.Value,
            Desk = article.Desk.Value,
            FirstPublished = article.FirstPublished,
            Hash = file.Sha256,
            Length = file.Length,
            Revision = article.Revision,
            Status = StatusWord(article.Status),
            VersionCreated = article.VersionCreated,
        };
    }

    /// <summary>The word of a status in what is signed.</summary>
    public static string StatusWord(ArticleStatus status) => status switch
    {
        ArticleStatus.Updated => "updated",
        ArticleStatus.Corrected => "corrected",
        ArticleStatus.Retracted => "retracted",
        ArticleStatus.Withdrawn => "withdrawn",
        _ => "published",
    };

    private static void KeepFragment(LedgerDb ledger, PublishedArticle article, byte[] fragment)
    {
        if (ledger.Fragments.Find(article.Id.Value) is { } row)
        {
            (row.Revision, row.Bytes) = (article.Revision, fragment);
        }
        else
        {
            ledger.Fragments.Add(new SignedFragment { Article = article.Id.Value, Revision = article.Revision, Bytes = fragment });
        }
    }
}
