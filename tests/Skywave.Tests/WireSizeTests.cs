using System.Security.Cryptography;
using Skywave.Bench;
using Skywave.Delivery;
using Skywave.Edition;
using Skywave.Edition.Tests;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// What the size of an article says to whoever watches the wire: a thousand articles of the benchmarks' corpus, on pages with proofs, compressed as a publish compresses them
/// (docs/900-design.md, section 15). When a change of the pages moves their sizes out of the classes, <c>./bench/run bytes</c> prints what to choose them by.
/// </summary>
public sealed class WireSizeTests
{
    private const int Articles = 1_000;
    private const int LeastCompany = 20;
    private const double MostCost = 0.12;

    private static readonly Newsroom Newsroom = new("0b8f7c1e-6f0a-4b43-9a52-0c3a4d1f2b11", "The Bench", [.. Tongue.All.Select(t => DeskTag.Parse(t.Tag))]);

    private static readonly Lazy<List<byte[]>> Pages = new(() => [.. Corpus.Articles(Articles).AsParallel().Select(Page)]);

    private static readonly Lazy<List<(int Plain, int Padded)>> Brotli = new(() => Sizes("br")), Gzip = new(() => Sizes("gzip"));

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public void Every_size_on_the_wire_is_shared_by_at_least_twenty_of_a_thousand_articles(string coding)
    {
        var sizes = (coding == "br" ? Brotli : Gzip).Value;
        var lonely = sizes.CountBy(s => s.Padded).Where(s => s.Value < LeastCompany).Select(s => $"{s.Key} bytes: {s.Value} articles");
        Assert.Empty(lonely);
        var cost = sizes.Sum(s => (double)s.Padded) / sizes.Sum(s => (double)s.Plain) - 1;
        Assert.True(cost < MostCost, $"padding costs {cost:P1}");
        Assert.True(sizes.Select(s => s.Plain).Distinct().Count() > 500, "unpadded, most articles have a size of their own");
    }

    [Fact]
    public void Padded_articles_stay_in_the_budget_of_the_first_connection() =>
        Assert.All(Brotli.Value, size => Assert.InRange(size.Padded, size.Plain, 8 * 1024));

    /// <summary>Seven hundred words with picture and notice, in a log of 131,072 entries; a front of thirty stories.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("ka")]
    [InlineData("hy")]
    [InlineData("uk")]
    public void A_long_article_and_a_front_hold_their_budgets_as_a_publish_sends_them(string desk)
    {
        var article = Samples.Article(desk);
        var page = PageAssembly.WithProof(Samples.Page(article, Samples.Notice(desk)), Proof(article, Samples.Fragment(article), 1, levels: 17));
        var size = Coded("br", "x.html", page).Length;
        Assert.True(size <= 8 * 1024, $"{desk}: an article of {size} bytes, {Coded("br", "x.txt", page).Length} before padding");
        var thirty = Enumerable.Range(0, 30).Select(i => Samples.Article(desk, Samples.Text(desk, 120, i + 1) with { Headline = Words(desk, 12, i + 1), Deck = Words(desk, 18, i + 500) }, i));
        var front = FrontPage.Render(DeskTag.Parse(desk), [.. thirty.Reverse().Select(FrontItem.From)], 30, [Samples.Notice(desk)], Samples.Newsroom, Samples.Locales.For(desk), Theme.Default, Samples.Standing, Samples.Noon);
        size = Coded("br", "x.html", front).Length;
        Assert.True(size <= 12 * 1024, $"{desk}: a front of {size} bytes");
    }

    private static List<(int Plain, int Padded)> Sizes(string coding) =>
        [.. Pages.Value.AsParallel().Select(p => (Coded(coding, "x.txt", p).Length, Coded(coding, "x.html", p).Length))];

    private static string Words(string desk, int count, int seed) => ((Paragraph)Samples.Text(desk, count, seed).Body[0]).Runs[0].Text;

    private static byte[] Coded(string coding, string path, byte[] page) => (coding == "br" ? new SiblingPress().Brotli(path, page) : new SiblingPress().Gzip(path, page))!;

    private static byte[] Page(Writing.Draft draft, int number)
    {
        var locale = Locale(draft.Desk.Value);
        var article = new PublishedArticle
        {
            Id = ArticleId.Derive(draft.Desk, draft.Uri), Desk = draft.Desk, Story = draft.Story!, Revision = 1, Slug = draft.Text.Slugline!, FirstPublished = draft.FirstPublished!.Value,
            VersionCreated = draft.FirstPublished.Value, Text = draft.Text,
        };
        var fragment = Fragment.Render(article, locale, Newsroom);
        var page = ArticlePage.Render(article, fragment, [], [], Newsroom, locale, Theme.Default, [], Corpus.End, entry: locale.Number(number / Tongue.All.Count));
        return PageAssembly.WithProof(page, Proof(article, fragment, number, levels: 7));
    }

    // As long as that of a desk's log with an eighth of the articles; its hashes do not compress.
    private static PageProof Proof(PublishedArticle article, byte[] fragment, int number, int levels)
    {
        var record = new Trust.Log.Record
        {
            Address = article.Address, Article = article.Id.Value, Desk = article.Desk.Value, FirstPublished = article.FirstPublished, VersionCreated = article.VersionCreated,
            Hash = Convert.ToHexStringLower(SHA256.HashData(fragment)), Length = fragment.Length, Revision = 1, Status = "published",
        }.ToBytes();
        TreeHash[] siblings = [.. Enumerable.Range(0, levels).Select(i => TreeHash.OfEntry([(byte)i, (byte)number, (byte)(number >> 8)]))];
        var root = siblings.Aggregate(TreeHash.OfEntry(record), TreeHash.OfNode);
        var key = Trust.SigningKey.FromSeed(SHA256.HashData("a key of a test"u8));
        return new PageProof(record, 0, [.. siblings], Checkpoint.Sign(Trust.Documents.LogsDocument.OriginOf(Newsroom.Id, article.Desk.Value, 1), 1L << levels, root, key));
    }

    private static Locale Locale(string desk) => Locales.Value.For(DeskTag.Parse(desk));

    private static readonly Lazy<Locales> Locales = new(() => Edition.Locales.Parse(Directory.GetFiles(Path.Combine(TestData.RepositoryRoot(), "locales"), "*.json").Select(f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f))));
}
