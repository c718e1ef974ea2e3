using System.Globalization;
using CsCheck;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Xunit;

namespace Skywave.Trust.Tests.Documents;

/// <summary>The readers of names and times that are made for speed, against what they say in plain words.</summary>
public sealed class NamesTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        OneOf("en", "fa", "zh-Hant", "about", "2026", "11", "verify", "abcdefghijklmnop", "index.html", "..", ".", "", "x", "-", "é", "log", "LOG").Array[0, 6].Select(parts => string.Join('/', parts)),
        OneOf("en", "fa", "zh", "Hant", "log", "Root", "abcdefghi", "1", "", "é", "sr", "Latn").Array[0, 5].Select(parts => string.Join('-', parts)),
        Gen.String[Gen.Char["az/-._29ABé "], 0, 40],
        Gen.Int[0, 300].Select(length => new string('a', length)));

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    [Fact]
    public void Paths_stay_inside_their_folder() => Texts.Sample(text =>
        Names.IsPath(text) == (text.Length is >= 1 and <= 256 && text.Split('/').All(part => part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))));

    [Fact]
    public void Desks_are_tags_of_short_parts_and_no_reserved_word() => Texts.Sample(text => Names.IsDesk(text) == IsDesk(text));

    [Fact]
    public void Addresses_are_dated_or_about() => Texts.Sample(text =>
    {
        var parts = text.Split('/');
        var fits = IsDesk(parts[0]) && parts.Length switch
        {
            3 => parts[1] == "about" && parts[2].Length is >= 1 and <= 48 && parts[2].All(c => char.IsAsciiDigit(c) || c == '-' || char.IsAsciiLetterLower(c)),
            4 => parts[1].Length == 4 && parts[1].All(char.IsAsciiDigit) && parts[2].Length == 2 && parts[2].All(char.IsAsciiDigit) && Names.IsArticle(parts[3]),
            _ => false,
        };
        return Names.IsAddress(text) == fits;
    });

    [Theory]
    [InlineData("en/2026/11/abcdefghijklmnop", true)]
    [InlineData("en/about/verify", true)]
    [InlineData("en/2026/11/abcdefghijklmnop/", false)]
    [InlineData("en/2026/11/abcdefghijklmno1", false)]
    [InlineData("metadata/2026/11/abcdefghijklmnop", false)]
    public void Known_addresses(string text, bool fits) => Assert.Equal(fits, Names.IsAddress(text));

    [Fact]
    public void Times_are_read_as_the_framework_reads_that_form() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 13], Gen.Int[0, 32], Gen.Int[0, 25], Gen.Int[0, 61], Gen.Int[0, 61], Gen.Int[-1, 19], Gen.Char[" 0-:TZé"]).Sample((year, month, day, hour, minute, second, at, c) =>
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}T{hour:D2}:{minute:D2}:{second:D2}Z");
            text = at < 0 ? text : text[..at] + c + text[(at + 1)..];
            var fits = DateTimeOffset.TryParseExact(
                text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var expected);
            Assert.Equal((fits, expected), (UtcTime.TryRead(text, out var time), time));
        }, iter: 20_000);

    private static bool IsDesk(string text) =>
        text.Length is >= 2 and <= 35 && !Array.Exists(["root", "targets", "snapshot", "timestamp", "mirrors", "newsroom", "log", "media", "metadata"], word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
        && char.IsAsciiLetter(text[0]) && text.Split('-').All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
}
