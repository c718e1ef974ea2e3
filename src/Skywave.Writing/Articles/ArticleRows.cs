using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>
/// The rows that many texts are about, read in a few statements however many they are, changed in memory and stored together. A row that a text made
/// is seen by the texts after it. The caller holds the transaction.
/// </summary>
internal sealed class ArticleRows
{
    /// <summary>How many articles are read and stored together: more would only take memory.</summary>
    public const int AtOnce = 1_000;

    private readonly WritingDb _db;
    private readonly Dictionary<string, ArticleRow> _articles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RevisionRow>> _revisions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stories = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Desk, string Standing), string> _standing = [];
    private readonly List<StoryRow> _newStories = [];
    private readonly List<ArticleRow> _newArticles = [];
    private readonly List<RevisionRow> _newRevisions = [];

    private ArticleRows(WritingDb db) => _db = db;

    /// <summary>The newsroom's desks in their order.</summary>
    public IReadOnlyList<string> Desks { get; private set; } = [];

    /// <summary>The newest two revisions of articles.</summary>
    public static async Task<ArticleRows> OfAsync(WritingDb db, string[] ids, CancellationToken stop)
    {
        var rows = new ArticleRows(db);
        var revisions = await db.Revisions
            .Where(r => EF.Parameter(ids).Contains(r.Article) && r.Number >= db.Revisions.Where(n => n.Article == r.Article).Max(n => n.Number) - 1)
            .OrderByDescending(r => r.Number).ToListAsync(stop);
        revisions.ForEach(r => rows.OfArticle(r.Article).Add(r));
        return rows;
    }

    /// <summary>All that drafts can be about or clash with.</summary>
    public static async Task<ArticleRows> OfAsync(WritingDb db, IReadOnlyCollection<CheckedDraft> drafts, CancellationToken stop)
    {
        var good = drafts.Where(d => d.Reasons.IsEmpty).ToList();
        string[] ids = [.. good.Select(d => d.Id.Value).Distinct()];
        var articles = await db.Articles.Where(a => EF.Parameter(ids).Contains(a.Id)).ToListAsync(stop);
        var rows = articles.Count > 0 ? await OfAsync(db, [.. articles.Select(a => a.Id)], stop) : new ArticleRows(db);
        articles.ForEach(a => rows._articles[a.Id] = a);
        rows.Desks = await db.Desks.OrderBy(d => d.Position).Select(d => d.Tag).ToListAsync(stop);
        string[] stories = [.. good.Select(d => d.Draft.Story ?? d.Id.Value).Concat(articles.Select(a => a.Story)).Distinct()];
        rows._stories.UnionWith(await db.Stories.Where(s => EF.Parameter(stories).Contains(s.Id)).Select(s => s.Id).ToListAsync(stop));
        string[] standing = [.. good.Select(d => d.Draft.Standing).OfType<string>().Distinct()];
        var pages = standing.Length == 0 ? [] : await db.Articles.Where(a => a.Standing != null && EF.Parameter(standing).Contains(a.Standing)).ToListAsync(stop);
        foreach (var page in pages.Concat(articles.Where(a => a.Standing is not null)))
        {
            rows._standing[(page.Desk, page.Standing!)] = page.Id;
        }
        return rows;
    }

    public ArticleRow? Article(string id) => _articles.GetValueOrDefault(id);

    public RevisionRow? Newest(string article) => _revisions.GetValueOrDefault(article)?.FirstOrDefault();

    /// <summary>The revision below the newest.</summary>
    public RevisionRow? Below(string article) => _revisions.GetValueOrDefault(article)?.ElementAtOrDefault(1);

    /// <summary>Whose a desk's standing page is, or null.</summary>
    public string? Owner(string desk, string standing) => _standing.GetValueOrDefault((desk, standing));

    public ArticleRow Add(ArticleRow article)
    {
        _newArticles.Add(article);
        return _articles[article.Id] = article;
    }

    public RevisionRow Add(RevisionRow revision)
    {
        _newRevisions.Add(revision);
        OfArticle(revision.Article).Insert(0, revision);
        return revision;
    }

    public void RemoveNewest(string article)
    {
        var newest = _revisions[article][0];
        _revisions[article].RemoveAt(0);
        if (!_newRevisions.Remove(newest))
        {
            _db.Revisions.Remove(newest);
        }
    }

    /// <summary>An article tells a story, which may be new, and is a standing page or none.</summary>
    public void Place(ArticleRow article, string story, string? standing, DateTimeOffset now)
    {
        if (_stories.Add(story))
        {
            _newStories.Add(new StoryRow { Id = story, Created = now.ToUnixTimeSeconds() });
        }
        if (article.Standing is { } left && Owner(article.Desk, left) == article.Id)
        {
            _standing.Remove((article.Desk, left));
        }
        if (standing is not null)
        {
            _standing[(article.Desk, standing)] = article.Id;
        }
        (article.Story, article.Standing) = (story, standing);
    }

    /// <summary>Stores it all: what must be there first goes first.</summary>
    public async Task SaveAsync(CancellationToken stop)
    {
        await ManyRows.InsertAsync(_db, _newStories, stop);
        await _db.SaveChangesAsync(stop);
        await ManyRows.InsertAsync(_db, _newArticles, stop);
        await ManyRows.InsertAsync(_db, _newRevisions, stop);
        _db.ChangeTracker.Clear();
    }

    private List<RevisionRow> OfArticle(string id) => _revisions.TryGetValue(id, out var rows) ? rows : _revisions[id] = [];
}
