namespace Skywave.Intake.Plain;

/// <summary>One <c>name: value</c> of the front matter.</summary>
internal sealed record FrontLine(int Line, string Name, string Value);

/// <summary>The lines between two lines of <c>---</c> at the top.</summary>
internal static class FrontMatter
{
    private const int LinesAtMost = 500;

    private static readonly HashSet<string> Several = ["byline", "claim", "unnamed"];

    private static readonly HashSet<string> Known =
    [
        "id", "uri", "desk", "language", "story", "standing", "short", "slugline", "deck", "byline", "agencies", "located", "genre", "topics", "people", "places", "urgency", "breaking", "published",
        "picture", "alt", "caption", "credit", "picture-copyright", "focus", "claim", "unnamed", "source", "source-url", "copyright", "correction", "review", "live", "pin",
    ];

    /// <summary>The front matter's lines (none is fine) and the lines after it.</summary>
    public static (List<FrontLine> Front, List<StoryLine> Text) Read(List<StoryLine> lines, Mistakes mistakes)
    {
        List<FrontLine> front = [];
        var start = lines.FindIndex(l => !l.Empty);
        if (start < 0 || lines[start].Text != "---")
        {
            return (front, lines);
        }
        var end = lines.FindIndex(start + 1, l => l.Text == "---");
        if (end < 0)
        {
            mistakes.Add(lines[start].Number, "the front matter that begins here has no second line of ---");
            return (front, lines[(start + 1)..]);
        }
        if (end - start > LinesAtMost)
        {
            mistakes.Add(lines[start].Number, $"the front matter that begins here has more than {LinesAtMost} lines");
            return (front, lines[(end + 1)..]);
        }
        foreach (var line in lines[(start + 1)..end].Where(l => !l.Empty))
        {
            var colon = line.Text.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? "" : line.Text[..colon].Trim();
            if (!Known.Contains(name))
            {
                mistakes.Add(line.Number, colon < 0 ? "this is not \"name: value\"" : $"\"{CleanText.Shorten(name, 40)}\" is no name that front matter has");
            }
            else if (!Several.Contains(name) && front.Any(f => f.Name == name))
            {
                mistakes.Add(line.Number, $"{name} stands here a second time");
            }
            else if (CleanText.LineOrNull(line.Text[(colon + 1)..]) is { } value)
            {
                front.Add(new FrontLine(line.Number, name, value));
            }
        }
        return (front, lines[(end + 1)..]);
    }

    /// <summary>The parts of a value between <c>|</c> (<c>\|</c> is a bar); null for a part left out or empty.</summary>
    public static List<string?> Parts(string value) => Parts(value, '|');

    /// <summary>The parts of a value between <c>;</c> (<c>\;</c> is a semicolon), without empty ones.</summary>
    public static IEnumerable<string> Each(string value) => Parts(value, ';').OfType<string>();

    private static List<string?> Parts(string value, char between)
    {
        var escaped = $"\\{between}";
        List<string?> parts = [];
        var from = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i == value.Length || (value[i] == between && (i == 0 || value[i - 1] != '\\')))
            {
                parts.Add(CleanText.LineOrNull(value[from..i].Replace(escaped, escaped[1..], StringComparison.Ordinal)));
                from = i + 1;
            }
        }
        return parts;
    }
}
