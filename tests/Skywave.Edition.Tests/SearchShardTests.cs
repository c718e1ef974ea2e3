using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>Shards whose words begin alike: they go on in parts, and nothing is lost by it.</summary>
public sealed class SearchShardTests
{
    private static readonly DeskTag En = DeskTag.Parse("en");

    // Every word of its own, all in one shard: they begin with the same three letters.
    private static SearchEntry Alike(int number, int words = 12) => SearchSamples.Entry("en", number) with
    {
        Headline = $"Abchead{number}", Texts = [string.Join(' ', Enumerable.Range(0, words).Select(i => $"abc{(number * 31) + i:x}word{i}"))],
    };

    [Fact]
    public void No_file_of_a_segment_is_over_40_KB_however_alike_its_words_begin()
    {
        SearchEntry?[] articles = [.. Enumerable.Range(0, 2048).Select(n => Alike(n))];
        var index = SearchSamples.Index("en", articles);
        Assert.InRange(index.Keys.Count(SearchIndex.IsPart), 5, 30);
        Assert.All(index.Where(f => f.Key.Contains("/words/", StringComparison.Ordinal)), f => Assert.InRange(f.Value.Length, 1, SearchShard.MostBytes));
        Assert.Equal(SearchIndex.Paths(En, 2048).Order(StringComparer.Ordinal), index.Keys.Where(p => !SearchIndex.IsPart(p)).Order(StringComparer.Ordinal));
        string[] queries = [articles[7]!.Texts[0].Split(' ')[3], articles[2000]!.Headline, "abchead1", "abc", "abcf", "abc0", "abczz", articles[900]!.Texts[0]];
        var results = SearchSamples.Node("search", queries, index);
        for (var i = 0; i < queries.Length; i++)
        {
            var expected = SearchSamples.Expected(articles, queries[i]);
            Assert.True(expected.SequenceEqual(results[i].GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("number").GetInt32())), queries[i]);
            Assert.Equal("", results[i].GetProperty("trouble").GetString());
        }
        // A whole word loads the shard that names the parts, and one of them.
        Assert.Equal(2, results[0].GetProperty("asks").EnumerateArray().Count(a => a.GetString()!.StartsWith("words/", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_term_that_every_article_has_fits_into_a_file()
    {
        SearchEntry?[] articles = [.. Enumerable.Range(0, 8192).Select(n => SearchSamples.Entry("en", n) with { Headline = "everywhere", Texts = [] })];
        Assert.All(SearchSamples.Index("en", articles).Where(f => f.Key.Contains("/words/", StringComparison.Ordinal)), f => Assert.InRange(f.Value.Length, 1, 10 * 1024));
    }

    [Fact]
    public void Parts_go_with_the_words_and_the_segments_they_are_of()
    {
        var articles = new List<SearchEntry?>();
        var stands = new Dictionary<string, byte[]>();
        foreach (var (size, words) in new[] { (512, 14), (600, 14), (768, 2), (1100, 14) })
        {
            var before = articles.Count;
            // On the way the first ones lose nearly all their words, then they are withdrawn.
            int[] changed = words == 2 ? [.. Enumerable.Range(0, 512)] : size == 1100 ? [.. Enumerable.Range(0, 300)] : [];
            foreach (var n in changed)
            {
                articles[n] = words == 2 ? Alike(n, words) : null;
            }
            articles.AddRange(Enumerable.Range(before, size - before).Select(n => Alike(n, words)));
            var update = SearchIndex.Update(En, before, size, [.. changed.Select(n => new SearchChange(n))], SearchSamples.Of(articles), [.. stands.Keys.Where(SearchIndex.IsPart)]);
            foreach (var file in update.Files)
            {
                stands[file.Path] = file.Bytes.ToArray();
            }
            Assert.All(update.Superseded.ToList(), path => Assert.True(stands.Remove(path), path));
            var atOnce = SearchSamples.Index("en", articles);
            Assert.Equal(atOnce.Keys.Order(StringComparer.Ordinal), stands.Keys.Order(StringComparer.Ordinal));
            Assert.All(stands, f => Assert.True(f.Value.AsSpan().SequenceEqual(atOnce[f.Key]), f.Key));
            Assert.Equal(size is 512 or 600, stands.Keys.Any(p => p.StartsWith("en/search/words/512/0/", StringComparison.Ordinal) && SearchIndex.IsPart(p)));
        }
    }

    [Fact]
    public void A_part_that_names_parts_again_leads_nowhere()
    {
        var index = SearchSamples.Index("en", [.. Enumerable.Range(0, 1024).Select(n => Alike(n))]);
        var head = index.Keys.Single(p => SearchIndex.IsPart(p) && p.EndsWith("-0.json", StringComparison.Ordinal)).Replace("-0.json", ".json", StringComparison.Ordinal);
        index[head.Replace(".json", "-0.json", StringComparison.Ordinal)] = index[head];
        Assert.Equal("damaged", SearchSamples.Node("search", new[] { "abc" }, index)[0].GetProperty("trouble").GetString());
    }

    [Fact]
    public void What_changed_of_an_entry_is_told_apart()
    {
        var entry = SearchSamples.Entry("en", 4);
        Assert.Null(SearchChange.Between(4, entry, entry with { Texts = [.. entry.Texts] }));
        Assert.Equal(new SearchChange(4, Words: false), SearchChange.Between(4, entry, entry with { Status = ArticleStatus.Corrected }));
        Assert.Equal(new SearchChange(4, Words: false), SearchChange.Between(4, entry, entry with { Language = "ka" }));
        Assert.Equal(new SearchChange(4), SearchChange.Between(4, entry, entry with { Headline = "Another" }));
        Assert.Equal(new SearchChange(4), SearchChange.Between(4, entry, entry with { Texts = [.. entry.Texts, "more"] }));
        Assert.Equal(new SearchChange(4), SearchChange.Between(4, entry, null));
        Assert.Equal(new SearchChange(4), SearchChange.Between(4, null, entry));
        Assert.Null(SearchChange.Between(4, null, null));
    }
}
