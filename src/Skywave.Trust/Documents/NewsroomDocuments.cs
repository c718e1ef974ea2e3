using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skywave.Trust.Documents;

/// <summary>Target <c>newsroom/desks.json</c>: the desks in the order the language chooser shows them.</summary>
/// <param name="Id">The newsroom's UUID.</param>
/// <param name="Name">The newsroom's name.</param>
/// <param name="Desks">In order, each tag once.</param>
public sealed record DesksDocument(string Id, string Name, ImmutableArray<DeskEntry> Desks)
{
    /// <summary>Reads the document. Refused: <see cref="Codes.DocumentMalformed"/>, <see cref="Codes.DocumentTooBig"/>.</summary>
    public static Checked<DesksDocument> Parse(ReadOnlySpan<byte> json) => Shape.Read(json, 1024 * 1024, "desks.json", shape =>
    {
        shape.Integer("v", 1, 1);
        var desks = shape.List("desks", 1024, desk => new DeskEntry(
            desk.Text("tag", Names.IsDesk), desk.Text("name", 200), desk.Text("dir", text => text is "ltr" or "rtl")));
        shape.Require(desks.DistinctBy(desk => desk.Tag).Count() == desks.Length, "desks", "a desk is named twice");
        return new DesksDocument(shape.Text("id", Names.IsNewsroom), shape.Text("name", 200), desks);
    });

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["desks"] = Json.List(Desks, desk => new JsonObject { ["dir"] = desk.Direction, ["name"] = desk.Name, ["tag"] = desk.Tag }),
        ["id"] = Id,
        ["name"] = Name,
        ["v"] = 1,
    });
}

/// <summary>One desk.</summary>
/// <param name="Tag">Its BCP 47 tag.</param>
/// <param name="Name">Its language's own name.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
public sealed record DeskEntry(string Tag, string Name, string Direction);

/// <summary>Target <c>newsroom/theme.json</c>: the hashes of every style this newsroom has ever used. A page with another style is refused.</summary>
/// <param name="Name">The theme's name.</param>
/// <param name="Styles">SHA-256 of each style's bytes in lower-case hex.</param>
public sealed record ThemeDocument(string Name, ImmutableArray<string> Styles)
{
    /// <summary>Reads the document. Refused: <see cref="Codes.DocumentMalformed"/>, <see cref="Codes.DocumentTooBig"/>.</summary>
    public static Checked<ThemeDocument> Parse(ReadOnlySpan<byte> json) => Shape.Read(json, 1024 * 1024, "theme.json", shape =>
    {
        shape.Integer("v", 1, 1);
        return new ThemeDocument(shape.Text("name", 200), shape.Texts("styles", 10_000, Names.IsHash));
    });

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject { ["name"] = Name, ["styles"] = Json.Texts(Styles), ["v"] = 1 });
}

/// <summary>Target <c>mirrors/public.json</c>: addresses the newsroom makes public, and the files at the edition's root.</summary>
/// <param name="Files">Files at the root by name.</param>
/// <param name="Mirrors">Absolute http or https addresses, without user or password.</param>
public sealed record PublicDocument(ImmutableSortedDictionary<string, ListedFile> Files, ImmutableArray<string> Mirrors)
{
    /// <summary>Reads the document. Refused: <see cref="Codes.DocumentMalformed"/>, <see cref="Codes.DocumentTooBig"/>.</summary>
    public static Checked<PublicDocument> Parse(ReadOnlySpan<byte> json) => Shape.Read(json, 1024 * 1024, "public.json", shape =>
    {
        shape.Integer("v", 1, 1);
        return new PublicDocument(
            shape.Map("files", 100, name => Names.IsPath(name) && !name.Contains('/', StringComparison.Ordinal), (_, file) => ListedFile.Read(file)),
            shape.Texts("mirrors", 1000, IsAddress));
    });

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject { ["files"] = Json.Map(Files, file => file.ToJson()), ["mirrors"] = Json.Texts(Mirrors), ["v"] = 1 });

    private static bool IsAddress(string text) =>
        text.Length <= 2048 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http") && uri.UserInfo.Length == 0;
}

/// <summary>Target <c>d/notices</c>: a desk's legal-risk notices. Their fields are the newsroom's words; here each is only known to be an object.</summary>
/// <param name="Desk">The desk's tag.</param>
/// <param name="Notices">In the order they are shown.</param>
public sealed record NoticesDocument(string Desk, ImmutableArray<JsonElement> Notices)
{
    /// <summary>Reads the document. Refused: <see cref="Codes.DocumentMalformed"/>, <see cref="Codes.DocumentTooBig"/>.</summary>
    public static Checked<NoticesDocument> Parse(ReadOnlySpan<byte> json) => Shape.Read(json, 1024 * 1024, "notices", shape =>
    {
        shape.Integer("v", 1, 1);
        var notices = shape.Raw("notices", 1000);
        shape.Require(notices.All(notice => notice.ValueKind == JsonValueKind.Object), "notices", "an item is not an object");
        return new NoticesDocument(shape.Text("desk", Names.IsDesk), notices);
    });

    /// <summary>The canonical bytes. Throws <see cref="ArgumentException"/> when a notice holds a number that is no integer.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["desk"] = Desk,
        ["notices"] = Json.List(Notices, notice => JsonNode.Parse(notice.GetRawText())),
        ["v"] = 1,
    });
}
