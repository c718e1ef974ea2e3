using System.Text;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// The browser module of the search page, <c>search.js</c> at the edition's root: the fold table and the files of <c>web/</c> one after the other. No bundler and no
/// dependency; comments and indentation are left out, nothing else.
/// </summary>
public static partial class SearchScript
{
    /// <summary>Where it stands in an edition.</summary>
    public const string Path = "search.js";

    private static readonly Lazy<byte[]> Built = new(() => Encoding.UTF8.GetBytes(Strip(Source)));

    /// <summary>The file; the same bytes for every newsroom that runs this version of the program.</summary>
    public static EditionFile File => new(Path, Built.Value);

    /// <summary>The module with its comments and types.</summary>
    internal static string Source =>
        $"const table = {Resource("fold.json").TrimEnd()}\n{Resource("fold.js")}\n{Resource("index.js")}\n{Resource("page.js")}";

    internal static string Resource(string name)
    {
        using var stream = typeof(SearchScript).Assembly.GetManifestResourceStream("search/" + name) ?? throw new InvalidOperationException($"the program was built without its search/{name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Strip(string source) => string.Concat(Comment().Replace(source, "").Split('\n').Select(l => l.Trim())
        .Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)).Select(l => l + "\n"));

    [GeneratedRegex(@"/\*\*.*?\*/ ?", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
