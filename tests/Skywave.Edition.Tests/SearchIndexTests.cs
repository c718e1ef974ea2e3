using CsCheck;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The files of a desk's index: which there are, what a publish writes, and that nothing of a withdrawn article stays.</summary>
public sealed class SearchIndexTests
{
    private static readonly DeskTag En = DeskTag.Parse("en");

    private static readonly Lazy<IReadOnlyList<SearchEntry>> Many = new(() => [.. Enumerable.Range(0, 20_000).Select(n => SearchSamples.Entry("en", n))]);

    [Fact]
    public void Any_batching_of_publishes_gives_the_same_files() =>
        Gen.Int[0, 420].Array[1, 5].Select(Gen.Int[0, 1_000_000].Array[0, 6], (steps, edits) => (steps, edits)).Sample(plan =>
        {
            var articles = new List<SearchEntry?>();
            var stands = new Dictionary<string, byte[]>();
            foreach (var step in plan.steps)
            {
                var before = articles.Count;
                var changed = new Dictionary<int, SearchChange>();
                foreach (var edit in plan.edits.Where(_ => before > 0))
                {
                    var n = edit % before;
                    var (was, kind) = (articles[n], edit / 7 % 3);
                    articles[n] = kind == 0 ? null : kind == 1 ? SearchSamples.Entry("en", n, edit) : was is null ? null : was with { Status = ArticleStatus.Corrected };
                    changed[n] = new(n, kind < 2 || changed.GetValueOrDefault(n).Words);
                }
                articles.AddRange(Enumerable.Range(before, step).Select(n => SearchSamples.Entry("en", n)));
                var update = SearchIndex.Update(En, before, articles.Count, changed.Values, SearchSamples.Of(articles));
                foreach (var file in update.Files)
                {
                    stands[file.Path] = file.Bytes.ToArray();
                }
                Assert.All(update.Superseded, path => Assert.True(stands.Remove(path), path));
                Assert.Equal(SearchIndex.Paths(En, articles.Count).Order(StringComparer.Ordinal), stands.Keys.Order(StringComparer.Ordinal));
            }
            var atOnce = SearchSamples.Index("en", articles);
            Assert.All(stands, f => Assert.True(f.Value.AsSpan().SequenceEqual(atOnce[f.Key]), f.Key));
        }, iter: 16);

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("ka")]
    [InlineData("hy")]
    [InlineData("uk")]
    [InlineData("uz")]
    public void One_new_article_writes_one_file_of_at_most_6_KB(string desk)
    {
        SearchEntry?[] articles = [.. Enumerable.Range(0, 1055).Select(n => SearchSamples.Entry(desk, n))];
        var update = SearchIndex.Update(DeskTag.Parse(desk), articles.Length - 1, articles.Length, [], SearchSamples.Of(articles));
        var file = Assert.Single(update.Files);
        Assert.Equal($"{desk}/search/tail.json", file.Path);
        Assert.InRange(Samples.Compressed(file.Bytes.ToArray()), 1000, 6 * 1024);
        Assert.Empty(update.Superseded);
    }

    [Fact]
    public void What_a_publish_writes_is_bounded_whatever_exists()
    {
        var most = new Dictionary<string, int>();
        for (var n = 1; n <= 20_000; n++)
        {
            // Only the layouts are compared: a file is written when it did not stand before, and the tail always.
            if (n % 32 == 0)
            {
                var (before, after) = (SearchIndex.Paths(En, n - 1).ToHashSet(), SearchIndex.Paths(En, n).ToHashSet());
                var kind = n % 256 == 0 ? "segment" : "block";
                most[kind] = Math.Max(most.GetValueOrDefault(kind), after.Count(p => !before.Contains(p)) + 1);
            }
        }
        Assert.Equal(3, most["block"]);
        Assert.Equal(64 + 2, most["segment"]);
        Assert.True(SearchIndex.Paths(En, 100_000).Count() < 100_000 / 24);
    }

    [Fact]
    public void Only_articles_of_what_changed_are_read()
    {
        var read = new List<(int From, int Count)>();
        IReadOnlyList<SearchEntry?> Give(int from, int count)
        {
            read.Add((from, count));
            return SearchSamples.Of(Many.Value)(from, count);
        }
        _ = SearchIndex.Update(En, 19_990, 19_991, [], Give).Files.Count();
        Assert.Equal([(19_968, 23)], read);
        read.Clear();
        _ = SearchIndex.Update(En, 19_990, 19_991, [new(100, Words: false)], Give).Files.Count();
        Assert.Equal([(96, 32), (19_968, 23)], read);
        read.Clear();
        _ = SearchIndex.Update(En, 19_990, 19_990, [], Give).Files.Count();
        Assert.Empty(read);
        var files = SearchIndex.Update(En, 0, 19_990, [], Give).Files.Count();
        Assert.Equal(SearchIndex.Paths(En, 19_990).Count(), files);
        Assert.Equal(19_990, read.Sum(r => r.Count));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(700)]
    [InlineData(1030)]
    [InlineData(1054)]
    public void A_withdrawn_article_leaves_no_word_behind(int number)
    {
        const string Name = "Zyxwvutsrq";
        SearchEntry?[] articles = [.. Enumerable.Range(0, 1055).Select(n => SearchSamples.Entry("en", n))];
        articles[number] = articles[number]! with { Headline = $"A {Name} speaks", Texts = [$"{Name}deck and more", Name + "place"] };
        var stands = SearchSamples.Index("en", articles);
        Assert.Contains(stands.Values, b => SearchSamples.Text(b).Contains("zyxw", StringComparison.OrdinalIgnoreCase) || SearchSamples.Text(b).Contains("yxwvutsrq", StringComparison.Ordinal));
        var id = articles[number]!.Id.Value;
        articles[number] = null;
        foreach (var file in SearchIndex.Update(En, articles.Length, articles.Length, [new(number)], SearchSamples.Of(articles)).Files)
        {
            stands[file.Path] = file.Bytes.ToArray();
        }
        Assert.All(stands, f => Assert.False(SearchSamples.Text(f.Value).Contains("yxwv", StringComparison.OrdinalIgnoreCase) || SearchSamples.Text(f.Value).Contains(id, StringComparison.Ordinal), f.Key));
    }

    [Fact]
    public void The_tail_goes_out_last_and_what_it_needs_before_it()
    {
        SearchEntry?[] articles = [.. Enumerable.Range(0, 600).Select(n => SearchSamples.Entry("en", n))];
        Assert.Equal("en/search/tail.json", SearchIndex.Update(En, 200, 600, [], SearchSamples.Of(articles)).Files.Last().Path);
        Assert.Equal("en/search/tail.json", SearchIndex.Update(En, 0, 0, [], SearchSamples.Of(articles)).Files.Single().Path);
    }

    [Fact]
    public void A_caller_who_gives_too_few_articles_or_a_wrong_number_is_told()
    {
        Assert.Throws<InvalidOperationException>(() => SearchIndex.Update(En, 0, 40, [], (_, _) => []).Files.Count());
        Assert.Throws<ArgumentException>(() => SearchIndex.Update(En, 10, 20, [new(10)], (_, _) => []));
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchIndex.Update(En, 10, 9, [], (_, _) => []));
    }

    [Fact]
    public void An_entry_has_what_readers_look_for_and_nothing_of_the_body()
    {
        var article = Samples.Article("uk", Samples.Text("uk") with { HeadlineShort = "Коротко", Body = [new Paragraph([new Run("тілотексту")])] });
        var entry = SearchEntry.From(article, ["Київ"])!;
        var words = entry.Texts.Append(entry.Headline).SelectMany(SearchFold.Told).ToHashSet();
        Assert.Superset(new HashSet<string> { "пороми", "катери", "коротко", "lena", "marsh", "київ", "українська" }, words);
        Assert.DoesNotContain("тілотексту", words);
        Assert.Null(SearchEntry.From(article with { Status = ArticleStatus.Withdrawn }));
        Assert.Null(SearchEntry.From(article with { Standing = "about" }));
        Assert.Equal("ru", SearchEntry.From(article with { Text = article.Text with { Language = "ru" } })!.Language);
    }
}
