using AngleSharp.Dom;
using Skywave.Words;

namespace Skywave.Intake.Html;

internal sealed partial class HtmlWalk
{
    /// <summary>True when the element is a picture or something that lives elsewhere.</summary>
    private bool Media(IElement element, string name)
    {
        switch (name)
        {
            case "img" or "amp-img":
                if (Picture(element, null, null) is { } picture)
                {
                    _afterParagraph.Add(new PictureBlock(picture));
                }
                return true;
            case "picture":
                if (element.QuerySelector("img") is { } inside)
                {
                    Element(inside, default);
                }
                return true;
            case "iframe" or "video" or "audio" or "object" or "embed":
                var href = Address(element) is { } src ? CleanText.Link(src, address) : null;
                if (href is null)
                {
                    notes.Drop("frame");
                    return true;
                }
                var title = CleanText.LineOrNull(element.GetAttribute("title") ?? element.GetAttribute("aria-label"));
                notes.Say($"what was embedded from {new Uri(href).IdnHost} is now a plain link");
                _afterParagraph.Add(new Embed(href, title ?? new Uri(href).IdnHost));
                return true;
            default:
                return false;
        }
    }

    private static string? Address(IElement element) =>
        element.GetAttribute("src") ?? element.GetAttribute("data") ?? element.GetAttribute("data-src") ?? element.QuerySelector("source[src]")?.GetAttribute("src");

    private Picture? Picture(IElement img, string? caption, string? credit)
    {
        var source = new[] { img.GetAttribute("src"), img.GetAttribute("data-src"), img.GetAttribute("data-original"), Largest(img.GetAttribute("srcset") ?? img.GetAttribute("data-srcset")) }
            .Select(s => CleanText.Link(s, address)).FirstOrDefault(s => s is not null);
        if (source is null)
        {
            notes.Drop(img.GetAttribute("src")?.StartsWith("data:", StringComparison.OrdinalIgnoreCase) == true ? "picture inside the markup (data:)" : "picture without a usable address");
            return null;
        }
        return new Picture { Alt = CleanText.Line(img.GetAttribute("alt"), notes), Caption = caption, Credit = credit, Origin = source };
    }

    private static string? Largest(string? candidates) => candidates?
        .Split(", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(c => c.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(c => c.Length > 0)
        .MaxBy(c => c.Length > 1 && double.TryParse(c[1][..^1], System.Globalization.CultureInfo.InvariantCulture, out var size) ? size : 0)?[0];

    private void Figure(IElement figure, Setting setting)
    {
        var captioned = figure.QuerySelector("figcaption");
        var images = figure.QuerySelectorAll("img, amp-img").Where(i => Dropped(i, i.LocalName) is null).ToList();
        if (images.Count == 0 || figure.QuerySelector("table, blockquote, pre, ul, ol") is not null)
        {
            Children(figure, setting);
            return;
        }
        var credit = (captioned ?? figure).QuerySelector(".credit, [class*=credit], [itemprop=copyrightHolder], small, cite");
        var by = CleanText.LineOrNull(credit?.TextContent, notes);
        if (credit is not null && captioned?.Contains(credit) == true)
        {
            credit.Remove();
        }
        var caption = CleanText.LineOrNull(captioned?.TextContent, notes);
        foreach (var image in images)
        {
            if (Picture(image, caption, by) is { } picture)
            {
                _blocks.Add(new PictureBlock(picture));
                caption = by = null;
            }
        }
        if (caption is not null)
        {
            notes.Drop("caption of a picture that was dropped");
        }
    }
}
