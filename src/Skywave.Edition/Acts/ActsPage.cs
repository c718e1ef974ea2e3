using System.Collections.Immutable;
using System.Text;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's page of acts, <c>&lt;desk&gt;/acts.html</c>: for each act that its pages offer the notices and how to do it with the fewest traces, then the notices in full. A reader may choose one
/// country: the choice is the part of the address after <c>#</c>, which a browser sends to nobody and nothing keeps (docs/adr/0018-a-country-is-chosen-in-the-address.md).
/// </summary>
public static class ActsPage
{
    /// <summary>Its name in a desk's folder.</summary>
    public const string Name = "acts.html";

    /// <summary>The page.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="notices">The desk's notices.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locale">The desk's locale.</param>
    /// <param name="theme">How it looks.</param>
    /// <param name="standing">The desk's standing pages that exist.</param>
    /// <param name="cut">The edition's time, for notices that are due for review.</param>
    /// <param name="podcast">True where the desk has a podcast.</param>
    public static EditionFile Render(
        DeskTag desk, ImmutableArray<Notice> notices, Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string> standing, DateTimeOffset? cut = null, bool podcast = false) =>
        new($"{desk.Value}/{Name}", Slice.Render(ActsPageSlice.Create(new ActsModel(new Site(newsroom, desk, locale, theme, "../", standing, cut), notices.IsDefault ? [] : notices, podcast))));

    /// <summary>What hides the other countries' notices once one is chosen. What cannot be a country in a selector has no rule and stays visible.</summary>
    internal static string CssOf(IEnumerable<string> countries)
    {
        var css = new StringBuilder(".in,.no{display:none}.in:target{display:block}");
        foreach (var country in countries)
        {
            css.Append($"#in-{country}:target~* .on:not(.{country}),#in-{country}:target~.all{{display:none}}#in-{country}:target~* .no.{country}{{display:block}}");
        }
        return css.ToString();
    }
}

/// <summary>What the template of the page of acts sees.</summary>
public sealed record ActsModel(Site Site, ImmutableArray<Notice> Notices, bool HasPodcast)
{
    /// <summary>The countries that a reader can choose.</summary>
    public ImmutableArray<string> Countries { get; } =
        [.. Notices.SelectMany(n => n.Territories).Where(t => t.Length == 2 && t.All(char.IsAsciiLetterUpper)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The countries of which no notice names an act: a reader who chose one of them is told so.</summary>
    public string Silent(Act act) =>
        string.Join(' ', Countries.Where(c => !Notices.About(act).Any(n => n.Territories.IsEmpty || n.Territories.Contains(c))));

    /// <summary>The layout's part of it: a style that hides what another country's law says.</summary>
    internal Shell Shell
    {
        get
        {
            var (policy, style) = Site.Theme.With(ActsPage.CssOf(Countries));
            return new(Site, Site.Locale.Text("notice.title") + " · " + Site.Newsroom.Name) { Policy = policy, Head = style, HasPodcast = HasPodcast };
        }
    }

    /// <summary>Where a notice applies, as classes of its markup; empty: everywhere.</summary>
    public static string ClassOf(Notice notice) => notice.Territories.IsEmpty ? "" : "on " + string.Join(' ', notice.Territories);
}
