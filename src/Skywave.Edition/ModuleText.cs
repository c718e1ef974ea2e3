using System.Text;
using System.Text.RegularExpressions;

namespace Skywave.Edition;

/// <summary>Modules for browsers as they lie in the program: no bundler; comments and indentation are left out before they are sent, nothing else.</summary>
internal static partial class ModuleText
{
    /// <summary>A file that was built into the program.</summary>
    /// <param name="name">Folder and name: <c>search/page.js</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(ModuleText).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the program was built without its {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Without comments and indentation; a comment that begins with <c>/*!</c> is a licence and stays.</summary>
    public static string Strip(string source) => string.Concat(Comment().Replace(source, "").Split('\n').Select(l => l.Trim())
        .Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)).Select(l => l + "\n"));

    [GeneratedRegex(@"/\*\*.*?\*/ ?", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
