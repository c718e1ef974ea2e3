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

    /// <summary>The block and how many lines it took; null when these lines are none. A wrong one is noted and gives no block.</summary>
    public static (PictureBlock? Block, int Lines)? Read(IEnumerable<StoryLine> here, Mistakes mistakes)
    {
        var line = here.First();
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
            return (null, 1);
        }
        var about = here.Skip(1).Select(l => About().Match(l.Text)).TakeWhile(m => m.Success).ToList();
        return (new PictureBlock(about.Aggregate(new Picture { Alt = alt, Caption = caption, Origin = origin }, With)), 1 + about.Count);
    }

    private static Picture With(Picture picture, Match about) => about.Groups[1].Value switch
    {
        "credit" => picture with { Credit = CleanText.LineOrNull(about.Groups[2].Value) },
        "picture-copyright" => picture with { Copyright = CleanText.LineOrNull(about.Groups[2].Value) },
        _ => picture with { Focus = Focus(about.Groups[2].Value) },
    };

    /// <summary>What may stand below a picture: a focal point that is none begins the text.</summary>
    [GeneratedRegex("^(credit(?=: )|picture-copyright(?=: )|focus(?=: (?:100|[0-9]{1,2})%? (?:100|[0-9]{1,2})%?$)): (.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex About();

    [GeneratedRegex("""^!\[((?:[^\\\]]|\\.)*)\]\(((?:[^\\\s()]|\\.)+)(?:\s+"((?:[^\\"]|\\.)*)")?\)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
