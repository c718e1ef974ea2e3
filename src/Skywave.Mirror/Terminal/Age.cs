using System.CommandLine.Parsing;
using System.Globalization;

namespace Skywave.Mirror;

/// <summary>A length of time as people type it: <c>90m</c>, <c>12h</c>, <c>3d</c>, <c>2w</c>.</summary>
public static class Age
{
    /// <summary>Reads one. Null when it is not a whole number of minutes, hours, days or weeks between a minute and ten years.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is not { Length: >= 2 and <= 8 } || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n == 0)
        {
            return null;
        }
        var minutes = (long)n * text[^1] switch { 'm' => 1, 'h' => 60, 'd' => 24 * 60, 'w' => 7 * 24 * 60, _ => 0 };
        return minutes is > 0 and <= 10L * 366 * 24 * 60 ? TimeSpan.FromMinutes(minutes) : null;
    }

    /// <summary>Reads an option's value, and tells System.CommandLine what is wrong with it.</summary>
    public static TimeSpan? ParseArgument(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : null;
        var age = Parse(text);
        if (age is null)
        {
            argument.AddError($"'{text}' is not a length of time; write one like 90m, 12h, 3d or 2w");
        }
        return age;
    }

    /// <summary>An age as a tired person reads it: "3 days", "5 hours", "just now".</summary>
    public static string Say(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => $"{(int)age.TotalDays} days old",
        { TotalHours: >= 2 } => $"{(int)age.TotalHours} hours old",
        { TotalMinutes: >= 2 } => $"{(int)age.TotalMinutes} minutes old",
        { TotalMinutes: >= -5 } => "just cut",
        _ => "dated in the future: check this machine's clock",
    };
}
