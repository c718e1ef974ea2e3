using System.Globalization;

namespace Skywave.Edition;

public sealed partial class Locale
{
    /// <summary>What a page's module writes a date with; it has no clock or calendar of its own.</summary>
    internal (string Months, string Pattern, string Calendar, string Digits) ForModule =>
        (string.Join('|', _months), _datePattern, _persianCalendar ? "persian" : "gregorian", Digits("0123456789"));

    /// <summary>A date in UTC as people of this language read it, in their calendar and digits.</summary>
    public string Date(DateTimeOffset time) => Date(DateOnly.FromDateTime(time.UtcDateTime));

    /// <summary>A date as people of this language read it, in their calendar and digits.</summary>
    public string Date(DateOnly date)
    {
        var (year, month, day) = _persianCalendar ? SolarHijri.Of(date) : (date.Year, date.Month, date.Day);
        return Digits(_datePattern
            .Replace("{d}", day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{yyyy}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{MMMM}", _months[month - 1], StringComparison.Ordinal));
    }

    /// <summary>The year of a date in this language's calendar and digits.</summary>
    internal string Year(DateOnly date) => Number(_persianCalendar ? SolarHijri.Of(date).Year : date.Year);

    /// <summary>
    /// A Gregorian month, as addresses count them, beside its year: its name; where people use another calendar, from which day to which.
    /// </summary>
    internal string Month(DateOnly first) => _persianCalendar ? $"{Date(first)} – {Date(first.AddMonths(1).AddDays(-1))}" : _monthsStandalone[first.Month - 1];

    /// <summary>A Gregorian month alone. The parts stand beside each other and not in a phrase: how a language joins them is nowhere in its file.</summary>
    internal string MonthAndYear(DateOnly first) => _persianCalendar ? Month(first) : $"{Year(first)} · {Month(first)}";

    /// <summary>A date and a time of day in UTC, and it says so.</summary>
    public string DateAndTime(DateTimeOffset time) => _dateTimePattern
        .Replace("{HH}", Digits(time.UtcDateTime.ToString("HH", CultureInfo.InvariantCulture)), StringComparison.Ordinal)
        .Replace("{mm}", Digits(time.UtcDateTime.ToString("mm", CultureInfo.InvariantCulture)), StringComparison.Ordinal)
        .Replace("{date}", Date(time), StringComparison.Ordinal);

    /// <summary>The time as machines read it: ISO 8601, Gregorian, UTC, whole seconds.</summary>
    internal static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The date as machines read it.</summary>
    internal static string Machine(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Digits(string text) =>
        _zero == '0' ? text : string.Create(text.Length, (Text: text, Zero: _zero), static (to, from) =>
        {
            for (var i = 0; i < from.Text.Length; i++)
            {
                to[i] = char.IsAsciiDigit(from.Text[i]) ? (char)(from.Zero + (from.Text[i] - '0')) : from.Text[i];
            }
        });
}
