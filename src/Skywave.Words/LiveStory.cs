using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>
/// That a text is one part of a live story: one text with timed entries, of which each part, an article of its own, holds at most <see cref="Size"/> (docs/900-design.md, "A live story").
/// </summary>
/// <param name="Of">The live story's own id at its source, the same in all its parts. Stays in the newsroom.</param>
/// <param name="Number">From 1, the oldest.</param>
/// <param name="State">Whether more comes.</param>
/// <param name="Pinned">Number of the entry that stands above all others, or null; of no account on a part that is full. One of an older part is copied into the body before the part's own.</param>
public sealed record LivePart(string Of, int Number, LiveState State, int? Pinned = null)
{
    /// <summary>Entries that a part holds at most: what a phone can load, and what an address may promise to keep for ever.</summary>
    public const int Size = 20;

    /// <summary>The number of its first entry.</summary>
    [JsonIgnore]
    public int First => ((Number - 1) * Size) + 1;

    /// <summary>Whether an entry of its body is its own, not the pinned one of an older part.</summary>
    public bool Has(LiveEntry entry) => entry.Number >= First;

    /// <summary>False when a stored text (JSON of <see cref="ArticleText"/>, or of what has one) is of no live story: then it need not be read to know. True says nothing.</summary>
    public static bool MayBeIn(string json) => json.Contains("\"live\":{", StringComparison.Ordinal);

    /// <summary>The part that an entry stands in.</summary>
    public static int Holding(int entry) => ((entry - 1) / Size) + 1;
}

/// <summary>Whether more comes in a part of a live story.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LiveState>))]
public enum LiveState
{
    /// <summary>It is added to.</summary>
    Open,

    /// <summary>It has all its entries; what comes after them comes in the next part.</summary>
    Full,

    /// <summary>The story is told: nothing is added any more.</summary>
    Ended,
}

/// <summary>Where an entry of a live story begins: the blocks up to the next one are its text.</summary>
/// <param name="Number">From 1, the oldest of the whole story; fixed once it is published.</param>
/// <param name="At">When it was written, to the minute, UTC; fixed once it is published.</param>
/// <param name="Headline">As readers see it, or null.</param>
/// <param name="IsKey">True: named at the top of its part too. It needs a headline then.</param>
public sealed record LiveEntry(int Number, DateTimeOffset At, string? Headline = null, bool IsKey = false) : Block
{
    /// <summary>What it is called in its page: <c>e17</c>.</summary>
    [JsonIgnore]
    public string Anchor => "e" + Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An entry with its text.</summary>
/// <param name="Head">Where it begins.</param>
/// <param name="Body">What follows up to the next one.</param>
public sealed record LiveEntryText(LiveEntry Head, ImmutableArray<Block> Body);

/// <summary>The body of a live story, cut where entries begin.</summary>
/// <param name="Before">What stands before the first entry: what it is all about.</param>
/// <param name="Entries">The entries, the oldest first.</param>
public sealed record LiveText(ImmutableArray<Block> Before, ImmutableArray<LiveEntryText> Entries)
{
    /// <summary>Cuts a body.</summary>
    public static LiveText Of(ImmutableArray<Block> body)
    {
        int[] starts = [.. Enumerable.Range(0, body.Length).Where(i => body[i] is LiveEntry), body.Length];
        return new(body[..starts[0]], [.. starts.SkipLast(1).Zip(starts.Skip(1), (from, to) => new LiveEntryText((LiveEntry)body[from], body[(from + 1)..to]))]);
    }
}
