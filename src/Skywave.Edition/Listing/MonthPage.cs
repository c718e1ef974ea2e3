using System.Collections.Immutable;
using System.Globalization;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A day of a month's archive.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Articles">How many articles were first published on it; a day without any is left out.</param>
/// <param name="Page">The desk's page on which the first of them stands, or will: <see cref="ListPage.NumberOf"/>.</param>
public sealed record MonthDay(DateOnly Day, int Articles, int Page);

/// <summary>A desk's month, <c>&lt;desk&gt;/YYYY/MM/index.html</c>: how many articles each day had, and the page on which the day begins.</summary>
public static class MonthPage
{
    /// <summary>Where a day's month stands.</summary>
    public static string PathOf(DeskTag desk, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{desk.Value}/{day.Year:D4}/{day.Month:D2}/index.html");

    /// <summary>The page. Newest day first, in the desk's calendar; the order of <paramref name="days"/> changes nothing.</summary>
    /// <param name="masthead">Whose.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="days">Its days.</param>
    public static byte[] Render(Masthead masthead, DateOnly month, IEnumerable<MonthDay> days) => Slice.Render(MonthSlice.Create(new MonthModel(masthead.At(PathOf(masthead.Desk, month)), new(month.Year, month.Month, 1),
        [.. days.Where(d => d.Articles > 0 && (d.Day.Year, d.Day.Month) == (month.Year, month.Month)).OrderByDescending(d => d.Day)])));
}

/// <summary>What a month's template sees.</summary>
public sealed record MonthModel(Site Site, DateOnly First, ImmutableArray<MonthDay> Days);
