using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Skywave.Trust.Log;

namespace Skywave.Trust.Documents;

/// <summary>
/// Targets <c>d/corrections-recent</c> and <c>d/corrections-YYYY</c>: the newest revision of every article that is past revision 1 or no longer
/// published. An article that is absent has revision 1 as its newest as of the edition (docs/900-design.md, section 9).
/// </summary>
/// <param name="Desk">The desk's tag.</param>
/// <param name="Period"><c>recent</c> or the year of first publication.</param>
/// <param name="Items">Sorted by article id, each id once.</param>
public sealed record CorrectionsDocument(string Desk, string Period, ImmutableArray<CorrectedArticle> Items)
{
    /// <summary>The greatest document, in bytes.</summary>
    public const int MaxLength = 5 * 1024 * 1024;

    /// <summary>The period of the last 30 days.</summary>
    public const string Recent = "recent";

    /// <summary>What the document says of an article, or null: revision 1 is the newest.</summary>
    public CorrectedArticle? Find(string article) => Items.FirstOrDefault(item => item.Article == article);

    /// <summary>Reads the document. Refused: <see cref="Codes.DocumentMalformed"/>, <see cref="Codes.DocumentTooBig"/>.</summary>
    public static Checked<CorrectionsDocument> Parse(ReadOnlySpan<byte> json) => Shape.Read(json, MaxLength, "corrections", shape =>
    {
        shape.Integer("corrections", 1, 1);
        var items = shape.List("items", 100_000, item => new CorrectedArticle(
            item.Text("article", Names.IsArticle),
            item.Text("hash", Names.IsHash),
            (int)item.Integer("revision", 1, int.MaxValue),
            item.Text("status", Record.Statuses.Contains)));
        shape.Require(items.Zip(items.Skip(1), (a, b) => string.CompareOrdinal(a.Article, b.Article) < 0).All(fits => fits), "items", "not sorted by id, or an id twice");
        return new CorrectionsDocument(shape.Text("desk", Names.IsDesk), shape.Text("period", IsPeriod), items);
    });

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["corrections"] = 1,
        ["desk"] = Desk,
        ["items"] = Json.List(Items, item => new JsonObject
        {
            ["article"] = item.Article,
            ["hash"] = item.Hash,
            ["revision"] = item.Revision,
            ["status"] = item.Status,
        }),
        ["period"] = Period,
    });

    private static bool IsPeriod(string text) => text == Recent || (text.Length == 4 && text.All(char.IsAsciiDigit));
}

/// <summary>The newest revision of an article that was changed.</summary>
/// <param name="Article">Its id.</param>
/// <param name="Hash">SHA-256 of the newest fragment in lower-case hex.</param>
/// <param name="Revision">The newest revision.</param>
/// <param name="Status">One of <see cref="Record.Statuses"/>.</param>
public sealed record CorrectedArticle(string Article, string Hash, int Revision, string Status);
