using System.Text.RegularExpressions;
using System.Xml;

namespace Skywave.Intake.Feeds;

/// <summary>
/// Mended XML to a tree, as far as it is well-formed. Prefixes are looked up here and not by the reader: feeds use prefixes
/// they never declared, and the reader would stop there.
/// </summary>
internal static partial class XmlTree
{
    /// <summary>Namespaces by the prefix everybody uses. Older addresses of the same vocabulary are the same here.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http://www.w3.org/2005/atom"] = "atom", ["http://purl.org/atom/ns"] = "atom", ["http://purl.org/rss/1.0/modules/content"] = "content",
        ["http://purl.org/dc/elements/1.1"] = "dc", ["http://purl.org/dc/elements/1.0"] = "dc", ["http://purl.org/dc/terms"] = "dcterms",
        ["http://search.yahoo.com/mrss"] = "media", ["http://search.yahoo.com/rss"] = "media", ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://www.w3.org/1999/xhtml"] = "xhtml", ["http://www.w3.org/1999/02/22-rdf-syntax-ns"] = "rdf", ["http://purl.org/rss/1.0"] = "",
        ["http://my.netscape.com/rdf/simple/0.9"] = "", ["http://channel.netscape.com/rdf/simple/0.9"] = "", ["http://backend.userland.com/rss2"] = "",
        ["http://backend.userland.com/rss"] = "", ["http://blogs.law.harvard.edu/tech/rss"] = "",
    };

    /// <summary>What was read: the root, and where and why reading stopped, if it did.</summary>
    public sealed record Result(Node? Root, string? Error, int ErrorLine, Dictionary<string, string> Prefixes, bool TooMuch = false);

    /// <summary>Reads a document, or one element of it that begins on <paramref name="firstLine"/> and knows the document's prefixes.</summary>
    public static Result Read(string text, int firstLine = 1, Dictionary<string, string>? prefixes = null)
    {
        var lines = new LineStarts(text);
        using var reader = new XmlTextReader(new StringReader(text))
        {
            Namespaces = false,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            WhitespaceHandling = WhitespaceHandling.All,
        };
        Stack<(Node Node, Dictionary<string, string> Prefixes)> open = new();
        Node? root = null;
        var rootPrefixes = prefixes ?? [];
        try
        {
            for (var nodes = 0; reader.Read(); nodes++)
            {
                if (nodes > IntakeLimits.XmlNodes)
                {
                    return new Result(root, $"it has more than {IntakeLimits.XmlNodes} nodes", firstLine + reader.LineNumber - 1, rootPrefixes, TooMuch: true);
                }
                if (open.Count > IntakeLimits.MarkupDepth)
                {
                    return Stopped($"it nests deeper than {IntakeLimits.MarkupDepth} elements", reader.LineNumber);
                }
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var at = lines.Offset(reader.LineNumber, reader.LinePosition);
                        var (node, inside) = Element(reader, open.Count > 0 ? open.Peek() : (null, rootPrefixes), firstLine + reader.LineNumber - 1, at);
                        if (open.Count > 0)
                        {
                            open.Peek().Node.Add(node);
                        }
                        else
                        {
                            (root, rootPrefixes) = (node, inside);
                        }
                        if (!reader.IsEmptyElement)
                        {
                            open.Push((node, inside));
                        }
                        break;
                    case XmlNodeType.EndElement:
                        open.Pop();
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 0:
                        open.Peek().Node.Add(reader.Value);
                        break;
                }
            }
            return new Result(root, null, 0, rootPrefixes);
        }
        catch (XmlException e)
        {
            return Stopped(Sentence(e), Math.Max(e.LineNumber, 1));
        }

        Result Stopped(string why, int line)
        {
            foreach (var (node, _) in open)
            {
                node.Broken = true;
            }
            return new Result(root, why, firstLine + line - 1, rootPrefixes);
        }
    }

    private static (Node, Dictionary<string, string>) Element(XmlTextReader reader, (Node? Node, Dictionary<string, string> Prefixes) above, int line, int start)
    {
        var prefixes = above.Prefixes;
        List<(string, string)> attributes = [];
        var name = reader.Name;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.Name == "xmlns" || reader.Name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                prefixes = ReferenceEquals(prefixes, above.Prefixes) ? new(prefixes) : prefixes;
                prefixes[reader.Name.Length > 6 ? reader.Name[6..] : ""] = Short(reader.Value);
            }
            else
            {
                attributes.Add((reader.Name, reader.Value));
            }
        }
        reader.MoveToElement();
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : name[..colon];
        var space = prefixes.GetValueOrDefault(prefix, prefix);
        var local = name[(colon + 1)..];
        // A feed element in no namespace, and an Atom document's children, are named as if it were there.
        if (space.Length == 0 && (above.Node is null ? local == "feed" : above.Node.Name == "atom:feed" && local == "entry"))
        {
            prefixes = new(prefixes) { [""] = "atom" };
            space = "atom";
        }
        var node = new Node(space.Length == 0 ? local : $"{space}:{local}", above.Node, line, start);
        foreach (var (key, value) in attributes)
        {
            node.Set(key, value);
        }
        return (node, prefixes);
    }

    private static string Short(string uri)
    {
        var trimmed = uri.Trim().TrimEnd('/', '#').Replace("https://", "http://", StringComparison.OrdinalIgnoreCase);
        return Known.TryGetValue(trimmed, out var prefix) ? prefix : trimmed;
    }

    private static string Sentence(XmlException e)
    {
        var message = Position().Replace(e.Message.Split(" Line ", 2)[0].TrimEnd('.'), "");
        return CleanText.Shorten(CleanText.Line(char.ToLowerInvariant(message[0]) + message[1..]), 160);
    }

    [GeneratedRegex(@" on line \d+ position \d+", RegexOptions.CultureInvariant)]
    private static partial Regex Position();

    /// <summary>Turns the reader's line and column into a place in the text. Lines are asked for in ascending order.</summary>
    private sealed class LineStarts(string text)
    {
        private int _line = 1;
        private int _at;

        public int Offset(int line, int column)
        {
            while (_line < line && text.AsSpan(_at).IndexOfAny('\n', '\r') is >= 0 and var end)
            {
                _at += end + (text.AsSpan(_at + end).StartsWith("\r\n") ? 2 : 1);
                _line++;
            }
            // The reader's column is from 1 and that of the name, one after the bracket.
            return _at + column - 2;
        }
    }
}
