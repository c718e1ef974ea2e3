using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Skywave.Words;

/// <summary>How a text names a picture of the office's library: <c>library/</c> and sixteen hex digits (docs/045-office.md, "Pictures").</summary>
public static partial class LibraryNames
{
    private const string Folder = "library/";

    /// <summary>The name of the picture with this id.</summary>
    public static string Of(string id) => Folder + id;

    /// <summary>The id in a name; null for anything else.</summary>
    public static string? IdIn(string? name) => name is not null && Whole().IsMatch(name) ? name[Folder.Length..] : null;

    /// <summary>Every name in a story text as it is typed, with its line from 1: where a picture's place is, and nowhere else.</summary>
    /// <param name="text">Story text.</param>
    public static ImmutableArray<(string Id, int Line)> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n').Index().SelectMany(line => Place().Matches(line.Item).Select(m => (m.Groups[1].Value, line.Index + 1)))];
    }

    [GeneratedRegex("^library/[0-9a-f]{16}$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    // Behind the brackets of a picture's line, or of its own line of front matter, or a film's poster.
    [GeneratedRegex(@"(?:^\s*(?:picture|poster)\s*:\s*|\]\()library/([0-9a-f]{16})(?![0-9a-f])", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
