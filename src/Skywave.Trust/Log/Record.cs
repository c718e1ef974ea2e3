using System.Globalization;
using System.Text.Json.Nodes;
using Skywave.Trust.Documents;

namespace Skywave.Trust.Log;

/// <summary>The log entry of one revision (docs/900-design.md, section 6). It holds no slug, headline or name: the log cannot forget.</summary>
public sealed record Record
{
    /// <summary>The greatest record, in bytes.</summary>
    public const int MaxLength = EntryBundle.MaxEntry;

    private const int MaxFragment = 2 * 1024 * 1024;

    /// <summary>The words <see cref="Status"/> may be.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["published", "updated", "corrected", "retracted", "withdrawn"];

    /// <summary><c>&lt;desk&gt;/YYYY/MM/&lt;id&gt;</c> or <c>&lt;desk&gt;/about/&lt;name&gt;</c>, without <c>.html</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The article's id: 16 characters of <c>a-z2-7</c>.</summary>
    public required string Article { get; init; }

    /// <summary>The desk's BCP 47 tag.</summary>
    public required string Desk { get; init; }

    /// <summary>When revision 1 was published; UTC, whole seconds.</summary>
    public required DateTimeOffset FirstPublished { get; init; }

    /// <summary>SHA-256 of the fragment, 64 lower-case hex digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The fragment's length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>From 1.</summary>
    public required int Revision { get; init; }

    /// <summary>One of <see cref="Statuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>When this revision was published; UTC, whole seconds.</summary>
    public required DateTimeOffset VersionCreated { get; init; }

    /// <summary>The entry's bytes: one line of canonical JSON.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["address"] = Address,
        ["article"] = Article,
        ["desk"] = Desk,
        ["firstPublished"] = UtcTime.Write(FirstPublished),
        ["hash"] = Hash,
        ["length"] = Length,
        ["record"] = 1,
        ["revision"] = Revision,
        ["status"] = Status,
        ["versionCreated"] = UtcTime.Write(VersionCreated),
    });

    /// <summary>
    /// Reads an entry: exactly canonical bytes; fields it does not know are let be. That the address lies under the desk is the checker's to ask
    /// (<see cref="IsUnderDesk"/>). Refused: <see cref="Codes.RecordMalformed"/>.
    /// </summary>
    public static Checked<Record> Parse(ReadOnlySpan<byte> bytes) => RecordText.Read(bytes) is { } fields && Of(fields) is { } plain ? plain : ParseJson(bytes);

    /// <summary>The same for any canonical JSON, at twenty times the cost.</summary>
    internal static Checked<Record> ParseJson(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength || !CanonicalJson.Rewrite(bytes).TryGet(out var canonical, out _) || !bytes.SequenceEqual(canonical))
        {
            return new Refusal(Codes.RecordMalformed, "a record is not one line of canonical JSON");
        }
        return Shape.Read(bytes, MaxLength, "record", Read).TryGet(out var record, out var refusal) ? record : refusal with { Code = Codes.RecordMalformed };
    }

    /// <summary>True when the address lies under the record's own desk.</summary>
    public bool IsUnderDesk => Address.StartsWith(Desk + "/", StringComparison.Ordinal);

    // Null when anything is wrong: what it is, the slower reader says.
    private static Record? Of(RecordFields fields)
    {
        if (fields.Version != 1 || fields.Length is < 1 or > MaxFragment || fields.Revision is < 1 or > int.MaxValue || !Names.IsAddress(fields.Address) || !Names.IsArticle(fields.Article)
            || !Names.IsDesk(fields.Desk) || !Names.IsHash(fields.Hash) || !Statuses.Contains(fields.Status)
            || !UtcTime.TryRead(fields.FirstPublished, out var first) || !UtcTime.TryRead(fields.VersionCreated, out var version))
        {
            return null;
        }
        var record = new Record
        {
            Address = fields.Address,
            Article = fields.Article,
            Desk = fields.Desk,
            FirstPublished = first,
            Hash = fields.Hash,
            Length = fields.Length,
            Revision = (int)fields.Revision,
            Status = fields.Status,
            VersionCreated = version,
        };
        return record.HasItsAddress && version >= first ? record : null;
    }

    private static Record Read(Shape shape)
    {
        shape.Integer("record", 1, 1);
        var record = new Record
        {
            Address = shape.Text("address", Names.IsAddress),
            Article = shape.Text("article", Names.IsArticle),
            Desk = shape.Text("desk", Names.IsDesk),
            FirstPublished = shape.Time("firstPublished"),
            Hash = shape.Text("hash", Names.IsHash),
            Length = shape.Integer("length", 1, MaxFragment),
            Revision = (int)shape.Integer("revision", 1, int.MaxValue),
            Status = shape.Text("status", Statuses.Contains),
            VersionCreated = shape.Time("versionCreated"),
        };
        shape.Require(record.HasItsAddress, "address", "its month and id are not the article's");
        shape.Require(record.VersionCreated >= record.FirstPublished, "versionCreated", "it is before firstPublished");
        return record;
    }

    // A dated address ends in /YYYY/MM/ and the article's id.
    private bool HasItsAddress => Address.Contains("/about/", StringComparison.Ordinal) || (Address.EndsWith(Article, StringComparison.Ordinal)
        && Address.AsSpan(0, Address.Length - Article.Length).EndsWith(FirstPublished.ToString("'/'yyyy'/'MM'/'", CultureInfo.InvariantCulture)));
}
