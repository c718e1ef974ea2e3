using System.Globalization;

namespace Skywave.Trust.Log;

/// <summary>The one form of a time in what we sign: <c>YYYY-MM-DDTHH:MM:SSZ</c>, whole seconds (docs/900-design.md, section 2).</summary>
public static class UtcTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The text of a time; parts of a second are dropped.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads the one form; false for any other.</summary>
    public static bool TryRead(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is not { Length: 20 } || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        {
            return false;
        }
        var (year, month, day) = (Digits(text, 0, 4), Digits(text, 5, 2), Digits(text, 8, 2));
        var (hour, minute, second) = (Digits(text, 11, 2), Digits(text, 14, 2), Digits(text, 17, 2));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }
        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    // Negative when one is no digit.
    private static int Digits(string text, int from, int count)
    {
        var number = 0;
        foreach (var c in text.AsSpan(from, count))
        {
            number = char.IsAsciiDigit(c) && number >= 0 ? number * 10 + (c - '0') : -1;
        }
        return number;
    }
}
