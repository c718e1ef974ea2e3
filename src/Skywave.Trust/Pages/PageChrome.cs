using System.Text;

namespace Skywave.Trust.Pages;

/// <summary>
/// Whether the page around a genuine article can hide it, cover it or leave it (docs/900-design.md, section 8, check 9). It is an allow-list: what our own
/// pages never hold is refused, because nobody can say what every browser makes of it.
/// </summary>
internal static class PageChrome
{
    private static ReadOnlySpan<byte> Doctype => "<!doctype html>"u8;

    /// <summary>Null when the chrome is harmless; else <see cref="Codes.PageChrome"/>.</summary>
    /// <param name="page">The page; valid UTF-8.</param>
    /// <param name="approves">True for a style that the newsroom has approved.</param>
    public static Refusal? Check(PageSplit page, Func<ReadOnlySpan<byte>, bool> approves)
    {
        var before = page.Before.Span;
        if (before.Length < Doctype.Length || !Ascii.EqualsIgnoreCase(before[..Doctype.Length], Doctype))
        {
            return new(Codes.PageChrome, "the page does not start with " + Encoding.ASCII.GetString(Doctype));
        }
        var walk = new Walk(approves);
        walk.Through(before[Doctype.Length..]);
        walk.AtArticle();
        walk.Through(page.After.Span);
        walk.AtEnd();
        return walk.Wrong is { } wrong ? new(Codes.PageChrome, wrong) : null;
    }

    private sealed class Walk(Func<ReadOnlySpan<byte>, bool> approves)
    {
        private readonly List<ChromeElement> _open = new(16);
        private readonly HashSet<ChromeElement> _once = new(8);
        private bool? _approved;
        private int _texts;
        private int _links;

        public string? Wrong { get; private set; }

        private ChromeElement? Parent => _open.Count == 0 ? null : _open[^1];

        // What is wrong once stays wrong: nothing after it is looked at.
        public void Through(ReadOnlySpan<byte> text)
        {
            var piece = new Markup(text);
            while (Wrong is null && piece.Read())
            {
                switch (piece.Kind)
                {
                    case MarkupKind.Open:
                        Open(ChromeElement.Of(piece.Value), piece.Attributes);
                        break;
                    case MarkupKind.Close:
                        Close(piece.Value);
                        break;
                    default:
                        Text(piece.Value);
                        break;
                }
            }
            Require(!piece.IsBroken, "the markup around the article is not of the kind our pages have (a comment, a declaration, an unquoted attribute)");
        }

        public void AtArticle() => Require(_open is [{ Name: "html" }, { Name: "body" }, { Name: "main" }], "the article does not stand directly in html, body, main");

        public void AtEnd()
        {
            Require(_open.Count == 0, "the page is not whole");
            Require(_once.Contains(ChromeElement.Style), "the page has no style in its head");
        }

        private void Open(ChromeElement element, AttributeList attributes)
        {
            if (!Fits(element))
            {
                Fail($"<{element.Name}> does not belong there");
            }
            if (element.Is(ChromeKinds.Once) && !_once.Add(element))
            {
                Fail($"there are two <{element.Name}>");
            }
            if (element == ChromeElement.Meta)
            {
                Require(_once.Contains(element) || attributes.Is("charset"u8, "utf-8"u8), "the first meta does not say charset utf-8");
                _once.Add(element);
            }
            if (ChromeAttributes.Wrong(element.Name, attributes) is { } wrong)
            {
                Fail($"<{element.Name}>: {wrong}");
            }
            if (!element.Is(ChromeKinds.Void))
            {
                _open.Add(element);
                Count(element, 1);
            }
        }

        private bool Fits(ChromeElement element)
        {
            var parent = Parent;
            return parent is null ? element == ChromeElement.Html
                : parent == ChromeElement.Html ? element == ChromeElement.Head || (element == ChromeElement.Body && _once.Contains(ChromeElement.Head))
                : parent == ChromeElement.Head ? element.Is(ChromeKinds.Head) && (element == ChromeElement.Meta || _once.Contains(ChromeElement.Meta))
                : parent != ChromeElement.Title && parent != ChromeElement.Style && parent != ChromeElement.Script
                    && element.Is(_texts > 0 ? ChromeKinds.Inline : ChromeKinds.Flow)
                    && (element != ChromeElement.Main || parent == ChromeElement.Body) && (element != ChromeElement.A || _links == 0);
        }

        private void Close(ReadOnlySpan<byte> name)
        {
            if (Parent is not { } parent || !parent.IsNamed(name))
            {
                Fail($"</{Encoding.ASCII.GetString(name)}> closes nothing that is open there");
                return;
            }
            _open.RemoveAt(_open.Count - 1);
            Count(parent, -1);
            Require(parent != ChromeElement.Style || (_approved ?? approves([])), "the page's style is not one the newsroom has approved");
        }

        private void Count(ChromeElement element, int by)
        {
            _texts += element.Is(ChromeKinds.Text) ? by : 0;
            _links += element == ChromeElement.A ? by : 0;
        }

        private void Text(ReadOnlySpan<byte> text)
        {
            if (Parent is not { Name: not ("html" or "head") } parent)
            {
                Require(!text.ContainsAnyExcept((byte)' ', (byte)'\n'), "there is text outside the body");
            }
            else if (parent == ChromeElement.Style)
            {
                _approved = approves(text);
            }
        }

        private void Require(bool holds, string wrong)
        {
            if (!holds)
            {
                Fail(wrong);
            }
        }

        private void Fail(string wrong) => Wrong ??= wrong;
    }
}
