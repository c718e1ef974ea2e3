using System.Collections.Immutable;
using System.Numerics;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A list and how many articles it has.</summary>
public sealed record ListSize(ListName List, int Articles);

/// <summary>
/// A desk's lists of one kind, <c>&lt;desk&gt;/&lt;kind&gt;/index.html</c>. Bounded: when there are more than <see cref="Most"/>, the largest are named, and sizes count in steps
/// of doubling, so that the page changes when a list is new or its size has doubled, and not with every publish.
/// </summary>
public static class ListIndexPage
{
    /// <summary>Lists on the page at most.</summary>
    public const int Most = 300;

    /// <summary>Where it stands.</summary>
    public static string PathOf(DeskTag desk, ListKind kind) => ListKey.FolderOf(desk, kind) + "index.html";

    /// <summary>A list's step: how often its size has doubled since its first article.</summary>
    public static int StepOf(int articles) => BitOperations.Log2((uint)Math.Max(1, articles));

    /// <summary>Whether the page of a list's kind may change when the list grows: it is new, or its size has doubled.</summary>
    public static bool MayChange(int before, int after) => after > before && (before == 0 || StepOf(after) != StepOf(before));

    /// <summary>
    /// The page. Lists stand in the order of their folded names' code points (<see cref="FoldedName"/>): it needs no table of a language that changes with a library, and is
    /// right where a script's order is its code points'.
    /// </summary>
    /// <param name="masthead">Whose.</param>
    /// <param name="kind">Which kind; stories have no such page.</param>
    /// <param name="lists">All of the kind, or the first <see cref="Most"/> by <see cref="StepOf"/>, greatest first, then by slug (code points). Their order changes nothing.</param>
    public static byte[] Render(Masthead masthead, ListKind kind, IReadOnlyCollection<ListSize> lists) => Slice.Render(ListIndexSlice.Create(new ListIndexModel(masthead.At(PathOf(masthead.Desk, kind)), kind,
        [.. lists.OrderByDescending(l => StepOf(l.Articles)).ThenBy(l => l.List.Slug, StringComparer.Ordinal).Take(Most).Select(l => l.List).OrderBy(l => FoldedName.Of(l.Name), StringComparer.Ordinal).ThenBy(l => l.Slug, StringComparer.Ordinal)])));

    internal static string LabelOf(ListKind kind) => kind switch
    {
        ListKind.Topic => "article.topics",
        ListKind.Place => "list.places",
        ListKind.Person => "list.people",
        ListKind.Author => "list.authors",
        _ => "list.story",
    };
}

/// <summary>What the template of the lists of a kind sees.</summary>
public sealed record ListIndexModel(Site Site, ListKind Kind, ImmutableArray<ListName> Lists);
