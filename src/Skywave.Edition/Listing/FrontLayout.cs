using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A curated place with the articles that stand in it now.</summary>
/// <param name="Title">A package's title, or null.</param>
/// <param name="Items">At least one.</param>
public sealed record FrontGroup(string? Title, ImmutableArray<FrontItem> Items);

/// <summary>What stands on a front: what editors put there, then the newest by time, nothing twice.</summary>
/// <param name="Groups">The curated places, the first one leading.</param>
/// <param name="Flow">The newest that stand in none of them.</param>
/// <param name="Covered">How many of the newest stand on the front, in one place or another, before the first that does not: older pages go on from there.</param>
public sealed record FrontLayout(ImmutableArray<FrontGroup> Groups, ImmutableArray<FrontItem> Flow, int Covered)
{
    /// <summary>Everything on it, in order.</summary>
    public IEnumerable<FrontItem> Shown => Groups.SelectMany(g => g.Items).Concat(Flow);

    /// <summary>
    /// Lays out a front. What was withdrawn or retracted leaves its place by itself, a package of which one is left is a story like any other, and of what is named twice the first place counts.
    /// A story from further back than the newest is breaking no more.
    /// </summary>
    /// <param name="curated">What editors put there, without what has ended.</param>
    /// <param name="newest">At most <see cref="FrontPage.Size"/> items, newest first.</param>
    /// <param name="find">The article as it stands, or the newest part of its live story; null when the desk has none such.</param>
    public static FrontLayout Of(CuratedFront curated, IReadOnlyList<FrontItem> newest, Func<ArticleId, FrontItem?> find)
    {
        var (seen, groups) = (new HashSet<ArticleId>(), ImmutableArray.CreateBuilder<FrontGroup>());
        foreach (var slot in curated.Slots)
        {
            var items = slot.Articles.Select(Item).OfType<FrontItem>().Where(i => i.Stands && seen.Add(i.Id)).ToImmutableArray();
            if (items.Length > 0)
            {
                groups.Add(new FrontGroup(items.Length > 1 ? slot.Title : null, items));
            }
        }
        var flow = newest.Where(i => !seen.Contains(i.Id)).Take(FrontPage.Size - seen.Count).ToImmutableArray();
        var left = newest.Index().FirstOrDefault(i => !seen.Contains(i.Item.Id) && !flow.Contains(i.Item), (Index: newest.Count, Item: null!)).Index;
        return new FrontLayout(groups.ToImmutable(), flow, left);

        FrontItem? Item(ArticleId id) => find(id) is not { } item ? null : newest.FirstOrDefault(n => n.Id == item.Id) ?? item with { Breaking = false };
    }
}
