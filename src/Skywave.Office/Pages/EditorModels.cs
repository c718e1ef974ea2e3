namespace Skywave.Office.Pages;

/// <summary>What stands at the head of a block in the editor.</summary>
public sealed record BlockTitle : OfficePage
{
    /// <summary>What kind of block it is, in the language of the page.</summary>
    internal string Name { get; init; } = null!;

    internal override string Title => Name;
}
