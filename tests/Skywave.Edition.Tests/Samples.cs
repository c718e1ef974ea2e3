using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Skywave.Words;

namespace Skywave.Edition.Tests;

/// <summary>A newsroom of five desks and articles of a given length, made of words of each language's own locale.</summary>
internal static class Samples
{
    public static readonly string[] Languages = ["en", "fa", "ka", "hy", "uk"];

    public static readonly Newsroom Newsroom = new("0b8f7c1e-6f0a-4b43-9a52-0c3a4d1f2b11", "Open Bridge", [.. Languages.Append("ru").Select(DeskTag.Parse)]);

    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly ImmutableArray<string> Standing = ["about", "verify", "contact", "privacy"];

    public static Locales Locales { get; } = Read();

    private static readonly Dictionary<string, (string Headline, string Deck)> Heads = new()
    {
        ["en"] = ("River ferries return to the old harbour after nine years", "Two boats cross every hour, and the first passengers were waiting before dawn."),
        ["ru"] = ("Паромы вернулись в старую гавань спустя девять лет", "Два катера ходят каждый час, и первые пассажиры ждали ещё до рассвета."),
        ["uk"] = ("Пороми повернулися до старої гавані через дев’ять років", "Два катери ходять щогодини, і перші пасажири чекали ще до світанку."),
        ["fa"] = ("قایق‌ها پس از نُه سال به بندر قدیمی بازگشتند", "دو قایق هر ساعت از رودخانه می‌گذرند و نخستین مسافران پیش از سپیده منتظر بودند."),
        ["hy"] = ("Լաստանավերը վերադարձան հին նավահանգիստ ինը տարի անց", "Երկու նավակ անցնում է ամեն ժամ, և առաջին ուղևորները սպասում էին լուսաբացից առաջ։"),
        ["ka"] = ("ბორნები ძველ ნავსადგურში ცხრა წლის შემდეგ დაბრუნდა", "ორი ნავი ყოველ საათში დადის და პირველი მგზავრები გამთენიამდე ელოდნენ."),
    };

    public static ArticleText Text(string language, int words = 700, int seed = 1, bool picture = true) => new()
    {
        Language = language,
        Headline = Heads[language].Headline,
        Deck = Heads[language].Deck,
        Located = Locales.For(language).Name,
        Bylines = [new("Lena Marsh", Role: "reporter"), new("A. Reader", BylineDisplay.Pseudonym, Reason: Heads[language].Deck)],
        LeadPicture = picture ? Picture(seed) : null,
        Body = [.. Paragraphs(language, words, seed)],
        InfoSources = ["AFP", "Reuters"],
        Subjects = [new(Locales.For(language).Name)],
        People = [new("Ada Marsh")],
        Places = [new(Locales.For(language).Name, "place:7")],
    };

    public static Picture Picture(int seed) => JpegOnly(seed) with
    {
        Lighter = [.. new[] { 320, 640, 1024, 1280 }.Select(w => new Rendition(Hash($"avif {seed} {w}"), "avif", w, w * 9 / 16, w * 17)), new Rendition(Hash($"webp {seed}"), "webp", 640, 360, 640 * 30)],
    };

    /// <summary>As pictures entered before there were lighter formats.</summary>
    public static Picture JpegOnly(int seed) => new()
    {
        Alt = "Two boats on a wide river at dawn",
        Caption = "The first crossing of the day",
        Credit = "Lena Marsh",
        Renditions = [.. new[] { 320, 640 }.Select(w => new Rendition(Hash($"picture {seed} {w}"), "jpg", w, w * 9 / 16, w * 40))],
    };

    /// <summary>A film with its captions and transcript.</summary>
    public static Media Film(string words = "We left before dawn.") => new()
    {
        Kind = MediaKind.Video,
        Title = words,
        Credit = words,
        Transcript = [words, "Nobody spoke."],
        Poster = JpegOnly(3),
        Captions = [new("uk", Hash("captions")), new("fa", null, "not entered")],
        File = new(Hash("film"), "mp4", 4_200_000, 3723),
    };

