using System.Net;
using System.Text;

namespace Skywave.Intake.Feeds;

/// <summary>One element of a feed. Its <see cref="Name"/> has the usual prefix of its namespace whatever the document calls it: <c>media:content</c>, <c>atom:entry</c>.</summary>
internal sealed class Node(string name, Node? parent, int line, int start)
{
    // Most elements hold one text and no attribute, and a feed has very many elements.
    private readonly List<object> _parts = new(1);
    private List<(string Name, string Value)>? _attributes;

    public string Name { get; } = name;

    /// <summary>From 1.</summary>
    public int Line { get; } = line;

    /// <summary>Where it begins in the mended text.</summary>
    public int Start { get; } = start;

    /// <summary>The text broke off inside it.</summary>
    public bool Broken { get; set; }

    /// <summary>Attributes as written, namespaces declared here left out.</summary>
    public IReadOnlyList<(string Name, string Value)> Attributes => _attributes ?? [];

    public void Set(string attribute, string value) => (_attributes ??= new(1)).Add((attribute, value));

    public IEnumerable<Node> Children => _parts.OfType<Node>();

    public void Add(Node child) => _parts.Add(child);

    public void Add(string text) => _parts.Add(text);

    public string? this[string attribute] => _attributes?.Find(a => a.Name == attribute).Value;

    /// <summary>The element with only the first of those children that <paramref name="stays"/> keeps: a channel without its thousands of items.</summary>
    public Node Head(Func<Node, bool> stays, int most)
    {
        var head = new Node(Name, parent, Line, Start) { _attributes = _attributes };
        head._parts.AddRange(Children.Where(stays).Take(most));
        return head;
    }

    public IEnumerable<Node> All(string name) => Children.Where(c => c.Name == name);

    public Node? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var child in Children)
            {
                if (child.Name == name)
                {
                    return child;
                }
            }
        }
        return null;
    }

    /// <summary>The nearest value of an attribute on this element or above it.</summary>
    public string? Inherited(string attribute) => this[attribute] ?? parent?.Inherited(attribute);

    /// <summary>What relative addresses here are relative to: every <c>xml:base</c> from the top, then <paramref name="address"/>.</summary>
    public Uri? Base(Uri? address)
    {
        var above = parent is null ? address : parent.Base(address);
        return CleanText.Link(this["xml:base"], above) is { } link ? new Uri(link) : above;
    }

    /// <summary>Its characters and those of everything inside.</summary>
    public string Text
    {
        get
        {
            if (_parts is [string only])
            {
                return only;
            }
            StringBuilder made = new();
            Write(made, markup: false, escape: false);
            return made.ToString();
        }
    }

    public bool HasElements => _parts.Exists(p => p is Node);

    /// <summary>What is inside as HTML.</summary>
    /// <param name="escape">Whether its characters are text (XHTML) or may be markup once more, as feeds often have it.</param>
    public string Markup(bool escape)
    {
        StringBuilder made = new();
        Write(made, markup: true, escape);
        return made.ToString();
    }

    private void Write(StringBuilder made, bool markup, bool escape)
    {
        foreach (var part in _parts)
        {
            if (part is string text)
            {
                made.Append(escape ? WebUtility.HtmlEncode(text) : text);
                continue;
            }
            var child = (Node)part;
            var tag = child.Name[(child.Name.LastIndexOf(':') + 1)..];
            if (markup)
            {
                made.Append('<').Append(tag);
                foreach (var (name, value) in child.Attributes)
                {
                    made.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
                }
                made.Append('>');
            }
            child.Write(made, markup, escape);
            if (markup && tag is not ("br" or "img" or "hr" or "wbr" or "source" or "embed" or "input"))
            {
                made.Append("</").Append(tag).Append('>');
            }
        }
    }
}
