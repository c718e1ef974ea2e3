using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>Puts revisions into the archive: an article gets its number once, and stands in the lists its newest revision names.</summary>
internal sealed class Shelve(Archive archive)
{
    private readonly NoteChanges _changes = new(archive);
    private readonly Dictionary<string, long> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<StandingList, Queue<RelatedCandidate>> _newest = [];

    /// <summary>Puts one revision in the place of the one before, or at the end of its desk's archive.</summary>
    public void Put(Made made, int edition)
    {
        var article = made.Article;
        var before = archive.Find(article.Id.Value);
        var (story, desk, part) = (StoryOf(article), article.Desk.Value, article.Text.Live);
        var others = story.Others(article.Id.Value, desk, part);
        var names = article.Status == ArticleStatus.Withdrawn || story.IsSettled(desk, part) ? [] : ListNames.Of(article, story: others.Count > 0);
        var lists = names.ToDictionary(n => n.Key, n => archive.Enter(article.Desk.Value, KindOf(n.Kind), n.Slug, n.Name));
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
                Related = before?.Related ?? RelatedTo(article, lists),
            },
            made.Fragment);
        Enter(article, lists, others, edition, isNew: before is null);
        if (before is null)
        {
            Settle(story.Beside(desk, part).Where(other => other.Part.Number < part!.Number).Select(other => other.Row), edition);
        }
        _changes.Note(before, article, edition);
    }

    /// <summary>The word for a kind of list in the ledger.</summary>
    public static string KindOf(ListKind kind) => kind.ToString().ToLowerInvariant();

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

    // What else its desk tells of its story: where there is any, the story has a list.
    private LiveStory StoryOf(PublishedArticle article) => new(article.Standing is not null ? [] :
        archive.OfStory(article.Story).Where(a => a.Desk == article.Desk.Value && a.Article != article.Id.Value && a.Number is not null));

    // Lists name a live story once: a new part takes the place of those before it.
    private void Settle(IEnumerable<StandingArticle> parts, int edition)
    {
        foreach (var (list, number) in parts.SelectMany(part => archive.ListsWith(part.Article)))
        {
            archive.TakeOut(list, number, edition);
        }
    }

    private void Enter(PublishedArticle article, Dictionary<ListKey, StandingList> lists, List<StandingArticle> others, int edition, bool isNew)
    {
        var id = article.Id.Value;
        var now = isNew ? [] : archive.ListsWith(id);
        var wanted = lists.Values.Select(l => l.Id).ToHashSet();
        foreach (var (list, number) in now.Where(n => !wanted.Contains(n.List.Id)))
        {
            archive.TakeOut(list, number, edition);
        }
        foreach (var (key, list) in lists.Where(l => !now.Any(n => n.List.Id == l.Value.Id)))
        {
            if (key.Kind == ListKind.Story && list.Count == 0)
            {
                // The first article of the story comes in with the second.
                foreach (var first in others.OrderBy(a => a.Number))
                {
                    archive.Add(list, first.Article, edition);
                }
            }
            archive.Add(list, id, edition);
            Remember(list, new RelatedCandidate(FrontItem.From(article), article.Story, [.. lists.Keys]));
        }
    }

    private string RelatedTo(PublishedArticle article, Dictionary<ListKey, StandingList> lists)
    {
        var sizes = lists.ToDictionary(l => l.Key, l => (int)l.Value.Count);
        return string.Join(' ', RelatedArticles.Choose(article.Id, article.Story, sizes, lists.Values.SelectMany(Newest)).Select(item => item.Id.Value));
    }

    private Queue<RelatedCandidate> Newest(StandingList list)
    {
        if (!_newest.TryGetValue(list, out var known))
        {
            var rows = list.Count == 0 ? [] : archive.Listed(list, list.Count - RelatedArticles.NewestOfList, list.Count);
            _newest[list] = known = new Queue<RelatedCandidate>(rows.Where(r => !r.IsOut).Select(r => Archive.ReadItem(r.Article))
                .Select(a => new RelatedCandidate(FrontItem.From(a), a.Story, [.. ListNames.Of(a).Select(n => n.Key)])));
        }
        return known;
    }

    private void Remember(StandingList list, RelatedCandidate candidate)
    {
        var newest = Newest(list);
        if (newest.All(c => c.Item.Id != candidate.Item.Id))
        {
            newest.Enqueue(candidate);
        }
        if (newest.Count > RelatedArticles.NewestOfList)
        {
            newest.Dequeue();
        }
    }
}
