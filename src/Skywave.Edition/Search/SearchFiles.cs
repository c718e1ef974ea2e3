using System.Globalization;
using System.Text;

namespace Skywave.Edition;

/// <summary>Writes the files of an index; their form is docs/900-design.md, section 14.</summary>
internal static class SearchFiles
{
    /// <summary>The longest headline a reader's module takes, in UTF-16 code units.</summary>
    private const int LongestHeadline = 1000;

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>A tail or block.</summary>
    /// <param name="from">The first article's number.</param>
    /// <param name="count">What the file says: the desk's articles in a tail, else how many it has.</param>
    /// <param name="entries">The articles; null where one is withdrawn.</param>
    /// <param name="words">Whether it holds their words.</param>
    public static byte[] Lines(int from, int count, IReadOnlyList<SearchEntry?> entries, bool words)
    {
        var text = new StringBuilder(8192).Append(CultureInfo.InvariantCulture, $"{{\"v\":1,\"from\":{from},\"count\":{count},\"lines\":[");
        var day = Epoch;
        for (var i = 0; i < entries.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n");
            if (entries[i] is { } entry)
            {
                Line(text, entry, entry.Day.DayNumber - day, words);
                day = entry.Day.DayNumber;
            }
            else
            {
                text.Append('0');
            }
        }
        return Encoding.UTF8.GetBytes(text.Append("\n]}\n").ToString());
    }

    /// <summary>The shards of a segment, in their order, by name: <c>7</c>; the parts of one too large for a file, <c>7-0</c>, <c>7-1</c> …, before the one that names them.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Shards(SearchSegment segment, IReadOnlyList<SearchEntry?> entries)
    {
        var shards = Enumerable.Range(0, segment.Shards).Select(_ => new Dictionary<string, List<int>>(StringComparer.Ordinal)).ToArray();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is { } entry)
            {
                Place(shards, entry, i);
            }
        }
        return shards.SelectMany((shard, i) => SearchShard.Files(segment, i, shard));
    }

    // Every term of an article with twice its place in the segment, and one more when the headline has it.
    private static void Place(Dictionary<string, List<int>>[] shards, SearchEntry entry, int place)
    {
        var head = SearchFold.Told(Headline(entry)).SelectMany(SearchFold.Terms).ToHashSet(StringComparer.Ordinal);
        var others = entry.Texts.SelectMany(SearchFold.Told).SelectMany(SearchFold.Terms).Where(t => !head.Contains(t)).Distinct(StringComparer.Ordinal);
        foreach (var (term, value) in head.Select(t => (t, (place * 2) + 1)).Concat(others.Select(t => (t, place * 2))))
        {
            var shard = shards[SearchFold.ShardOf(term, shards.Length)];
            if (!shard.TryGetValue(term, out var places))
            {
                shard[term] = places = [];
            }
            places.Add(value);
        }
    }

    private static void Line(StringBuilder text, SearchEntry entry, int days, bool words)
    {
        var headline = Headline(entry);
        text.Append("[\"").Append(entry.Id.Value).Append("\",");
        Slug(text, entry.Slug, headline);
        Text(text.Append(','), headline);
        text.Append(CultureInfo.InvariantCulture, $",{days},{(int)entry.Status}");
        Text(text.Append(','), words ? Words(entry, headline) : "");
        if (entry.Language is { } language)
        {
            Text(text.Append(','), language);
        }
        text.Append(']');
    }

    private static string Words(SearchEntry entry, string headline)
    {
        var head = SearchFold.Told(headline).ToHashSet(StringComparer.Ordinal);
        return string.Join(' ', entry.Texts.SelectMany(SearchFold.Told).Where(w => !head.Contains(w)).Distinct(StringComparer.Ordinal));
    }

    // Most slugs are the headline's first words, which need not be said twice.
    private static void Slug(StringBuilder text, string slug, string headline)
    {
        var words = slug.Count(c => c == '-') + 1;
        if (slug.Length == 0 || string.Join('-', SearchFold.Asked(headline).Take(words)) == slug)
        {
            text.Append(slug.Length == 0 ? 0 : words);
        }
        else
        {
            Text(text, slug);
        }
    }

    private static void Text(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            text.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        }
        text.Append('"');
    }

    // As Html writes text: no control character, bidi override or broken surrogate.
    private static string Headline(SearchEntry entry)
    {
        var text = new StringBuilder(entry.Headline.Length);
        foreach (var rune in entry.Headline.EnumerateRunes())
        {
            var silent = (rune.IsBmp && char.IsControl((char)rune.Value)) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
            if (!silent && text.Length + rune.Utf16SequenceLength <= LongestHeadline)
            {
                text.Append(rune.ToString());
            }
        }
        return text.ToString();
    }
}
