using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Skywave.Office;

/// <summary>A file of the office's pages: built into the program, at an address that its bytes decide, so that a browser may keep it.</summary>
internal sealed class WebFile
{
    private readonly Lazy<byte[]> _brotli;

    private WebFile(string name, string type, params ReadOnlySpan<WebFile> imports)
    {
        using var stream = typeof(WebFile).Assembly.GetManifestResourceStream("web/" + name) ?? throw new InvalidOperationException($"the program was built without its web/{name}");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        (Name, Bytes, Type) = (name, copy.ToArray(), type);
        foreach (var import in imports)
        {
            // A module names others as they lie beside it; a browser is to ask for them by their addresses.
            Bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes).Replace($"'./{import.Name}'", $"'{import.Address}'", StringComparison.Ordinal));
        }
        _brotli = new(() => Compressed(Bytes));
        Address = $"/web/{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16]}-{name}";
    }

    public static WebFile Style { get; } = new("office.css", "text/css; charset=utf-8");

    public static WebFile Script { get; } = new("office.js", "text/javascript; charset=utf-8");

    public static WebFile EditorStyle { get; } = new("editor.css", "text/css; charset=utf-8");

    private static WebFile ProseMirror { get; } = new("prosemirror.js", "text/javascript; charset=utf-8");

    private static WebFile EditorText { get; } = new("editor-text.js", "text/javascript; charset=utf-8");

    private static WebFile EditorSchema { get; } = new("editor-schema.js", "text/javascript; charset=utf-8", ProseMirror, EditorText);

    private static WebFile EditorDoc { get; } = new("editor-doc.js", "text/javascript; charset=utf-8", EditorText, EditorSchema);

    private static WebFile EditorRows { get; } = new("editor-rows.js", "text/javascript; charset=utf-8", ProseMirror, EditorSchema);

    private static WebFile EditorCommands { get; } = new("editor-commands.js", "text/javascript; charset=utf-8", ProseMirror, EditorSchema, EditorRows);

    private static WebFile EditorViews { get; } = new("editor-views.js", "text/javascript; charset=utf-8", ProseMirror, EditorSchema, EditorRows, EditorCommands);

    private static WebFile EditorFront { get; } = new("editor-front.js", "text/javascript; charset=utf-8", ProseMirror, EditorText);

    private static WebFile EditorClaims { get; } = new("editor-claims.js", "text/javascript; charset=utf-8", EditorText, EditorCommands, EditorFront, EditorViews);

    private static WebFile EditorPaste { get; } = new("editor-paste.js", "text/javascript; charset=utf-8");

    public static WebFile Editor { get; } = new("editor.js", "text/javascript; charset=utf-8", ProseMirror, EditorSchema, EditorDoc, EditorRows, EditorCommands, EditorViews, EditorFront, EditorClaims, EditorPaste);

    public static IReadOnlyList<WebFile> All { get; } = [Style, Script, EditorStyle, ProseMirror, EditorText, EditorSchema, EditorDoc, EditorRows, EditorCommands, EditorViews, EditorFront, EditorClaims, EditorPaste, Editor];

    /// <summary>Its name in the sources.</summary>
    public string Name { get; }

    public string Address { get; }

    public string Type { get; }

    public byte[] Bytes { get; }

    /// <summary>The same in brotli: what is asked for is the same for everybody, so its size gives nothing away.</summary>
    public byte[] Brotli => _brotli.Value;

    private static byte[] Compressed(byte[] bytes)
    {
        using var made = new MemoryStream();
        using (var brotli = new BrotliStream(made, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(bytes);
        }
        return made.ToArray();
    }
}
