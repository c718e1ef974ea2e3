namespace Skywave.Office;

/// <summary>Who holds a manuscript to write: a courtesy among colleagues, which no save depends on.</summary>
internal static class Hold
{
    /// <summary>Seconds; every save renews it.</summary>
    private const int Lasts = 90;

    /// <summary>Who else holds it now, or null.</summary>
    public static string? Other(ManuscriptRow row, string person, DateTimeOffset now) => row.Holder is { } holder && holder != person && row.HeldUntil > now.ToUnixTimeSeconds() ? holder : null;

    public static void Renew(ManuscriptRow row, string person, string sitting, DateTimeOffset now) => (row.Holder, row.Sitting, row.HeldUntil) = (person, sitting, now.ToUnixTimeSeconds() + Lasts);

    public static void End(ManuscriptRow row) => (row.Holder, row.Sitting, row.HeldUntil) = (null, null, 0);
}
