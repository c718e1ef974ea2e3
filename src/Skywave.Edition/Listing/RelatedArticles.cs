using System.Collections.Immutable;
using System.Numerics;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>An article that may be shown below another.</summary>
/// <param name="Item">The article.</param>
/// <param name="Story">The story it tells.</param>
/// <param name="Lists">The lists of its desk that it is in, each once.</param>
public sealed record RelatedCandidate(FrontItem Item, string Story, ImmutableArray<ListKey> Lists);

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
    public static ImmutableArray<FrontItem> Choose(ArticleId article, string story, IReadOnlyDictionary<ListKey, int> lists, IEnumerable<RelatedCandidate> candidates)
    {
        var best = new List<(FrontItem Item, int Score)>(Most + 1);
        foreach (var candidate in candidates)
        {
            if (candidate.Item.Id == article || candidate.Story == story || !candidate.Item.Stands || best.Exists(b => b.Item.Id == candidate.Item.Id))
            {
                continue;
            }
            var one = (candidate.Item, Score: Score(lists, candidate.Lists));
            var place = best.FindIndex(b => IsBefore(one, b));
            if (one.Score > 0 && (place >= 0 || best.Count < Most))
            {
                best.Insert(place < 0 ? best.Count : place, one);
                best.RemoveRange(Math.Min(best.Count, Most), Math.Max(0, best.Count - Most));
            }
        }
        return [.. best.Select(b => b.Item)];
    }

    private static int Score(IReadOnlyDictionary<ListKey, int> lists, ImmutableArray<ListKey> shared)
    {
        var score = 0;
        foreach (var list in shared)
        {
            score += lists.TryGetValue(list, out var size) ? Weight(list.Kind, size) : 0;
        }
        return score;
    }

    private static bool IsBefore((FrontItem Item, int Score) one, (FrontItem Item, int Score) other) =>
        one.Score != other.Score ? one.Score > other.Score
        : one.Item.FirstPublished != other.Item.FirstPublished ? one.Item.FirstPublished > other.Item.FirstPublished
        : string.CompareOrdinal(one.Item.Id.Value, other.Item.Id.Value) < 0;

    // Whole numbers, so that the choice is the same on every machine. A million articles still count for something.
    private static int Weight(ListKind kind, int size) =>
        Math.Max(1, 21 - BitOperations.Log2((uint)Math.Max(1, size))) * (kind switch { ListKind.Story => 0, ListKind.Author => 1, _ => 2 });
}
