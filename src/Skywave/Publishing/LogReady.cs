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
    /// transaction. Returns the edition, or null when nothing is ready.
    /// </summary>
    public static async Task<EditionRow?> RunAsync(LedgerDb ledger, WritingDb writing, Newsroom newsroom, LogsDocument logs, Locales locales, DateTimeOffset cut, CancellationToken cancel)
    {
        var ready = new List<(PublishedArticle Article, byte[] Fragment)>();
        await foreach (var article in ListReady.AtAsync(writing, cut, cancel).ConfigureAwait(false))
        {
            ready.Add((article, Fragment.Render(article, locales.For(article), newsroom)));
        }
        if (ready.Count == 0)
        {
            return null;
        }
        var edition = new EditionRow { Number = Editions.Next(ledger), Cut = cut.ToUnixTimeSeconds(), State = EditionState.Logged };
        ledger.Editions.Add(edition);
        foreach (var desk in ready.GroupBy(r => r.Article.Desk.Value).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var epoch = OpenEpoch(logs, desk.Key);
            var log = new DeskLog(ledger, newsroom.Id, desk.Key, epoch);
            log.Append(
                [.. desk.OrderBy(r => r.Article.VersionCreated).ThenBy(r => r.Article.Id.Value, StringComparer.Ordinal).ThenBy(r => r.Article.Revision).Select(r => RecordOf(r.Article, r.Fragment))],
                edition);
        }
        foreach (var (article, fragment) in ready)
        {
            KeepFragment(ledger, article, fragment);
        }
        await ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
        ledger.ChangeTracker.Clear();
        return edition;
    }

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
