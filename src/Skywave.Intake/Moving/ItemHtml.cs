using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Skywave.Words;

namespace Skywave.Intake.Moving;

/// <summary>An article's body as plain HTML for whoever reads an exported item: the elements that every program knows, no classes, no script. Pictures and recordings stand in the item's associations; here is what they say.</summary>
internal sealed class ItemHtml
{
    private readonly StringBuilder _html = new();
    private readonly ArticleText _text;

    private ItemHtml(ArticleText text) => _text = text;

    /// <summary>The body, an element a line.</summary>
    public static string Of(ArticleText text)
    {
        var html = new ItemHtml(text);
        foreach (var block in text.Body)
        {
            html.Write(block);
        }
        return html._html.ToString();
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                Element("p", Runs(paragraph.Runs));
                break;
            case Subhead subhead:
                Element("h" + Math.Clamp(subhead.Level, 2, 4).ToString(CultureInfo.InvariantCulture), Runs(subhead.Runs));
                break;
            case Quote quote:
                var unnamed = _text.UnnamedSources.FirstOrDefault(s => s.Number == quote.Grant);
                Quotation(Runs(quote.Runs), quote.Attribution ?? unnamed?.Descriptor);
                break;
            case PullQuote pull:
                Quotation(Plain(pull.Text), pull.Attribution);
                break;
            case BulletList list:
                Element(list.Ordered ? "ol" : "ul", string.Concat(list.Items.Select(item => $"<li>{Runs(item)}</li>")));
                break;
            case PictureBlock { Picture: var picture }:
                Element("p", $"<em>{Plain(string.Join(" – ", new[] { picture.Caption ?? picture.Alt, picture.Credit }.OfType<string>()))}</em>");
                break;
            case MediaBlock { Media: var media }:
                Element("p", $"<em>{Plain(media.Title)}</em>");
                Paragraphs(media.Transcript.Select(Plain));
                break;
            case Table table:
                Table(table);
                break;
            case FactBox box:
                Element("h3", Plain(box.Title));
                Paragraphs(box.Paragraphs.Select(Runs));
                break;
            case Timeline timeline:
                Element("ul", string.Concat(timeline.Entries.Select(e => $"<li><strong>{Plain(e.When)}</strong> {Runs(e.Runs)}</li>")));
                break;
            case QuestionAndAnswer qa:
                Element("p", $"<strong>{Plain(qa.Question)}</strong>");
                Paragraphs(qa.Answer.Select(Runs));
                break;
            case ClaimsList claims:
                Claims(claims.About);
                break;
            case Embed embed:
                Element("p", $"<a href=\"{Plain(embed.Href)}\">{Plain(embed.Text)}</a>");
                break;
            case Preformatted lines:
                Element("pre", Plain(lines.Text));
                break;
            case LiveEntry entry:
                Element("h2", Plain($"{entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{(entry.Headline is { } headline ? " " + headline : "")}"));
                break;
            default:
                throw new ArgumentException($"a body has no block {block.GetType().Name}", nameof(block));
        }
    }

    private void Quotation(string words, string? who) => Element("blockquote", $"<p>{words}</p>{(string.IsNullOrEmpty(who) ? "" : $"<p>– {Plain(who)}</p>")}");

    private void Table(Table table)
    {
        if (table.Caption is { Length: > 0 } caption)
        {
            Element("p", $"<strong>{Plain(caption)}</strong>");
        }
        Element("table", string.Concat(table.Rows.Select((row, i) => Row(row, table.HasHead && i == 0 ? "th" : "td"))));
    }

    private static string Row(ImmutableArray<string> cells, string name) => $"<tr>{string.Concat(cells.Select(cell => $"<{name}>{Plain(cell)}</{name}>"))}</tr>";

    private void Claims(string about)
    {
        Element("p", $"<strong>{Plain(about)}</strong>");
        Element("ul", string.Concat(_text.Claims.Where(c => c.About == about).Select(c => $"<li>{Plain($"{c.Value}{(c.Unit is { } unit ? " " + unit : "")} – {c.AttributedTo}")}</li>")));
    }

    private void Paragraphs(IEnumerable<string> paragraphs)
    {
        foreach (var paragraph in paragraphs)
        {
            Element("p", paragraph);
        }
    }

    private static string Runs(ImmutableArray<Run> runs) => string.Concat(runs.Select(run =>
    {
        var words = Plain(run.Text);
        words = run.Style switch
        {
            RunStyle.Strong => $"<strong>{words}</strong>",
            RunStyle.Emphasis => $"<em>{words}</em>",
            RunStyle.Code => $"<code>{words}</code>",
            _ => words,
        };
        words = run.Lang is { } lang ? $"<span lang=\"{Plain(lang)}\">{words}</span>" : words;
        return run.Href is { } href ? $"<a href=\"{Plain(href)}\">{words}</a>" : words;
    }));

    private void Element(string name, string inner) => _html.Append(CultureInfo.InvariantCulture, $"<{name}>{inner}</{name}>\n");

    private static string Plain(string text) => WebUtility.HtmlEncode(text);
}
