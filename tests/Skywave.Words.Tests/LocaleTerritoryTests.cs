using Xunit;

namespace Skywave.Words.Tests;

/// <summary>Countries' names in each language; <see cref="LocaleAlphabetTests"/> and <see cref="LocaleStringTests"/> hold their letters.</summary>
public sealed class LocaleTerritoryTests
{
    /// <summary>Where our readers live, and whose laws reach them: ISO 3166-1 codes, and XK as everybody writes Kosovo.</summary>
    private static readonly string[] Known =
    [
        "RU", "BY", "UA", "MD", "GE", "AM", "AZ", "KZ", "KG", "TJ", "TM", "UZ", "AF", "PK", "IR", "IQ", "TR", "SY", "AE", "SA", "EG", "CN",
        "MM", "HU", "RO", "BG", "RS", "ME", "BA", "MK", "AL", "XK", "IL", "IN", "US", "GB", "DE", "FR", "PL", "LT", "LV", "EE", "CZ",
    ];

    public static TheoryData<string> Tags => LocaleFiles.Tags;

    [Fact]
    public void English_names_every_country_we_know() =>
        Assert.Equal(Known.Order(StringComparer.Ordinal), LocaleFiles.Get(LocaleFiles.Source).Territories.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Tags))]
    public void Only_countries_we_know_are_named(string tag) => Assert.Empty(LocaleFiles.Get(tag).Territories.Keys.Except(Known));

    [Theory, MemberData(nameof(Tags))]
    public void Every_country_has_a_short_name_of_its_own(string tag)
    {
        var names = LocaleFiles.Get(tag).Territories;
        Assert.All(names, name => Assert.True(name.Value.Length is > 1 and <= 32 && name.Value == name.Value.Trim(), $"{tag} {name.Key}: '{name.Value}'"));
        Assert.All(names, name => Assert.False(name.Value.AsSpan().ContainsAny("(){<&"), $"{tag} {name.Key}: {name.Value}"));
        Assert.Equal(names.Count, names.Values.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, MemberData(nameof(Tags))]
    public void Name_is_not_a_code(string tag) =>
        Assert.All(LocaleFiles.Get(tag).Territories, name => Assert.NotEqual(name.Key, name.Value));
}
