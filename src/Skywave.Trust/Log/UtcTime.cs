using System.Globalization;

namespace Skywave.Trust.Log;

/// <summary>The one form of a time in what we sign: <c>YYYY-MM-DDTHH:MM:SSZ</c>, whole seconds (docs/900-design.md, section 2).</summary>
public static class UtcTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The text of a time; parts of a second are dropped.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads the one form; false for any other.</summary>
    public static bool TryRead(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
