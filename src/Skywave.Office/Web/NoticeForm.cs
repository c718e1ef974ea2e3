using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>A notice as its form sends it.</summary>
internal static class NoticeForm
{
    private static readonly char[] Between = [' ', ',', '\n', '\r', '\t'];

    public static Notice Read(Visit visit) => new()
    {
        Id = visit.Field("id").Trim(),
        Designation = visit.Field("designation").Trim(),
        Authority = OrNull(visit.Field("authority")),
        Since = Review.DayOf(visit.Field("since")),
        Territories = [.. visit.Field("territories").Split(Between, StringSplitOptions.RemoveEmptyEntries).Distinct()],
        Persons = [.. visit.Field("persons").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        Acts = ActsOf(visit),
        Penalty = OrNull(visit.Field("penalty")),
        Law = OrNull(visit.Field("law")),
        ReviewedBy = OrNull(visit.Field("reviewedBy")),
        ReviewedOn = Review.DayOf(visit.Field("reviewedOn")),
        ReviewDue = Review.DayOf(visit.Field("reviewDue")),
        Text = visit.Field("text").ReplaceLineEndings("\n").Trim(),
    };

    private static ImmutableArray<Act> ActsOf(Visit visit) =>
        [.. Enum.GetValues<Act>().Where(act => visit.Context.Request.Form["act"].Contains(act.ToString(), StringComparer.Ordinal))];

    private static string? OrNull(string field) => field.Trim() is { Length: > 0 } written ? written : null;
}
