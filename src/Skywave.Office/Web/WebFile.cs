using System.Security.Cryptography;

namespace Skywave.Office;

/// <summary>A file of the office's pages: built into the program, at an address that its bytes decide, so that a browser may keep it.</summary>
internal sealed class WebFile
{
    private WebFile(string name, string type)
    {
        using var stream = typeof(WebFile).Assembly.GetManifestResourceStream("web/" + name) ?? throw new InvalidOperationException($"the program was built without its web/{name}");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        (Bytes, Type) = (copy.ToArray(), type);
        Address = $"/web/{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16]}-{name}";
    }

    public static WebFile Style { get; } = new("office.css", "text/css; charset=utf-8");

    public static WebFile Script { get; } = new("office.js", "text/javascript; charset=utf-8");

    public static IReadOnlyList<WebFile> All { get; } = [Style, Script];

    public string Address { get; }

    public string Type { get; }

    public byte[] Bytes { get; }
}
