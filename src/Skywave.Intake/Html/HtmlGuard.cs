namespace Skywave.Intake.Html;

/// <summary>
/// Looks over HTML before a parser builds a tree of it: deep or tangled markup makes a small document cost gigabytes
/// (unclosed formatting elements are opened again in every paragraph). Counts open tags without understanding them,
/// so it errs on the side of refusing.
/// </summary>
internal static class HtmlGuard
{
    private const long Work = 50_000_000;

    private static readonly HashSet<string> NeverNest = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "rt", "rp", "html", "head", "body",
    };

    /// <summary>A reason not to parse, or null.</summary>
    public static string? Refuses(string html)
    {
        if (html.Length > IntakeLimits.HtmlCharacters)
        {
            return $"its HTML has {html.Length} characters; at most {IntakeLimits.HtmlCharacters} are read";
        }
        int depth = 0, deepest = 0, tags = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            var closing = html[at + 1] == '/';
            var from = closing ? at + 2 : at + 1;
            var to = from;
            while (to < html.Length && to - from < 12 && char.IsAsciiLetterOrDigit(html[to]))
            {
                to++;
            }
            if (to == from || NeverNest.GetAlternateLookup<ReadOnlySpan<char>>().Contains(html.AsSpan(from, to - from)))
            {
                tags++;
                continue;
            }
            tags++;
            depth = Math.Max(0, depth + (closing ? -1 : 1));
            deepest = Math.Max(deepest, depth);
        }
        return deepest > 2 * IntakeLimits.MarkupDepth ? $"its HTML nests deeper than {2 * IntakeLimits.MarkupDepth} elements"
            : (long)deepest * tags > Work ? "its HTML has too many unclosed elements to be read safely" : null;
    }
}
