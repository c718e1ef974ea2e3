using CsCheck;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class ListNameTests
{
    [Theory]
    [InlineData("Climate Change", "climate change")]
    [InlineData("  CLIMATE —  change! ", "climate change")]
    [InlineData("Ｃｌｉｍａｔｅ", "climate")]
    [InlineData("Žižek", "zizek")]
    [InlineData("Z\u030ciz\u030cek", "zizek")]
    [InlineData("Oʻzbekiston", "ozbekiston")]
    [InlineData("O‘zbekiston", "ozbekiston")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ISTANBUL", "istanbul")]
    [InlineData("Ещё", "еще")]
    [InlineData("Еще", "еще")]
    [InlineData("Е\u0308лка", "елка")]
    [InlineData("Украи\u0306ни", "украйни")]
    [InlineData("كتاب علي", "کتاب علی")]
    [InlineData("کتاب علی", "کتاب علی")]
    [InlineData("خبر\u200cها", "خبرها")]
    [InlineData("الـــعربية", "العربیة")]
    [InlineData("العَرَبِيَّة", "العربیة")]
    [InlineData("ﺍﻟﻌﺮﺑﻴﺔ", "العربیة")]
    [InlineData("ﻻ", "لا")]
    [InlineData("ا\u0653ب", "آب")]
    [InlineData("۱۴۰۵ ١٤٠٥", "1405 1405")]
    [InlineData("C++", "c++")]
    [InlineData("\u202Ea\u202C\0", "a")]
    [InlineData("မြန်မာ", "မြန်မာ")]
    [InlineData("!!! …", "")]
    [InlineData("\uD800", "")]
    public void Spellings_of_a_name_fold_to_one(string name, string folded) => Assert.Equal(folded, FoldedName.Of(name));

    [Fact]
    public void A_folded_name_folds_to_itself() =>
        Gen.String[Gen.Char, 0, 20].Sample(name => FoldedName.Of(FoldedName.Of(name)) == FoldedName.Of(name) || name.Any(char.IsSurrogate), iter: 20000);

    [Theory]
    [InlineData("Climate Change", null, "climate-change")]
    [InlineData("Anything", "medtop:20000344", "medtop-20000344")]
    [InlineData("Anything", "!", "anything")]
    [InlineData("../../etc/passwd", null, "etc-passwd")]
    [InlineData("Müller & Söhne", null, "muller-sohne")]
    public void A_list_is_named_by_its_code_or_its_latin_words(string name, string? code, string slug) => Assert.Equal(slug, Topic(new(name, code)).Slug);

    [Theory]
    [InlineData("Климат")]
    [InlineData("C++")]
    [InlineData("CON")]
    [InlineData("x-abcdefghijkl")]
    [InlineData("a very long name of a commission of inquiry into what happened that goes on")]
    [InlineData("AI в мире")]
    public void Any_other_is_named_by_a_hash(string name) => Assert.Matches("^x-[a-z2-7]{12}$", Topic(new(name)).Slug);

    [Theory]
    [InlineData("خبر\u200cهای علي", "خبرهای علی")]
    [InlineData("ПОЖАР В ЛЁСЕ", "пожар в лесе")]
    public void Spellings_of_a_name_are_one_list(string one, string other) => Assert.Equal(Topic(new(one)).Key, Topic(new(other)).Key);

    [Fact]
    public void No_name_leaves_its_folder() => Gen.Select(Gen.String[Gen.Char, 1, 200], Gen.Bool).Sample((name, coded) =>
    {
        var lists = ListNames.Of(Article(new ArticleText { Language = "en", Headline = "x", Subjects = [coded ? new("x", name) : new(name)], Located = name }), story: true);
        return lists.All(l => l.Slug.Length is > 0 and <= ListKey.MaxSlug && l.Slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && l.Slug[0] != '-');
    }, iter: 5000);

    [Fact]
    public void An_article_is_in_its_lists_once_each_and_never_under_a_name_it_withholds()
    {
        var text = new ArticleText
        {
            Language = "en", Headline = "x", Located = "Yerevan", Subjects = [new("Climate"), new("climate"), new("…")], Places = [new("YEREVAN", "place:7"), new("Gyumri")], People = [new("Ada Marsh")],
            Bylines = [new("Lena Orn"), new("Nightjar", BylineDisplay.Pseudonym, Reason: "safety"), new("Real Name", BylineDisplay.Withheld, Reason: "safety")],
        };
        Assert.Equal(["Topic climate", "Place place-7", "Place gyumri", "Person ada-marsh", "Author lena-orn", "Author nightjar"], ListNames.Of(Article(text)).Select(l => $"{l.Kind} {l.Slug}"));
        Assert.Equal("Yerevan", ListNames.Of(Article(text with { Places = [] }))[1].Name);
        Assert.Equal(ListKind.Story, ListNames.Of(Article(text), story: true)[^1].Kind);
        Assert.Empty(ListNames.Of(Article(text) with { Standing = "about" }, story: true));
    }

    // What a source calls its items may be an address with a name in it.
    [Theory]
    [InlineData("river-ferries", "river-ferries")]
    [InlineData("https://wire.example/item?user=ada", "x-aqyv")]
    public void A_storys_list_says_nothing_of_where_it_came_from(string story, string start)
    {
        var slug = ListNames.Of(Article(new ArticleText { Language = "en", Headline = "x" }) with { Story = story }, story: true).Single().Slug;
        Assert.Equal(start.StartsWith('x'), slug.StartsWith("x-", StringComparison.Ordinal));
        Assert.True(start.StartsWith('x') || slug == start, slug);
    }

    [Fact]
    public void An_article_is_in_few_lists_however_many_it_names() =>
        Assert.Equal(ListNames.MostOfAKind, ListNames.Of(Article(new ArticleText { Language = "en", Headline = "x", Subjects = [.. Enumerable.Range(0, 50).Select(i => new Subject($"topic {i}"))] })).Count);

    private static ListName Topic(Subject subject) => ListNames.Of(Article(new ArticleText { Language = "en", Headline = "x", Subjects = [subject] })).Single();

    private static PublishedArticle Article(ArticleText text) => Samples.Article("en", text);
}
