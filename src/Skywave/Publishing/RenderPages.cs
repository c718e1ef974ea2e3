using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.Edition;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>What a desk's pages are rendered with, apart from their articles.</summary>
internal sealed record DeskChrome(DeskTag Desk, Locale Locale, ImmutableArray<Notice> Notices, IReadOnlyCollection<string> Standing);

/// <summary>Puts signed fragments into pages: chrome around them, their proof after them.</summary>
internal sealed class RenderPages(Cut cut, WritingDb writing, NewsroomFolder house, Theme theme, LogsDocument logs, IReadOnlyDictionary<string, DeskChrome> chromes)
{
    private readonly Dictionary<(string Desk, int Epoch), (DeskLog Log, Checkpoint State, TileTree Tree)> _logs = [];
    private readonly Newsroom _newsroom = house.Settings.Newsroom;

    /// <summary>Articles that need a page made: those of this edition, what tells the same stories, and whole desks whose chrome changed.</summary>
    public async Task<IReadOnlyList<PublishedArticle>> ChooseAsync(IReadOnlySet<string> renewedDesks, CancellationToken cancel)
    {
        var chosen = new Dictionary<string, PublishedArticle>(StringComparer.Ordinal);
        var logged = await cut.Ledger.Entries.AsNoTracking().Where(e => e.Edition == cut.Number).Select(e => e.Article).Distinct().ToListAsync(cancel).ConfigureAwait(false);
        foreach (var id in logged)
        {
            if (!chosen.ContainsKey(id) && await ReadArticle.PublishedAsync(writing, ArticleId.Parse(id), cancel).ConfigureAwait(false) is { } article)
            {
                foreach (var sibling in await PublishedArticles.OfStoryAsync(writing, article.Story, cancel).ConfigureAwait(false))
                {
                    chosen[sibling.Id.Value] = sibling;
                }
            }
        }
        if (renewedDesks.Count > 0)
        {
            await foreach (var article in PublishedArticles.AllAsync(writing, cancel).ConfigureAwait(false))
            {
                if (renewedDesks.Contains(article.Desk.Value))
                {
                    chosen[article.Id.Value] = article;
                }
            }
        }
        return [.. chosen.Values.OrderBy(a => a.Address, StringComparer.Ordinal)];
    }

    /// <summary>Makes an article's page and puts it, with its pictures, into the cut.</summary>
    public async Task RenderAsync(PublishedArticle article, CancellationToken cancel)
    {
        var id = article.Id.Value;
        var fragment = (await cut.Ledger.Fragments.AsNoTracking().SingleAsync(f => f.Article == id, cancel).ConfigureAwait(false)).Bytes;
        var entry = await cut.Ledger.Entries.AsNoTracking().Where(e => e.Article == id)
            .OrderByDescending(e => e.Epoch).ThenByDescending(e => e.Index).FirstAsync(cancel).ConfigureAwait(false);
        var (log, state, tree) = LogOf(entry.Desk, entry.Epoch);
        if (!PageProof.Make(entry.Record, entry.Index, tree, state).TryGet(out var proof, out var refusal))
        {
            throw log.Damaged(refusal);
        }
        var translations = (await PublishedArticles.OfStoryAsync(writing, article.Story, cancel).ConfigureAwait(false)).Where(a => a.Id != article.Id && a.Status != ArticleStatus.Withdrawn);
        var chrome = chromes[article.Desk.Value];
        var page = ArticlePage.Render(article, fragment, chrome.Notices, [.. translations], _newsroom, chrome.Locale, theme, chrome.Standing, cut.Time);
        page = ArticlePage.WithEntry(page, chrome.Locale.Number(entry.Index));
        var file = cut.Add(new EditionFile(article.Path, PageAssembly.WithProof(page, proof)));
        Remember(article, fragment, file);
        foreach (var rendition in ArticlePictures.Of(article.Text).SelectMany(p => p.Picture.Renditions))
        {
            cut.AddOnce($"media/{rendition.Hash}.{rendition.Extension}", path => File.ReadAllBytes(Path.Combine(house.Path, path)));
        }
    }

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

    private void Remember(PublishedArticle article, byte[] fragment, ListedFile page)
    {
        if (cut.Ledger.Pages.Find(article.Path) is not { } row)
        {
            row = new StandingPage
            {
                Path = article.Path, Desk = article.Desk.Value, Article = article.Id.Value, FragmentHash = "", FragmentLength = 0, PageHash = "", Revision = 0, Status = "", VersionCreated = 0,
            };
            cut.Ledger.Pages.Add(row);
        }
        (row.FragmentHash, row.FragmentLength, row.PageHash) = (Cut.Describe(fragment).Sha256, fragment.Length, page.Sha256);
        (row.Revision, row.Status, row.VersionCreated) = (article.Revision, LogReady.StatusWord(article.Status), article.VersionCreated.ToUnixTimeSeconds());
    }
}
