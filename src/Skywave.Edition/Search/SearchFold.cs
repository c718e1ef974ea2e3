using System.Text;

namespace Skywave.Edition;

/// <summary>
/// Which words a text has, and which are the same to who types them (docs/900-design.md, section 14). The same as <c>web/fold.js</c>, over the same table:
/// a test runs both over the same texts.
/// </summary>
internal static class SearchFold
{
    /// <summary>UTF-16 code units of a word or term at most.</summary>
    public const int Longest = 35;

    private static readonly FoldTable Table = FoldTable.Default;

    /// <summary>The words an article is found by, each once, in their order.</summary>
    public static IReadOnlyList<string> Told(string text)
    {
        var words = new OrderedSet();
        foreach (var (whole, pieces) in Split(text))
        {
            foreach (var bits in pieces ?? [])
            {
                words.Add(Finish(string.Concat(bits)));
            }
            if (pieces is not { Count: 1 })
            {
                words.Add(Finish(whole));
            }
            foreach (var bit in (pieces ?? []).Where(bits => bits.Count > 1).SelectMany(bits => bits).Where(bit => bit.Length > 1))
            {
                words.Add(Finish(bit));
            }
        }
        return words.Items;
    }

    /// <summary>The words a reader asks for.</summary>
    public static IReadOnlyList<string> Asked(string text)
    {
        var words = new OrderedSet();
        foreach (var (whole, pieces) in Split(text))
        {
            foreach (var piece in pieces?.Select(bits => string.Concat(bits)) ?? [whole])
            {
                words.Add(Finish(piece));
            }
        }
        return words.Items;
    }

    /// <summary>The terms of a told word: itself, or what a word of a script without spaces is cut into.</summary>
    public static IEnumerable<string> Terms(string word)
    {
        if (!FoldTable.IsJoined(Table.KindOf(FirstRune(word))))
        {
            return [word];
        }
        var units = Units(word);
        return units.Select((unit, i) => Cut(i + 1 < units.Count ? unit + units[i + 1] : unit));
    }

    /// <summary>The shard that has a term: FNV-1a over its first three code points, one for Han, kana and Hangul.</summary>
    public static int ShardOf(string term, int shards)
    {
        var hash = 0x811c9dc5;
        var (left, at) = (FirstRune(term) >= 0x2e80 ? 1 : 3, 0);
        for (; left > 0 && at < term.Length; left--)
        {
            for (var end = at + (char.IsSurrogatePair(term, at) ? 2 : 1); at < end; at++)
            {
                hash = (hash ^ (byte)term[at]) * 0x01000193;
                hash = (hash ^ (byte)(term[at] >> 8)) * 0x01000193;
            }
        }
        return (int)(hash % (uint)shards);
    }

    private static List<WordInText> Split(string text)
    {
        var walk = new WordWalk(Table);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            walk.Take(pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        }
        return walk.End();
    }

    private static string Finish(string word) =>
        FoldTable.IsJoined(Table.KindOf(FirstRune(word))) ? word
        : Cut(word.AsSpan().ContainsAnyInRange('\u0400', '\u052f') ? string.Concat(word.Select(c => Table.Cyrillic.GetValueOrDefault(c, c))) : word);

    private static string Cut(string text) => text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];

    // A piece never has half a pair: those separate.
    private static int FirstRune(string text) => char.ConvertToUtf32(text, 0);

    // Characters or syllables of a script without spaces.
    private static List<string> Units(string word)
    {
        var units = new List<string>();
        Rune[] runes = [.. word.EnumerateRunes()];
        var glue = false;
        for (var i = 0; i < runes.Length; i++)
        {
            var kind = Table.KindOf(runes[i].Value);
            if (units.Count > 0 && (glue || kind is 'm' or 'v' or 'k' || (kind == 'c' && Closes(runes, i))))
            {
                units[^1] += runes[i].ToString();
            }
            else
            {
                units.Add(runes[i].ToString());
            }
            glue = kind is 'e' or 'v';
        }
        return units;
    }

    // A Burmese consonant that is silenced closes the syllable before it; a dot below may stand between.
    private static bool Closes(Rune[] runes, int i) =>
        i + 1 < runes.Length && (Table.KindOf(runes[i + 1].Value) == 'k' || (runes[i + 1].Value == 0x1037 && i + 2 < runes.Length && Table.KindOf(runes[i + 2].Value) == 'k'));

    private sealed class OrderedSet
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);

        public List<string> Items { get; } = [];

        public void Add(string word)
        {
            if (_known.Add(word))
            {
                Items.Add(word);
            }
        }
    }
}
