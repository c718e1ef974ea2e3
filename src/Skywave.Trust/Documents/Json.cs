using System.Text.Json.Nodes;

namespace Skywave.Trust.Documents;

/// <summary>JSON nodes from lists and maps, without reflection.</summary>
internal static class Json
{
    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    public static JsonArray Texts(IEnumerable<string> items) => List(items, item => item);

    public static JsonObject Map<T>(IEnumerable<KeyValuePair<string, T>> members, Func<T, JsonNode?> write) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, write(member.Value))));
}
