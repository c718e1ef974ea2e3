using System.Collections.Frozen;
using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>All locales of a program: which one a desk or a text is given.</summary>
public sealed class Locales
{
    private readonly FrozenDictionary<string, Locale> _byTag;

    private Locales(IEnumerable<Locale> locales)
    {
        All = [.. locales.OrderBy(l => l.Tag, StringComparer.Ordinal)];
        _byTag = All.ToFrozenDictionary(l => l.Tag, StringComparer.OrdinalIgnoreCase);
        English = Exactly("en") ?? throw new FormatException("the locale en is missing: every other falls back to it");
        foreach (var locale in All)
        {
            locale.Set = this;
        }
    }

    /// <summary>Every locale, by tag.</summary>
    public ImmutableArray<Locale> All { get; }

    /// <summary>The one everything falls back to.</summary>
    public Locale English { get; }

    /// <summary>Reads the files of a <c>locales</c> folder.</summary>
    /// <exception cref="FormatException">One is not a locale, two have one tag, or English is missing.</exception>
    public static Locales Parse(IEnumerable<ReadOnlyMemory<byte>> files)
    {
        var locales = files.Select(f => Locale.Parse(f.Span)).ToList();
        return locales.GroupBy(l => l.Tag, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new FormatException($"there are two locales {twice.Key}")
            : new Locales(locales);
    }

    /// <summary>The locale of a desk: its tag's, else its language's when that is in the same script, else English.</summary>
    public Locale For(DeskTag desk) => For(desk.Value);

    /// <summary>The locale of the labels inside an article: the text's own language's, else the desk's.</summary>
    public Locale For(PublishedArticle article) =>
        LanguageTag.TryCanonical(article.Text.Language, out var language) && Nearest(language) is { } own ? own : For(article.Desk);

    /// <summary>The locale of a BCP 47 tag, else English.</summary>
    public Locale For(string language) => (LanguageTag.TryCanonical(language, out var tag) ? Nearest(tag) : null) ?? English;

    internal Locale? Exactly(string tag) => _byTag.GetValueOrDefault(tag);

    private Locale? Nearest(string tag)
    {
        var script = tag.Split('-').Skip(1).FirstOrDefault(p => p.Length == 4);
        return LanguageTag.Shorter(tag).Select(Exactly).FirstOrDefault(l => l is not null && (script is null || l.Script.Equals(script, StringComparison.OrdinalIgnoreCase)));
    }
}
