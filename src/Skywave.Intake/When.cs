using System.Globalization;
using System.Text.RegularExpressions;

namespace Skywave.Intake;

/// <summary>Times as feeds and news items write them: ISO 8601 (also cut short) and RFC 822, with the mistakes that are common.</summary>
internal static partial class When
{
    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = "+00:00", ["UTC"] = "+00:00", ["GMT"] = "+00:00", ["Z"] = "+00:00", ["EST"] = "-05:00", ["EDT"] = "-04:00", ["CST"] = "-06:00",
        ["CDT"] = "-05:00", ["MST"] = "-07:00", ["MDT"] = "-06:00", ["PST"] = "-08:00", ["PDT"] = "-07:00", ["CET"] = "+01:00", ["CEST"] = "+02:00",
        ["BST"] = "+01:00", ["MSK"] = "+03:00", ["JST"] = "+09:00",
    };

    private static readonly string[] Short = ["yyyy", "yyyy-MM", "yyyyMMdd", "yyyy-MM-dd"];

    /// <summary>Whole seconds in UTC, or null when nobody could say which time is meant. No zone: UTC.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        text = text is null ? "" : CleanText.Line(text);
        if (text.Length is 0 or > 64)
        {
            return null;
        }
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (DateTimeOffset.TryParseExact(text, Short, CultureInfo.InvariantCulture, styles, out var at))
        {
            return at;
        }
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, styles, out at) && at.Year >= 1900)
        {
            return at;
        }
        // The day of the week says nothing new and is often wrong.
        text = Weekday().Replace(text, "");
        text = Zone().Replace(text, m => Zones.TryGetValue(m.Groups[1].Value, out var offset) ? offset : m.Value);
        text = Fraction().Replace(text, m => m.Groups[1].Value);
        if (!Plausible().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out at) || at.Year < 1900)
        {
            return null;
        }
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
    }

    [GeneratedRegex(@"^[A-Za-z]{3,9}\s*,\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"(?<=\d)\s*([A-Za-z]{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();

    [GeneratedRegex(@"(:\d\d)\.\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    /// <summary>A day needs a year with it: .NET reads "12:30" and "May 3" as today's.</summary>
    [GeneratedRegex(@"\d{4}|\d\d?\s[A-Za-z]{3,9}\s\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Plausible();
}
