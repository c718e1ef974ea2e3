using Skywave.Words;

namespace Skywave.Edition;

internal sealed partial class FragmentWriter
{
    private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);

    // Side by side, in the order given; the layout calls none of them true.
    private void Claims(string about)
    {
        var claims = _text.Claims.Where(c => c.About == about).ToList();
        if (claims.Count == 0 || !_claimed.Add(about))
        {
            return;
        }
        _html.Open("div", ("class", "x c"), ("role", "group"), ("tabindex", "0"), ("aria-label", about)).Open("table").Open("caption");
        Say("claims.title", ("about", h => h.Element("bdi", about))).Close("caption").Line();
        _html.Open("tr").Open("th", ("scope", "col"));
        Say("claims.who").Close("th").Open("th", ("scope", "col"));
        Say("claims.value").Close("th").Close("tr").Line();
        foreach (var claim in claims)
        {
            Claim(claim);
        }
        _html.Close("table").Close("div").Line();
        if (claims.Any(c => c.Status == ClaimStatus.Open))
        {
            _html.Open("p", ("class", "m"));
            Say("claims.open").Close("p").Line();
        }
    }

    private void Claim(Claim claim)
    {
        _html.Open("tr").Open("th", ("scope", "row")).Element("bdi", claim.AttributedTo).Text(" ").Open("small");
        Say("claims.source." + claim.SourceType).Close("small").Close("th").Open("td").Element("bdi", claim.Value);
        if (claim.Unit is { Length: > 0 } unit)
        {
            _html.Text(" ").Element("bdi", unit);
        }
        if (claim.AsOf is { } asOf)
        {
            _html.Text(" ").Open("small");
            Say("claims.asOf", ("date", h => h.Element("time", locale.Date(asOf), ("datetime", Locale.Machine(asOf))))).Close("small");
        }
        if (claim.Status != ClaimStatus.Open)
        {
            _html.Text(" ").Open("small");
            Say(claim.Status == ClaimStatus.Settled ? "claims.settled" : "claims.withdrawn").Close("small");
        }
        _html.Close("td").Close("tr").Line();
    }

    private void RestOfClaims()
    {
        foreach (var about in _text.Claims.Select(c => c.About).Distinct().ToList())
        {
            Claims(about);
        }
    }

    private void UnnamedSources()
    {
        if (_text.UnnamedSources.IsEmpty)
        {
            return;
        }
        _html.Open("section", ("class", "f"));
        Heading("sources.title");
        _html.Open("ul").Line();
        foreach (var source in _text.UnnamedSources.OrderBy(s => s.Number))
        {
            _html.Open("li");
            Unnamed(_html, source);
            _html.Close("li").Line();
        }
        _html.Close("ul").Close("section").Line();
    }

    // Why there is no name is told to whoever asks.
    private void Unnamed(Html html, UnnamedSource source) =>
        html.Element("bdi", source.Descriptor).Open("details").Open("summary").Phrase(locale.Find("sources.why"), language).Close("summary").Element("p", source.Reason).Close("details");

    // A text we no longer stand by says so before it is read.
    private void Retraction()
    {
        if (article.Status == ArticleStatus.Retracted)
        {
            _html.Open("p", ("class", "n"));
            Say("status.Retracted").Close("p").Line();
            Corrections();
        }
    }

    private readonly HashSet<Correction> _placed = [];

    // A correction is read where it mends, and once more in the list.
    private void CorrectionsAt(Block block)
    {
        foreach (var correction in article.Corrections.Where(c => c.Words is { Length: > 0 } words && BlockText.Of(block).Contains(words, StringComparison.Ordinal) && _placed.Add(c)))
        {
            _html.Open("p", ("class", "n")).Open("strong");
            Say("correction." + correction.Kind).Close("strong").Text(" · ");
            Time(_html, correction.At);
            _html.Text(": " + correction.Text).Close("p").Line();
        }
    }

    private bool _correctionsAreShown;

    private void Corrections()
    {
        if (article.Corrections.IsEmpty || _correctionsAreShown)
        {
            return;
        }
        _correctionsAreShown = true;
        _html.Open("section", ("class", "n"));
        Heading("corrections.title");
        foreach (var correction in article.Corrections)
        {
            _html.Open("p").Open("strong");
            Say("correction." + correction.Kind).Close("strong").Text(" · ");
            Time(_html, correction.At);
            _html.Close("p").Element("p", correction.Text).Open("p", ("class", "m"));
            Say("correction.revision", ("to", h => h.Text(locale.Number(correction.ToRevision))), ("from", h => h.Text(locale.Number(correction.FromRevision)))).Close("p").Line();
        }
        _html.Close("section").Line();
    }

    private void Credits()
    {
        var credits = new Html();
        Credit(credits, "article.agencies", _text.InfoSources.IsEmpty ? null : h => h.List(locale, [.. _text.InfoSources.Select(s => (Action<Html>)(to => to.Element("bdi", s)))]));
        Credit(credits, "article.source", _text.Source is { Length: > 0 } source && source != newsroom.Name ? h => h.Element("bdi", source) : null);
        if (credits.ToString().Length == 0 && _text.SourceUrl is null && _text.CopyrightNotice is null && _text.Subjects.IsEmpty)
        {
            return;
        }
        _html.Open("footer").Line().Raw(credits);
        if (_text.SourceUrl is { Length: > 0 } address)
        {
            _html.Open("p");
            Link(address, locale.Text("article.original"), locale.Find("article.original").From.Tag);
            _html.Close("p").Line();
        }
        if (_text.CopyrightNotice is { Length: > 0 } rights)
        {
            _html.Element("p", rights).Line();
        }
        if (!_text.Subjects.IsEmpty)
        {
            _html.Open("p");
            Say("article.topics").Text(": ").List(locale, [.. _text.Subjects.Select(s => (Action<Html>)(to => to.Element("bdi", s.Name)))]).Close("p").Line();
        }
        _html.Close("footer").Line();
    }

    private void Credit(Html html, string key, Action<Html>? names)
    {
        if (names is not null)
        {
            html.Open("p").Phrase(locale.Find(key), language, (key == "article.agencies" ? "names" : "name", names)).Close("p").Line();
        }
    }
}
