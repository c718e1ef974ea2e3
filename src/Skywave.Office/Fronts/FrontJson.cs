using System.Text.Json;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>A front as it is kept, and as forms carry it.</summary>
internal static class FrontJson
{
    public static string Write(CuratedFront front) => JsonSerializer.Serialize(front, WordsJson.Default.CuratedFront);

    /// <summary>Reads one; null when it is none of ours.</summary>
    public static CuratedFront? Read(string? json)
    {
        try
        {
            return json is { Length: > 0 } && JsonSerializer.Deserialize(json, WordsJson.Default.CuratedFront) is { Slots.IsDefault: false } front && front.Slots.All(s => s is { Articles.IsDefault: false }) ? front : null;
        }
        catch (JsonException)
        {
            return null; // a form that is not ours
        }
    }
}
