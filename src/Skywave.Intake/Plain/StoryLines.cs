namespace Skywave.Intake.Plain;

/// <summary>One line with its number, from 1.</summary>
internal readonly record struct StoryLine(int Number, string Text)
{
    public bool Empty => string.IsNullOrWhiteSpace(Text);

    public bool Starts(string mark) => Text.StartsWith(mark, StringComparison.Ordinal);
}

/// <summary>What is wrong in a text, each with its line; a text with any is refused, with all that were found in one sentence.</summary>
internal sealed class Mistakes
{
    private const int Shown = 5;
    private readonly List<string> _found = [];

    public void Add(int line, string what) => _found.Add($"line {line}: {what}");

    public bool Any => _found.Count > 0;

    public string Sentence => string.Join("; ", _found.Take(Shown)) + (_found.Count > Shown ? $"; and {_found.Count - Shown} more" : "");
}
