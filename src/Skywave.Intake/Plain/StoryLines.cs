namespace Skywave.Intake.Plain;

/// <summary>One line with its number, from 1.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Without white space at its end.</param>
/// <param name="AsTyped">With it.</param>
internal readonly record struct StoryLine(int Number, string Text, string AsTyped)
{
    public bool Empty => string.IsNullOrWhiteSpace(Text);

    public bool Starts(string mark) => Text.StartsWith(mark, StringComparison.Ordinal);
}

/// <summary>What is wrong in a text, each with its line; a text with any is refused, with all that were found in one sentence.</summary>
internal sealed class Mistakes
{
    private const int Shown = 5;
    private readonly List<StoryMistake> _found = [];

    public void Add(int line, string what) => _found.Add(new StoryMistake(line, what));

    /// <summary>All of them in the order of their lines.</summary>
    public IEnumerable<StoryMistake> All => _found.OrderBy(m => m.Line);

    public bool Any => _found.Count > 0;

    public string Sentence => string.Join("; ", _found.Take(Shown).Select(m => $"line {m.Line}: {m.Reason}")) + (_found.Count > Shown ? $"; and {_found.Count - Shown} more" : "");
}
