using System.Text;
using System.Text.RegularExpressions;

namespace Skywave.Edition;

/// <summary>
/// A fragment for a file that stands alone: its words and structure, no picture or recording, no link to a file that is not there. It is no longer the signed bytes.
/// </summary>
public static partial class StillText
{
    /// <summary>The markup. Fragments have one form (docs/900-design.md, section 5), which is why patterns can read them.</summary>
    /// <param name="fragment">A genuine fragment, UTF-8.</param>
    public static string Of(ReadOnlySpan<byte> fragment)
    {
        var text = Encoding.UTF8.GetString(fragment);
        text = Media().Replace(text, "");
        text = Image().Replace(text, match => Alt().Match(match.Value) is { Success: true, Groups: var groups } && groups[1].Length > 0 ? $"<p class=\"m\">[{groups[1].Value}]</p>" : "");
        // Several live stories in one file would call their entries alike.
        return NearLink().Replace(Entry().Replace(text, "<h2>"), "$1");
    }

    /// <summary>The lede that stands under the headline, as markup without its element; empty when there is none.</summary>
    public static string LedeOf(ReadOnlySpan<byte> fragment) => Deck().Match(Encoding.UTF8.GetString(fragment)) is { Success: true, Groups: var groups } ? groups[1].Value : "";

    [GeneratedRegex("<(audio|video)[ >].*?</\\1>|<source [^>]*>|</?picture>", RegexOptions.Singleline)]
    private static partial Regex Media();

    [GeneratedRegex("<img [^>]*>")]
    private static partial Regex Image();

    [GeneratedRegex(" alt=\"([^\"]*)\"")]
    private static partial Regex Alt();

    [GeneratedRegex("<a (?![^>]*href=\"(?:https?:|mailto:|#(?!e[0-9])))[^>]*>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex NearLink();

    [GeneratedRegex("<h2 id=\"e[0-9]+\">")]
    private static partial Regex Entry();

    [GeneratedRegex("<p class=\"d\">(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Deck();
}
