using System.Text;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>The browser module of the page on which links are made, <c>share.js</c> at the edition's root: the newsroom's key, a library for QR codes (npm's <c>qr</c>), and <c>web/share.js</c>.</summary>
public static class ShareScript
{
    /// <summary>Where it stands in an edition.</summary>
    public const string Path = "share.js";

    private static readonly Lazy<string> Code = new(() => ModuleText.Strip(Source));

    /// <summary>The module with its comments and types; it needs <c>KEY</c>.</summary>
    internal static string Source => $"{ModuleText.Read("sharing/qr.js")}\n{ModuleText.Read("sharing/share.js")}";

    /// <summary>What <c>keep.html</c> loads when it was given a link, <c>pin.js</c> at the edition's root.</summary>
    public static EditionFile Pin { get; } = new("pin.js", Encoding.UTF8.GetBytes(ModuleText.Strip(ModuleText.Read("sharing/pin.js"))));

    /// <summary>The file.</summary>
    /// <param name="key">What a link that carries trust says of the root, without its <c>#k=</c>: letters, digits and dots (docs/900-design.md, section 21).</param>
    public static EditionFile Render(string key) => key.All(c => char.IsAsciiLetterOrDigit(c) || c == '.')
        ? new(Path, Encoding.UTF8.GetBytes($"const KEY = '{key}'\n{Code.Value}"))
        : throw new ArgumentException("not a key of a link", nameof(key));
}
