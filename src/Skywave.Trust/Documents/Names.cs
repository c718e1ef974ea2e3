using System.Buffers;

namespace Skywave.Trust.Documents;

/// <summary>The shapes of identifiers (docs/900-design.md, section 3), as far as a checker needs them.</summary>
internal static class Names
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "root", "targets", "snapshot", "timestamp", "mirrors", "newsroom", "log", "media", "metadata",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ReservedNames = Reserved.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> IdLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567");
    private static readonly SearchValues<char> PageName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> PathLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/");

    public static bool IsDesk(string text) => IsDesk(text.AsSpan());

    public static bool IsArticle(string text) => IsArticle(text.AsSpan());

    public static bool IsHash(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept(Hex);

    public static bool IsShortHash(string text) => text.Length == 32 && !text.AsSpan().ContainsAnyExcept(Hex);

    public static bool IsNewsroom(string text) => text.Length == 36 && Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text;

    public static bool IsAddress(string text)
    {
        Span<Range> places = stackalloc Range[5];
        var count = text.AsSpan().Split(places, '/');
        var second = count > 2 ? text.AsSpan(places[1]) : default;
        return IsDesk(text.AsSpan(places[0])) && count switch
        {
            3 => second is "about" && text.AsSpan(places[2]) is { Length: >= 1 and <= 48 } name && !name.ContainsAnyExcept(PageName),
            4 => IsNumber(second, 4) && IsNumber(text.AsSpan(places[2]), 2) && IsArticle(text.AsSpan(places[3])),
            _ => false,
        };
    }

    /// <summary>A relative path that stays inside its folder on every system.</summary>
    public static bool IsPath(string text)
    {
        if (text.Length is < 1 or > 256 || text.AsSpan().ContainsAnyExcept(PathLetters))
        {
            return false;
        }
        foreach (var part in text.AsSpan().Split('/'))
        {
            if (text.AsSpan(part) is not [not '.', ..])
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsDesk(ReadOnlySpan<char> text)
    {
        if (text.Length is < 2 or > 35 || !char.IsAsciiLetter(text[0]) || ReservedNames.Contains(text))
        {
            return false;
        }
        foreach (var part in text.Split('-'))
        {
            if (text[part] is not { Length: >= 1 and <= 8 } letters || letters.ContainsAnyExcept(LettersAndDigits))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsArticle(ReadOnlySpan<char> text) => text.Length == 16 && !text.ContainsAnyExcept(IdLetters);

    private static bool IsNumber(ReadOnlySpan<char> text, int digits) => text.Length == digits && !text.ContainsAnyExceptInRange('0', '9');
}
