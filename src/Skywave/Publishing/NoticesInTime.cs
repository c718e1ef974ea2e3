using System.Collections.Immutable;
using Skywave.Edition;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>
/// Before an edition is cut: every act that a desk's pages offer has its notice, and every notice was looked at in time. What was interrupted is finished and what expires is signed again whatever
/// the notices say: readers who check must not be left without an edition.
/// </summary>
internal static class NoticesInTime
{
    private const int Soon = 30;

    /// <summary>Sentences about the notices that must be looked at within thirty days.</summary>
    public static async Task<ImmutableArray<string>> WarningsAsync(WritingDb writing, NewsroomFolder house, DateTimeOffset now, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return [.. from desk in await DesksAsync(writing, house, cancel).ConfigureAwait(false)
                   from notice in desk.Notices
                   where notice.ReviewDue is { } due && due >= today && due <= today.AddDays(Soon)
                   select $"{desk.Tag}: the notice {notice.Id} must be checked again by {notice.ReviewDue:yyyy-MM-dd}; from the day after, nothing is published until it was: {FixOf(desk.Tag, notice.Id, house)}"];
    }

    /// <summary>Stops a publish that would offer an act without its notice, or show a notice that nobody looked at in time.</summary>
    /// <exception cref="Stop">It would; every case is named.</exception>
    public static async Task RequireAsync(WritingDb writing, NewsroomFolder house, DateTimeOffset now, CancellationToken cancel)
    {
        var desks = await DesksAsync(writing, house, cancel).ConfigureAwait(false);
        var missing = desks.Select(d => (d.Tag, Acts: OfferedActs.Without(d.Notices, d.Standing))).Where(d => d.Acts.Length > 0).ToList();
        if (missing.Count > 0)
        {
            throw new Stop(Exit.Usage, "notices.missing", $"no notice names what pages offer: {string.Join("; ", missing.Select(m => $"{m.Tag}: {string.Join(", ", m.Acts)}"))}",
                $"name these in a notice's `acts` (one that says you know of no law against them will do) and bring the file in: skywave import notices.json --format notices --desk {missing[0].Tag} --newsroom {house.Path}");
        }
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var overdue = desks.SelectMany(d => d.Notices.Where(n => n.ReviewDue < today).Select(n => (d.Tag, Notice: n))).ToList();
        if (overdue.Count > 0)
        {
            throw new Stop(Exit.Usage, "notices.overdue", $"notices should have been checked again: {string.Join("; ", overdue.Select(o => $"{o.Tag}: {o.Notice.Id} by {o.Notice.ReviewDue:yyyy-MM-dd}"))}",
                $"have each checked, then say so: {FixOf(overdue[0].Tag, overdue[0].Notice.Id, house)}; without --by it is put off, and pages go on saying who checked it last");
        }
    }

    private static string FixOf(string desk, string notice, NewsroomFolder house) =>
        $"skywave notices --newsroom {house.Path} --desk {desk} --checked {notice} --due YYYY-MM-DD --by \"who checked it\"";

    private static async Task<List<DeskNotices>> DesksAsync(WritingDb writing, NewsroomFolder house, CancellationToken cancel)
    {
        var all = await DeskSurroundings.ReadAllAsync(writing, cancel).ConfigureAwait(false);
        var ready = await ListStanding.NamesAsync(writing, cancel).ConfigureAwait(false);
        return [.. house.Settings.Desks.Where(all.ContainsKey).Select(d => new DeskNotices(d, all[d].Notices, [.. all[d].Standing, .. ready[d]]))];
    }

    private sealed record DeskNotices(string Tag, ImmutableArray<Notice> Notices, IReadOnlyCollection<string> Standing);
}
