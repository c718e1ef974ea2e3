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
internal sealed class NoticesInTime
{
    private const int Soon = 30;

    private readonly NewsroomFolder _house;
    private readonly List<DeskNotices> _desks;

    private NoticesInTime(NewsroomFolder house, List<DeskNotices> desks) => (_house, _desks) = (house, desks);

    /// <summary>The notices of all desks as they are now.</summary>
    public static async Task<NoticesInTime> ReadAsync(WritingDb writing, NewsroomFolder house, CancellationToken cancel)
    {
        var all = await DeskSurroundings.ReadAllAsync(writing, cancel).ConfigureAwait(false);
        var standing = await ListStanding.AllAsync(writing, cancel).ConfigureAwait(false);
        return new NoticesInTime(house, [.. house.Settings.Desks.Where(all.ContainsKey).Select(d => new DeskNotices(d, all[d].Notices, [.. standing[d].Select(s => s.Name)]))]);
    }

    /// <summary>Sentences about the notices that must be looked at within thirty days.</summary>
    public ImmutableArray<string> Warnings(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return [.. from desk in _desks
                   from notice in desk.Notices
                   where notice.ReviewDue is { } due && due >= today && due <= today.AddDays(Soon)
                   select $"{desk.Tag}: the notice {notice.Id} must be checked again by {notice.ReviewDue:yyyy-MM-dd}; from the day after, nothing is published until it was: {FixOf(desk.Tag, notice.Id)}"];
    }

    /// <summary>Stops a publish that would offer an act without its notice, or show a notice that nobody looked at in time.</summary>
    /// <exception cref="Stop">It would; every case is named.</exception>
    public void Require(DateTimeOffset now)
    {
        var missing = _desks.Select(d => (d.Tag, Acts: OfferedActs.Without(d.Notices, d.Standing))).Where(d => d.Acts.Length > 0).ToList();
        if (missing.Count > 0)
        {
            throw new Stop(Exit.Usage, "notices.missing", $"no notice names what pages offer: {string.Join("; ", missing.Select(m => $"{m.Tag}: {string.Join(", ", m.Acts)}"))}",
                $"name these in a notice's `acts` (one that says you know of no law against them will do) and bring the file in: skywave import notices.json --format notices --desk {missing[0].Tag} --newsroom {_house.Path}");
        }
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var overdue = _desks.SelectMany(d => d.Notices.Where(n => n.ReviewDue < today).Select(n => (d.Tag, Notice: n))).ToList();
        if (overdue.Count > 0)
        {
            throw new Stop(Exit.Usage, "notices.overdue", $"notices should have been checked again: {string.Join("; ", overdue.Select(o => $"{o.Tag}: {o.Notice.Id} by {o.Notice.ReviewDue:yyyy-MM-dd}"))}",
                $"have each checked, then say so: {FixOf(overdue[0].Tag, overdue[0].Notice.Id)}; without --by it is put off, and pages go on saying who checked it last");
        }
    }

    private string FixOf(string desk, string notice) =>
        $"skywave notices --newsroom {_house.Path} --desk {desk} --checked {notice} --due YYYY-MM-DD --by \"who checked it\"";

    private sealed record DeskNotices(string Tag, ImmutableArray<Notice> Notices, IReadOnlyCollection<string> Standing);
}
