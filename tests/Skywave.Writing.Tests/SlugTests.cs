using CsCheck;
using Skywave.Words;

namespace Skywave.Writing.Tests;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Police: up to 8,000 at the march", "police-up-to-8-000-at-the-march")]
    [InlineData("Łódź, São Paulo & Gümüşhane", "lodz-sao-paulo-gumushane")]
    [InlineData("Oʻzbekiston va O‘zbekiston", "ozbekiston-va-ozbekiston")]
    [InlineData("Bakıda İlham Əliyev", "bakida-ilham-eliyev")]
    [InlineData("It’s Nguyễn's day", "its-nguyens-day")]
    [InlineData("e\u0301tude", "etude")]
    [InlineData("Новости дня", "")]
    [InlineData("خبر امروز", "")]
    [InlineData("News from Москва", "")]
    [InlineData("", "")]
    [InlineData("— … !", "")]
    public void Slug_is_folded_words(string headline, string slug) => Assert.Equal(slug, Slug.Of(headline));

    [Fact]
    public void Slugline_comes_before_the_headline_and_a_useless_one_does_not_count()
    {
        var text = TempNewsroom.Text("The headline");
        Assert.Equal("march-1", Slug.Of(text with { Slugline = "MARCH/1" }));
        Assert.Equal("the-headline", Slug.Of(text with { Slugline = "—" }));
        Assert.Equal("", Slug.Of(TempNewsroom.Text("Заголовок")));
    }

    [Fact]
    public void Slug_ends_with_a_whole_word()
    {
        var slug = Slug.Of(string.Concat(Enumerable.Repeat("seventh ", 20)));
        Assert.Equal("seventh-seventh-seventh-seventh-seventh-seventh", slug);
        Assert.Equal(Slug.Longest, Slug.Of(new string('a', 500)).Length);
    }

    [Fact]
    public void Any_text_gives_a_slug_that_fits_a_path_and_is_its_own_slug() => Gen.String.Sample(text =>
    {
        var slug = Slug.Of(text);
        return slug.Length <= Slug.Longest && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && !slug.StartsWith('-') && !slug.EndsWith('-') && !slug.Contains("--", StringComparison.Ordinal) && Slug.Of(slug) == slug;
    });

    [Fact]
    public void Article_is_found_at_an_address_without_its_slug()
    {
        var article = new PublishedArticle
        {
            Id = ArticleId.Derive(TempNewsroom.En, "x"), Desk = TempNewsroom.En, Story = "s", Revision = 1, Slug = "a-b", FirstPublished = TempNewsroom.Noon,
            VersionCreated = TempNewsroom.Noon, Text = TempNewsroom.Text("h"),
        };
        Assert.DoesNotContain("a-b", article.Address);
        Assert.EndsWith($"a-b-{article.Id}.html", article.Path);
    }
}
