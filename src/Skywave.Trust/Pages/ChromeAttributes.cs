namespace Skywave.Trust.Pages;

/// <summary>Which attributes the elements around an article may have.</summary>
internal static class ChromeAttributes
{
    private static readonly HashSet<string> Relations =
        ["alternate", "author", "canonical", "help", "icon", "license", "next", "prev", "search", "self"];

    /// <summary>What is wrong with an element's attributes, or null.</summary>
    public static string? Wrong(Markup tag)
    {
        var forbidden = tag.Attributes.Keys.FirstOrDefault(name => name is "style" or "srcdoc" or "srcset" or "background" || name.StartsWith("on", StringComparison.Ordinal));
        return forbidden is not null ? forbidden + "= does not belong there"
            : tag.Attributes.ContainsKey("id") && tag.Attributes["id"] == "proof" && tag.Value != "pre" ? "only the proof is named proof"
            : tag.Value switch
            {
                "html" or "style" or "title" or "head" => Only(tag, "lang", "dir"),
                "body" => Only(tag, "lang", "dir", "id"),
                "main" => Only(tag, "lang", "dir", "id", "tabindex"),
                "script" => Data(tag.Attributes),
                "meta" => Meta(tag.Attributes),
                "link" => Link(tag.Attributes),
                "img" => Picture(tag.Attributes),
                _ => tag.Attributes.TryGetValue("href", out var href) && !IsSafe(href) ? "a link that a page of ours would not have" : null,
            };
    }

    private static string? Only(Markup tag, params ReadOnlySpan<string> names)
    {
        foreach (var name in tag.Attributes.Keys)
        {
            if (!names.Contains(name))
            {
                return name + "= could hide the article";
            }
        }
        return null;
    }

    // Data for machines, which no browser runs; every other type may be a program, now or later.
    private static string? Data(IReadOnlyDictionary<string, string> attributes) =>
        attributes.Count == 1 && attributes.GetValueOrDefault("type") == "application/ld+json" ? null : "it may be a program";

    // A refresh would leave the page; a second policy can only forbid more.
    private static string? Meta(IReadOnlyDictionary<string, string> attributes) =>
        attributes.TryGetValue("http-equiv", out var header) && !header.Equals("content-security-policy", StringComparison.OrdinalIgnoreCase) ? "http-equiv= " + header + " is not allowed"
        : attributes.TryGetValue("charset", out var charset) && charset != "utf-8" ? "the charset is not utf-8" : null;

    private static string? Link(IReadOnlyDictionary<string, string> attributes) =>
        attributes.TryGetValue("rel", out var rel) && rel.Split(' ').All(Relations.Contains) ? null : "it may load a style or a script";

    private static string? Picture(IReadOnlyDictionary<string, string> attributes) =>
        attributes.TryGetValue("src", out var src) && src.Length > 0 && src.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/') && !src.StartsWith("//", StringComparison.Ordinal)
            ? null : "a picture from elsewhere";

    // Before the first slash, question mark or hash stands a scheme in plain letters, or a name without colon (or an escaped one).
    private static bool IsSafe(string href)
    {
        var end = href.AsSpan().IndexOfAny("/?#");
        var head = end < 0 ? href : href[..end];
        return head is "https:" or "http:" || head.StartsWith("mailto:", StringComparison.Ordinal) || !head.AsSpan().ContainsAny(':', '&');
    }
}
