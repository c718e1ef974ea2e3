using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Skywave.Office;

/// <summary>The sentences of the office's pages: English is the key, and what stands where nobody has translated it yet.</summary>
internal sealed partial class OfficeWords
{
    private static readonly ConcurrentDictionary<string, OfficeWords> Known = new(StringComparer.Ordinal);

    private const char Isolate = '\u2068';
    private const char End = '\u2069';

    private readonly Dictionary<string, string> _said;
    private readonly Dictionary<string, string> _pieces;
    private readonly SaidTemplate[] _templates;

    private OfficeWords(string tag, string direction, Dictionary<string, string> said, Dictionary<string, string> sentences)
    {
        (Tag, Direction, _said, _pieces) = (tag, direction, said, sentences);
        _templates = [.. sentences.Where(s => s.Key.Contains("{0}", StringComparison.Ordinal)).Select(s => new SaidTemplate(s.Key, s.Value)).OrderByDescending(t => t.Fixed)];
    }

    /// <summary>The languages that there are, each with its own name.</summary>
    public static IReadOnlyList<(string Tag, string Name)> All { get; } = [("en", "English"), ("ru", "Русский"), ("fa", "فارسی")];

    /// <summary>Its BCP 47 tag.</summary>
    public string Tag { get; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction { get; }

    public static OfficeWords For(string? tag) => Known.GetOrAdd(All.Any(l => l.Tag == tag) ? tag! : "en", Load);

    /// <summary>A sentence in this language. One that checks and refusals made, with figures and names in it, is known by its template; several of them, with <c>; </c> between, are said one by one.</summary>
    public string Say(string english) => Whole(english) is { } said ? said : _templates.Length == 0 ? english
        : Templated(english) ?? (english.Contains("; ", StringComparison.Ordinal) ? string.Join("; ", english.Split("; ").Select(one => Whole(one) ?? Templated(one) ?? one)) : english);

    private string? Whole(string english) => _said.GetValueOrDefault(english) ?? _pieces.GetValueOrDefault(english);

    private string? Templated(string english) => _templates.Select(t => t.Say(english, Quoted)).FirstOrDefault(said => said is not null);

    // What a text or a person wrote keeps its own direction. It is said otherwise only where it is a piece of such a sentence: names in a text's front matter are words too.
    private string Quoted(string words) => Isolate + _pieces.GetValueOrDefault(words, words) + End;

    private static OfficeWords Load(string tag)
    {
        var direction = tag is "fa" ? "rtl" : "ltr";
        return new OfficeWords(tag, direction, Read($"web/words-{tag}.json"), Read($"web/sentences-{tag}.json").ToDictionary(s => s.Key, s => direction == "rtl" ? FromTheLeft(s.Value) : s.Value));
    }

    // Marks and names of ours are read from the left also where the sentence is not; where an example has words of the sentence's language in it, the file says so itself.
    private static string FromTheLeft(string said) => said.Contains('\u2066', StringComparison.Ordinal) ? said : Latin().Replace(said, m => Isolate + m.Value + End);

    private static Dictionary<string, string> Read(string resource)
    {
        using var stream = typeof(OfficeWords).Assembly.GetManifestResourceStream(resource);
        return stream is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    // From a letter, mark or digit to the last one before the sentence goes on in its own script; a place alone is none.
    [GeneratedRegex(@"(?!\{\d\})[\x21-\x7e](?:[\x20-\x7a\x7c\x7e]|\{(?!\d\})|(?<!\{\d)\})*[A-Za-z0-9@)\]}/](?<!\{\d\})", RegexOptions.CultureInvariant)]
    private static partial Regex Latin();
}
