#pragma warning disable CS1591
using Skywave.Words;


namespace Skywave.Edition;

public enum ListKind { Topic, Place, Person, Author, Story }

public sealed record ListName(ListKind Kind, string Slug, string Name, string? Code = null);

public static class ListNames
{
    public static string Folder(ListKind kind) => kind switch { ListKind.Topic => "topic", ListKind.Place => "place", ListKind.Person => "person", ListKind.Author => "author", _ => "story" };

    public static IEnumerable<ListName> Of(PublishedArticle article, bool withStory)
    {
        foreach (var s in article.Text.Subjects)
        {
            yield return new(ListKind.Topic, Slug(s.Name), s.Name);
        }
        if (article.Text.Located is { } place)
        {
            yield return new(ListKind.Place, Slug(place), place);
        }
        foreach (var b in article.Text.Bylines.Where(b => b.Display != BylineDisplay.Withheld))
        {
            yield return new(ListKind.Author, Slug(b.Name), b.Name);
        }
        if (withStory)
        {
            yield return new(ListKind.Story, Slug(article.Story), article.Text.Headline);
        }
    }

    private static string Slug(string name) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..12];
}

public sealed record RelatedCandidate(string Article, string Story, long FirstPublished, ListName List, long ListCount);

public static class Related
{
    public const int CandidatesOfEachList = 20;

    public static IEnumerable<string> Choose(string story, IEnumerable<RelatedCandidate> candidates) =>
        candidates.Where(c => c.Story != story).GroupBy(c => c.Article).OrderByDescending(g => g.Sum(c => 1.0 / (c.ListCount + 1))).ThenByDescending(g => g.First().FirstPublished).ThenBy(g => g.Key, StringComparer.Ordinal).Take(5).Select(g => g.Key);
}
