using System.Text;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Reading;

/// <summary>
/// The reader's code for browsers in the parts in which it is fetched (docs/055-reader.md, ADR 0017). A part is a classic script: its modules one after the other
/// in a block of their own; what other parts need goes through one global name, <c>skywave</c>. Comments, indentation and spaces that no token needs are left out, nothing else; no bundler.
/// </summary>
public static partial class ReaderScript
{
    private const string Global = "skywave";

    // What pages and the worker call; between parts, imports say what is needed.
    private static readonly HashSet<string> Doors = ["chooseCrypto", "openReader", "openBoat", "ed25519", "sha2"];

    // In the order in which they need each other.
    private static readonly (string Name, string[] Modules)[] Files =
    [
        ("reader-verify.js", ["refusal", "bytes", "names", "json", "crypto", "roles", "tuf", "log"]),
        ("reader-fetch.js", ["documents", "page", "fragment", "mirrors", "kept", "holdings", "client"]),
        ("reader-boat.js", ["still", "renew", "boat"]),
        ("reader-ed25519.js", ["vendor/ed25519"]),
        ("reader-sha2.js", ["vendor/sha2"]),
        ("sw.js", ["shell", "worker"]),
        ("reader.js", ["keep"]),
    ];

    private static readonly Lazy<EditionFile[]> Built = new(() => [.. Files.Select(file => new EditionFile(file.Name, Encoding.UTF8.GetBytes(Join(file.Modules))))]);
    private static readonly Lazy<EditionFile[]> Signed = new(MakeCode);

    /// <summary>What every reader loads, in this order; the same bytes from every newsroom that runs this version of the program.</summary>
    public static IReadOnlyList<EditionFile> Parts => Built.Value[..2];

    /// <summary>
    /// What the offline holders approve for a newsroom's edition (docs/900-design.md, section 20): the two that stand at its root, <c>sw.js</c> and <c>reader.js</c>, then the parts that
    /// the worker names by their hashes.
    /// </summary>
    public static IReadOnlyList<EditionFile> Code => Signed.Value;

    /// <summary>True when a target is code that was approved.</summary>
    /// <param name="target">A target's name.</param>
    public static bool IsCode(string target) => target.StartsWith("newsroom/", StringComparison.Ordinal) && target.EndsWith(".js", StringComparison.Ordinal);

    /// <summary>What only a browser loads that lacks Ed25519 (the first) or has no WebCrypto at all (both).</summary>
    public static IReadOnlyList<EditionFile> Libraries => Built.Value[3..5];

    /// <summary>What only a lifeboat has, after the parts.</summary>
    public static EditionFile Boat => Built.Value[2];

    /// <summary>The script with which a lifeboat opens what it holds, as it stands in the file.</summary>
    public static string Boot { get; } = Strip(Source("boot"));

    /// <summary>The names of all modules.</summary>
    internal static IEnumerable<string> Modules => Files.SelectMany(file => file.Modules);

    /// <summary>A module as it was written.</summary>
    internal static string Source(string module)
    {
        using var stream = typeof(ReaderScript).Assembly.GetManifestResourceStream($"browser/{module}.js") ?? throw new InvalidOperationException($"the program was built without its browser/{module}.js");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    // The worker names what it needs by hash.
    private static EditionFile[] MakeCode()
    {
        EditionFile[] parts = [.. Parts, Libraries[0]];
        var names = Array.ConvertAll(parts, part => $"'targets/newsroom/{FileHash.Of(part.Bytes.Span)}.{part.Path}'");
        var begin = $"??= {{}}\n{Global}.library = {names[2]}\n{Global}.script = '{FileHash.Of(Script.Bytes.Span)}'\nimportScripts({names[0]}, {names[1]})\n";
        var worker = Encoding.UTF8.GetString(Worker.Bytes.Span).Replace("??= {}\n", begin, StringComparison.Ordinal);
        return [Worker with { Bytes = Encoding.UTF8.GetBytes(worker) }, Script, .. parts];
    }

    private static EditionFile Worker => Built.Value[5];

    private static EditionFile Script => Built.Value[6];

    private static string Join(string[] modules)
    {
        var others = Modules.Except(modules).SelectMany(ImportsOf).Concat(Doors).ToHashSet(StringComparer.Ordinal);
        var own = modules.SelectMany(ExportsOf).ToList();
        var needed = modules.SelectMany(ImportsOf).Except(own).Order(StringComparer.Ordinal).ToList();
        var given = own.FindAll(others.Contains);
        var text = new StringBuilder("'use strict'\n").Append(needed.Count + given.Count > 0 ? $"globalThis.{Global} ??= {{}}\n" : "").Append("{\n");
        if (needed.Count > 0)
        {
            text.Append("const { ").AppendJoin(", ", needed).Append(" } = ").Append(Global).Append('\n');
        }
        foreach (var module in modules)
        {
            text.Append(TextOf(module));
        }
        if (given.Count > 0)
        {
            text.Append("Object.assign(").Append(Global).Append(", { ").AppendJoin(", ", given).Append(" })\n");
        }
        return text.Append("}\n").ToString();
    }

    /// <summary>A module as it is sent. What others wrote stays as they wrote it.</summary>
    internal static string TextOf(string module) => module.StartsWith("vendor/", StringComparison.Ordinal) ? Joined(module) : ScriptText.Tight(Joined(module));

    /// <summary>The same before spaces are left out.</summary>
    internal static string Joined(string module) => Export().Replace(Import().Replace(Strip(Source(module)), ""), "$1");

    private static IEnumerable<string> ImportsOf(string module) =>
        Import().Matches(Source(module)).SelectMany(import => import.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries));

    private static IEnumerable<string> ExportsOf(string module) =>
        Export().Matches(Source(module)).SelectMany(export => export.Groups[2].Success ? [export.Groups[2].Value] : Constant().Matches(export.Value).Select(name => name.Groups[1].Value));

    // A comment that begins with /*! is a licence and stays.
    private static string Strip(string source) => string.Concat(Comment().Replace(source, "").Split('\n').Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)).Select(line => line + "\n"));

    [GeneratedRegex(@"/\*\*.*?\*/ ?", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^import \{ ([^}]*) \} from '[^']*'\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    // A function or class, or a line of constants.
    [GeneratedRegex(@"^export ((?:async )?(?:function|class) (\w+)|const .*$)", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"(?:const|,) (\w+) = ")]
    private static partial Regex Constant();
}
