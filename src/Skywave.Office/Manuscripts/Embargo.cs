using System.Globalization;

namespace Skywave.Office;

/// <summary>A time before which a text may not go out (ninjs <c>embargoedUntil</c>). It is written, translated, passed and scheduled all the same.</summary>
internal static class Embargo
{
    /// <summary>Why a step has to wait, or null.</summary>
    public static string? Judge(ManuscriptRow row, AskedStep asked, DateTimeOffset now) => row.Embargo is not { } until ? null
        : asked.Step == Step.Publish && now.ToUnixTimeSeconds() < until ? $"it is under embargo until {Say(until)}: schedule it"
        : asked.Step == Step.Schedule && asked.Due is { } due && due.ToUnixTimeSeconds() < until ? $"it is under embargo until {Say(until)}: name that time or a later one"
        : null;

    /// <summary>Sets or lifts it. What was scheduled for an earlier time goes out when it ends.</summary>
    public static Task SetAsync(OfficeDb db, ManuscriptRow row, DateTimeOffset? until, string by, DateTimeOffset now, CancellationToken stop)
    {
        var end = until?.ToUnixTimeSeconds();
        return Trail.WithAsync(db, now, by, "manuscript.embargo", row.Id, row.Desk, end is { } at ? "until " + Say(at) : "lifted", async () =>
        {
            await db.Entry(row).ReloadAsync(stop).ConfigureAwait(false);
            (row.Embargo, row.Due) = (end, row.Due < end ? end : row.Due);
        }, stop);
    }

    private static string Say(long at) => DateTimeOffset.FromUnixTimeSeconds(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
