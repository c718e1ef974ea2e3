using Skywave.Words;

namespace Skywave.Edition;

/// <summary>The lists of its desk that an article is in.</summary>
public static class ListNames
{
    /// <summary>Lists of one kind at most: each is a file that the publish writes.</summary>
    public const int MostOfAKind = 12;

    /// <summary>Each list once: topics, places, people, authors, most important first in each. A standing page is in none.</summary>
    /// <param name="article">The article, as published now.</param>
    /// <param name="story">Its story's list as well, at the end: when the desk has more articles of the story.</param>
    public static IReadOnlyList<ListName> Of(PublishedArticle article, bool story = false)
    {
        if (article.Standing is not null)
        {
            return [];
        }
        var text = article.Text;
        Subject[] located = text.Located is { Length: > 0 } place ? [new Subject(place)] : [];
        return
        [
            .. Named(ListKind.Topic, text.Subjects),
            .. Named(ListKind.Place, [.. located, .. text.Places]),
            .. Named(ListKind.Person, text.People),
            .. Named(ListKind.Author, text.Bylines.Where(b => b.Display is BylineDisplay.Named or BylineDisplay.Pseudonym).Select(b => new Subject(b.Name))),
            .. story ? [new ListName(ListKind.Story, ListKey.SlugOfStory(article.Story), "", null)] : Array.Empty<ListName>(),
        ];
    }

    // A name that stands there with its code and without is one list.
    private static IEnumerable<ListName> Named(ListKind kind, IEnumerable<Subject> subjects) => subjects
        .GroupBy(s => FoldedName.Of(s.Name))
        .Select(same => same.FirstOrDefault(s => s.Code is not null) ?? same.First())
        .Select(s => (s.Code is null ? null : ListKey.SlugOf(s.Code)) is { } byCode ? new ListName(kind, byCode, s.Name, s.Code)
            : ListKey.SlugOf(s.Name) is { } byName ? new ListName(kind, byName, s.Name, null) : null)
        .OfType<ListName>().DistinctBy(l => l.Slug).Take(MostOfAKind);
}
