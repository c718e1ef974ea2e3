namespace Skywave.Office.Tests;

/// <summary>Which words are found, in which ways of typing them, and which are not.</summary>
public sealed class WordsToTakeOutTests
{
    [Theory]
    [InlineData("Иван Иванов", false, "ИВАН ИВАНОВ сказал", "‹› сказал")]
    [InlineData("Иван Иванов", false, "Ива\u0301н  Ивано\u0301в.", "‹›.")]
    [InlineData("Иван Иванов", false, "**Иван** *Иванов*", "**‹›*")]
    [InlineData("Иван Иванов", false, "Иван\nИванов", "‹›")]
    [InlineData("Иван Иванов", false, "Иваном Ивановым", "Иваном Ивановым")]
    [InlineData("Иван Иванов", true, "с Иваном Ивановым и Иванова", "с ‹› и Иванова")]
    [InlineData("Семёнов", false, "Семенов и СЕМЁНОВ", "‹› и ‹›")]
    [InlineData("Али", false, "Алиев, алиби, Али", "Алиев, алиби, ‹›")]
    [InlineData("Али", true, "Алиев, алиби, идеалист, Али", "‹›, ‹›, идеалист, ‹›")]
    [InlineData("علی رضا کریمی", false, "علی\u200Cرضا كريمي گفت", "‹› گفت")]
    [InlineData("علی رضا کریمی", false, "علیرضا کریمی، علی رضا کریمی", "‹›، ‹›")]
    [InlineData("علي\u200Cرضا", false, "علیرضا و علی\u200Cرضا و علی رضا", "‹› و ‹› و ‹›")]
    [InlineData("مهسا", false, "مَهسا و مهـسا و مهساها", "‹› و ‹› و مهساها")]
    [InlineData("مهسا", true, "مهساها رفتند", "‹› رفتند")]
    [InlineData("Zoë O'Hara", false, "zoe\u0308 o’hara, Zoe OHara", "‹›, ‹›")]
    [InlineData("Jean-Luc", false, "Jean Luc; jean‑luc; Jeanluc", "‹›; ‹›; Jeanluc")]
    [InlineData("Ann Lee", false, "Annlee", "Annlee")]
    [InlineData("O(x)+*", false, "Ox", "Ox")]
    public void They_are_found_as_people_type_them(string typed, bool isLonger, string text, string left) =>
        Assert.Equal(left, WordsToTakeOut.Read(typed, isLonger)?.Without(text, "‹›") ?? text);

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("**--")]
    [InlineData(" \u200C ")]
    public void Fewer_than_three_letters_are_in_every_text_and_not_taken(string typed) => Assert.Null(WordsToTakeOut.Read(typed, false));

    [Fact]
    public void More_than_two_hundred_characters_are_not_taken() => Assert.Null(WordsToTakeOut.Read(new string('a', 201), false));

    [Fact]
    public void The_same_words_typed_otherwise_are_known_and_others_are_not()
    {
        var salt = new byte[16];
        byte[] Hash(string typed, bool isLonger = false) => WordsToTakeOut.Read(typed, isLonger)!.Hash(salt);
        Assert.Equal(Hash("علی رضا"), Hash("علي\u200Cرضا"));
        Assert.Equal(Hash("Иван Иванов"), Hash(" иван  ИВАНОВ "));
        Assert.NotEqual(Hash("Иван Иванов"), Hash("Иван Иванов", isLonger: true));
        Assert.NotEqual(Hash("Иван Иванов"), Hash("Иван Петров"));
    }

    [Fact]
    public void A_long_text_that_nearly_fits_everywhere_costs_little()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var text = string.Concat(Enumerable.Repeat("Иваном-Иваном Иванова ", 18_000));
        Assert.Empty(WordsToTakeOut.Read("Иван Иван Иван Петров", true)!.In(text));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
