using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>A picture's line in a text, and where pictures may lie.</summary>
internal static partial class StoryPicture
{
    public const string Expected = "a file beside the text or an http(s) address";

    /// <summary>An http(s) address, or a path relative to the text; null for anything else.</summary>
    public static string? Origin(string text) =>
        text.Contains("://", StringComparison.Ordinal) ? CleanText.Link(text, null)
        : text.StartsWith('/') || text.StartsWith('\\') || text.Contains(':', StringComparison.Ordinal) ? null : text;

    /// <summary>Percent from the left and from the top (<c>40 30</c>); null for anything else.</summary>
    public static FocalPoint? Focus(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var left, var top] && Percent(left) is { } x && Percent(top) is { } y
        ? new FocalPoint(x, y)
        : null;

    private static int? Percent(string text) => int.TryParse(text.TrimEnd('%'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n <= 100 ? n : null;

    /// <summary>The block, or null when the line is none (or is a wrong one, which is noted).</summary>
    public static PictureBlock? Read(StoryLine line, Mistakes mistakes)
    {
        var match = Pattern().Match(line.Text);
        if (!match.Success)
        {
            return null;
        }
        var alt = CleanText.Line(StoryRuns.Unescape(match.Groups[1].Value));
        var origin = Origin(StoryRuns.Unescape(match.Groups[2].Value));
        var caption = match.Groups[3].Success ? CleanText.LineOrNull(StoryRuns.Unescape(match.Groups[3].Value)) : null;
        if (alt.Length == 0 || origin is null)
        {
            mistakes.Add(line.Number, alt.Length == 0 ? "a picture needs words that say what it shows: ![words](file)" : $"the picture is not {Expected}");
            return null;
        }
        return new PictureBlock(new Picture { Alt = alt, Caption = caption, Origin = origin });
    }

    [GeneratedRegex("""^!\[((?:[^\\\]]|\\.)*)\]\(((?:[^\\\s()]|\\.)+)(?:\s+"((?:[^\\"]|\\.)*)")?\)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
