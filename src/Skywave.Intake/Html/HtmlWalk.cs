using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;
using Skywave.Words;

namespace Skywave.Intake.Html;

/// <summary>How the text met next is set.</summary>
internal readonly record struct Setting(RunStyle Style, string? Href, string? Lang);

/// <summary>One walk over a tree in reading order. Text gathers in a paragraph until a block begins or ends.</summary>
internal sealed partial class HtmlWalk(Uri? address, string? language, Notes notes)
{
    private readonly ImmutableArray<Block>.Builder _blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly List<Block> _afterParagraph = [];
    private List<Run> _runs = [];
    private int _breaks;

    public ImmutableArray<Block> Finish()
    {
        Flush();
        return _blocks.ToImmutable();
    }

    public void Children(IElement element, Setting setting)
    {
        foreach (var node in element.ChildNodes)
        {
            if (node is IText text)
            {
                Text(text.Data, setting);
            }
            else if (node is IElement child)
            {
                Element(child, setting);
            }
        }
    }

    private void Element(IElement element, Setting setting)
    {
        var name = element.LocalName;
        if (Dropped(element, name) is { } what)
        {
            notes.Drop(what);
            return;
        }
        if (CleanText.Language(element.GetAttribute("lang") ?? element.GetAttribute("xml:lang")) is { } lang)
        {
            setting = setting with { Lang = lang.Equals(language, StringComparison.OrdinalIgnoreCase) ? null : lang };
        }
        if (!Inline(element, name, setting) && !Media(element, name))
        {
            Structure(element, name, setting);
        }
    }

    private void Structure(IElement element, string name, Setting setting)
    {
        Flush();
        switch (name)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Children(element, setting);
                FlushAs(runs => new Subhead(Math.Clamp(name[1] - '0', 2, 4), runs));
                break;
            case "blockquote":
                Quotation(element, setting);
                break;
            case "ul" or "ol" or "menu" or "dir":
                List(element, name == "ol", setting);
                break;
            case "table":
                TableOf(element, setting);
                break;
            case "figure":
                Figure(element, setting);
                break;
            case "details":
                Details(element, setting);
                break;
            case "pre" or "listing" or "xmp":
                Verbatim(element);
                break;
            case "dt":
                Children(element, setting with { Style = RunStyle.Strong });
                break;
            default:
                Children(element, setting);
                break;
        }
        Flush();
    }

    private void Flush() => FlushAs(runs => new Paragraph(runs));

    private void FlushAs(Func<ImmutableArray<Run>, Block> make)
    {
        _breaks = 0;
        var runs = Tidy(_runs);
        _runs = [];
        if (runs.Length > 0)
        {
            _blocks.Add(make(runs));
        }
        _blocks.AddRange(_afterParagraph);
        _afterParagraph.Clear();
    }

    /// <summary>Joins runs set alike, keeps one space between words, none at the ends.</summary>
    private static ImmutableArray<Run> Tidy(List<Run> runs)
    {
        if (runs is [{ Text: var only }])
        {
            return string.IsNullOrWhiteSpace(only) ? [] : [runs[0] with { Text = only.Trim(' ') }];
        }
        var tidy = new List<Run>();
        var same = new StringBuilder();
        var before = ' ';
        for (var i = 0; i < runs.Count; i++)
        {
            var text = before == ' ' ? runs[i].Text.AsSpan().TrimStart(' ') : runs[i].Text;
            same.Append(text);
            before = text.Length > 0 ? text[^1] : before;
            var joins = i + 1 < runs.Count && runs[i] with { Text = "" } == runs[i + 1] with { Text = "" };
            if (!joins && same.Length > 0)
            {
                tidy.Add(runs[i] with { Text = same.ToString() });
                same.Clear();
            }
        }
        while (tidy.Count > 0 && tidy[^1].Text.EndsWith(' '))
        {
            var last = tidy[^1] with { Text = tidy[^1].Text.TrimEnd(' ') };
            tidy.RemoveAt(tidy.Count - 1);
            if (last.Text.Length > 0)
            {
                tidy.Add(last);
            }
        }
        return tidy.Any(r => r.Text.Any(c => !char.IsWhiteSpace(c))) ? [.. tidy] : [];
    }

    private HtmlWalk Apart() => new(address, language, notes);
}
