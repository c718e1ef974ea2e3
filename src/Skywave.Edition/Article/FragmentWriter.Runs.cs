using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

internal sealed partial class FragmentWriter
{
    private void Runs(ImmutableArray<Run> runs)
    {
        foreach (var run in runs)
        {
            var element = run.Style switch { RunStyle.Strong => "strong", RunStyle.Emphasis => "em", RunStyle.Code => "code", _ => null };
            if (element is not null)
            {
                // Something typed goes in its own direction: a command is left to right in a Persian sentence too.
                _html.Open(element, ("dir", run.Style == RunStyle.Code ? "auto" : null));
            }
            if (run.Href is { Length: > 0 } href)
            {
                Link(href, run.Text, run.Lang);
            }
            else if (Foreign(run.Lang) is { } lang)
            {
                _html.Element("span", run.Text, ("lang", lang), ("dir", LanguageTag.Direction(lang)));
            }
            else
            {
                _html.Text(run.Text);
            }
            if (element is not null)
            {
                _html.Close(element);
            }
        }
    }

    // A link to another host says where it leads, and tells that host nothing. What is no web or mail address is not a link.
    private void Link(string href, string text, string? lang)
    {
        var foreign = Foreign(lang);
        var direction = foreign is null ? null : LanguageTag.Direction(foreign);
        if (!Uri.TryCreate(href, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http" or "mailto") || !uri.OriginalString.Contains(':', StringComparison.Ordinal))
        {
            _html.Element("span", text, ("lang", foreign), ("dir", direction));
            return;
        }
        _html.Element("a", text.Length > 0 ? text : uri.IdnHost, ("href", uri.AbsoluteUri), ("rel", "noreferrer noopener external"), ("lang", foreign), ("dir", direction));
        if (uri.Scheme != "mailto" && !text.Contains(uri.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            _html.Text(" ").Open("small").Text("(").Element("bdi", uri.IdnHost).Text(")").Close("small");
        }
    }

    private string? Foreign(string? lang) => LanguageTag.TryCanonical(lang, out var tag) && tag != language ? tag : null;
}
