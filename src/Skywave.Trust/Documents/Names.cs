namespace Skywave.Trust.Documents;

/// <summary>The shapes of identifiers (docs/900-design.md, section 3), as far as a checker needs them.</summary>
internal static class Names
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "root", "targets", "snapshot", "timestamp", "mirrors", "newsroom", "log", "media", "metadata",
    };

    public static bool IsDesk(string text) =>
        text.Length is >= 2 and <= 35 && !Reserved.Contains(text) && char.IsAsciiLetter(text[0])
        && text.Split('-').All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit));

    public static bool IsArticle(string text) => text.Length == 16 && text.All(c => c is (>= 'a' and <= 'z') or (>= '2' and <= '7'));

    public static bool IsHash(string text) => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    public static bool IsNewsroom(string text) => text.Length == 36 && Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text;

    public static bool IsAddress(string text)
    {
        var parts = text.Split('/');
        return IsDesk(parts[0]) && parts.Length switch
        {
            3 => parts[1] == "about" && parts[2].Length is >= 1 and <= 48 && parts[2].All(c => char.IsAsciiDigit(c) || c == '-' || char.IsAsciiLetterLower(c)),
            4 => IsNumber(parts[1], 4) && IsNumber(parts[2], 2) && IsArticle(parts[3]),
            _ => false,
        };
    }

    /// <summary>A relative path that stays inside its folder on every system.</summary>
    public static bool IsPath(string text) =>
        text.Length is >= 1 and <= 256 && text.Split('/').All(part => part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'));

    private static bool IsNumber(string text, int digits) => text.Length == digits && text.All(char.IsAsciiDigit);
}
