using System.Text;
using CsCheck;
using Skywave.Words.Tests;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>What is one word to who types it, and that the program and the page's module agree on it.</summary>
public sealed class SearchFoldTests
{
    private static readonly string[] Tags =
        ["en", "sq", "ro", "hu", "bs", "sr-Latn", "sr-ME", "tr", "az", "tk", "crh", "uz", "ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "tt", "ba", "ce", "uz-Cyrl", "hy", "ka", "fa", "fa-AF", "ps", "ar", "my"];

    private static readonly string[] Snags =
    [
        "\u200c", "\u200d", "\u00ad", "\u200b", "\u200e", "\u202e", "\u0640", "\u064b", "\u0301", "\u0306", "\u0308", "'", "’", "ʻ", "`", "-", "‑", "–", ".", " ", "\n", "\0", "\ud800", "\udc00", "\ufffe", "1", "۱", "४", "１",
        "É", "İ", "I", "ı", "ß", "ẞ", "Ǆ", "ﬁ", "Ё", "Ґ", "Ӏ", "և", "ԵՎ", "Ა", "Ⴀ", "ي", "ﻚ", "ﷲ", "中", "文", "か", "한", "ไ", "ท", "ย", "က", "္", "်", "့", "ា", "្", "ක", "𐌰", "𠀀", "😀", "🏽", "\U000e0100", "\U0010ffff",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, Snags.Length - 1].Select(i => Snags[i]), Gen.Int[0, Tags.Length - 1].Select(i => Tags[i]).SelectMany(tag => Gen.Int[0, 200].Select(i => Letter(tag, i))).Array[1, 9].Select(string.Concat),
        Gen.Int[0, 0x10ffff].Select(c => c is >= 0xd800 and <= 0xdfff ? ((char)c).ToString() : char.ConvertFromUtf32(c)),
        Gen.Int[0, 0xffff].Select(c => ((char)c).ToString())).Array[0, 24].Select(string.Concat);

    private static string Letter(string tag, int i) => LocaleAlphabets.Of(tag) is var letters && i % 3 == 0 ? letters[i % letters.Length].ToString().ToUpperInvariant() : letters[i % letters.Length].ToString();

