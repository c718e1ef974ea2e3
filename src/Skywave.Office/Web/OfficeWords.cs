using System.Collections.Concurrent;
using System.Text.Json;

namespace Skywave.Office;

/// <summary>The sentences of the office's pages: English is the key, and what stands where nobody has translated it yet.</summary>
internal sealed class OfficeWords
{
    private static readonly ConcurrentDictionary<string, OfficeWords> Known = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _said;

    private OfficeWords(string tag, string direction, Dictionary<string, string> said) => (Tag, Direction, _said) = (tag, direction, said);

    /// <summary>The languages that there are, each with its own name.</summary>
    public static IReadOnlyList<(string Tag, string Name)> All { get; } = [("en", "English"), ("ru", "Русский"), ("fa", "فارسی")];

    /// <summary>Its BCP 47 tag.</summary>
    public string Tag { get; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction { get; }

    public static OfficeWords For(string? tag) => Known.GetOrAdd(All.Any(l => l.Tag == tag) ? tag! : "en", Load);

    public string Say(string english) => _said.GetValueOrDefault(english, english);

    private static OfficeWords Load(string tag)
    {
        using var stream = typeof(OfficeWords).Assembly.GetManifestResourceStream($"web/words-{tag}.json");
        var said = stream is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        return new OfficeWords(tag, tag is "fa" ? "rtl" : "ltr", said);
    }
}
