using System.Diagnostics.CodeAnalysis;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>What a BCP 47 tag says about how its text is set.</summary>
internal static class LanguageTag
{
    private static readonly HashSet<string> RightToLeftScripts = new(StringComparer.OrdinalIgnoreCase) { "Arab", "Aran", "Hebr", "Thaa", "Nkoo", "Syrc", "Adlm", "Rohg" };

    private static readonly HashSet<string> RightToLeftLanguages =
        new(StringComparer.OrdinalIgnoreCase) { "ar", "fa", "prs", "ps", "ur", "he", "yi", "dv", "ug", "sd", "ckb", "arc", "nqo", "syr", "ks", "lrc", "mzn", "glk", "azb", "pnb" };

    /// <summary>The tag as we write it: desks' canonical form where it has one, else as given when it is a tag at all.</summary>
    public static bool TryCanonical(string? text, [NotNullWhen(true)] out string? tag)
    {
        tag = DeskTag.TryParse(text, out var desk) ? desk.Value : IsTag(text) ? text : null;
        return tag is not null;
    }

    /// <summary><c>rtl</c> or <c>ltr</c>, from the tag's script, else from what its language is usually written in.</summary>
    public static string Direction(string tag)
    {
        var parts = tag.Split('-');
        var script = parts.Skip(1).FirstOrDefault(p => p.Length == 4);
        return (script is not null ? RightToLeftScripts.Contains(script) : RightToLeftLanguages.Contains(parts[0])) ? "rtl" : "ltr";
    }

    /// <summary>The tag, then the tag without its last subtag, and so on to the language alone.</summary>
    public static IEnumerable<string> Shorter(string tag)
    {
        for (var end = tag.Length; end > 0; end = tag.LastIndexOf('-', end - 1))
        {
            yield return tag[..end];
        }
    }

    private static bool IsTag([NotNullWhen(true)] string? text) =>
        text is { Length: >= 2 and <= 35 } && text.Split('-').All(p => p.Length is >= 1 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
}
