using System.Collections.Immutable;
using Microsoft.AspNetCore.Html;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>What every page knows: whose it is, in which language, how it looks, and the way from it to the edition's root.</summary>
public sealed record Site(Newsroom Newsroom, DeskTag? Desk, Locale Locale, Theme Theme, string Root, IReadOnlyCollection<string> Standing, DateTimeOffset? Cut)
{
    private static readonly string[] Known = ["about", "verify", "contact", "privacy"];

    /// <summary>The policy of DESIGN.md, section 8, with this theme's style.</summary>
    public HtmlString Policy => Theme.PolicyMarkup;

    /// <summary>The theme's style sheet, as it is hashed.</summary>
    public HtmlString Style => Theme.StyleMarkup;

    /// <summary>The desk's standing pages that exist, in the order readers need them.</summary>
    public IEnumerable<string> StandingPages => Known.Where(Standing.Contains);

    /// <summary>True where the desk has a search page.</summary>
    public bool HasSearch => Standing.Contains(SearchPage.Standing);

    /// <summary>True where the desk's news can be kept in a browser.</summary>
    public bool HasKeep => Standing.Contains(KeepPage.Standing);

    /// <summary>True where a reader can be told of breaking stories.</summary>
    public bool HasAlerts => Standing.Contains(AlertsPage.Standing);

    /// <summary>Where somebody is led to who must leave at once: the first link of every page.</summary>
    public string Exit => Newsroom.Exit ?? To(ExitPage.Path);

    /// <summary>A link from this page to a file of the edition.</summary>
    public string To(string path) => Root + path;

    /// <summary>A link from this page to a file of this desk.</summary>
    public string ToDesk(string path) => $"{Root}{Desk!.Value.Value}/{path}";

    /// <summary>A sentence in the desk's language; one from a fall-back says which language it is in.</summary>
    public HtmlString Say(string key, params ReadOnlySpan<(string Name, string Text)> parts)
    {
        if (parts.IsEmpty)
        {
            return Locale.Said(key);
        }
        var fills = new (string, Action<Html>)[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var text = parts[i].Text;
            fills[i] = (parts[i].Name, h => h.Element("bdi", text));
        }
        return new HtmlString(new Html().Phrase(Locale.Find(key), Locale.Tag, fills).ToString());
    }

    /// <summary>That a story is live, or which part of one it is; null where there is nothing to say.</summary>
    public HtmlString? SayLive(LivePart? part) => part switch
    {
        null or { Number: 1, State: LiveState.Ended } => null,
        { State: LiveState.Open } => Say("live.now"),
        _ => Say("live.part", ("n", Locale.Number(part.Number))),
    };

    /// <summary>A sentence with a time in it.</summary>
    public HtmlString Say(string key, string name, DateOnly date, string? role = null) => new(
        new Html().Phrase(Locale.Find(key), Locale.Tag,
            (name, h => h.Element("time", Locale.Date(date), ("datetime", Locale.Machine(date)))), ("role", h => h.Element("bdi", role ?? ""))).ToString());

    /// <summary>A sentence with a moment in it.</summary>
    public HtmlString Say(string key, string name, DateTimeOffset time) => new(
        new Html().Phrase(Locale.Find(key), Locale.Tag, (name, h => h.Element("time", Locale.DateAndTime(time), ("datetime", Locale.Machine(time))))).ToString());

    /// <summary>A sentence with a country in it.</summary>
    public HtmlString SayOf(string key, string name, string country) => new(new Html().Phrase(Locale.Find(key), Locale.Tag, (name, Territory(country))).ToString());

    /// <summary>That the text is signed, what that is worth here, and where the proof is.</summary>
    /// <param name="entry">The number of the log's entry.</param>
    public HtmlString ProofLead(string entry) => new(new Html().Phrase(Locale.Find("proof.lead"), Locale.Tag,
        ("desk", h => h.Element("bdi", Locale.Name)),
        ("index", h => h.Element("a", entry, ("id", "entry"), ("href", "#proof")))).ToString());

    /// <summary>A time for people and machines.</summary>
    public HtmlString Time(DateTimeOffset time) => new(new Html().Element("time", Locale.DateAndTime(time), ("datetime", Locale.Machine(time))).ToString());

