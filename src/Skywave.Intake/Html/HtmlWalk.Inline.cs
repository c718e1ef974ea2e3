using AngleSharp.Dom;
using Skywave.Words;

namespace Skywave.Intake.Html;

internal sealed partial class HtmlWalk
{
    private void Text(string data, Setting setting)
    {
        var text = CleanText.Piece(data, notes);
        if (text.Length == 0 || (_runs.Count == 0 && text == " "))
        {
            return;
        }
        if (text != " ")
        {
            _breaks = 0;
        }
        _runs.Add(new Run(text, setting.Style, setting.Href, setting.Lang));
    }

    /// <summary>True when the element is part of a line; its text then joins the paragraph.</summary>
    private bool Inline(IElement element, string name, Setting setting)
    {
        switch (name)
        {
            case "br":
                Break();
                return true;
            case "wbr":
                return true;
            case "strong" or "b":
                Children(element, setting with { Style = Stronger(setting.Style, RunStyle.Strong) });
                return true;
            case "em" or "i" or "cite" or "dfn" or "var" or "u" or "ins" or "mark":
                Children(element, setting with { Style = Stronger(setting.Style, RunStyle.Emphasis) });
                return true;
            case "code" or "kbd" or "samp" or "tt":
                Children(element, setting with { Style = RunStyle.Code });
                return true;
            case "q":
                Text("“", setting);
                Children(element, setting);
                Text("”", setting);
                return true;
            case "a":
                Children(element, setting with { Href = Link(element) ?? setting.Href });
                return true;
            case "span" or "font" or "small" or "big" or "sub" or "sup" or "abbr" or "acronym" or "bdi" or "bdo" or "time" or "data"
                or "label" or "s" or "strike" or "del" or "ruby" or "rb" or "rt" or "rp" or "nobr" or "output":
                if (name is "s" or "strike" or "del")
                {
                    notes.Drop("strike-through (its words are kept)");
                }
                Children(element, setting);
                return true;
            default:
                // An element nobody knows (a custom tag, a misspelt one) is as inline as what it holds.
                if (element is AngleSharp.Html.Dom.IHtmlUnknownElement && element.Children.All(c => c is AngleSharp.Html.Dom.IHtmlUnknownElement or AngleSharp.Html.Dom.IHtmlSpanElement))
                {
                    Children(element, setting);
                    return true;
                }
                return false;
        }
    }

    private static RunStyle Stronger(RunStyle now, RunStyle then) => now is RunStyle.Code || (now is RunStyle.Strong && then is RunStyle.Emphasis) ? now : then;

    /// <summary>One break is a space between words, two begin a paragraph.</summary>
    private void Break()
    {
        if (++_breaks > 1)
        {
            Flush();
        }
        else if (_runs.Count > 0)
        {
            _runs.Add(_runs[^1] with { Text = " " });
        }
    }

    private string? Link(IElement element)
    {
        var href = element.GetAttribute("href");
        if (string.IsNullOrWhiteSpace(href))
        {
            return null;
        }
        if (href.TrimStart().StartsWith('#'))
        {
            notes.Drop("link to a place in the same page");
            return null;
        }
        var link = CleanText.Link(href, address, mail: true);
        if (link is null)
        {
            notes.Drop("link that is not http, https or mailto, or is relative to an unknown address");
        }
        return link;
    }

    /// <summary>What kind of thing is left out whole, or null.</summary>
    private static string? Dropped(IElement element, string name)
    {
        var what = name switch
        {
            "script" => "script",
            "style" or "link" => "style",
            "noscript" => "noscript",
            "template" or "meta" or "base" or "title" or "head" => "page metadata",
            "form" or "input" or "select" or "textarea" or "button" or "datalist" or "fieldset" or "dialog" => "form",
            "svg" or "canvas" or "math" or "map" or "area" => "drawing or formula",
            "frame" or "frameset" or "applet" => "frame",
            "iframe" or "object" or "embed" when Tiny(element) || Address(element) is null => "frame",
            "nav" => "navigation",
            "img" or "amp-img" when Tiny(element) => "tracking pixel",
            _ => null,
        };
        return what ?? (element.HasAttribute("hidden") || Hides(element.GetAttribute("style")) ? "hidden part" : null);
    }

    private static bool Hides(string? style) => style is not null && style.Replace(" ", "", StringComparison.Ordinal) is var s
        && (s.Contains("display:none", StringComparison.OrdinalIgnoreCase) || s.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase));

    private static bool Tiny(IElement element) => Pixels(element.GetAttribute("width")) is <= 2 || Pixels(element.GetAttribute("height")) is <= 2;

    private static int? Pixels(string? length) => int.TryParse(length?.Replace("px", "", StringComparison.OrdinalIgnoreCase).Trim(), out var n) ? n : null;
}
