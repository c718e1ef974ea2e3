using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Skywave.Intake;

/// <summary>
/// Text as it may enter: no control characters, bidi overrides, lone surrogates or noncharacters
/// (docs/900-design.md, "The article"); joiners and marks U+200B-200F stay, scripts need them.
/// </summary>
internal static partial class CleanText
{
    /// <summary>What <see cref="Keep"/> has to look at: white space other than a space, what must not enter, and halves of characters.</summary>
    private static readonly SearchValues<char> Watched = SearchValues.Create([.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff' or '\ufffe' or '\uffff' or (>= '\ufdd0' and <= '\ufdef'))]);

    /// <summary>One line: white space runs become one space, ends trimmed.</summary>
    public static string Line(string? text, Notes? notes = null) => Collapse(Keep(text ?? "", notes, lines: false)).Trim(' ');

    /// <summary>The same, null when nothing is left.</summary>
    public static string? LineOrNull(string? text, Notes? notes = null) => Line(text, notes) is { Length: > 0 } line ? line : null;

    /// <summary>White space runs become one space, also at the ends: for a piece of a paragraph.</summary>
    public static string Piece(string text, Notes? notes = null) => Collapse(Keep(text, notes, lines: false));

    /// <summary>Several lines, LF between them, spaces as they are.</summary>
    public static string Lines(string text, Notes? notes = null) =>
        Keep(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), notes, lines: true);

    /// <summary>At most <paramref name="most"/> characters, cut between words, never inside a character.</summary>
    public static string Shorten(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }
        var end = text.LastIndexOf(' ', most, most / 2);
        end = end > 0 ? end : char.IsLowSurrogate(text[most]) ? most - 1 : most;
        return text[..end].TrimEnd();
    }

    /// <summary>The tag when it looks like BCP 47, else null.</summary>
    public static string? Language(string? tag)
    {
        tag = tag?.Trim().Replace('_', '-');
        return tag is { Length: >= 2 and <= 35 } && LanguageTag().IsMatch(tag) && !tag.Equals("und", StringComparison.OrdinalIgnoreCase) ? tag : null;
    }

    /// <summary>An absolute http(s) (or mailto) address, resolved against <paramref name="address"/>; else null.</summary>
    public static string? Link(string? href, Uri? address, bool mail = false)
    {
        href = href is null ? null : Line(href);
        if (href is not { Length: > 0 and <= 2048 })
        {
            return null;
        }
        // A path like "/x" is an absolute file: address to .NET on Unix, hence the check of what it starts with.
        var whole = !href.StartsWith('/') && Uri.TryCreate(href, UriKind.Absolute, out var direct) ? direct
            : address is not null && Uri.TryCreate(address, href, out var joined) ? joined : null;
        return whole is null ? null
            : whole.Scheme is "http" or "https" && whole.Host.Length > 0 && whole.UserInfo.Length == 0 ? whole.AbsoluteUri
            : mail && whole.Scheme == "mailto" ? whole.AbsoluteUri : null;
    }

    private static string Collapse(string text)
    {
        if (!text.Contains("  ", StringComparison.Ordinal))
        {
            return text;
        }
        var made = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not ' ')
            {
                made.Append(c);
            }
            else if (made.Length == 0 || made[^1] != ' ')
            {
                made.Append(' ');
            }
        }
        return made.ToString();
    }

    private static string Keep(string text, Notes? notes, bool lines)
    {
        // Nearly every text is clean, and then it is the same one.
        if (text.AsSpan().IndexOfAny(Watched) < 0)
        {
            return text;
        }
        StringBuilder made = new(text.Length);
        int overrides = 0, controls = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' && lines)
            {
                made.Append(c);
            }
            else if (c is '\t' or '\n' or '\r' or '\f' or '\u0085' or '\u2028' or '\u2029')
            {
                made.Append(' ');
            }
            else if (c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
            {
                overrides++;
            }
            else if (char.IsControl(c) || c is '\ufeff' or '\ufffe' or '\uffff' or (>= '\ufdd0' and <= '\ufdef'))
            {
                controls++;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                made.Append(c).Append(text[++i]);
            }
            else
            {
                made.Append(char.IsSurrogate(c) ? '\ufffd' : c);
            }
        }
        notes?.Drop("bidi override character", overrides);
        notes?.Drop("control character", controls);
        return made.ToString();
    }

    /// <summary>Lower-case words of any script joined by hyphens: how a text without an id is known.</summary>
    public static string Words(string text)
    {
        StringBuilder made = new(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                made.Append(Rune.ToLowerInvariant(rune));
            }
            else if (made.Length > 0 && made[^1] != '-')
            {
                made.Append('-');
            }
        }
        return made.ToString().Trim('-');
    }

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
