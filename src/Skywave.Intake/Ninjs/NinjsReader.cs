using System.Text.Json;

namespace Skywave.Intake.Ninjs;

/// <summary>ninjs 1.0 to 3.1: one item, or an array of items. The three shapes are one here, letter case and plurals aside.</summary>
internal static class NinjsReader
{
    private static readonly string[] Marks = ["uri", "$standard", "standard", "headline", "headlines", "body_text", "body_html", "bodies", "pubstatus", "versioncreated"];

    /// <summary>Whether JSON looks like ninjs: it names its standard, or has an item's fields.</summary>
    public static bool Looks(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Object => Lower(root).Any(Marks.Contains),
        JsonValueKind.Array => root.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && Lower(first).Any(Marks.Contains),
        _ => false,
    };

    public static IReadOnlyList<ImportOutcome> Read(Source source)
    {
        if (!JsonText.TryParse(source.Text, out var document, out var reason))
        {
            return [Items.Refuse(source.Name, reason!)];
        }
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                return [NinjsItem.Read(root, source.Name, source.Options)];
            }
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0)
            {
                return [Items.Refuse(source.Name, "it is neither a ninjs item nor an array of them")];
            }
            var outcomes = root.EnumerateArray().Take(IntakeLimits.Items)
                .Select((item, i) => item.ValueKind == JsonValueKind.Object
                    ? NinjsItem.Read(item, $"{source.Name}, item {i + 1}", source.Options)
                    : Items.Refuse($"{source.Name}, item {i + 1}", "it is not an object")).ToList();
            if (root.GetArrayLength() > IntakeLimits.Items)
            {
                outcomes.Add(Items.Refuse(source.Name, $"it has {root.GetArrayLength()} items; the first {IntakeLimits.Items} were read"));
            }
            return outcomes;
        }
    }

    private static IEnumerable<string> Lower(JsonElement root) => root.EnumerateObject().Take(200).Select(m => m.Name.ToLowerInvariant());
}
