using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skywave.Mirror;

namespace Skywave.Importing;

/// <summary>
/// What an import came to, item by item: told as it happens where something is wrong, and summed up at the end. For a person it keeps the sum and a few
/// lines, for <c>--json</c> every item in a few hundred bytes: an archive of a hundred thousand items passes through.
/// </summary>
internal sealed class ImportReport(Terminal terminal)
{
    /// <summary>With more items than this, only the sum and what was refused are printed; <c>--json</c> has all.</summary>
    private const int FewItems = 25;

    private readonly List<string> _lines = [];
    private readonly ImportList _items = new(terminal.IsJson);
    private readonly ImportList _refused = new(terminal.IsJson);
    private readonly ImportList _warnings = new(terminal.IsJson);
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How many items were refused.</summary>
    public int Refused => _refused.Count;

    /// <summary>How many items were read, refused ones among them.</summary>
    public int Items => _items.Count + _refused.Count;

    /// <summary>One item was refused; the others are kept.</summary>
    public void Refuse(string place, string reason)
    {
        terminal.Note($"refused  {place}: {reason}");
        _refused.Add([("place", place), ("reason", reason)]);
    }

    /// <summary>Something in an item was dropped or changed.</summary>
    public void Warn(string place, string sentence)
    {
        if (_warnings.Count < FewItems)
        {
            terminal.Note($"{place}: {sentence}");
        }
        _warnings.Add([("place", place), ("warning", sentence)]);
    }

    /// <summary>One item is stored.</summary>
    /// <param name="place">Where it was read.</param>
    /// <param name="desk">The desk it is for.</param>
    /// <param name="article">Its id, or null when the newsroom never had it.</param>
    /// <param name="became">created, revised, unchanged, withdrawn, unknown.</param>
    /// <param name="state">draft, approved, published; how far it has come.</param>
    /// <param name="headline">Its headline.</param>
    public void Keep(string place, string desk, string? article, string became, string state, string headline)
    {
        _counts[became] = _counts.GetValueOrDefault(became) + 1;
        if (_lines.Count <= FewItems)
        {
            _lines.Add($"  {desk,-8} {headline}  ({became}{(state.Length > 0 ? ", " + state : "")})");
        }
        _items.Add([("place", place), ("desk", desk), ("article", article), ("became", became), ("state", state), ("headline", headline)]);
    }

    /// <summary>Says it all.</summary>
    /// <param name="json">Gets it.</param>
    /// <param name="allOrNothing">True: where one was refused, none was kept.</param>
    public void Tell(JsonObject json, bool allOrNothing = false)
    {
        if (_warnings.Count > FewItems)
        {
            terminal.Note($"… and {_warnings.Count - FewItems} more warnings; --json has them all");
        }
        foreach (var line in _lines.Count <= FewItems ? _lines : [])
        {
            terminal.Say(line);
        }
        var sum = string.Join(", ", _counts.Select(c => $"{c.Value} {c.Key}"));
        terminal.Say(sum.Length > 0 ? sum : "nothing imported");
        if (Refused > 0)
        {
            terminal.Error(allOrNothing ? $"nothing was imported: {Refused} {(Refused == 1 ? "file" : "files")} cannot be taken; each is named above" : $"{Refused} of {Items} items {(Refused == 1 ? "was" : "were")} refused; each is named above", allOrNothing ? "mend these and run it again" : "the others are kept: mend these and import them again");
        }
        json["items"] = _items.ToJson();
        json["refused"] = _refused.ToJson();
        json["warnings"] = _warnings.ToJson();
        json["outcome"] = Refused > 0 ? "refused" : "done";
    }
}

/// <summary>A list of the report: counted, and where a script reads it kept as the JSON it will be printed as.</summary>
internal sealed class ImportList(bool keeps)
{
    private readonly ArrayBufferWriter<byte> _json = new();

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<(string Name, string? Value)> members)
    {
        Count++;
        if (!keeps)
        {
            return;
        }
        _json.Write(Count == 1 ? "["u8 : ","u8);
        using var json = new Utf8JsonWriter(_json);
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WriteString(name, value);
        }
        json.WriteEndObject();
    }

    /// <summary>The list, which takes nothing more from here on.</summary>
    public JsonNode ToJson()
    {
        _json.Write(_json.WrittenCount == 0 ? "[]"u8 : "]"u8);
        return JsonNode.Parse(_json.WrittenSpan)!;
    }
}
