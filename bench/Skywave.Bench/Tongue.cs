namespace Skywave.Bench;

/// <summary>
/// A made-up language in a real script: a vocabulary of made-up words, the frequent ones short, drawn as often as words of a real language are (Zipf). It compresses
/// and shapes like text and says nothing.
/// </summary>
internal sealed class Tongue
{
    private const int Words = 6_000;

    private readonly string[] _words = new string[Words];
    private readonly double[] _upTo = new double[Words];
    private readonly string _stop;

    private Tongue(string tag, string letters, string vowels, string stop)
    {
        (Tag, _stop) = (tag, stop);
        var dice = new Dice((ulong)tag.Sum(c => c * 7919));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sum = 0.0;
        for (var i = 0; i < Words; i++)
        {
            do
            {
                _words[i] = Word(dice, letters, vowels, syllables: i < 40 ? 1 : i < 400 ? 2 : dice.Between(2, 4));
            }
            while (!seen.Add(_words[i]));
            _upTo[i] = sum += 1 / (i + 2.7);
        }
    }

    /// <summary>The desk that writes in it.</summary>
    public string Tag { get; }

    /// <summary>Eight desks: Latin, Cyrillic, Arabic, Georgian and Armenian script, both directions.</summary>
    public static IReadOnlyList<Tongue> All { get; } =
    [
        new("en", "btdkmnlrsvpgfhw", "aeiou", ". "),
        new("tr", "btdkmnlrsvpgçşğy", "aeıioöuü", ". "),
        new("ru", "бвгджзклмнпрстфхцчш", "аеиоуыяю", ". "),
        new("uk", "бвгджзклмнпрстфхцчш", "аеиоуіїяє", ". "),
        new("fa", "بپتجچدرزسشفقکگلمنهی", "اوی", ". "),
        new("ar", "بتجحدرزسشعفقكلمنهي", "اوي", ". "),
        new("ka", "ბგდვზთკლმნპრსტფქღყშჩცძწჭხჯჰ", "აეიოუ", ". "),
        new("hy", "բգդզթժլխծկհձղճմյնշչպջռսվտրցփք", "աեէըիուօ", "։ "),
    ];

    /// <summary>Some words, the first with a capital where the script has them.</summary>
    public string Phrase(Dice dice, int words)
    {
        var text = string.Join(' ', Enumerable.Range(0, words).Select(_ => Draw(dice)));
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>Some sentences.</summary>
    public string Sentences(Dice dice, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Phrase(dice, dice.Between(9, 32)) + _stop)).TrimEnd();

    private string Draw(Dice dice)
    {
        var at = Array.BinarySearch(_upTo, dice.Unit() * _upTo[^1]);
        return _words[at < 0 ? ~at : at];
    }

    private static string Word(Dice dice, string letters, string vowels, int syllables)
    {
        var word = "";
        for (var i = 0; i < syllables; i++)
        {
            // Squared: some letters are far more frequent than others.
            word += letters[(int)(dice.Unit() * dice.Unit() * letters.Length)];
            word += vowels[(int)(dice.Unit() * dice.Unit() * vowels.Length)];
        }
        return dice.Next(3) == 0 ? word + letters[dice.Next(letters.Length)] : word;
    }
}