    /// <summary>Names as the language lists them.</summary>
    public HtmlString List(IEnumerable<string> items) =>
        new(new Html().List(Locale, [.. items.Select(i => (Action<Html>)(h => h.Element("bdi", i)))]).ToString());

    /// <summary>Countries by their ISO 3166-1 codes, as the language names and lists them; a name from a fall-back says which language it is in.</summary>
    public HtmlString Territories(ImmutableArray<string> codes) => new(new Html().List(Locale, [.. codes.Select(Territory)]).ToString());

    /// <summary>Where notices apply: each country once, in the order of the notices.</summary>
    public HtmlString Countries(IEnumerable<Notice> notices) => Territories([.. notices.SelectMany(n => n.Territories).Distinct(StringComparer.Ordinal)]);

    /// <summary>The acts of a notice, in the reader's words.</summary>
    public HtmlString Acts(ImmutableArray<Act> acts) =>
        new(new Html().List(Locale, [.. acts.Select(a => (Action<Html>)(h => h.Phrase(Locale.Find("act." + a), Locale.Tag)))]).ToString());

    /// <summary>A language's own name for itself.</summary>
    public Locale Of(DeskTag desk) => Locale.Set?.Exactly(desk.Value) ?? Locale.Set?.For(desk) ?? Locale;

    /// <summary>A picture in a list: its smallest rendition, hidden from those who hear the headline beside it.</summary>
    public HtmlString Thumbnail(Picture picture)
    {
        var html = new Html();
        PictureMarkup.Small(html, picture, Root);
        return new(html.ToString());
    }

    /// <summary>The same beside an article.</summary>
    public HtmlString PlainThumbnail(Picture picture)
    {
        var html = new Html();
        PictureMarkup.Plain(html, picture, Root);
        return new(html.ToString());
    }

    private Action<Html> Territory(string code)
    {
        var (name, from) = Locale.Territory(code);
        return from == Locale ? h => h.Element("bdi", name) : h => h.Element("bdi", name, ("lang", from.Tag), ("dir", from.Direction));
    }

    /// <summary>The picture of the story that leads a page.</summary>
    public HtmlString LeadPicture(Picture picture)
    {
        var html = new Html();
        PictureMarkup.Write(html, picture, Root, "62em", "37em", lazy: false);
        return new(html.ToString());
    }
}

/// <summary>What the layout needs beside the site.</summary>
/// <param name="Site">The page.</param>
/// <param name="Title">What the window is called.</param>
/// <param name="Head">What this page alone has in its head, or null.</param>
public sealed record Shell(Site Site, string Title, HtmlString? Head = null)
{
    /// <summary>Rules of style for a field and its button, for pages that have some.</summary>
    internal const string Form = "input{font:inherit;width:100%;padding:.5rem;border:1px solid var(--s);background:var(--b);color:inherit}button{font:inherit;padding:.4rem 1rem;min-height:2.75rem}";

    /// <summary>The policy of a page that has a script or a style of its own, or but an article's style; null for all others.</summary>
    public HtmlString? Policy { get; init; }

    /// <summary>The style of an article's page; null for all others, which have the whole theme's.</summary>
    public HtmlString? Style { get; init; }

    /// <summary>True where browsers may look for feeds: on fronts and lists. An article leads to them by its way to subscribe.</summary>
    public bool NamesFeeds => HasDesk && Style is null;

    /// <summary>True on the few pages that have a script.</summary>
    public bool HasScript { get; init; }

    /// <summary>True on the front of a desk that has recordings: on one page only, so that the first recording changes no other.</summary>
    public bool HasPodcast { get; init; }

    /// <summary>That of a page with a script of its own, which may ask its host for files, and some rules of style more.</summary>
    /// <param name="site">The page.</param>
    /// <param name="title">The key of its title.</param>
    /// <param name="css">The rules.</param>
    /// <param name="script">The script's element.</param>
    internal static Shell WithScript(Site site, string title, string css, string script)
    {
        var (policy, style) = site.Theme.With(css, "; script-src 'self'");
        return new(site, site.Locale.Text(title) + " · " + site.Newsroom.Name) { Policy = policy, HasScript = true, Head = new($"{style}\n{script}") };
    }

    /// <summary>False on the pages of the whole newsroom.</summary>
    public bool HasDesk => Site.Desk is not null;
}
