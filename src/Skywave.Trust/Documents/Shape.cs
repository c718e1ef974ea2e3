using System.Collections.Immutable;
using System.Text.Json;
using Skywave.Trust.Log;

namespace Skywave.Trust.Documents;

/// <summary>
/// Reads the fields of one JSON object and remembers the first thing that is wrong, so that a document's reader is a plain list of its fields.
/// What it returns after something was wrong is never seen: <c>Read</c> refuses.
/// </summary>
internal sealed class Shape
{
    private readonly JsonElement _element;
    private readonly Shape? _outer;
    private readonly string _where;
    private string? _wrong;

    private Shape(JsonElement element, string where, Shape? outer)
    {
        (_element, _where, _outer) = (element, where, outer);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Wrong(null, "not an object");
        }
    }

    private bool IsWrong => _outer?.IsWrong ?? _wrong is not null;

    public static Checked<T> Read<T>(ReadOnlySpan<byte> bytes, int maxLength, string what, Func<Shape, T> read)
        where T : class
    {
        if (bytes.Length > maxLength)
        {
            return new Refusal(Codes.DocumentTooBig, $"{what}: over {maxLength} bytes");
        }
        if (!CanonicalJson.Parse(bytes).TryGet(out var document, out var refusal))
        {
            return new Refusal(Codes.DocumentMalformed, $"{what}: {refusal.Detail}");
        }
        using (document)
        {
            return Read(document.RootElement, what, read);
        }
    }

    public static Checked<T> Read<T>(JsonElement element, string what, Func<Shape, T> read)
        where T : class
    {
        var shape = new Shape(element, what, null);
        var value = shape.IsWrong ? null : read(shape);
        return shape._wrong is { } wrong ? new Refusal(Codes.DocumentMalformed, wrong) : value!;
    }

    public string Text(string name, Func<string, bool> fits)
    {
        var text = TextOf(Field(name, JsonValueKind.String));
        return Require(text is not null && (IsWrong || fits(text)), name, "not what belongs there") ? text! : "";
    }

    public string Text(string name, int maxLength) => Text(name, text => text.Length <= maxLength);

    public long Integer(string name, long min, long max)
    {
        var fits = Field(name, JsonValueKind.Number).TryGetInt64(out var number) && number >= min && number <= max;
        return Require(fits, name, $"not an integer from {min} to {max}") ? number : min;
    }

    public bool Bool(string name)
    {
        var given = _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var value) ? value.ValueKind : JsonValueKind.Undefined;
        Require(given is JsonValueKind.True or JsonValueKind.False, name, "not true or false");
        return given == JsonValueKind.True;
    }

    public DateTimeOffset Time(string name) => UtcTime.TryRead(Text(name, 20), out var time) || Wrong(name, "not a time like 2026-11-24T10:00:00Z") ? time : time;

    public TreeHash Hash(string name) => TreeHash.TryFromHex(Text(name, Names.IsHash), out var hash) ? hash : hash;

    public bool Has(string name) => _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out _);

    public T? Optional<T>(string name, Func<Shape, T> read)
        where T : class => _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var value) && !IsWrong
        ? read(new(value, $"{_where}.{name}", this)) : null;

    public T Object<T>(string name, Func<Shape, T> read) => read(new(Field(name, JsonValueKind.Object), $"{_where}.{name}", this));

    public ImmutableArray<T> List<T>(string name, int max, Func<Shape, T> read) =>
        Items(name, max, (element, where) => read(new(element, where, this)));

    public ImmutableArray<string> Texts(string name, int max, Func<string, bool> fits) => Items(name, max, (element, _) =>
    {
        var text = element.ValueKind == JsonValueKind.String ? TextOf(element) : null;
        return Require(text is not null && fits(text), name, "an item is not what belongs there") ? text! : "";
    });

    public ImmutableArray<JsonElement> Raw(string name, int max) => Items(name, max, (element, _) => element.Clone());

    /// <summary>A map from names that fit to objects.</summary>
    public ImmutableSortedDictionary<string, T> Map<T>(string name, int max, Func<string, bool> fits, Func<string, Shape, T> read) =>
        Members(name, max, fits, (key, element, where) => read(key, new(element, where, this)));

    public ImmutableSortedDictionary<string, ImmutableArray<T>> MapOfLists<T>(string name, int max, Func<string, bool> fits, Func<string, Shape, T> read) =>
        Members(name, max, fits, (key, element, where) => element.ValueKind == JsonValueKind.Array || Wrong(name, "not a list")
            ? Each(element, max, name, (item, at) => read(key, new(item, where + at, this))) : []);

    public bool Require(bool holds, string name, string wrong) => holds || Wrong(name, wrong);

    private ImmutableSortedDictionary<string, T> Members<T>(string name, int max, Func<string, bool> fits, Func<string, JsonElement, string, T> read)
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        var map = Field(name, JsonValueKind.Object);
        foreach (var member in map.ValueKind == JsonValueKind.Object ? map.EnumerateObject() : default)
        {
            if (IsWrong || members.Count >= max || !NameFits(member, fits))
            {
                Wrong(name, "too many members, or one with a name that does not belong there");
                break;
            }
            members[member.Name] = read(member.Name, member.Value, $"{_where}.{name}");
        }
        return members.ToImmutable();
    }

    private ImmutableArray<T> Items<T>(string name, int max, Func<JsonElement, string, T> read) =>
        Field(name, JsonValueKind.Array) is { ValueKind: JsonValueKind.Array } list ? Each(list, max, name, read) : [];

    private ImmutableArray<T> Each<T>(JsonElement list, int max, string name, Func<JsonElement, string, T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var element in list.EnumerateArray())
        {
            if (IsWrong || items.Count >= max)
            {
                Wrong(name, $"more than {max} items");
                break;
            }
            items.Add(read(element, $"{_where}.{name}[{items.Count}]"));
        }
        return items.ToImmutable();
    }

    private JsonElement Field(string name, JsonValueKind kind)
    {
        if (_element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var value) && value.ValueKind == kind)
        {
            return value;
        }
        Wrong(name, "missing or of another kind");
        return Blank(kind);
    }

    private static JsonElement Blank(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => Blanks[0],
        JsonValueKind.String => Blanks[1],
        JsonValueKind.Array => Blanks[2],
        _ => Blanks[3],
    };

    private static readonly JsonElement[] Blanks = [Constant("0"), Constant("\"\""), Constant("[]"), Constant("{}")];

    private static JsonElement Constant(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is only noticed when the text is read.
            return null;
        }
    }

    private static bool NameFits(JsonProperty member, Func<string, bool> fits)
    {
        try
        {
            return fits(member.Name);
        }
        catch (InvalidOperationException)
        {
            // As in TextOf.
            return false;
        }
    }

    private bool Wrong(string? name, string what)
    {
        var root = this;
        while (root._outer is { } outer)
        {
            root = outer;
        }
        root._wrong ??= $"{_where}{(name is null ? "" : "." + name)}: {what}";
        return false;
    }
}
