using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>Who holds a manuscript to write: a courtesy among colleagues, which no save depends on.</summary>
internal static class Hold
{
    /// <summary>Seconds; every save renews it, and every look of an editor's page that is in sight.</summary>
    private const int Lasts = 90;

    /// <summary>Who else holds it now, or null.</summary>
    public static string? Other(ManuscriptRow row, string person, DateTimeOffset now) => row.Holder is { } holder && holder != person && row.HeldUntil > now.ToUnixTimeSeconds() ? holder : null;

    public static void Renew(ManuscriptRow row, string person, string sitting, DateTimeOffset now) => (row.Holder, row.Sitting, row.HeldUntil) = (person, sitting, now.ToUnixTimeSeconds() + Lasts);

    /// <summary>Whoever holds it and is still there goes on holding it; nobody else gets it by asking.</summary>
    public static Task StayAsync(OfficeDb db, string id, string person, string sitting, DateTimeOffset now, CancellationToken stop) =>
        db.Manuscripts.Where(m => m.Id == id && m.Holder == person && m.Sitting == sitting).ExecuteUpdateAsync(to => to.SetProperty(m => m.HeldUntil, now.ToUnixTimeSeconds() + Lasts), stop);

    public static void End(ManuscriptRow row) => (row.Holder, row.Sitting, row.HeldUntil) = (null, null, 0);
}
