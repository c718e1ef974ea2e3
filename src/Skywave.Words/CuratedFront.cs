using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>What editors put on a desk's front, in their order. What they did not put there flows in after it by time (docs/900-design.md, section 13).</summary>
/// <param name="Slots">The places, the first one leading.</param>
public sealed record CuratedFront(ImmutableArray<FrontSlot> Slots)
{
    /// <summary>Places at most.</summary>
    public const int MostSlots = 12;

    /// <summary>Articles at most in all places together: the newest must find room after them.</summary>
    public const int MostArticles = 20;

    /// <summary>Articles in a package at least.</summary>
    public const int LeastInPackage = 2;

    /// <summary>Articles in a package at most.</summary>
    public const int MostInPackage = 6;

    /// <summary>Characters in a package's title at most.</summary>
    public const int LongestTitle = 80;

    /// <summary>A front that nobody curated: the newest, by time.</summary>
    public static CuratedFront Nothing { get; } = new([]);

    /// <summary>All articles in it, in order.</summary>
    [JsonIgnore]
    public IEnumerable<ArticleId> Articles => Slots.SelectMany(s => s.Articles);

    /// <summary>When the next place ends after a time, or null.</summary>
    public DateTimeOffset? NextEnd(DateTimeOffset after) => Slots.Where(s => s.Until > after).Min(s => s.Until);

    /// <summary>As it is at a time: without the places that have ended.</summary>
    public CuratedFront At(DateTimeOffset time) => Slots.Any(s => s.Until <= time) ? new([.. Slots.Where(s => !(s.Until <= time))]) : this;

    /// <summary>Why it cannot be put on a front, each with what to do; empty: it can.</summary>
    public IEnumerable<string> Reasons()
    {
        if (Slots.Length > MostSlots)
        {
            yield return $"there are {Slots.Length} places on it and at most {MostSlots} fit: take some off";
        }
        if (Articles.Count() > MostArticles)
        {
            yield return $"there are {Articles.Count()} stories on it and at most {MostArticles} fit: take some off";
        }
        if (Articles.Distinct().Count() < Articles.Count())
        {
            yield return "a story stands on it twice: take it off once";
        }
        foreach (var reason in Slots.Select(Wrong).OfType<string>())
        {
            yield return reason;
        }
    }

    private static string? Wrong(FrontSlot slot) =>
        !slot.IsPackage ? slot.Articles.Length == 1 ? null : "a place without a title has one story"
        : slot.Articles.Length is < LeastInPackage or > MostInPackage ? $"a package has {LeastInPackage} to {MostInPackage} stories"
        : string.IsNullOrWhiteSpace(slot.Title) || slot.Title.Length > LongestTitle ? $"a package has a title of 1 to {LongestTitle} characters"
        : slot.Title.Any(c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) ? "the title has characters that are not seen, or that turn the direction: type it anew"
        : null;

    /// <inheritdoc/>
    public bool Equals(CuratedFront? other) => other is not null && Slots.SequenceEqual(other.Slots);

    /// <inheritdoc/>
    public override int GetHashCode() => Slots.Aggregate(0, HashCode.Combine);
}

/// <summary>A place on a front: one pinned story, or a package of some under a title.</summary>
/// <param name="Articles">The stories, the first one first.</param>
/// <param name="Title">A package's title, in the desk's language; null for a pinned story.</param>
/// <param name="Until">When it ends by itself; null: when somebody takes it off.</param>
public sealed record FrontSlot(ImmutableArray<ArticleId> Articles, string? Title = null, DateTimeOffset? Until = null)
{
    /// <summary>True where it is a package.</summary>
    [JsonIgnore]
    public bool IsPackage => Title is not null;

    /// <inheritdoc/>
    public bool Equals(FrontSlot? other) => other is not null && Title == other.Title && Until == other.Until && Articles.SequenceEqual(other.Articles);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Until, Articles.Length);
}
