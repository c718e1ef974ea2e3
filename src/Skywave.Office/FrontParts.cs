using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What the office needs of the other rooms to put a front together.</summary>
public sealed record FrontParts
{
    /// <summary>What editors put on a desk's front, as it is approved now.</summary>
    public required Func<string, CancellationToken, Task<CuratedFront>> Read { get; init; }

    /// <summary>Approves a desk's front for the next edition; why not, or nothing.</summary>
    public required Func<string, CuratedFront, CancellationToken, Task<ImmutableArray<string>>> Put { get; init; }

    /// <summary>The front page as readers would see it, whole, as HTML.</summary>
    public required Func<string, CuratedFront, CancellationToken, Task<byte[]>> Preview { get; init; }

    /// <summary>Those of some articles that the desk has published and that stand, by their ids.</summary>
    public required Func<string, IReadOnlyCollection<string>, CancellationToken, Task<ImmutableArray<OutsideArticle>>> Named { get; init; }
}
