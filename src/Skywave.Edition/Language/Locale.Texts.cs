using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Html;

namespace Skywave.Edition;

/// <summary>A sentence around an article or a name in it, and the locale whose language it is in: not the asked one where that has none yet.</summary>
internal readonly record struct Phrase(string Text, Locale From);

public sealed partial class Locale
{
    private readonly ConcurrentDictionary<string, HtmlString> _said = new(StringComparer.Ordinal);

    /// <summary>A sentence, from the fall-backs when this language has none yet, with its placeholders unfilled.</summary>
    /// <exception cref="KeyNotFoundException">Not even English has it: a mistake in the program.</exception>
    public string Text(string key) => Find(key).Text;

    /// <summary>A sentence without placeholders as markup; one from a fall-back says which language it is in. Made once: every page says the same.</summary>
    internal HtmlString Said(string key) => _said.GetOrAdd(key, static (k, locale) => new HtmlString(new Html().Phrase(locale.Find(k), locale.Tag).ToString()), this);

    internal Phrase Find(string key) => Nearest(static l => l._strings, key) ??
        throw new KeyNotFoundException($"the locale {Tag} has no '{key}', and no fall-back of it has");

    /// <summary>A country's name by its ISO 3166-1 code. A notice may name any country: a code that no locale knows stays itself.</summary>
    internal Phrase Territory(string code) => Nearest(static l => l._territories, code) ?? new(code, this);

    private Phrase? Nearest(Func<Locale, FrozenDictionary<string, string>> texts, string key)
    {
        if (texts(this).TryGetValue(key, out var own))
        {
            return new(own, this);
        }
        foreach (var tag in Fallback)
        {
            if (Set?.Exactly(tag) is { } other && texts(other).TryGetValue(key, out var text))
            {
                return new(text, other);
            }
        }
        return Set?.English is { } english && english != this ? english.Nearest(texts, key) : null;
    }
}
