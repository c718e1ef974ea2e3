namespace Skywave.Edition;

/// <summary>What the template of one line of a list sees.</summary>
/// <param name="Site">The page.</param>
/// <param name="Item">The article.</param>
/// <param name="Anchor">What the line is called in the page, or null.</param>
/// <param name="Brief">Without standfirst and picture.</param>
/// <param name="IsTop">Directly under the page's headline, with no section's between: its own is the next level then, in the same letters.</param>
public sealed record ItemModel(Site Site, FrontItem Item, string? Anchor = null, bool Brief = false, bool IsTop = false)
{
    /// <summary>The headline's language where it is not the page's; else null.</summary>
    public string? Language => Item.Language == Site.Locale.Tag ? null : Item.Language;

    /// <summary>The headline's direction where it has a language of its own.</summary>
    public string? Direction => Language is null ? null : LanguageTag.Direction(Item.Language);
}
