using System.Globalization;
using System.Text;

namespace Skywave.Edition;

/// <summary>Writes the words of a shard: one file, or parts of it by the order of their terms where one would be too large (docs/900-design.md, section 14).</summary>
internal static class SearchShard
{
    /// <summary>Bytes of a file at most. A single term has no more than some eight thousand.</summary>
    public const int MostBytes = 40 * 1024;

    // What stands around terms and places.
    private const int Frame = 100;

    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>The shard's files, by name.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Files(SearchSegment segment, int shard, Dictionary<string, List<int>> places)
    {
        string[] terms = [.. places.Keys.Order(StringComparer.Ordinal)];
        var name = shard.ToString(CultureInfo.InvariantCulture);
        var begins = new List<string>();
        for (var from = 0; from < terms.Length || begins.Count == 0;)
        {
            var (count, bytes) = File(segment, terms.AsSpan(from), places);
            if (from == 0 && count == terms.Length)
            {
                yield return (name, bytes);
                yield break;
            }
            yield return (string.Create(CultureInfo.InvariantCulture, $"{name}-{begins.Count}"), bytes);
            begins.Add(terms[from]);
            from += count;
        }
        yield return (name, Encoding.UTF8.GetBytes($"{Head(segment)}\"parts\":\"{string.Join(' ', begins)}\"}}\n"));
    }

    // As many of the terms, from the first on, as a file holds.
    private static (int Count, byte[] Bytes) File(SearchSegment segment, ReadOnlySpan<string> terms, Dictionary<string, List<int>> places)
    {
        var (words, at) = (new StringBuilder(16 * 1024), new StringBuilder(16 * 1024));
        var (count, length) = (0, Frame);
        for (; count < terms.Length; count++)
        {
            var shared = count == 0 ? 0 : Shared(terms[count - 1], terms[count]);
            var rest = terms[count][shared..];
            var before = at.Length;
            Places(at.Append(count == 0 ? "" : " "), places[terms[count]]);
            length += 2 + Encoding.UTF8.GetByteCount(rest) + at.Length - before;
            if (length > MostBytes && count > 0)
            {
                at.Length = before;
                break;
            }
            words.Append(count == 0 ? "" : " ").Append((char)(shared < 10 ? '0' + shared : 'a' + shared - 10)).Append(rest);
        }
        return (count, Encoding.UTF8.GetBytes($"{Head(segment)}\"terms\":\"{words}\",\"at\":\"{at}\"}}\n"));
    }

    private static string Head(SearchSegment segment) => string.Create(CultureInfo.InvariantCulture, $"{{\"v\":1,\"from\":{segment.First},\"count\":{segment.Size},");

    private static int Shared(string before, string term)
    {
        var shared = before.AsSpan().CommonPrefixLength(term);
        return shared > 0 && char.IsHighSurrogate(term[shared - 1]) ? shared - 1 : shared;
    }

    private static void Places(StringBuilder text, List<int> values)
    {
        var next = 0;
        foreach (var value in values)
        {
            Number(text, value - (2 * next));
            next = (value / 2) + 1;
        }
    }

    private static void Number(StringBuilder text, int value)
    {
        for (; value >= 32; value >>= 5)
        {
            text.Append(Digits[32 + (value & 31)]);
        }
        text.Append(Digits[value]);
    }
}
