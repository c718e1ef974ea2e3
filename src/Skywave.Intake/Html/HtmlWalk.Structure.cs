using System.Collections.Immutable;
using AngleSharp.Dom;
using Skywave.Words;

namespace Skywave.Intake.Html;

internal sealed partial class HtmlWalk
{
    private const int Columns = 40;
    private const int RowsAtMost = 500;

    private void Quotation(IElement element, Setting setting)
    {
        var classes = element.ClassName ?? "";
        if (classes.Contains("tweet", StringComparison.OrdinalIgnoreCase) || classes.Contains("-media", StringComparison.OrdinalIgnoreCase))
        {
            Post(element);
            return;
        }
        var speaker = element.Children.LastOrDefault(c => c.LocalName is "footer" or "cite") ?? element.QuerySelector("footer");
        var who = CleanText.LineOrNull(speaker?.TextContent, notes)?.TrimStart('—', '–', '-', ' ');
        speaker?.Remove();
        var inner = Apart();
        inner.Children(element, setting with { Style = default });
        var blocks = inner.Finish();
        if (classes.Contains("pull", StringComparison.OrdinalIgnoreCase) && blocks.All(b => b is Paragraph) && blocks.Length > 0)
        {
            _blocks.Add(new PullQuote(string.Join(' ', blocks.Cast<Paragraph>().Select(p => BlockText.Of(p.Runs))), who));
            return;
        }
        var last = blocks.LastOrDefault(b => b is Paragraph);
        _blocks.AddRange(blocks.Select(b => b is Paragraph p ? new Quote(p.Runs, ReferenceEquals(b, last) ? who : null) : b));
        if (last is null && who is not null)
        {
            _blocks.Add(new Paragraph([new Run(who)]));
        }
    }

    /// <summary>A post quoted from a social network: its words, and a link to it.</summary>
    private void Post(IElement element)
    {
        var link = element.QuerySelectorAll("a[href]").Select(a => CleanText.Link(a.GetAttribute("href"), address)).LastOrDefault(l => l is not null);
        var words = CleanText.Line(element.TextContent, notes);
        if (link is not null)
        {
            notes.Say($"what was embedded from {new Uri(link).IdnHost} is now a plain link");
            _blocks.Add(new Embed(link, words.Length > 0 ? words : new Uri(link).IdnHost));
        }
        else if (words.Length > 0)
        {
            _blocks.Add(new Quote([new Run(words)]));
        }
    }

    private void List(IElement list, bool ordered, Setting setting)
    {
        var items = ImmutableArray.CreateBuilder<ImmutableArray<Run>>();
        List<Block> after = [];
        foreach (var child in list.ChildNodes.Where(n => n is IElement or IText))
        {
            var inner = Apart();
            if (child is IElement element && Dropped(element, element.LocalName) is { } what)
            {
                notes.Drop(what);
            }
            else if (child is IElement { LocalName: "li" } item)
            {
                inner.Children(item, setting);
            }
            else if (child is IElement other)
            {
                inner.Element(other, setting);
            }
            else
            {
                inner.Text(((IText)child).Data, setting);
            }
            Gather(inner.Finish(), items, after);
        }
        if (items.Count > 0)
        {
            _blocks.Add(new BulletList(ordered, items.ToImmutable()));
        }
        _blocks.AddRange(after);
    }

    private void Gather(ImmutableArray<Block> blocks, ImmutableArray<ImmutableArray<Run>>.Builder items, List<Block> after)
    {
        List<Run> runs = [];
        foreach (var block in blocks)
        {
            if (block is Paragraph or Subhead or Quote)
            {
                runs.AddRange(runs.Count > 0 ? [new Run(" ")] : []);
                runs.AddRange(block switch { Paragraph p => p.Runs, Subhead s => s.Runs, Quote q => q.Runs, _ => [] });
                continue;
            }
            if (runs.Count > 0)
            {
                items.Add(Tidy(runs));
                runs = [];
            }
            if (block is BulletList nested)
            {
                notes.Drop("level of a nested list (its items are kept)");
                items.AddRange(nested.Items);
            }
            else
            {
                after.Add(block);
            }
        }
        if (runs.Count > 0)
        {
            items.Add(Tidy(runs));
        }
    }

    private void TableOf(IElement table, Setting setting)
    {
        var rows = table.QuerySelectorAll("tr").Where(r => r.Closest("table") == table).ToList();
        var cells = rows.Select(r => r.Children.Where(c => c.LocalName is "td" or "th").ToList()).Where(r => r.Count > 0).ToList();
        if (cells.Count == 0 || cells.Max(r => r.Count) < 2 || table.QuerySelector("table, p + p, img, iframe, ul, ol, h1, h2, h3") is not null)
        {
            notes.Drop("table used for layout (its text is kept)");
            Children(table, setting);
            return;
        }
        if (cells.Count > RowsAtMost || cells.Max(r => r.Count) > Columns)
        {
            notes.Say($"a table was cut to {RowsAtMost} rows of {Columns} cells");
        }
        var texts = cells.Take(RowsAtMost).Select(r => r.SelectMany(Cell).Take(Columns).ToImmutableArray()).ToImmutableArray();
        var widest = texts.Max(r => r.Length);
        _blocks.Add(new Table(
            CleanText.LineOrNull(table.Children.FirstOrDefault(c => c.LocalName == "caption")?.TextContent, notes),
            cells[0].All(c => c.LocalName == "th") || rows[0].ParentElement?.LocalName == "thead",
            [.. texts.Select(r => r.AddRange(Enumerable.Repeat("", widest - r.Length)))]));
    }

    private IEnumerable<string> Cell(IElement cell)
    {
        var spans = int.TryParse(cell.GetAttribute("colspan"), out var n) ? Math.Clamp(n, 1, Columns) : 1;
        return [CleanText.Line(cell.TextContent, notes), .. Enumerable.Repeat("", spans - 1)];
    }

    private void Details(IElement details, Setting setting)
    {
        var summary = details.Children.FirstOrDefault(c => c.LocalName == "summary");
        var title = CleanText.Line(summary?.TextContent, notes);
        summary?.Remove();
        var inner = Apart();
        inner.Children(details, setting);
        var blocks = inner.Finish();
        if (title.Length > 0 && blocks.Length > 0 && blocks.All(b => b is Paragraph))
        {
            _blocks.Add(new FactBox(title, [.. blocks.Cast<Paragraph>().Select(p => p.Runs)]));
            return;
        }
        if (title.Length > 0)
        {
            _blocks.Add(new Subhead(3, [new Run(title)]));
        }
        _blocks.AddRange(blocks);
    }

    private void Verbatim(IElement element)
    {
        var text = CleanText.Lines(element.TextContent, notes).Trim('\n');
        if (!string.IsNullOrWhiteSpace(text))
        {
            _blocks.Add(new Preformatted(text));
        }
    }
}
