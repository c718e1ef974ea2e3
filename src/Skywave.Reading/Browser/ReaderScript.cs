using System.Text;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Reading;

/// <summary>
/// The reader's code for browsers in the parts in which it is fetched (docs/055-reader.md, ADR 0017). Each part is a classic script: its modules one after the
/// other, each in a block of its own, what they export and import by the one name <c>skywave</c>. Comments and indentation are left out, nothing else; no bundler.
/// </summary>
public static partial class ReaderScript
{
    private const string Global = "skywave";

    // In the order in which they need each other; the parts of one row are about as long as one another.
    private static readonly (string Name, string[] Modules)[] Files =
    [
        ("reader-verify.js", ["refusal", "bytes", "json", "names", "crypto", "roles", "tuf"]),
        ("reader-fetch.js", ["log", "documents", "page", "fragment", "mirrors", "kept", "holdings", "client"]),
        ("reader-ed25519.js", ["vendor/ed25519"]),
        ("reader-sha2.js", ["vendor/sha2"]),
    ];

    private static readonly Lazy<EditionFile[]> Built = new(() => [.. Files.Select(file => new EditionFile(file.Name, Encoding.UTF8.GetBytes(Join(file.Modules))))]);

    /// <summary>What every reader loads, in this order; the same bytes from every newsroom that runs this version of the program.</summary>
    public static IReadOnlyList<EditionFile> Parts => Built.Value[..2];

    /// <summary>What only a browser loads that lacks Ed25519 (the first) or has no WebCrypto at all (both).</summary>
    public static IReadOnlyList<EditionFile> Libraries => Built.Value[2..];

    /// <summary>A module as it was written.</summary>
    internal static string Source(string module)
    {
        using var stream = typeof(ReaderScript).Assembly.GetManifestResourceStream($"browser/{module}.js") ?? throw new InvalidOperationException($"the program was built without its browser/{module}.js");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    internal static IEnumerable<string> Modules => Files.SelectMany(file => file.Modules);

    /// <summary>What a module lets others use. Two modules of the reader export no name twice: it would be the last one's.</summary>
    internal static IEnumerable<string> ExportsOf(string module) =>
        Export().Matches(Source(module)).SelectMany(export => export.Groups[1].Success ? [export.Groups[1].Value] : Name().Matches(export.Value).Select(name => name.Groups[1].Value));

    private static string Join(string[] modules)
    {
        var text = new StringBuilder("'use strict'\n").Append("globalThis.").Append(Global).Append(" ??= {}\n");
        foreach (var module in modules)
        {
            var body = Import().Replace(Strip(Source(module)), import => $"const {{{import.Groups[1].Value}}} = {Global}\n");
            text.Append("{\n").Append(body.Replace("\nexport ", "\n", StringComparison.Ordinal)).Append("Object.assign(").Append(Global).Append(", { ").AppendJoin(", ", ExportsOf(module)).Append(" })\n}\n");
        }
        return text.ToString();
    }

    // A comment that begins with /*! is a licence and stays.
    private static string Strip(string source) => "\n" + string.Concat(Comment().Replace(source, "").Split('\n').Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)).Select(line => line + "\n"));

    [GeneratedRegex(@"/\*\*.*?\*/ ?", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<=\n)import \{([^}]*)\} from '[^']*'\n")]
    private static partial Regex Import();

    // One function or class; or constants, several in one line where they are short.
    [GeneratedRegex(@"^export (?:(?:async )?(?:function|class) (\w+)|const .*$)", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"(?:const|,) (\w+) = ")]
    private static partial Regex Name();
}
