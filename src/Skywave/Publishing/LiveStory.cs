using Skywave.Ledger;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>The parts of live stories among what tells one story: which is the newest, and which are settled and stand beside each other.</summary>
/// <param name="articles">Articles, of one story or of several, of one desk or of several.</param>
internal sealed class LiveStory(IEnumerable<StandingArticle> articles)
{
    private readonly List<(StandingArticle Row, LivePart? Part)> _all = [.. articles.Select(row => (row, PartOf(row)))];

    /// <summary>Which part of a live story an article is, or null. Only of those that are is the item read.</summary>
    public static LivePart? PartOf(StandingArticle row) => LivePart.MayBeIn(row.Item) ? Archive.ReadItem(row).Text.Live : null;

    /// <summary>The other parts of the same live story on the same desk.</summary>
    public IEnumerable<(StandingArticle Row, LivePart Part)> Beside(string desk, LivePart? part) => part is null ? [] :
        _all.Where(a => a.Part is not null && a.Row.Desk == desk && a.Part.Of == part.Of && a.Part.Number != part.Number).Select(a => (a.Row, a.Part!));

    /// <summary>Whether a later part stands: then this one is settled, and lists name that one.</summary>
    public bool IsSettled(string desk, LivePart? part) => Beside(desk, part).Any(other => other.Part.Number > part!.Number);

    /// <summary>Where another part's page stands, or null.</summary>
    public string? PathOf(string desk, LivePart? part, int number) => Beside(desk, part).Where(other => other.Part.Number == number).Select(other => other.Row.Path).FirstOrDefault();

    /// <summary>What else tells an article's story: neither settled parts nor other parts of its own; nothing for a settled part, which leads on to its successor alone.</summary>
    /// <param name="article">The article's id; it may be among them or not yet.</param>
    /// <param name="desk">Its desk.</param>
    /// <param name="part">Which part of a live story it is, or null.</param>
    public List<StandingArticle> Others(string article, string desk, LivePart? part) => IsSettled(desk, part) ? [] :
    [
        .. _all.Where(a => a.Row.Article != article && !IsSettled(a.Row.Desk, a.Part) && (part is null || a.Row.Desk != desk || a.Part?.Of != part.Of)).Select(a => a.Row),
    ];

    /// <summary>Without settled parts that an edition leaves as they are: all that it did not publish itself, but for the one whose successor is new.</summary>
    /// <param name="isPublished">Whether the edition published an article.</param>
    /// <param name="isNew">Whether it did so for the first time.</param>
    public List<StandingArticle> Touched(Predicate<StandingArticle> isPublished, Predicate<StandingArticle> isNew) =>
    [
        .. _all.Where(a => a.Part is null || isPublished(a.Row) || !IsSettled(a.Row.Desk, a.Part) || Beside(a.Row.Desk, a.Part).Any(next => next.Part.Number == a.Part.Number + 1 && isNew(next.Row)))
            .Select(a => a.Row),
    ];

    /// <summary>The newest articles without parts that a later one among them follows, as fronts and feeds show them; and how many were passed over.</summary>
    /// <param name="newest">Articles, the newest first.</param>
    /// <param name="most">Shown at most.</param>
    public static (List<(StandingArticle Row, PublishedArticle Article)> Shown, int PassedOver) Newest(IEnumerable<(StandingArticle Row, PublishedArticle Article)> newest, int most)
    {
        var all = newest.ToList();
        var later = all.Where(a => a.Article.Text.Live is not null).GroupBy(a => a.Article.Text.Live!.Of).ToDictionary(g => g.Key, g => g.Max(a => a.Article.Text.Live!.Number), StringComparer.Ordinal);
        var shown = all.FindAll(a => a.Article.Text.Live is not { } part || later[part.Of] == part.Number);
        var taken = shown.Take(most).ToList();
        return (taken, shown.Count > most ? all.IndexOf(taken[^1]) + 1 - taken.Count : all.Count - taken.Count);
    }
}
