namespace Skywave.Office.Pages;

/// <summary>Words that are to be taken out of everything.</summary>
public sealed record TakeOutPage : OfficePage
{
    internal string? Wrong { get; init; }

    internal string Said { get; init; } = "";

    /// <summary>As they were typed; they stand in this page and nowhere else.</summary>
    internal string Typed { get; init; } = "";

    internal bool IsLonger { get; init; }

    internal FoundWords? Found { get; init; }

    /// <summary>Who asked for these words, or null.</summary>
    internal string? AskedBy { get; init; }

    internal IReadOnlyList<TakeOutRow> Open { get; init; } = [];

    internal Dictionary<string, string> Names { get; init; } = [];

    internal override string Title => "Take a name out";

    internal string NameOf(string id) => Names.GetValueOrDefault(id, T("the program"));
}
