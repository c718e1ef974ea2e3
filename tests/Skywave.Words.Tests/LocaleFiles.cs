using System.Text.Json;
using Skywave.Tests;
using Xunit;

namespace Skywave.Words.Tests;

/// <summary>The locale files as data: what a desk's page says around its articles.</summary>
internal static class LocaleFiles
{
    /// <summary>English is the source: its keys and placeholders bind every other file.</summary>
    public const string Source = "en";

    /// <summary>Every desk of the model service, and the further scripts and languages we carry.</summary>
    public static readonly string[] Desks =
    [
        "sq", "hy", "az", "ba", "be", "bs", "bg", "ce", "crh", "fa-AF", "en", "ka", "hu", "kk", "ky", "mk", "sr-ME",
        "ps", "fa", "ro", "ru", "sr", "tg", "tt", "tk", "uk", "uz", "uz-Cyrl", "sr-Latn", "tr", "ar", "my",
    ];

    private static readonly Dictionary<string, LocaleFile> Loaded = Load();

    /// <summary>The tags of the files that are there, for a theory.</summary>
    public static TheoryData<string> Tags => [.. Loaded.Keys.Order(StringComparer.Ordinal)];

    public static IReadOnlyCollection<string> Present => Loaded.Keys;

    public static LocaleFile Get(string tag) => Loaded[tag];

    private static Dictionary<string, LocaleFile> Load() =>
        Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "locales"), "*.json")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), LocaleFile.Read, StringComparer.Ordinal);
}

/// <summary>One file. A missing or wrongly typed member fails the test that asks for it, with the member's name.</summary>
internal sealed class LocaleFile
{
    private readonly JsonElement root;

    private LocaleFile(JsonElement root)
    {
        this.root = root;
        Strings = Members("strings");
        Territories = Members("territories");
    }

    public Dictionary<string, string> Strings { get; }

    public Dictionary<string, string> Territories { get; }

    public static LocaleFile Read(string path)
    {
        var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), options);
        return new LocaleFile(document.RootElement.Clone());
    }

    public string Text(string member) =>
        root.TryGetProperty(member, out var value) && value.GetString() is { } text ? text : throw new InvalidDataException($"no text '{member}'");

    public string[] List(string member) =>
        root.TryGetProperty(member, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [];

    public bool Has(string member) => root.TryGetProperty(member, out _);

    /// <summary>Every text a reader can see, with where it stands.</summary>
    public IEnumerable<(string Where, string Text)> Readable()
    {
        foreach (var member in new[] { "name", "datePattern", "dateTimePattern", "listLast" })
        {
            yield return (member, Text(member));
        }
        foreach (var member in new[] { "months", "monthsStandalone", "gregorianMonths", "weekdays" })
        {
            foreach (var item in List(member))
            {
                yield return (member, item);
            }
        }
        foreach (var (key, text) in Strings.Concat(Territories))
        {
            yield return (key, text);
        }
    }

    private Dictionary<string, string> Members(string member) =>
        root.GetProperty(member).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
}
