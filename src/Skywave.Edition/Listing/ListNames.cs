using System.Collections.Immutable;
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
        var names = new List<ListName>(8);
        Name(names, ListKind.Topic, text.Subjects);
        Name(names, ListKind.Place, text.Located is { Length: > 0 } place ? [new Subject(place), .. text.Places] : text.Places);
        Name(names, ListKind.Person, text.People);
        Name(names, ListKind.Author, [.. text.Bylines.Where(b => b.Display is BylineDisplay.Named or BylineDisplay.Pseudonym).Select(b => new Subject(b.Name))]);
        if (story)
        {
            names.Add(new ListName(ListKind.Story, ListKey.SlugOfStory(article.Story), "", null));
        }
        return names;
    }

    // A name that stands there with its code and without is one list.
    private static void Name(List<ListName> names, ListKind kind, ImmutableArray<Subject> subjects)
    {
        var folded = new string[subjects.Length];
        var first = names.Count;
        for (var i = 0; i < subjects.Length; i++)
        {
            folded[i] = FoldedName.Of(subjects[i].Name);
        }
        for (var i = 0; i < subjects.Length && names.Count - first < MostOfAKind; i++)
        {
            if (Array.IndexOf(folded, folded[i]) == i && Named(kind, Coded(subjects, folded, i)) is { } name && !names.Exists(n => n.Key == name.Key))
            {
                names.Add(name);
            }
        }
    }

    private static Subject Coded(ImmutableArray<Subject> subjects, string[] folded, int first)
    {
        for (var i = first; i < subjects.Length; i++)
        {
            if (subjects[i].Code is not null && folded[i] == folded[first])
            {
                return subjects[i];
            }
        }
        return subjects[first];
    }

    private static ListName? Named(ListKind kind, Subject subject) =>
        subject.Code is { } code && ListKey.SlugOf(code) is { } byCode ? new ListName(kind, byCode, subject.Name, code)
        : ListKey.SlugOf(subject.Name) is { } byName ? new ListName(kind, byName, subject.Name, null)
        : null;
}
