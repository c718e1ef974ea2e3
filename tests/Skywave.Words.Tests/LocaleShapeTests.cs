using System.Text.RegularExpressions;
using Xunit;

namespace Skywave.Words.Tests;

/// <summary>What a program relies on in a locale file. The members are described in docs/060-locales.md.</summary>
public sealed partial class LocaleShapeTests
{
    private static readonly string[] RightToLeft = ["Arab", "Hebr", "Thaa", "Nkoo"];

    public static TheoryData<string> Tags => LocaleFiles.Tags;

    [Fact]
    public void Every_desk_has_a_locale_and_every_locale_a_desk() =>
        Assert.Equal(LocaleFiles.Desks.Order(StringComparer.Ordinal), LocaleFiles.Present.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Tags))]
    public void File_is_named_by_its_tag(string tag) => Assert.Equal(tag, LocaleFiles.Get(tag).Text("tag"));

    [Theory, MemberData(nameof(Tags))]
    public void Tag_is_canonical(string tag)
    {
        var match = CanonicalTag().Match(tag);
        Assert.True(match.Success, $"'{tag}' is not language[-Script][-REGION] in canonical case");
        if (match.Groups["script"] is { Success: true } script)
        {
            Assert.Equal(script.Value, LocaleFiles.Get(tag).Text("script"));
        }
    }

    [Theory, MemberData(nameof(Tags))]
    public void Direction_agrees_with_script(string tag)
    {
        var locale = LocaleFiles.Get(tag);
        Assert.Equal(RightToLeft.Contains(locale.Text("script")) ? "rtl" : "ltr", locale.Text("dir"));
    }

    [Theory, MemberData(nameof(Tags))]
    public void Year_has_twelve_different_months_and_week_seven_different_days(string tag)
    {
        var locale = LocaleFiles.Get(tag);
        var persian = locale.Text("calendar") == "persian";
        AssertDistinct(12, locale.List("months"));
        AssertDistinct(12, locale.List("monthsStandalone"));
        AssertDistinct(7, locale.List("weekdays"));
        AssertDistinct(persian ? 12 : 0, locale.List("gregorianMonths"));
    }

    [Theory, MemberData(nameof(Tags))]
    public void Calendar_and_digits_are_ones_we_know(string tag)
    {
        var locale = LocaleFiles.Get(tag);
        var persian = tag is "fa" or "fa-AF" or "ps";
        Assert.Equal(persian ? "persian" : "gregorian", locale.Text("calendar"));
        Assert.Equal(persian ? "arabext" : tag == "my" ? "mymr" : "latn", locale.Text("digits"));
    }

    [Theory, MemberData(nameof(Tags))]
    public void Date_patterns_hold_each_part_once(string tag)
    {
        var locale = LocaleFiles.Get(tag);
        Assert.Equal(["{MMMM}", "{d}", "{yyyy}"], Placeholders.In(locale.Text("datePattern")));
        Assert.Equal(["{HH}", "{date}", "{mm}"], Placeholders.In(locale.Text("dateTimePattern")));
    }

    [Theory, MemberData(nameof(Tags))]
    public void Separators_and_quotes_are_there(string tag)
    {
        var locale = LocaleFiles.Get(tag);
        Assert.NotEqual(locale.Text("group"), locale.Text("decimal"));
        Assert.Equal(1, locale.Text("group").Length);
        Assert.Equal(1, locale.Text("decimal").Length);
        Assert.Equal(1, locale.Text("quoteOpen").Length);
        Assert.Equal(1, locale.Text("quoteClose").Length);
        Assert.EndsWith(" ", locale.Text("listSeparator"), StringComparison.Ordinal);
        Assert.Contains(' ', locale.Text("listLast"));
    }

    [Theory, MemberData(nameof(Tags))]
    public void Review_state_is_told(string tag)
    {
        var state = LocaleFiles.Get(tag).Text("review");
        Assert.Contains(state, new[] { "native", "needs native review" });
        Assert.True(tag != LocaleFiles.Source || state == "native");
    }

    [Theory, MemberData(nameof(Tags))]
    public void Fall_back_ends_in_English(string tag)
    {
        if (tag == LocaleFiles.Source)
        {
            return;
        }
        var fallback = LocaleFiles.Get(tag).List("fallback");
        Assert.All(fallback, other => Assert.Contains(other, LocaleFiles.Present));
        Assert.DoesNotContain(tag, fallback);
        Assert.Equal(LocaleFiles.Source, fallback[^1]);
    }

    private static void AssertDistinct(int count, string[] names)
    {
        Assert.Equal(count, names.Length);
        Assert.Equal(count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [GeneratedRegex("^[a-z]{2,3}(-(?<script>[A-Z][a-z]{3}))?(-[A-Z]{2})?$")]
    private static partial Regex CanonicalTag();
}
