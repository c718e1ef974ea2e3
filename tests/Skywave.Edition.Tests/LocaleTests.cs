using System.Globalization;
using System.Text;
using CsCheck;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class LocaleTests
{
    public static TheoryData<string> Tags => [.. Samples.Locales.All.Select(l => l.Tag)];

    [Theory]
    [InlineData("2024-03-19", "۲۹ اسفند ۱۴۰۲")]
    [InlineData("2024-03-20", "۱ فروردین ۱۴۰۳")]
    [InlineData("2025-03-20", "۳۰ اسفند ۱۴۰۳")]
    [InlineData("2025-03-21", "۱ فروردین ۱۴۰۴")]
    [InlineData("2026-03-20", "۲۹ اسفند ۱۴۰۴")]
    [InlineData("2026-03-21", "۱ فروردین ۱۴۰۵")]
    [InlineData("2026-09-22", "۳۱ شهریور ۱۴۰۵")]
    [InlineData("2026-09-23", "۱ مهر ۱۴۰۵")]
    public void A_date_for_Persian_readers_is_in_their_calendar(string iso, string expected) =>
        Assert.Equal(expected, Samples.Locales.For("fa").Date(DateOnly.Parse(iso, CultureInfo.InvariantCulture)));

    [Fact]
    public void The_solar_hijri_calendar_agrees_with_another_implementation_for_two_centuries()
    {
        var other = new PersianCalendar();
        Gen.Int[new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2100, 1, 1).DayNumber].Sample(number =>
        {
            var date = DateOnly.FromDayNumber(number);
            var time = date.ToDateTime(TimeOnly.MinValue);
            return SolarHijri.Of(date) == (other.GetYear(time), other.GetMonth(time), other.GetDayOfMonth(time));
        }, iter: 20000);
    }

    [Theory]
    [InlineData("en", "24 November 2026, 23:30 UTC")]
    [InlineData("hu", "2026. november 24., 23:30 UTC")]
    [InlineData("fa", "۳ آذر ۱۴۰۵، ۲۳:۳۰ UTC")]
    [InlineData("my", "၂၀၂၆ နိုဝင်ဘာ ၂၄ ၂၃:၃၀ UTC")]
    public void A_time_is_said_in_UTC_whatever_offset_it_came_with(string tag, string expected) =>
        Assert.Equal(expected, Samples.Locales.For(tag).DateAndTime(new DateTimeOffset(2026, 11, 25, 3, 30, 0, TimeSpan.FromHours(4))));

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_sentence_of_English_can_be_said_on_every_desk(string tag)
    {
        var locale = Samples.Locales.For(tag);
        Assert.All(Samples.Locales.English.Keys, key => Assert.NotEmpty(locale.Text(key)));
        Assert.Equal(LanguageTag.Direction(tag), locale.Direction);
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_locale_makes_a_whole_page(string tag)
    {
        var article = Samples.Article("en", Samples.Text("en", 50) with { Language = tag }) with { Desk = DeskTag.Parse(tag) };
        var html = Samples.String(ArticlePage.Render(article, Samples.Fragment(article), [Samples.Notice("en")], [], Samples.Newsroom, Samples.Locales.For(tag), Theme.Default, Samples.Standing, Samples.Noon));
        Assert.StartsWith($"<!doctype html>\n<html lang=\"{tag}\" dir=\"{Samples.Locales.For(tag).Direction}\">", html);
        Assert.DoesNotMatch("\\{[a-z]+\\}", html[html.IndexOf("</style>", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData("uz-Cyrl", "uz-Cyrl")]
    [InlineData("prs", "fa-AF")]
    [InlineData("cnr", "sr-ME")]
    [InlineData("fa-IR", "fa")]
    [InlineData("ru-KZ", "ru")]
    [InlineData("az-Arab", "en")]
    [InlineData("zz", "en")]
    [InlineData("\"><script>", "en")]
    public void A_tag_finds_the_nearest_locale_in_its_own_script(string tag, string expected) => Assert.Equal(expected, Samples.Locales.For(tag).Tag);

    [Fact]
    public void A_sentence_from_a_fall_back_says_which_language_it_is_in()
    {
        var article = Samples.Article("ru") with { Desk = DeskTag.Parse("ce") };
        Assert.Contains("<span lang=\"ru\" dir=\"ltr\">", Samples.String(Samples.Page(article)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"tag\":1}")]
    [InlineData("not json")]
    public void What_is_no_locale_is_refused_with_a_sentence(string json) =>
        Assert.Contains("not a locale", Assert.Throws<FormatException>(() => Locale.Parse(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);
}
