using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Skywave.Trust.Log;

namespace Skywave.Trust.Documents;

/// <summary>Target <c>d/front</c>: what a desk's front page shows, and the hash of each list that nearly every publish changes (docs/900-design.md, section 9).</summary>
/// <param name="Cut">When the edition that changed it was cut; UTC, whole seconds.</param>
/// <param name="Desk">The desk's tag.</param>
/// <param name="Files">The desk's live lists by path in the edition; every path lies under the desk's folder. Its other files are in <see cref="FileList"/>.</param>
/// <param name="Items">The newest articles as the front page shows them, at most <see cref="MaxItems"/>.</param>
public sealed record FrontDocument(DateTimeOffset Cut, string Desk, ImmutableSortedDictionary<string, ListedFile> Files, ImmutableArray<FrontItem> Items)
{
    /// <summary>The greatest document, in bytes.</summary>
    public const int MaxLength = 5 * 1024 * 1024;

    /// <summary>The most items on a front page.</summary>
    public const int MaxItems = 30;

    /// <summary>The name of the target that is a desk's front.</summary>
    public static string TargetOf(string desk) => desk + "/front";

    /// <summary>Reads the document. Refused: <see cref="Codes.DocumentMalformed"/>, <see cref="Codes.DocumentTooBig"/>.</summary>
    public static Checked<FrontDocument> Parse(ReadOnlySpan<byte> json) => Shape.Read(json, MaxLength, "front", shape =>
    {
        shape.Integer("front", 1, 1);
        var desk = shape.Text("desk", Names.IsDesk);
        var under = desk + "/";
        return new FrontDocument(
            shape.Time("cut"),
            desk,
            shape.Map("files", 1_000, path => Names.IsPath(path) && path.StartsWith(under, StringComparison.Ordinal), (_, file) => ListedFile.Read(file)),
            shape.List("items", MaxItems, item => FrontItem.Read(under, item)));
    });

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["cut"] = UtcTime.Write(Cut),
        ["desk"] = Desk,
        ["files"] = Json.Map(Files, file => file.ToJson()),
        ["front"] = 1,
        ["items"] = Json.List(Items, item => item.ToJson()),
    });
}

/// <summary>One article on a front page.</summary>
public sealed record FrontItem
{
    /// <summary>Its signed address, without <c>.html</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The article's id.</summary>
    public required string Article { get; init; }

    /// <summary>True while it is in the breaking strip.</summary>
    public required bool Breaking { get; init; }

    /// <summary>When revision 1 was published.</summary>
    public required DateTimeOffset FirstPublished { get; init; }

    /// <summary>SHA-256 of the newest fragment in lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The headline as lists show it; at most 1000 characters.</summary>
    public required string Headline { get; init; }

    /// <summary>The fragment's length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Where the page stands in the edition, with its slug and <c>.html</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The newest revision, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>One of <see cref="Record.Statuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>1 (flash) to 9.</summary>
    public required int Urgency { get; init; }

    /// <summary>When the newest revision was published.</summary>
    public required DateTimeOffset VersionCreated { get; init; }

    internal static FrontItem Read(string under, Shape shape) => new()
    {
        Address = shape.Text("address", text => Names.IsAddress(text) && text.StartsWith(under, StringComparison.Ordinal)),
        Article = shape.Text("article", Names.IsArticle),
        Breaking = shape.Bool("breaking"),
        FirstPublished = shape.Time("firstPublished"),
        Hash = shape.Text("hash", Names.IsHash),
        Headline = shape.Text("headline", 1000),
        Length = shape.Integer("length", 1, 2 * 1024 * 1024),
        Path = shape.Text("path", text => Names.IsPath(text) && text.StartsWith(under, StringComparison.Ordinal)),
        Revision = (int)shape.Integer("revision", 1, int.MaxValue),
        Status = shape.Text("status", Record.Statuses.Contains),
        Urgency = (int)shape.Integer("urgency", 1, 9),
        VersionCreated = shape.Time("versionCreated"),
    };

    internal JsonObject ToJson() => new()
    {
        ["address"] = Address,
        ["article"] = Article,
        ["breaking"] = Breaking,
        ["firstPublished"] = UtcTime.Write(FirstPublished),
        ["hash"] = Hash,
        ["headline"] = Headline,
        ["length"] = Length,
        ["path"] = Path,
        ["revision"] = Revision,
        ["status"] = Status,
        ["urgency"] = Urgency,
        ["versionCreated"] = UtcTime.Write(VersionCreated),
    };
}

/// <summary>A file as a signed document names it.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record ListedFile(long Length, string Sha256)
{
    internal static ListedFile Read(Shape shape) => new(shape.Integer("length", 0, 1L << 40), shape.Text("sha256", Names.IsHash));

    internal JsonObject ToJson() => new() { ["length"] = Length, ["sha256"] = Sha256 };
}
