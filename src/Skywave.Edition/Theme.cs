using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Skywave.Edition;

/// <summary>
/// How pages look: one style sheet in every page's head. An article's page has what is not for lists alone; the hash of that is in its policy and in the signed
/// <c>newsroom/theme.json</c> (docs/900-design.md, section 8), so it is exact bytes. Fronts, lists and all other pages have all of it.
/// </summary>
public sealed class Theme
{
    /// <summary>The longest style sheet, in bytes: it is in every page.</summary>
    public const int MaxLength = 8 * 1024;

    private const string ForLists = "/* lists */", ForAll = "/* everywhere */";

    private static readonly Lazy<Theme> Built = new(ReadDefault);

    private Theme(string name, string text, string css, string whole)
    {
        (Name, Text, Css, WholeCss) = (name, text, css, whole);
        Styles = css == whole ? [HashOf(css)] : [HashOf(css), HashOf(whole)];
        (ArticlePolicyMarkup, ArticleStyleMarkup) = (MarkupOf(PolicyOf(Css)), new($"<style>{Css}</style>"));
        Policy = PolicyOf(WholeCss, "connect-src 'self'; ");
        (PolicyMarkup, StyleMarkup) = (MarkupOf(Policy), new($"<style>{WholeCss}</style>"));
    }

    /// <summary>The theme that comes with the program.</summary>
    public static Theme Default => Built.Value;

    /// <summary>Its name, for operators.</summary>
    public string Name { get; }

    /// <summary>The style of an article's page, exactly as it stands there.</summary>
    public string Css { get; }

    /// <summary>The style of every other page: all of it.</summary>
    public string WholeCss { get; }

    /// <summary>The style sheet as a file: what <see cref="Parse"/> took, without comments.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of <see cref="Css"/>'s UTF-8 bytes, lower-case hex.</summary>
    public string StyleHash => Styles[0];

    /// <summary>The hashes of all styles that pages with this theme have, an article's first: what the offline holders approve.</summary>
    public ImmutableArray<string> Styles { get; }

    /// <summary>The Content-Security-Policy of an article's page, as its head has it.</summary>
    internal HtmlString ArticlePolicyMarkup { get; }

    /// <summary>The style of an article's page, as its head has it.</summary>
    internal HtmlString ArticleStyleMarkup { get; }

    /// <summary>The Content-Security-Policy of all other pages.</summary>
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

    /// <summary>
    /// Makes a theme of a style sheet. Lines are trimmed and joined and comments of whole lines left out; nothing else is changed. Rules after the line <c>/* lists */</c>, up to
    /// <c>/* everywhere */</c>, are left out of articles.
    /// </summary>
    /// <exception cref="FormatException">It is too long or holds a <c>&lt;</c>, which could end the style in a page.</exception>
    public static Theme Parse(string name, string css)
    {
        var (lines, articles, isEverywhere) = (new List<string>(), new StringBuilder(), true);
        foreach (var line in css.Split('\n').Select(l => l.Trim()).Where(IsKept))
        {
            lines.Add(line);
            isEverywhere = line == ForAll || (isEverywhere && line != ForLists);
            articles.Append(isEverywhere && line != ForAll ? line : "");
        }
        var whole = string.Concat(lines.Where(l => l is not (ForLists or ForAll)));
        return whole.Contains('<', StringComparison.Ordinal) ? throw new FormatException($"the theme {name}: a style sheet has no '<'; write it as \\3C")
            : whole.Any(char.IsControl) ? throw new FormatException($"the theme {name}: there is a control character in the style sheet")
            : Encoding.UTF8.GetByteCount(whole) > MaxLength ? throw new FormatException($"the theme {name}: the style sheet is over {MaxLength / 1024} KB")
            : new Theme(name, string.Join('\n', lines) + "\n", articles.ToString(), whole);
    }

    private static bool IsKept(string line) =>
        line is ForLists or ForAll || (line.Length > 0 && !(line.StartsWith("/*", StringComparison.Ordinal) && line.EndsWith("*/", StringComparison.Ordinal)));

    private static string HashOf(string css) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)));

    private static string PolicyOf(string css, string more = "") =>
        $"default-src 'none'; {more}img-src 'self' data:; media-src 'self'; style-src {SourceOf(css)}; base-uri 'none'; form-action 'self'";

    private static Theme ReadDefault()
    {
        using var stream = typeof(Theme).Assembly.GetManifestResourceStream("theme.css") ?? throw new InvalidOperationException("the program was built without its theme");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse("default", reader.ReadToEnd());
    }
}
