using System.Text.Json;

namespace Skywave.Intake.Ninjs;

/// <summary>
/// An item's members by name, letter case aside: 1.x and 2.x write <c>versioncreated</c>, 3.x <c>versionCreated</c>.
/// The first mistake of type is kept; an item with one is refused, as the standard's schema would.
/// </summary>
internal sealed class Members
{
    private readonly Dictionary<string, JsonElement> _members = [];

    public Members(JsonElement item, string path = "")
    {
        Path = path;
        foreach (var member in item.EnumerateObject())
        {
            _members[member.Name.ToLowerInvariant()] = member.Value;
        }
    }

    public string Path { get; }

    /// <summary>Place and reason of the first member of a wrong type, or null.</summary>
    public string? Mistake { get; private set; }

    public IEnumerable<string> Names => _members.Keys;

    public JsonElement? this[string name] => _members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A string, or null when absent. Another type is a mistake.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (this[name] is { } value)
            {
                if (value.ValueKind == JsonValueKind.String)
                {
                    return value.GetString();
                }
                Wrong(name, "a string");
            }
        }
        return null;
    }

    /// <summary>A whole number, or null when absent.</summary>
    public int? Number(string name)
    {
        if (this[name] is not { } value)
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }
        Wrong(name, "a whole number");
        return null;
    }

    /// <summary>The objects of an array (2.x, 3.x) or the values of an object (1.x, with their names).</summary>
    public IReadOnlyList<(string? Name, Members Item)> Objects(string name, bool named = false)
    {
        if (this[name] is not { } value)
        {
            return [];
        }
        if (value.ValueKind == JsonValueKind.Array)
        {
            if (value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.Object))
            {
                Wrong(name, "an array of objects");
                return [];
            }
            return [.. value.EnumerateArray().Select((v, i) => ((string?)null, new Members(v, $"{Path}{name}[{i}].")))];
        }
        if (named && value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(v => v.Value.ValueKind == JsonValueKind.Object))
        {
            return [.. value.EnumerateObject().Select(v => ((string?)v.Name, new Members(v.Value, $"{Path}{name}.{v.Name}.")))];
        }
        Wrong(name, named ? "an object or array of objects" : "an array of objects");
        return [];
    }

    public void Wrong(string name, string expected) => Mistake ??= $"{Path}{name} is not {expected}";

    public void Take(Members other) => Mistake ??= other.Mistake;
}
