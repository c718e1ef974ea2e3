using System.Collections.Immutable;

namespace Skywave.Edition;

/// <summary>Where an article's page leads on to in its desk.</summary>
/// <param name="Lists">The lists it is in (<see cref="ListNames"/>); each has its pages.</param>
/// <param name="Related">At most <see cref="RelatedArticles.Most"/> (<see cref="RelatedArticles"/>); those that are withdrawn are not shown.</param>
public sealed record ArticleLinks(IReadOnlyList<ListName> Lists, IReadOnlyList<FrontItem> Related)
{
    /// <summary>Nowhere.</summary>
    public static readonly ArticleLinks None = new([], []);

    /// <summary>Where the part of a live story before this one stands, or null.</summary>
    public string? Earlier { get; init; }

    /// <summary>Where the part of a live story after this one stands, or null: then this is the newest.</summary>
    public string? Later { get; init; }

    /// <summary>The lists by kind, each kind once.</summary>
    internal ImmutableArray<IGrouping<ListKind, ListName>> Groups => [.. Lists.GroupBy(l => l.Kind)];
}
