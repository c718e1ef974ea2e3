using System.Collections.Immutable;
using System.Globalization;
using Skywave.Words;

namespace Skywave.Edition;

internal sealed partial class FragmentWriter
{
    private bool _ledeIsSet;

    private void Body()
    {
        if (_text.Live is { } live)
        {
            LiveBody(live);
            return;
        }
        Blocks(_text.Body);
        if (_text.IsFlash && article.Standing is null)
        {
            _html.Open("p");
            Say("article.flash").Close("p").Line();
        }
    }

    private void Blocks(ImmutableArray<Block> blocks)
    {
        foreach (var block in blocks)
        {
            Write(block);
            CorrectionsAt(block);
        }
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                Paragraph(paragraph.Runs, _ledeIsSet || article.Standing is not null ? null : "l");
                _ledeIsSet = true;
                break;
            case Subhead subhead:
                var level = "h" + Math.Clamp(subhead.Level + _deeper, 2, 4).ToString(CultureInfo.InvariantCulture);
                _html.Open(level);
                Runs(subhead.Runs);
                _html.Close(level).Line();
                break;
            case Quote quote:
                Quote(quote);
                break;
            case PullQuote pull:
                _html.Open("blockquote", ("class", "q")).Element("p", pull.Text);
                Attribution(pull.Attribution is { Length: > 0 } who ? h => h.Element("bdi", who) : null);
                _html.Close("blockquote").Line();
                break;
            case BulletList list:
                var name = list.Ordered ? "ol" : "ul";
                _html.Open(name).Line();
                foreach (var item in list.Items)
                {
                    _html.Open("li");
                    Runs(item);
                    _html.Close("li").Line();
                }
                _html.Close(name).Line();
                break;
            case PictureBlock picture:
                Figure(picture.Picture, lead: false);
                break;
            case MediaBlock media:
                Media(media.Media);
                break;
            case Table table:
                Table(table);
                break;
            case FactBox box:
                _html.Open("aside").Element(_deeper == 0 ? "h2" : "h3", box.Title).Line();
                Paragraphs(box.Paragraphs);
                _html.Close("aside").Line();
                break;
            case Timeline timeline:
                Timeline(timeline);
                break;
            case QuestionAndAnswer qa:
                _html.Open("p").Element("strong", qa.Question).Close("p").Line();
                Paragraphs(qa.Answer);
                break;
            case ClaimsList claims:
                Claims(claims.About);
                break;
            case Embed embed:
                _html.Open("p", ("class", "e"));
                Link(embed.Href, embed.Text, null);
                _html.Close("p").Line();
                break;
            case Preformatted lines:
                _html.Element("pre", lines.Text, ("dir", "auto")).Line();
                break;
            case LiveEntry:
                break; // where a text is not live, nothing begins
            default:
                throw new ArgumentException($"a body has no block {block.GetType().Name}", nameof(block));
        }
    }

    private void Quote(Quote quote)
    {
        _html.Open("blockquote").Open("p");
        Runs(quote.Runs);
        _html.Close("p");
        var unnamed = quote.Grant is { } number ? _text.UnnamedSources.FirstOrDefault(s => s.Number == number) : null;
        // An unnamed speaker may be spoken of in other words than the list at the end has.
        Attribution(unnamed is not null ? h => Unnamed(h, quote.Attribution is { Length: > 0 } other ? unnamed with { Descriptor = other } : unnamed) : quote.Attribution is { Length: > 0 } who ? h => h.Element("bdi", who) : null);
        _html.Close("blockquote").Line();
    }

    private void Attribution(Action<Html>? who)
    {
        if (who is not null)
        {
            _html.Open("footer").Text("— ");
            who(_html);
            _html.Close("footer");
        }
    }

    private void Table(Table table)
    {
        _html.Open("div", ("class", "x"), ("role", "group"), ("tabindex", "0"), ("aria-label", table.Caption is { Length: > 0 } label ? label : _text.Headline)).Open("table").Line();
        if (table.Caption is { Length: > 0 } caption)
        {
            _html.Element("caption", caption).Line();
        }
        for (var row = 0; row < table.Rows.Length; row++)
        {
            _html.Open("tr");
            foreach (var cell in table.Rows[row])
            {
                _html.Element(table.HasHead && row == 0 ? "th" : "td", cell, ("scope", table.HasHead && row == 0 ? "col" : null));
            }
            _html.Close("tr").Line();
        }
        _html.Close("table").Close("div").Line();
    }

    private void Timeline(Timeline timeline)
    {
        _html.Open("dl").Line();
        foreach (var entry in timeline.Entries)
        {
            _html.Element("dt", entry.When).Open("dd");
            Runs(entry.Runs);
            _html.Close("dd").Line();
        }
        _html.Close("dl").Line();
    }

    private void Paragraphs(ImmutableArray<ImmutableArray<Run>> paragraphs)
    {
        foreach (var runs in paragraphs)
        {
            Paragraph(runs, null);
        }
    }

    private void Paragraph(ImmutableArray<Run> runs, string? kind)
    {
        _html.Open("p", ("class", kind));
        Runs(runs);
        _html.Close("p").Line();
    }
}
