using System.Security.Cryptography;
using Skywave.Bench;
using Skywave.Delivery;
using Skywave.Edition;
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

    private static readonly Lazy<List<byte[]>> Pages = new(() => [.. Corpus.Articles(Articles).Select(Page)]);

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public void Every_size_on_the_wire_is_shared_by_at_least_twenty_of_a_thousand_articles(string coding)
    {
        var sizes = Pages.Value.AsParallel().Select(p => (Plain: Coded(coding, "x.txt", p).Length, Padded: Coded(coding, "x.html", p).Length)).ToList();
        var lonely = sizes.CountBy(s => s.Padded).Where(s => s.Value < LeastCompany).Select(s => $"{s.Key} bytes: {s.Value} articles");
        Assert.Empty(lonely);
        var cost = sizes.Sum(s => (double)s.Padded) / sizes.Sum(s => (double)s.Plain) - 1;
        Assert.True(cost < MostCost, $"padding costs {cost:P1}");
        Assert.True(sizes.Select(s => s.Plain).Distinct().Count() > 500, "unpadded, most articles have a size of their own");
    }

    [Fact]
    public void Padded_articles_stay_in_the_budget_of_the_first_connection() =>
        Assert.All(Pages.Value, page => Assert.InRange(Coded("br", "x.html", page).Length, 1, 8 * 1024));

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
        var page = ArticlePage.Render(article, fragment, [], [], Newsroom, locale, Theme.Default, [], Corpus.End);
        return PageAssembly.WithProof(ArticlePage.WithEntry(page, locale.Number(number / Tongue.All.Count)), Proof(article, fragment, number));
    }

    // As long as that of a desk's log with an eighth of the articles; its hashes do not compress.
    private static PageProof Proof(PublishedArticle article, byte[] fragment, int number)
    {
        const int Levels = 7;
        var record = new Trust.Log.Record
        {
            Address = article.Address, Article = article.Id.Value, Desk = article.Desk.Value, FirstPublished = article.FirstPublished, VersionCreated = article.VersionCreated,
            Hash = Convert.ToHexStringLower(SHA256.HashData(fragment)), Length = fragment.Length, Revision = 1, Status = "published",
        }.ToBytes();
        TreeHash[] siblings = [.. Enumerable.Range(0, Levels).Select(i => TreeHash.OfEntry([(byte)i, (byte)number, (byte)(number >> 8)]))];
        var root = siblings.Aggregate(TreeHash.OfEntry(record), TreeHash.OfNode);
        var key = Trust.SigningKey.FromSeed(SHA256.HashData("a key of a test"u8));
        return new PageProof(record, 0, [.. siblings], Checkpoint.Sign(Trust.Documents.LogsDocument.OriginOf(Newsroom.Id, article.Desk.Value, 1), 1L << Levels, root, key));
    }

    private static Locale Locale(string desk) => Locales.Value.For(DeskTag.Parse(desk));

    private static readonly Lazy<Locales> Locales = new(() => Edition.Locales.Parse(Directory.GetFiles(Path.Combine(TestData.RepositoryRoot(), "locales"), "*.json").Select(f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f))));
}
