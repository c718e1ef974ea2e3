using System.Text;
using System.Text.RegularExpressions;

namespace Skywave.Intake.Feeds;

/// <summary>
/// RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0. Where the XML is broken, the items before and after the break are read all the same,
/// and the broken one is repaired or refused with its line.
/// </summary>
internal static partial class XmlFeed
{
    public static IReadOnlyList<ImportOutcome> Read(Source source)
    {
        var (text, reason) = XmlText.Mend(source.Text);
        if (reason is not null)
        {
            return [Items.Refuse(source.Name, reason)];
        }
        var tree = XmlTree.Read(text);
        var broken = tree.Error is null ? null : $"line {tree.ErrorLine}: its XML is broken: {tree.Error}";
        if (tree.TooMuch)
        {
            return [Items.Refuse(source.Name, $"line {tree.ErrorLine}: {tree.Error}")];
        }
        if (tree.Root is not { } root)
        {
            return [Items.Refuse(source.Name, broken ?? "it has no element")];
        }
        if (root.Name is not ("rss" or "RSS" or "rdf:RDF" or "RDF" or "atom:feed" or "atom:entry"))
        {
            return [Items.Refuse(source.Name, $"its root <{CleanText.Shorten(CleanText.Line(root.Name), 60)}> is not that of RSS or Atom")];
        }
        var outcomes = new FeedItems(source, root);
        var items = ItemsOf(root).ToList();
        foreach (var item in items.Where(i => !i.Broken))
        {
            outcomes.Add(item, null);
        }
        if (broken is not null)
        {
            Rescue(text, tree, items, outcomes);
        }
        return outcomes.Finish(broken ?? "it is a feed without any item");
    }

    private static IEnumerable<Node> ItemsOf(Node root) => root.Name == "atom:entry" ? [root]
        : root.Children.SelectMany(c => c.Name == "channel" ? c.Children.Where(IsItem) : IsItem(c) ? [c] : []);

    private static bool IsItem(Node node) => node.Name is "item" or "atom:entry";

    /// <summary>What follows the break, item by item: each is found by its tags and read on its own.</summary>
    private static void Rescue(string text, XmlTree.Result tree, List<Node> read, FeedItems outcomes)
    {
        var from = read.Count == 0 ? 0 : read[^1].Broken ? read[^1].Start : read[^1].Start + 1;
        var (line, counted) = (1, 0);
        for (var tag = ItemTag().Match(text, from); tag.Success && !outcomes.Full;)
        {
            var next = ItemTag().Match(text, tag.Index + 1);
            var close = $"</{tag.Groups[1].Value}>";
            var piece = text[tag.Index..(next.Success ? next.Index : text.Length)];
            var end = piece.IndexOf(close, StringComparison.Ordinal);
            var whole = end >= 0;
            piece = whole ? piece[..(end + close.Length)] : piece;
            line += text.AsSpan(counted, tag.Index - counted).Count('\n');
            counted = tag.Index;
            var item = XmlTree.Read(piece, line, tree.Prefixes);
            var (error, at) = (item.Error, item.ErrorLine);
            if (error is not null)
            {
                item = XmlTree.Read(Repaired(piece) + (whole ? "" : close), line, tree.Prefixes);
            }
            if (item.Error is null && item.Root is { } node)
            {
                outcomes.Add(node, error is null ? null : $"its XML was broken at line {at} and was repaired");
            }
            else
            {
                outcomes.Refuse($"line {at}: its XML is broken: {error}");
            }
            tag = next;
        }
    }

    /// <summary>HTML that stands in XML as it is: what is inside the elements that hold texts is taken as characters.</summary>
    private static string Repaired(string item)
    {
        StringBuilder made = new();
        var at = 0;
        for (var open = TextElement().Match(item); open.Success; open = TextElement().Match(item, at))
        {
            var start = open.Index + open.Length;
            var end = item.IndexOf($"</{open.Groups[1].Value}>", start, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }
            var inside = item[start..end];
            made.Append(item, at, start - at);
            made.Append(inside.Contains("<![CDATA[", StringComparison.Ordinal) ? inside : $"<![CDATA[{inside.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]>");
            at = end;
        }
        return made.Append(item, at, item.Length - at).ToString();
    }

    [GeneratedRegex(@"<((?:\w+:)?(?:item|entry))(?=[\s>])", RegexOptions.CultureInvariant)]
    private static partial Regex ItemTag();

    [GeneratedRegex(@"<(title|description|summary|content|content:encoded)(?:\s[^<>]*)?(?<!/)>", RegexOptions.CultureInvariant)]
    private static partial Regex TextElement();
}
