using System.Collections.Immutable;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// Where everything older is, <c>&lt;desk&gt;/archive.html</c>: the desk's kinds of lists, years and months. It says nothing that changes within a month, so that most publishes
/// leave it alone.
/// </summary>
public static class ArchivePage
{
    /// <summary>Where it stands.</summary>
    public static string PathOf(DeskTag desk) => desk.Value + "/archive.html";

    /// <summary>The page.</summary>
    /// <param name="masthead">Whose.</param>
    /// <param name="months">Any day of each month that has articles; their order changes nothing.</param>
    /// <param name="kinds">The kinds of which the desk has a list, and so a page.</param>
    public static byte[] Render(Masthead masthead, IEnumerable<DateOnly> months, IEnumerable<ListKind> kinds)
    {
        var site = masthead.At(PathOf(masthead.Desk));
        var firsts = months.Select(m => new DateOnly(m.Year, m.Month, 1)).Distinct().OrderDescending();
        return Slice.Render(ArchiveSlice.Create(new ArchiveModel(site, [.. firsts.GroupBy(site.Locale.Year).Select(y => new ArchiveYear(y.Key, [.. y]))],
            [.. kinds.Where(k => k != ListKind.Story).Distinct().Order()])));
    }
}

/// <summary>A year of the archive, newest month first.</summary>
public sealed record ArchiveYear(string Name, ImmutableArray<DateOnly> Months);

/// <summary>What the archive's template sees.</summary>
public sealed record ArchiveModel(Site Site, ImmutableArray<ArchiveYear> Years, ImmutableArray<ListKind> Kinds);
