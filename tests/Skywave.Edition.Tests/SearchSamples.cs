using System.Text;
using System.Text.Json;
using Skywave.Tests;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>Desks with many articles, and the search page's module run on their index by node.</summary>
internal static class SearchSamples
{
    /// <summary>Words that stand for a language's: of its locale's sentences.</summary>
    public static string[] Vocabulary(string language) => [.. Samples.Locales.For(language).Keys.Order(StringComparer.Ordinal)
        .SelectMany(k => Samples.Locales.For(language).Text(k).Split(' ')).Where(w => !w.Contains('{', StringComparison.Ordinal)).Distinct()];

    /// <summary>An article of a desk by its number; the same number gives the same article.</summary>
    public static SearchEntry Entry(string language, int number, int edit = 0)
    {
        var vocabulary = Vocabularies.GetOrAdd(language, Vocabulary);
        var state = (uint)((number * 7919) + (edit * 104729) + 17);
        var headline = string.Join(' ', Enumerable.Range(0, 8).Select(_ => Word()));
        return new()
        {
            Id = ArticleId.Derive(DeskTag.Parse(language), $"search {number}"), Slug = number % 3 == 0 ? "" : $"story-{number}", Headline = headline,
            Day = new DateOnly(2020, 1, 1).AddDays(number / 10), Status = (ArticleStatus)(number % 4), Language = number % 50 == 7 ? "ps" : null,
            Texts = [string.Join(' ', Enumerable.Range(0, 16).Select(_ => Word())), $"topic{number % 30}", $"Author{number % 40} Name{number % 7}"],
        };

        // Common words are common, as in any language; one in five is a name or figure of this story's own.
        string Word()
        {
            state = (state * 1664525) + 1013904223;
            var roll = (state >> 8) % 100000;
            return roll % 5 == 0 ? $"{vocabulary[roll % vocabulary.Length]}{(char)('a' + (number % 26))}{roll % 400}" : vocabulary[(int)((long)roll * roll / 10_000_000_000.0 * vocabulary.Length)];
        }
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string[]> Vocabularies = new();

    /// <summary>The files of an index made at once.</summary>
    public static Dictionary<string, byte[]> Index(string desk, IReadOnlyList<SearchEntry?> articles) =>
        SearchIndex.Update(DeskTag.Parse(desk), 0, articles.Count, [], Of(articles)).Files.ToDictionary(f => f.Path, f => f.Bytes.ToArray());

    public static SearchIndex.Entries Of(IReadOnlyList<SearchEntry?> articles) => (from, count) => [.. articles.Skip(from).Take(count)];

    /// <summary>Runs a mode of <c>check-search.mjs</c> and gives the JSON it prints.</summary>
    public static JsonElement Node(string mode, object input, Dictionary<string, byte[]>? index = null)
    {
        var folder = Directory.CreateTempSubdirectory("skywave-search-").FullName;
        try
        {
            var module = Path.Combine(folder, "search.mjs");
            File.WriteAllBytes(module, SearchScript.File.Bytes.ToArray());
            File.WriteAllBytes(Path.Combine(folder, "input.json"), JsonSerializer.SerializeToUtf8Bytes(input));
            foreach (var (path, bytes) in index ?? [])
            {
                var file = Path.Combine(folder, path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, bytes);
            }
            var (code, output) = Skywave.Tests.Node.Run("check-search.mjs", mode, module, Path.Combine(folder, "input.json"), Path.Combine(folder, "search"));
            Assert.True(code == 0, output);
            return JsonDocument.Parse(output).RootElement.Clone();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the module finds, by a search in plain C# over the same articles: headlines first within a step, then the newest.</summary>
    public static List<int> Expected(IReadOnlyList<SearchEntry?> articles, string query)
    {
        (string Term, bool Begins)[] asks = [.. Asks(query)];
        var layout = new SearchLayout(articles.Count);
        var terms = Known.GetValue(articles, static list => [.. list.Select(a => a is null ? ([], []) : (Head: Terms(a.Headline).ToHashSet(), All: a.Texts.Append(a.Headline).SelectMany(Terms).ToHashSet()))]);
        var whole = layout.Segments.Sum(s => s.Size);
        var steps = layout.Segments.Reverse().Select(s => (s.First, s.Size)).Prepend((First: whole, Size: articles.Count - whole));
        return [.. steps.SelectMany(step => Enumerable.Range(step.First, step.Size).Where(n => asks.All(q => Has(q, terms[n].All)))
            .OrderByDescending(n => asks.All(q => Has(q, terms[n].Head))).ThenByDescending(n => n))];

        static IEnumerable<string> Terms(string text) => SearchFold.Told(text).SelectMany(SearchFold.Terms);
        static bool Has((string Term, bool Begins) ask, HashSet<string> terms) => ask.Begins ? terms.Any(t => t.StartsWith(ask.Term, StringComparison.Ordinal)) : terms.Contains(ask.Term);
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<IReadOnlyList<SearchEntry?>, (HashSet<string> Head, HashSet<string> All)[]> Known = [];

    private static IEnumerable<(string Term, bool Begins)> Asks(string query)
    {
        var words = SearchFold.Asked(query);
        for (var i = 0; i < words.Count; i++)
        {
            string[] terms = [.. SearchFold.Terms(words[i])];
            var joined = terms.Length > 1 || terms[0] != words[i] || FoldTable.IsJoined(FoldTable.Default.KindOf(char.ConvertToUtf32(words[i], 0)));
            string[] needed = terms.Length > 1 ? [.. terms[..^1].Where((_, k) => k % 2 == 0 || k == terms.Length - 2)] : terms;
            for (var k = 0; k < needed.Length; k++)
            {
                var last = i == words.Count - 1 && k == needed.Length - 1;
                var least = char.ConvertToUtf32(needed[k], 0) >= 0x2e80 ? 1 : 3;
                yield return (needed[k], (last || (terms.Length == 1 && joined)) && needed[k].EnumerateRunes().Count() >= least);
            }
        }
    }

    public static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
