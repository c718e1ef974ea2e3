using System.Collections.Immutable;
using Skywave.Edition;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>Puts signed fragments into pages: chrome around them, their proof after them. The ledger is asked by one thread, one batch ahead; pages are made by all cores.</summary>
internal sealed class RenderPages(Cut cut, Archive archive, NewsroomFolder house, Theme theme, LogsDocument logs, IReadOnlyDictionary<string, DeskChrome> chromes, Func<StandingArticle, bool> isNew)
{
    private readonly Dictionary<(string Desk, int Epoch), (DeskLog Log, Checkpoint State, TileTree Tree)> _logs = [];
    private readonly Newsroom _newsroom = house.Settings.Newsroom;

    /// <summary>Makes the pages of these articles and puts them, with their pictures, into the cut. Gives each with its hash, in the order of <paramref name="rows"/>.</summary>
    public IEnumerable<FileLine> Render(IEnumerable<StandingArticle> rows, Action<int> progress, CancellationToken cancel)
    {
        var done = 0;
        foreach (var line in InOrder.Make(rows.Select(Gather), Make, cancel))
        {
            if (++done % 100 == 0)
            {
                progress(done);
            }
            yield return line;
        }
    }

    // Everything a page needs that is in the ledger.
    private Parts Gather(StandingArticle row)
    {
        var records = archive.RecordsOf(row.Article);
        var newest = records[0];
        var (log, state, tree) = LogOf(row.Desk, newest.Epoch);
        if (!PageProof.Make(newest.Record, newest.Index, tree, state).TryGet(out var proof, out var refusal))
        {
            throw log.Damaged(refusal);
        }
        var story = new LiveStory(row.Story.Length == 0 ? [] : archive.OfStory(row.Story));
        return new Parts(row, archive.Fragment(row.Article), proof, records, story, story.Others(row.Article, row.Desk, LiveStory.PartOf(row)).FindAll(a => a.Status != "withdrawn"), archive.ItemsOf(row.Related.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    private FileLine Make(Parts parts)
    {
        var article = Archive.ReadItem(parts.Row);
        var chrome = chromes[article.Desk.Value];
        var live = article.Text.Live;
        var links = new ArticleLinks(ListNames.Of(article, story: parts.Others.Exists(o => o.Desk == article.Desk.Value)), parts.Related)
        {
            Earlier = parts.Story.PathOf(article.Desk.Value, live, (live?.Number ?? 0) - 1),
            Later = parts.Story.PathOf(article.Desk.Value, live, (live?.Number ?? 0) + 1),
        };
        var page = ArticlePage.Render(article, parts.Fragment, chrome.Notices, parts.Others.ConvertAll(Archive.ReadItem), _newsroom, chrome.Locale, theme, chrome.Standing, cut.Time, links, chrome.Locale.Number(parts.Proof.Index),
            chrome.About, History(article, parts.Records));
        var file = cut.Add(new EditionFile(article.Path, PageAssembly.WithProof(page, parts.Proof)));
        if (isNew(parts.Row))
        {
            foreach (var media in parts.Row.Media.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                cut.AddOnce(media, path => File.ReadAllBytes(Path.Combine(house.Path, path)));
            }
        }
        return new FileLine(article.Path, file.Sha256);
    }

    private static ImmutableArray<RevisionLine> History(PublishedArticle article, List<LoggedRevision> records) => records.Count == 1 ? [] :
    [
        .. records.Where(r => !r.LeftOut).DistinctBy(r => r.Revision).OrderByDescending(r => r.Revision)
            .Select(r => new RevisionLine(r.Revision, Record.Parse(r.Record).Value.VersionCreated, r.Index, article.Corrections.LastOrDefault(c => c.ToRevision == r.Revision))),
    ];

    private (DeskLog Log, Checkpoint State, TileTree Tree) LogOf(string desk, int epoch)
    {
        if (!_logs.TryGetValue((desk, epoch), out var known))
        {
            var log = DeskLog.Of(cut.Ledger, _newsroom.Id, logs.Of(desk).Single(e => e.Epoch == epoch));
            var state = Checkpoint.Parse(log.State()!.Bytes).Value;
            _logs[(desk, epoch)] = known = (log, state, log.Tree(state.Size));
        }
        return known;
    }

    private sealed record Parts(StandingArticle Row, byte[] Fragment, PageProof Proof, List<LoggedRevision> Records, LiveStory Story, List<StandingArticle> Others, List<Edition.FrontItem> Related);
}
