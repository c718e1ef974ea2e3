using System.Text;
using Skywave.Trust;

namespace Skywave.Reading;

/// <summary>
/// <c>paths.txt</c> of one month, or of the standing pages: which page shows which article, and that page's hash (docs/900-design.md, section 13).
/// </summary>
public static class PathsFile
{
    /// <summary>The greatest one we read, in bytes.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private const string Suffix = "/paths.txt";

    /// <summary>True when the list file with this path is one.</summary>
    public static bool Is(string path) => path.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Writes one: lines sorted by id.</summary>
    public static byte[] Write(IEnumerable<PageLine> pages) =>
        Encoding.UTF8.GetBytes(string.Concat(pages.OrderBy(p => p.Article, StringComparer.Ordinal).Select(p => $"{p.Article} {p.FileName} {p.Hash}\n")));

    /// <summary>Reads one strictly. Refused: <see cref="EditionCodes.ListMalformed"/>.</summary>
    public static Checked<IReadOnlyList<PageLine>> Parse(ReadOnlySpan<byte> bytes)
    {
        var pages = new List<PageLine>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            if (parts.Length != 3 || parts[0].Length != 16 || !IsFileName(parts[1]) || parts[2].Length != 64 || !parts[2].All(char.IsAsciiHexDigitLower))
            {
                return new Refusal(EditionCodes.ListMalformed, "a line of paths.txt is not `id name hash`");
            }
            pages.Add(new PageLine(parts[0], parts[1], parts[2]));
        }
        return pages;
    }

    private static bool IsFileName(string name) =>
        name.Length is > 5 and <= 128 && name.EndsWith(".html", StringComparison.Ordinal) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && name[0] != '.';
}

/// <summary>One page of a month.</summary>
/// <param name="Article">The article's id.</param>
/// <param name="FileName">The page's file name in the month's folder.</param>
/// <param name="Hash">SHA-256 of the whole page, 64 lower-case hex digits.</param>
public sealed record PageLine(string Article, string FileName, string Hash);