    public static PublishedArticle Article(string desk, ArticleText? text = null, int minutes = 0)
    {
        var tag = DeskTag.Parse(desk);
        return new()
        {
            Id = ArticleId.Derive(tag, $"sample {minutes}"),
            Desk = tag,
            Story = $"story {minutes}",
            Revision = 1,
            Slug = desk == "en" ? "river-ferries-return" : "",
            FirstPublished = Noon.AddMinutes(minutes),
            VersionCreated = Noon.AddMinutes(minutes),
            Text = text ?? Text(desk, seed: minutes + 1),
        };
    }

    public static FrontItem Item(string desk, int n) => FrontItem.From(Article(desk, Text(desk, 12, n) with { Headline = $"{Heads[desk].Headline} {n}", Deck = Heads[desk].Deck }, n));

    public static Notice Notice(string language) => new()
    {
        Id = "sample",
        Designation = Heads[language].Headline,
        Authority = Locales.For(language).Name,
        Since = new DateOnly(2020, 2, 20),
        Territories = ["RU", "BY"],
        Persons = [Heads[language].Deck],
        Acts = [Act.Share, Act.Comment, Act.Contact, Act.Donate],
        Penalty = Heads[language].Deck,
        Law = "284.1",
        Text = Heads[language].Deck + " " + Heads[language].Headline,
    };

    public static byte[] Fragment(PublishedArticle article) => Skywave.Edition.Fragment.Render(article, Locales.For(article), Newsroom);

    public static byte[] Page(PublishedArticle article, params Notice[] notices) =>
        ArticlePage.Render(article, Fragment(article), [.. notices], [], Newsroom, Locales.For(article.Desk), Theme.Default, Standing, Noon);

    public static byte[] Page(PublishedArticle article, IReadOnlyList<PublishedArticle> translations, ArticleLinks links, params Notice[] notices) =>
        ArticlePage.Render(article, Fragment(article), [.. notices], translations, Newsroom, Locales.For(article.Desk), Theme.Default, Standing, Noon, links);

    public static ArticleLinks Links(string desk, PublishedArticle article) => new(ListNames.Of(article, story: true), [.. Enumerable.Range(900, 5).Select(n => Item(desk, n))]);

    public static string String(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>As a page goes over the wire once it is at rest.</summary>
    public static int Compressed(byte[] bytes) => Compressed(bytes, quality: 11, window: 22);

    /// <summary>As a publish compresses it: some 10 % more, in a tenth of the time.</summary>
    public static int Published(byte[] bytes) => Compressed(bytes, quality: 9, window: 16);

    private static int Compressed(byte[] bytes, int quality, int window)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, buffer, out var length, quality, window) ? length : throw new InvalidOperationException("brotli refused");
    }

    /// <summary>An article of a locale's own words, headline and deck too.</summary>
    public static PublishedArticle Worded(string tag, int n, int words = 20)
    {
        string Line(int length, int seed) => ((Paragraph)Paragraphs(tag, length, seed).First()).Runs[0].Text;
        var text = Text("en", 0, n) with { Language = tag, Headline = Line(9, n + 1), Deck = Line(18, n + 500), Subjects = [new(Line(1, n)), new(Line(2, n))], Located = Line(1, n + 9), Body = [.. Paragraphs(tag, words, n + 1)] };
        return Article("en", text, n) with { Desk = DeskTag.Parse(tag), Slug = "" };
    }

    public static string[] Vocabulary(string language) => [.. Locales.For(language).Keys.OrderBy(k => k, StringComparer.Ordinal)
        .SelectMany(k => Locales.For(language).Text(k).Split(' ')).Where(w => !w.Contains('{', StringComparison.Ordinal)).Distinct()];

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<Block> Paragraphs(string language, int words, int seed)
    {
        var vocabulary = Vocabulary(language);
        var state = (uint)seed;
        while (words > 0)
        {
            var sentence = new StringBuilder();
            for (var i = 0; i < 60 && words > 0; i++, words--)
            {
                state = (state * 1664525) + 1013904223;
                sentence.Append(i == 0 ? "" : " ").Append(vocabulary[(state >> 8) % vocabulary.Length]);
            }
            yield return new Paragraph([new Run(sentence.ToString())]);
        }
    }

    private static Locales Read() => Locales.Parse(Directory.GetFiles(Path.Combine(Skywave.Tests.TestData.RepositoryRoot(), "locales"), "*.json")
        .Select(f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f)));

    public static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
