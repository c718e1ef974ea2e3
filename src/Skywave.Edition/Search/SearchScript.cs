using System.Text;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// The browser module of the search page, <c>search.js</c> at the edition's root: the fold table and the files of <c>web/</c> one after the other. No dependency.
/// </summary>
public static class SearchScript
{
    /// <summary>Where it stands in an edition.</summary>
    public const string Path = "search.js";

    private static readonly Lazy<byte[]> Built = new(() => Encoding.UTF8.GetBytes(ModuleText.Strip(Source)));

    /// <summary>The file; the same bytes for every newsroom that runs this version of the program.</summary>
    public static EditionFile File => new(Path, Built.Value);

    /// <summary>The module with its comments and types.</summary>
    internal static string Source =>
        $"const table = {Resource("fold.json").TrimEnd()}\n{Resource("fold.js")}\n{Resource("index.js")}\n{Resource("page.js")}";

    internal static string Resource(string name) => ModuleText.Read("search/" + name);
}
