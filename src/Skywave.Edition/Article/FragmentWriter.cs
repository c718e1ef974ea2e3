using System.Collections.Immutable;
using System.Globalization;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>Writes one fragment, from its head to its credits. The parts of its body are in the neighbour files.</summary>
internal sealed partial class FragmentWriter(PublishedArticle article, Locale locale, Newsroom newsroom, string root, string language)
{
    private readonly Html _html = Html.Long();
    private readonly ArticleText _text = article.Text;

    /// <summary>The fragment.</summary>
    public Html Write()
    {
        _html.Open("article", ("lang", language), ("dir", LanguageTag.Direction(language)), ("id", article.Id.Value),
            ("data-revision", article.Revision.ToString(CultureInfo.InvariantCulture))).Line();
        if (article.Status == ArticleStatus.Withdrawn)
        {
            Tombstone();
        }
        else
        {
            Head();
            LeadPicture();
            Retraction();
            Body();
            RestOfClaims();
            UnnamedSources();
            Corrections();
            Credits();
        }
        return _html.Close("article");
    }

    private void Tombstone()
    {
        _html.Open("h1");
        Say("status.Withdrawn").Close("h1").Line();
        _html.Open("p", ("class", "m"));
        Say("withdrawn.when", ("date", h => Time(h, article.VersionCreated))).Close("p").Line();
        if (article.Corrections is [.., var last])
        {
            _html.Open("p", TextLanguage());
            _html.Text(last.Text).Close("p").Line();
        }
    }

    private void Head()
    {
        _html.Open("header").Line();
        if (_text.Genre != Genre.News && article.Standing is null)
        {
            _html.Open("p", ("class", "k"));
            Say("genre." + _text.Genre).Close("p").Line();
        }
        if (_text.Live is { } live)
        {
            LiveKicker(live);
        }
        _html.Element("h1", _text.Headline).Line();
        if (_text.Deck is { Length: > 0 } deck)
        {
            _html.Element("p", deck, ("class", "d")).Line();
        }
        Bylines();
        Dateline();
        if (_text.NeedsNativeReview)
        {
            _html.Open("p", ("class", "n"));
            Say("article.translationNotReviewed").Close("p").Line();
        }
        if (_text.Live is { } part)
        {
            LiveSentence(part);
        }
        _html.Close("header").Line();
    }

    private void Dateline()
    {
        _html.Open("p", ("class", "m"));
        if (_text.Located is { Length: > 0 } place)
        {
            Say("article.located", ("place", h => h.Element("bdi", place))).Text(" · ");
        }
        Time(_html, article.FirstPublished);
        // An imported story was first published elsewhere, before our first revision: that is no update.
        if (article.Revision > 1 && article.VersionCreated != article.FirstPublished && _text.Live is null or { State: LiveState.Full })
        {
            _html.Text(" · ");
            Say("article.updated").Text(": ");
            Time(_html, article.VersionCreated);
        }
        _html.Close("p").Line();
    }

    private void Bylines()
    {
        var named = _text.Bylines.Where(b => b.Display != BylineDisplay.Withheld && b.Name.Length > 0).ToImmutableArray();
        if (named.Length > 0)
        {
            _html.Open("p", ("class", "b"));
            Say("article.by", ("names", h => h.List(locale, [.. named.Select(b => (Action<Html>)(to => Name(to, b)))]))).Close("p").Line();
        }
        foreach (var byline in _text.Bylines.Where(b => b.Display != BylineDisplay.Named))
        {
            _html.Open("p", ("class", "m"));
            _ = byline.Display == BylineDisplay.Pseudonym ? Say("article.pseudonym", ("name", h => h.Element("bdi", byline.Name))) : Say("article.withheld");
            if (byline.Reason is { Length: > 0 } reason)
            {
                _html.Text(" ");
                Say("article.reason", ("reason", h => h.Element("bdi", reason)));
            }
            _html.Close("p").Line();
        }
    }

    private void Name(Html html, Byline byline)
    {
        if (byline.Role is { Length: > 0 } role)
        {
            html.Phrase(locale.Find("article.byRole"), language, ("name", h => h.Element("bdi", byline.Name)), ("role", h => h.Element("bdi", role)));
        }
        else
        {
            html.Element("bdi", byline.Name);
        }
    }

    // For people in their calendar, for machines in ISO 8601.
    private void Time(Html html, DateTimeOffset time)
    {
        var foreign = locale.Tag != language;
        html.Element("time", locale.DateAndTime(time), ("datetime", Locale.Machine(time)), ("lang", foreign ? locale.Tag : null), ("dir", foreign ? locale.Direction : null));
    }

    private Html Say(string key, params ReadOnlySpan<(string Name, Action<Html> Fill)> parts) => _html.Phrase(locale.Find(key), language, parts);

    private Html Heading(string key, params ReadOnlySpan<(string Name, Action<Html> Fill)> parts)
    {
        _html.Open("h2");
        return Say(key, parts).Close("h2").Line();
    }

    private (string, string?)[] TextLanguage()
    {
        var own = LanguageTag.TryCanonical(_text.Language, out var tag) ? tag : article.Desk.Value;
        return own == language ? [] : [("lang", own), ("dir", LanguageTag.Direction(own))];
    }
}
