using System.Collections.Immutable;
using System.Numerics;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>An article that may be shown below another.</summary>
/// <param name="Item">The article.</param>
/// <param name="Story">The story it tells.</param>
/// <param name="Lists">The lists of its desk that it is in.</param>
public sealed record RelatedCandidate(FrontItem Item, string Story, IReadOnlyCollection<ListKey> Lists);

/// <summary>Chooses what is shown below an article, from the newest articles of its lists.</summary>
public static class RelatedArticles
{
    /// <summary>Chosen at most.</summary>
    public const int Most = 5;

    /// <summary>Of each of an article's lists, how many of the newest articles are worth asking for.</summary>
    public const int NewestOfList = 20;

    /// <summary>
    /// Those that share the most with it; a list counts more the fewer articles it has, in steps of doubling, and an author half, as a reporter writes of many things. Of equals
    /// the newer one, then by id. Not itself, not its own story (that has its own links), nothing retracted or withdrawn. The order of <paramref name="candidates"/>
    /// changes nothing; one that is there twice counts once.
    /// </summary>
    /// <param name="article">The article.</param>
    /// <param name="story">Its story.</param>
    /// <param name="lists">Its lists, each with how many articles it has.</param>
    /// <param name="candidates">The newest articles of these lists.</param>
    public static ImmutableArray<FrontItem> Choose(ArticleId article, string story, IReadOnlyDictionary<ListKey, int> lists, IEnumerable<RelatedCandidate> candidates) =>
    [
        .. candidates.Where(c => c.Item.Id != article && c.Story != story && c.Item.Stands)
            .DistinctBy(c => c.Item.Id)
            .Select(c => (c.Item, Score: c.Lists.Distinct().Sum(l => lists.TryGetValue(l, out var size) ? Weight(l.Kind, size) : 0)))
            .Where(c => c.Score > 0)
            .OrderByDescending(c => c.Score).ThenByDescending(c => c.Item.FirstPublished).ThenBy(c => c.Item.Id.Value, StringComparer.Ordinal)
            .Take(Most).Select(c => c.Item),
    ];

    // Whole numbers, so that the choice is the same on every machine. A million articles still count for something.
    private static int Weight(ListKind kind, int size) =>
        Math.Max(1, 21 - BitOperations.Log2((uint)Math.Max(1, size))) * (kind switch { ListKind.Story => 0, ListKind.Author => 1, _ => 2 });
}
