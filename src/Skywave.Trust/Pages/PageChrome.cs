using System.Security.Cryptography;
using System.Text;

namespace Skywave.Trust.Pages;

/// <summary>
/// Whether the page around a genuine article can hide it, cover it or leave it (docs/900-design.md, section 8, check 9). It is an allow-list: what our own
/// pages never hold is refused, because nobody can say what every browser makes of it.
/// </summary>
internal static class PageChrome
{
    private const string Doctype = "<!doctype html>";

    private static readonly HashSet<string> Head = ["meta", "title", "link", "style", "script"];
    private static readonly HashSet<string> Void = ["meta", "link", "img", "br", "hr", "wbr"];

    private static readonly HashSet<string> Inline =
        ["a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "img", "kbd", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"];

    private static readonly HashSet<string> Flow =
    [
        .. Inline, "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
    ];

    /// <summary>Null when the chrome is harmless; else <see cref="Codes.PageChrome"/>.</summary>
    public static Refusal? Check(PageSplit page, IReadOnlySet<string> styles)
    {
        var before = Encoding.UTF8.GetString(page.Before.Span);
        if (!before.StartsWith(Doctype, StringComparison.OrdinalIgnoreCase))
        {
            return new(Codes.PageChrome, "the page does not start with " + Doctype);
        }
        var walk = new Walk(styles);
        walk.Through(before[Doctype.Length..]);
        walk.AtArticle();
        walk.Through(Encoding.UTF8.GetString(page.After.Span));
        walk.AtEnd();
        return walk.Wrong is { } wrong ? new(Codes.PageChrome, wrong) : null;
    }

    private sealed class Walk(IReadOnlySet<string> styles)
    {
        private readonly List<string> _open = [];
        private readonly HashSet<string> _once = [];
        private readonly StringBuilder _style = new();

        public string? Wrong { get; private set; }

        private string Parent => _open.Count == 0 ? "" : _open[^1];

        public void Through(string text)
        {
            var pieces = Markup.Read(text);
            Require(pieces is not null, "the markup around the article is not of the kind our pages have (a comment, a declaration, an unquoted attribute)");
            foreach (var piece in pieces ?? [])
            {
                switch (piece.Kind)
                {
                    case MarkupKind.Open:
                        Open(piece);
                        break;
                    case MarkupKind.Close:
                        Close(piece.Value);
                        break;
                    default:
                        Text(piece.Value);
                        break;
                }
            }
        }

        public void AtArticle() => Require(_open is ["html", "body", "main"], "the article does not stand directly in html, body, main");

        public void AtEnd()
        {
            Require(_open.Count == 0, "the page is not whole");
            Require(_once.Contains("style"), "the page has no style in its head");
        }

        private void Open(Markup tag)
        {
            var name = tag.Value;
            Require(Fits(name), $"<{name}> does not belong there");
            Require(name is not ("html" or "head" or "body" or "main" or "style" or "title" or "script") || _once.Add(name), $"there are two <{name}>");
            Require(name != "meta" || _once.Contains("meta") || tag.Attributes.Contains(new("charset", "utf-8")), "the first meta does not say charset utf-8");
            Require(ChromeAttributes.Wrong(tag) is not { } wrong || Fail($"<{name}>: {wrong}"), "");
            _ = name == "meta" && _once.Add("meta");
            if (!Void.Contains(name))
            {
                _open.Add(name);
            }
        }

        private bool Fits(string name) => Parent switch
        {
            "" => name == "html",
            "html" => name is "head" || (name is "body" && _once.Contains("head")),
            "head" => Head.Contains(name) && (name == "meta" || _once.Contains("meta")),
            "title" or "style" or "script" => false,
            _ when _open.Contains("p") || _open.Contains("pre") => Inline.Contains(name) && (name != "a" || !_open.Contains("a")),
            var parent => Flow.Contains(name) && (name != "main" || parent == "body") && (name != "a" || !_open.Contains("a")),
        };

        private void Close(string name)
        {
            Require(Parent == name, $"</{name}> closes nothing that is open there");
            if (_open.Count > 0)
            {
                _open.RemoveAt(_open.Count - 1);
            }
            if (name == "style")
            {
                var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_style.ToString())));
                Require(styles.Contains(hash), "the page's style is not one the newsroom has approved");
            }
        }

        private void Text(string text)
        {
            if (Parent == "style")
            {
                _style.Append(text);
            }
            Require(Parent is not ("" or "html" or "head") || text.All(c => c is ' ' or '\n'), "there is text outside the body");
        }

        private void Require(bool holds, string wrong) => _ = holds || Fail(wrong);

        private bool Fail(string wrong)
        {
            Wrong ??= wrong;
            return true;
        }
    }
}
