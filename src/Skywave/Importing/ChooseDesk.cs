using System.Collections.Immutable;
using Skywave.Edition;
using Skywave.Intake;
using Skywave.Words;

namespace Skywave.Importing;

/// <summary>Which desk an item is for: what the item itself names, else <c>--desk</c>, else its language's desk, else the newsroom's only one.</summary>
internal static class ChooseDesk
{
    /// <summary>The desk, or a reason.</summary>
    public static (DeskTag Desk, string? Reason) For(Imported item, DeskTag? asked, ImmutableArray<DeskTag> desks, Locales locales)
    {
        if ((item.Desk ?? asked) is { } named)
        {
            return desks.Contains(named) ? (named, null) : (default, $"this newsroom has no desk \"{named}\"; its desks are {string.Join(", ", desks)}");
        }
        if (item.Language is { } language && OfLanguage(language, desks, locales) is { } own)
        {
            return (own, null);
        }
        return desks.Length == 1 ? (desks[0], null)
            : (default, item.Language is null ? "it does not say its language: name a desk with --desk" : $"its language is {item.Language} and no desk writes in it: name a desk with --desk");
    }

    /// <summary>A sentence when the text keeps another language than the desk's, else null.</summary>
    public static string? OtherLanguage(string language, DeskTag desk, Locales locales) =>
        OfLanguage(language, [desk], locales) is null ? $"the text stays marked as {language}, on the desk {desk}" : null;

    // Without its region a language is still the same; in another script it is another desk's.
    private static DeskTag? OfLanguage(string language, ImmutableArray<DeskTag> desks, Locales locales)
    {
        for (var tag = language; tag.Length > 0; tag = tag[..Math.Max(tag.LastIndexOf('-'), 0)])
        {
            if (DeskTag.TryParse(tag, out var desk) && desks.Contains(desk) && HasScript(language, locales.For(desk).Script))
            {
                return desk;
            }
        }
        return null;
    }

    private static bool HasScript(string language, string script) =>
        language.Split('-').Skip(1).FirstOrDefault(part => part.Length == 4) is not { } named || named.Equals(script, StringComparison.OrdinalIgnoreCase);
}
