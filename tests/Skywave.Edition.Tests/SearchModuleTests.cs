using System.Text.Json;
using Skywave.Tests;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The page's module over real index files: what it finds, what it loads, and what it makes of files that lie.</summary>
public sealed class SearchModuleTests
{
    private static readonly Dictionary<string, IReadOnlyList<SearchEntry?>> Desks = new()
    {
        ["en"] = Articles("en", 2900), ["fa"] = Articles("fa", 600), ["uz"] = Articles("uz", 300), ["ru"] = Articles("ru", 31), ["hy"] = Articles("hy", 0),
    };

    private static IReadOnlyList<SearchEntry?> Articles(string desk, int count) => [.. Enumerable.Range(0, count).Select(n => n % 97 == 5 ? null : SearchSamples.Entry(desk, n))];

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("uz")]
    [InlineData("ru")]
    [InlineData("hy")]
    public void It_finds_what_a_plain_search_finds_in_the_same_order(string desk)
    {
        var articles = Desks[desk];
        string[] queries = [.. Queries(desk, articles)];
        var results = SearchSamples.Node("search", queries, SearchSamples.Index(desk, articles));
        for (var i = 0; i < queries.Length; i++)
        {
            var expected = SearchSamples.Expected(articles, queries[i]);
            var found = results[i].GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("number").GetInt32());
            if (SearchFold.Asked(queries[i]).Count > 0)
            {
                Assert.True(expected.SequenceEqual(found), $"{queries[i]}: {string.Join(' ', expected)} but {string.Join(' ', found)}");
                Assert.Equal((articles.Count, expected.Count), (results[i].GetProperty("searched").GetInt32(), results[i].GetProperty("found").GetInt32()));
            }
            Assert.Equal("", results[i].GetProperty("trouble").GetString());
            Assert.True(results[i].GetProperty("end").GetBoolean());
        }
    }

    [Fact]
    public void A_script_without_spaces_is_found_by_any_part_of_a_phrase()
    {
        const string Letters = "新闻自由记者法院北京上海人民选举抗议政府警察国家";
        const string Syllables = "မြန်|မာ|နိုင်|ငံ|သ|တင်း|လွတ်|လပ်|ခွင့်|ရွေး|ကောက်|ပွဲ";
        string[] units = [.. Letters.Select(c => c.ToString()), .. Syllables.Split('|')];
        IReadOnlyList<SearchEntry?> articles = [.. Enumerable.Range(0, 420).Select(n => SearchSamples.Entry("en", n) with
        {
            Headline = string.Concat(Enumerable.Range(0, 9).Select(i => units[((n * 7) + (i * i * (n % 5))) % Letters.Length])), Texts = [string.Concat(Enumerable.Range(0, 9).Select(i => units[Letters.Length + (((n * 5) + (i * (n % 11))) % 12)]))],
        })];
        string[] queries = ["新", "新闻", articles[3]!.Headline, articles[300]!.Headline[2..6], articles[400]!.Texts[0], "မြန်မာ", "တင်း", "自由 မာ"];
        var results = SearchSamples.Node("search", queries, SearchSamples.Index("en", articles));
        for (var i = 0; i < queries.Length; i++)
        {
            var expected = SearchSamples.Expected(articles, queries[i]);
            Assert.True(expected.SequenceEqual(results[i].GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("number").GetInt32())), queries[i]);
            Assert.True(i is not (2 or 3 or 4) || expected.Count > 0, queries[i]);
        }
    }

    [Fact]
    public void A_result_leads_to_its_articles_page_and_says_its_headline_and_day()
    {
        var articles = Desks["fa"];
        var results = SearchSamples.Node("search", new[] { "topic7", "topic13" }, SearchSamples.Index("fa", articles));
        var lines = results.EnumerateArray().SelectMany(r => r.GetProperty("lines").EnumerateArray()).ToArray();
        Assert.True(lines.Length > 30);
        foreach (var line in lines)
        {
            var entry = articles[line.GetProperty("number").GetInt32()]!;
            Assert.Equal($"{entry.Day:yyyy'/'MM}/{(entry.Slug.Length > 0 ? entry.Slug + "-" : "")}{entry.Id}.html", line.GetProperty("path").GetString());
            Assert.Equal(entry.Headline, line.GetProperty("headline").GetString());
            Assert.Equal(entry.Day, new DateOnly(1970, 1, 1).AddDays(line.GetProperty("day").GetInt32()));
            Assert.Equal(entry.Language ?? "", line.GetProperty("language").GetString());
            Assert.Equal((int)entry.Status, line.GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public void The_first_step_loads_the_same_files_whatever_is_looked_for()
    {
        var index = SearchSamples.Index("en", Desks["en"]);
        var results = SearchSamples.Node("search", new[] { "topic7", "qqqqq", "author3 name3" }, index);
        var first = results.EnumerateArray().Select(r => SearchSamples.Strings(r.GetProperty("asks")).TakeWhile(a => a == "tail.json" || a.StartsWith("recent/", StringComparison.Ordinal)).ToArray()).ToArray();
        Assert.All(first, f => Assert.Equal(first[0], f));
        Assert.Equal(1 + (2900 % 256 / 32), first[0].Length);
        // And nothing but shards and lines after it.
        Assert.All(results.EnumerateArray(), r => Assert.All(SearchSamples.Strings(r.GetProperty("asks")).Skip(first[0].Length), a => Assert.Matches("^(words|lines)/", a)));
    }

    [Fact]
    public void Two_words_over_twenty_thousand_articles_load_little()
    {
        IReadOnlyList<SearchEntry?> articles = [.. Enumerable.Range(0, 20_000).Select(n => SearchSamples.Entry("en", n))];
        var index = SearchSamples.Index("en", articles);
        // Two words that stand together in one article, so that every segment is looked through for few results.
        var result = SearchSamples.Node("search", new[] { "author3 name6 topic13" , "author11 topic11" }, index)[1];
        string[] asks = SearchSamples.Strings(result.GetProperty("asks"));
        string[] words = [.. asks.Where(a => !a.StartsWith("lines/", StringComparison.Ordinal))];
        Assert.InRange(words.Length, 5, 20);
        Assert.InRange(words.Sum(a => Samples.Compressed(index["en/search/" + a])), 1, 100 * 1024);
    }

    [Theory]
    [InlineData("tail.json")]
    [InlineData("recent/88.json")]
    [InlineData("words/512/4/")]
    [InlineData("lines/3.json")]
    public void What_is_missing_is_told_and_the_rest_is_found(string missing)
    {
        var index = SearchSamples.Index("en", Desks["en"]).Where(f => !f.Key.StartsWith("en/search/" + missing, StringComparison.Ordinal)).ToDictionary();
        var result = SearchSamples.Node("search", new[] { "topic8" }, index)[0];
        Assert.Equal("missing", result.GetProperty("trouble").GetString());
        Assert.Equal(missing == "tail.json", result.GetProperty("lines").GetArrayLength() == 0);
        Assert.True(result.GetProperty("end").GetBoolean());
    }

    [Fact]
    public void Files_that_lie_are_called_damaged_and_never_throw_or_lead_away()
    {
        var input = new { rounds = 1500, queries = new[] { "topic7", "author3 topic13", "to", "name3 a", "中文" }, locale = new { months = "a|b|c|d|e|f|g|h|i|j|k|l", pattern = "{d} {MMMM} {yyyy}", calendar = "persian", digits = "0123456789" } };
        var result = SearchSamples.Node("fuzz", input, SearchSamples.Index("en", [.. Desks["en"].Take(560)]));
        Assert.True(result.GetProperty("damaged").GetInt32() > 300, result.ToString());
        Assert.True(result.GetProperty("lines").GetInt32() > 300, result.ToString());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("ps")]
    [InlineData("hu")]
    public void The_module_writes_dates_as_the_program_does(string tag)
    {
        var locale = Samples.Locales.For(tag);
        var (months, pattern, calendar, digits) = locale.ForModule;
        int[] days = [.. Enumerable.Range(0, 4000).Select(i => i * 17 % 40_000)];
        var written = SearchSamples.Strings(SearchSamples.Node("dates", new { days, locale = new { months, pattern, calendar, digits } }));
        Assert.Equal(days.Select(d => locale.Date(new DateOnly(1970, 1, 1).AddDays(d))), written);
    }

    [Fact]
    public void The_module_is_one_small_file_without_comments()
    {
        var text = Samples.String(SearchScript.File.Bytes.ToArray());
        Assert.DoesNotContain("/**", text, StringComparison.Ordinal);
        Assert.DoesNotContain("import ", text, StringComparison.Ordinal);
        Assert.All(new[] { "innerHTML", "insertAdjacent", "document.write", "eval(", "localStorage", "location", "http" }, banned => Assert.DoesNotContain(banned, text, StringComparison.Ordinal));
        Assert.InRange(Samples.Compressed(SearchScript.File.Bytes.ToArray()), 1000, 8 * 1024);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("search(1, 2)\n", 2)]
    public void Its_types_hold(string more, int code)
    {
        var folder = Directory.CreateTempSubdirectory("skywave-types-").FullName;
        try
        {
            var module = Path.Combine(folder, "search.js");
            File.WriteAllText(module, SearchScript.Source + more);
            var (exit, output) = Node.CheckTypes(module);
            Assert.True(exit == code, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_fold_table_is_what_its_maker_makes()
    {
        var (exit, output) = Node.Run("../../src/Skywave.Edition/Search/web/make-fold.mjs");
        Assert.Equal(0, exit);
        Assert.Equal(SearchScript.Resource("fold.json"), output);
    }

    private static IEnumerable<string> Queries(string desk, IReadOnlyList<SearchEntry?> articles)
    {
        yield return "topic7";
        yield return "topic";
        yield return "to";
        yield return "author3 name3";
        yield return "";
        yield return "  - ' ";
        yield return "nothinglikethis";
        foreach (var n in new[] { 3, 40, 290, 555, 2000, 2899 }.Where(n => n < articles.Count))
        {
            string[] words = (articles[n] ?? articles[n - 1])!.Headline.Split(' ');
            yield return words[0];
            yield return words[1] + " " + words[2];
            yield return string.Join(' ', words);
            yield return words[3][..Math.Max(1, words[3].Length - 2)];
        }
    }
}
