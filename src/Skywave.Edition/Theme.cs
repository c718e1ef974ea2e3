using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Skywave.Edition;

/// <summary>
/// How pages look: one style sheet, in every page's head. Its hash stands in the page's policy and in the signed <c>newsroom/theme.json</c>
/// (docs/900-design.md, section 8), so it is exact bytes.
/// </summary>
public sealed class Theme
{
    /// <summary>The longest style sheet, in bytes: it is in every page.</summary>
    public const int MaxLength = 8 * 1024;

    private static readonly Lazy<Theme> Built = new(ReadDefault);

    private Theme(string name, string css)
    {
        (Name, Css) = (name, css);
        StyleHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)));
        Policy = $"default-src 'none'; connect-src 'self'; img-src 'self' data:; media-src 'self'; style-src {SourceOf(css)}; base-uri 'none'; form-action 'self'";
        (PolicyMarkup, StyleMarkup) = (MarkupOf(Policy), new($"<style>{css}</style>"));
    }

    /// <summary>The theme that comes with the program.</summary>
    public static Theme Default => Built.Value;

    /// <summary>Its name, for operators.</summary>
    public string Name { get; }

    /// <summary>The style sheet exactly as it stands in pages.</summary>
    public string Css { get; }

    /// <summary>SHA-256 of <see cref="Css"/>'s UTF-8 bytes, lower-case hex.</summary>
    public string StyleHash { get; }

    /// <summary>The Content-Security-Policy of pages with this theme.</summary>
    internal string Policy { get; }

    /// <summary>The same as a page's head has it.</summary>
    internal HtmlString PolicyMarkup { get; }

    /// <summary>The style sheet as a page's head has it.</summary>
    internal HtmlString StyleMarkup { get; }

    /// <summary>The policy and the style of a page that has some rules more: the search page, the page of acts.</summary>
    internal (HtmlString Policy, HtmlString Style) With(string css, string more = "")
    {
        var policy = Policy.Replace("style-src ", $"style-src {SourceOf(css)} ", StringComparison.Ordinal) + more;
        return (MarkupOf(policy), new($"<style>{css}</style>"));
    }

    /// <summary>A style or script as a policy names what may stand in the page itself.</summary>
    internal static string SourceOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>A policy as a page's head has it.</summary>
    internal static HtmlString MarkupOf(string policy) => new($"<meta http-equiv=\"content-security-policy\" content=\"{policy}\">");

    /// <summary>Makes a theme of a style sheet. Lines are trimmed and joined and comments of whole lines left out; nothing else is changed.</summary>
    /// <exception cref="FormatException">It is too long or holds a <c>&lt;</c>, which could end the style in a page.</exception>
    public static Theme Parse(string name, string css)
    {
        var lines = css.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !(l.StartsWith("/*", StringComparison.Ordinal) && l.EndsWith("*/", StringComparison.Ordinal)));
        var joined = string.Concat(lines);
        return joined.Contains('<', StringComparison.Ordinal) ? throw new FormatException($"the theme {name}: a style sheet has no '<'; write it as \\3C")
            : joined.Any(char.IsControl) ? throw new FormatException($"the theme {name}: there is a control character in the style sheet")
            : Encoding.UTF8.GetByteCount(joined) > MaxLength ? throw new FormatException($"the theme {name}: the style sheet is over {MaxLength / 1024} KB")
            : new Theme(name, joined);
    }

    private static Theme ReadDefault()
    {
        using var stream = typeof(Theme).Assembly.GetManifestResourceStream("theme.css") ?? throw new InvalidOperationException("the program was built without its theme");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse("default", reader.ReadToEnd());
    }
}
