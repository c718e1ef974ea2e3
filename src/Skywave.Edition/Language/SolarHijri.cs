namespace Skywave.Edition;

/// <summary>
/// The solar hijri calendar of Iran and Afghanistan. Years begin at the March equinox; over our centuries the leap years are those of the 33-year
/// cycle, whose test is <c>(25 y + 11) mod 33 &lt; 8</c> and which agrees with the observed calendar for the Gregorian years 1799 to 2256.
/// </summary>
internal static class SolarHijri
{
    // 1 Farvardin 1400.
    private const int AnchorYear = 1400;
    private static readonly int Anchor = new DateOnly(2021, 3, 21).DayNumber;

    /// <summary>Year, month and day of a date.</summary>
    public static (int Year, int Month, int Day) Of(DateOnly date)
    {
        var (year, start) = (AnchorYear, Anchor);
        while (date.DayNumber < start)
        {
            start -= DaysIn(--year);
        }
        while (date.DayNumber >= start + DaysIn(year))
        {
            start += DaysIn(year++);
        }
        var day = date.DayNumber - start;
        // Six months of 31 days, then of 30; the last has 29 or 30.
        return day < 186 ? (year, (day / 31) + 1, (day % 31) + 1) : (year, ((day - 186) / 30) + 7, ((day - 186) % 30) + 1);
    }

    private static int DaysIn(int year) => (((((25 * year) + 11) % 33) + 33) % 33) < 8 ? 366 : 365;
}
