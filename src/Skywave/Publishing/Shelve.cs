using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>Puts revisions into the archive: an article gets its number once, and stands in the lists its newest revision names.</summary>
internal sealed class Shelve(Archive archive, int edition)
{
    private readonly Dictionary<string, long> _next = new(StringComparer.Ordinal);

    /// <summary>Puts one revision in the place of the one before, or at the end of its desk's archive.</summary>
    public void Put(Made made)
    {
        var article = made.Article;
        var before = archive.Find(article.Id.Value);
        var names = article.Standing is null && article.Status != ArticleStatus.Withdrawn ? Names(article) : [];
        archive.Keep(
            new StandingArticle
            {
                Article = article.Id.Value,
                Desk = article.Desk.Value,
                Number = before is null ? NumberOf(article) : before.Number,
                Path = article.Path,
                Story = article.Story,
                FirstPublished = article.FirstPublished.ToUnixTimeSeconds(),
                VersionCreated = article.VersionCreated.ToUnixTimeSeconds(),
                Revision = article.Revision,
                Status = made.Record.Status,
                FragmentHash = made.Record.Hash,
                FragmentLength = (int)made.Record.Length,
                Item = made.Item,
                Media = made.Media,
                Related = before?.Related ?? RelatedTo(article, names),
            },
            made.Fragment);
        Enter(article, names, isNew: before is null);
    }

    private long? NumberOf(PublishedArticle article)
    {
        if (article.Standing is not null)
        {
            return null;
        }
        var next = _next.TryGetValue(article.Desk.Value, out var known) ? known : archive.Count(article.Desk.Value);
        _next[article.Desk.Value] = next + 1;
        return next;
    }

    // A desk that tells a story more than once has a page of that story.
    private List<ListName> Names(PublishedArticle article) =>
        [.. ListNames.Of(article, withStory: archive.OfStory(article.Story).Any(a => a.Desk == article.Desk.Value && a.Article != article.Id.Value && a.Number is not null))];

    private void Enter(PublishedArticle article, List<ListName> names, bool isNew)
    {
        var (id, desk) = (article.Id.Value, article.Desk.Value);
        var now = isNew ? [] : archive.ListsWith(id);
        var wanted = names.Select(n => (Kind: KindOf(n), n.Slug)).ToHashSet();
        foreach (var (list, number) in now.Where(n => !wanted.Contains((n.List.Kind, n.List.Slug))))
        {
            archive.TakeOut(list, number, edition);
        }
        foreach (var name in names.Where(n => !now.Any(m => m.List.Kind == KindOf(n) && m.List.Slug == n.Slug)))
        {
            var list = archive.Enter(desk, KindOf(name), name.Slug, name.Name);
            if (name.Kind == ListKind.Story && list.Count == 0)
            {
                // The first article of the story comes in with the second.
                foreach (var first in archive.OfStory(article.Story).Where(a => a.Desk == desk && a.Article != id && a.Number is not null && a.Status != "withdrawn").OrderBy(a => a.Number))
                {
                    archive.Add(list, first.Article, edition);
                }
            }
            archive.Add(list, id, edition);
        }
    }

    private string RelatedTo(PublishedArticle article, List<ListName> names)
    {
        if (article.Standing is not null)
        {
            return "";
        }
        var candidates = new List<RelatedCandidate>();
        foreach (var name in names.Where(n => n.Kind != ListKind.Story))
        {
            var list = archive.Enter(article.Desk.Value, KindOf(name), name.Slug, name.Name);
            candidates.AddRange(archive.IdsIn(list, Math.Max(0, list.Count - Related.CandidatesOfEachList), list.Count)
                .Select(c => new RelatedCandidate(c.Article, c.Story, c.FirstPublished, name, list.Count)));
        }
        return string.Join(' ', Related.Choose(article.Story, candidates));
    }

    private static string KindOf(ListName name) => ListNames.Folder(name.Kind);
}
