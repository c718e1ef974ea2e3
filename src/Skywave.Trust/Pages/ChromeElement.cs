using System.Text;

namespace Skywave.Trust.Pages;

/// <summary>Where an element may stand around an article.</summary>
[Flags]
internal enum ChromeKinds
{
    None = 0,
    Head = 1,
    Void = 2,
    Inline = 4,
    Flow = 8,
    Once = 16,

    /// <summary>What stands in it is text, and no element but words of it.</summary>
    Text = 32,
}

/// <summary>An element of the markup around an article: each that our pages have is one object.</summary>
internal sealed class ChromeElement
{
    private const int PlaceCount = 64;

    private static readonly string[] InHead = ["meta", "title", "link", "style", "script"];
    private static readonly string[] Voids = ["meta", "link", "img", "br", "hr", "wbr"];
    private static readonly string[] Singles = ["html", "head", "body", "main", "style", "title", "script"];

    private static readonly string[] Inlines =
        ["a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "img", "kbd", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"];

    private static readonly string[] Flows =
    [
        .. Inlines, "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
    ];

    private static readonly ChromeElement[] All = [.. Singles.Union(InHead).Union(Voids).Union(Flows).Select(name => new ChromeElement(name, KindsOf(name)))];

    // Found by length, first and last letter: a few to a place.
    private static readonly ChromeElement[][] Places = [.. Enumerable.Range(0, PlaceCount).Select(place => All.Where(element => PlaceOf(element._name) == place).ToArray())];

    private readonly byte[] _name;
    private readonly ChromeKinds _kinds;

    private ChromeElement(string name, ChromeKinds kinds) => (Name, _name, _kinds) = (name, Encoding.ASCII.GetBytes(name), kinds);

    public static ChromeElement Html { get; } = Named("html");

    public static ChromeElement Head { get; } = Named("head");

    public static ChromeElement Body { get; } = Named("body");

    public static ChromeElement Main { get; } = Named("main");

    public static ChromeElement Meta { get; } = Named("meta");

    public static ChromeElement Title { get; } = Named("title");

    public static ChromeElement Script { get; } = Named("script");

    public static ChromeElement Style { get; } = Named("style");

    public static ChromeElement A { get; } = Named("a");

    public string Name { get; }

    /// <summary>The element of a name, not empty; for one that our pages never have, another object every time, of no kind.</summary>
    public static ChromeElement Of(ReadOnlySpan<byte> name)
    {
        foreach (var element in Places[PlaceOf(name)])
        {
            if (element.IsNamed(name))
            {
                return element;
            }
        }
        return new ChromeElement(Encoding.ASCII.GetString(name), ChromeKinds.None);
    }

    public bool Is(ChromeKinds kind) => (_kinds & kind) != 0;

    public bool IsNamed(ReadOnlySpan<byte> name) => name.SequenceEqual(_name);

    private static int PlaceOf(ReadOnlySpan<byte> name) => (name.Length * 7 + name[0] + name[^1] * 5) % PlaceCount;

    private static ChromeElement Named(string name) => All.Single(element => element.Name == name);

    private static ChromeKinds KindsOf(string name) =>
        (InHead.Contains(name) ? ChromeKinds.Head : ChromeKinds.None) | (Voids.Contains(name) ? ChromeKinds.Void : ChromeKinds.None)
        | (Inlines.Contains(name) ? ChromeKinds.Inline : ChromeKinds.None) | (Flows.Contains(name) ? ChromeKinds.Flow : ChromeKinds.None)
        | (Singles.Contains(name) ? ChromeKinds.Once : ChromeKinds.None) | (name is "p" or "pre" ? ChromeKinds.Text : ChromeKinds.None);
}