    [Theory]
    [InlineData("كتاب", "کتاب")] // Arabic kaf
    [InlineData("علي", "علی")] // Arabic yeh
    [InlineData("خبرنگاری", "خَبَرنِگاری")] // short vowels
    [InlineData("آزادی", "ازادی")]
    [InlineData("مسئول", "مسیول")]
    [InlineData("خانهٔ", "خانه")]
    [InlineData("مدرسة", "مدرسه")]
    [InlineData("می‌رود", "میرود")] // a joiner, and none
    [InlineData("ســـلام", "سلام")] // tatweel
    [InlineData("۱۴۰۵", "1405")]
    [InlineData("٢٠٢٦", "2026")]
    [InlineData("ښوونځي", "ښوونځی")]
    [InlineData("oʻzbek", "o'zbek")]
    [InlineData("oʻzbek", "o‘zbek")]
    [InlineData("Gʻarb", "g`arb")]
    [InlineData("Toshkent", "TOSHKENT")]
    [InlineData("IĞDIR", "ığdır")]
    [InlineData("İzmir", "izmir")]
    [InlineData("Şərq", "serq")]
    [InlineData("Țară", "tara")]
    [InlineData("Čačak", "cacak")]
    [InlineData("Ёлка", "елка")]
    [InlineData("п’ять", "п'ять")]
    [InlineData("п’ять", "пʼять")]
    [InlineData("Ґалаґан", "галаган")]
    [InlineData("кӀира", "к1ира")] // palochka typed as one
    [InlineData("кӀира", "кIира")] // and as a Latin capital
    [InlineData("Кoсово", "Косово")] // a Latin o
    [InlineData("Ўзбекистон", "ЎЗБЕКИСТОН")]
    [InlineData("за́мок", "замок")] // stress
    [InlineData("ӣ", "и")]
    [InlineData("Երևան", "ԵՐԵՎԱՆ")]
    [InlineData("Երևան", "Երեւան")]
    [InlineData("ինչո՞ւ", "ինչու")] // the mark stands inside the word
    [InlineData("საქართველო", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ")]
    [InlineData("Άθήνα", "αθηνα")]
    [InlineData("ЙОД", "йод")]
    [InlineData("Ｎｅｗｓ", "news")]
    [InlineData("шалом\u05b0", "шалом")]
    public void Two_spellings_are_one_word(string one, string other) => Assert.Equal(SearchFold.Asked(one), SearchFold.Asked(other));

    [Theory]
    [InlineData("мой", "мои")]
    [InlineData("їжа", "іжа")]
    [InlineData("кун", "күн")]
    [InlineData("құл", "кул")]
    [InlineData("پل", "بل")]
    [InlineData("ชา", "ชี")]
    public void Two_words_stay_two(string one, string other) => Assert.NotEqual(SearchFold.Asked(one), SearchFold.Asked(other));

    [Theory]
    [InlineData("Erdoğan'ın sözü", "erdoganin erdogan in sozu")]
    [InlineData("Ivano-Frankivsk", "ivano frankivsk ivanofrankivsk")]
    [InlineData("می‌رود", "میرود می رود")]
    [InlineData("COVID-19", "covid 19 covid19")]
    [InlineData("— «а», “b” 12.5%", "а b 12 5")]
    [InlineData("iPhone手机15", "iphone 手机 15")]
    public void An_article_is_found_by_a_word_and_its_parts(string text, string words) => Assert.Equal(words.Split(' '), SearchFold.Told(text));

    [Theory]
    [InlineData("新闻自由", "新闻 闻自 自由 由")]
    [InlineData("မြန်မာနိုင်ငံ", "မြန်မာ မာနိုင် နိုင်ငံ ငံ")]
    [InlineData("ไทย", "ไทย ย")]
    [InlineData("ខ្មែរ", "ខ្មែរ រ")]
    [InlineData("news", "news")]
    public void A_script_without_spaces_is_cut_into_neighbours(string word, string terms) => Assert.Equal(terms.Split(' '), SearchFold.Told(word).SelectMany(SearchFold.Terms));

    [Fact]
    public void The_module_folds_as_the_program_does()
    {
        var texts = new List<string>();
        texts.AddRange(Tags.SelectMany(tag => new[] { LocaleAlphabets.Of(tag), LocaleAlphabets.Of(tag).ToUpperInvariant(), string.Join(' ', SearchSamples.Vocabulary(tag)) }));
        texts.AddRange(Enumerable.Range(0, 0x40000 / 64).Select(b => string.Join(' ', Enumerable.Range(b * 64, 64).Select(c => c is >= 0xd800 and <= 0xdfff ? ((char)c).ToString() : char.ConvertFromUtf32(c)))));
        Texts.Sample(texts.Add, iter: 3000, threads: 1);
        // JSON cannot carry half a pair; what it becomes separates words like it.
        string[] sent = [.. texts.Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t)))];
        var folded = SearchSamples.Node("fold", sent);
        Assert.Equal(sent.Length, folded.GetArrayLength());
        for (var i = 0; i < sent.Length; i++)
        {
            var told = SearchFold.Told(sent[i]);
            string[] terms = [.. told.SelectMany(SearchFold.Terms)];
            var agree = told.SequenceEqual(SearchSamples.Strings(folded[i].GetProperty("told"))) && SearchFold.Asked(sent[i]).SequenceEqual(SearchSamples.Strings(folded[i].GetProperty("asked")))
                && terms.SequenceEqual(SearchSamples.Strings(folded[i].GetProperty("terms")))
                && terms.Select(t => SearchFold.ShardOf(t, 64)).SequenceEqual(folded[i].GetProperty("shards").EnumerateArray().Select(e => e.GetInt32()));
            if (!agree)
            {
                Assert.Fail($"{Codes(sent[i])}: {string.Join(' ', told)} and {folded[i]}");
            }
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_separates_and_never_throws() =>
        Texts.Sample(text => Assert.Equal(SearchFold.Told(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))), SearchFold.Told(text)), iter: 2000);

    [Fact]
    public void A_folded_word_is_one_word_and_stays_itself() =>
        Texts.Sample(text => Assert.All(SearchFold.Asked(text), word =>
        {
            Assert.InRange(word.Length, 1, FoldTable.IsJoined(FoldTable.Default.KindOf(char.ConvertToUtf32(word, 0))) ? 1000 : SearchFold.Longest);
            Assert.All(SearchFold.Terms(word), t => Assert.InRange(t.Length, 1, SearchFold.Longest));
            Assert.Equal([word], SearchFold.Asked(word));
        }), iter: 2000);

    private static string Codes(string text) => string.Join(' ', text.Take(80).Select(c => $"{(int)c:x4}"));
}
