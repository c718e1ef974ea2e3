using System.Net;
using System.Text;

namespace Skywave.Reading;

/// <summary>
/// The text of a verified fragment for a terminal. It reads only our own fragments (docs/900-design.md, section 5), after their check: no
/// script, style or comment can be in one. Anything it does not know is shown as its text.
/// </summary>
public static class FragmentText
{
    /// <summary>Columns a line may have.</summary>
    public const int DefaultWidth = 76;

    /// <summary>Plain text of the fragment, paragraphs parted by empty lines, lines no longer than <paramref name="width"/> columns where words allow.</summary>
    public static string Render(ReadOnlyMemory<byte> fragment, int width = DefaultWidth)
    {
        var page = new Lines(width);
        var html = Encoding.UTF8.GetString(fragment.Span);
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            var end = open < 0 ? html.Length : open;
            page.Text(WebUtility.HtmlDecode(html[at..end]));
            var close = open < 0 ? -1 : EndOfTag(html, open);
            if (close < 0)
            {
                break;
            }
            page.Tag(html[(open + 1)..close]);
            at = close + 1;
        }
        return page.Finish();
    }

    // A `>` inside a quoted attribute does not end the tag.
    private static int EndOfTag(string html, int open)
    {
        var quote = '\0';
        for (var i = open + 1; i < html.Length; i++)
        {
            if (quote != '\0')
            {
                quote = html[i] == quote ? '\0' : quote;
            }
            else if (html[i] is '"' or '\'')
            {
                quote = html[i];
            }
            else if (html[i] == '>')
            {
                return i;
            }
        }
        return -1;
    }

    private sealed class Lines(int width)
    {
        private readonly StringBuilder _all = new();
        private readonly StringBuilder _block = new();
        private readonly Stack<int> _numbers = new();
        private string _prefix = "";
        private string _hanging = "";
        private bool _verbatim;

        public void Text(string text) => _block.Append(text);

        public void Tag(string tag)
        {
            var closes = tag.StartsWith('/');
            var name = tag.TrimStart('/').Split(' ', '\n', '/')[0].ToLowerInvariant();
            switch (name)
            {
                case "h1" or "h2" or "h3" or "h4":
                    Break();
                    _prefix = closes ? "" : new string('#', name[1] - '0') + " ";
                    break;
                case "li":
                    Break();
                    (_prefix, _hanging) = closes ? ("", "") : Marker();
                    break;
                case "ol" or "ul":
                    Break();
                    if (closes) { _numbers.TryPop(out _); } else { _numbers.Push(name == "ol" ? 1 : 0); }
                    break;
                case "blockquote":
                    Break();
                    (_prefix, _hanging) = closes ? ("", "") : ("  | ", "  | ");
                    break;
                case "pre":
                    Break();
                    _verbatim = !closes;
                    break;
                case "br":
                    Break(tight: true);
                    break;
                case "td" or "th":
                    _block.Append(closes ? "  " : "");
                    break;
                case "img":
                    Break();
                    _block.Append("[picture: ").Append(Attribute(tag, "alt")).Append(']');
                    Break();
                    break;
                case "p" or "div" or "section" or "header" or "footer" or "figure" or "figcaption" or "table" or "tr" or "caption" or "dl" or "dt" or "dd" or "aside" or "details" or "summary" or "article":
                    Break(tight: name is "tr" or "dt" or "dd");
                    break;
                default:
                    break;
            }
        }

        public string Finish()
        {
            Break();
            return _all.ToString().TrimEnd('\n') + "\n";
        }

        private (string Prefix, string Hanging) Marker()
        {
            if (_numbers.TryPop(out var n) && n > 0)
            {
                _numbers.Push(n + 1);
                return ($"{n}. ", "   ");
            }
            _numbers.Push(0);
            return ("- ", "  ");
        }

        private void Break(bool tight = false)
        {
            var text = _block.ToString();
            _block.Clear();
            if (text.Trim().Length == 0)
            {
                return;
            }
            if (_verbatim)
            {
                _all.Append(text.Trim('\n')).Append("\n\n");
                return;
            }
            Wrap(text, _prefix);
            _prefix = _hanging.Length > 0 && _hanging != "   " && _hanging != "  " ? _hanging : "";
            _all.Append(tight ? "" : "\n");
        }

        private void Wrap(string text, string first)
        {
            var line = new StringBuilder(first);
            var empty = true;
            foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                if (!empty && line.Length + 1 + word.Length > width)
                {
                    _all.Append(line).Append('\n');
                    line.Clear().Append(_hanging);
                    empty = true;
                }
                line.Append(empty ? "" : " ").Append(word);
                empty = false;
            }
            _all.Append(line).Append('\n');
        }

        private static string Attribute(string tag, string name)
        {
            var at = tag.IndexOf(name + "=\"", StringComparison.Ordinal);
            if (at < 0)
            {
                return "";
            }
            var from = at + name.Length + 2;
            var to = tag.IndexOf('"', from);
            return WebUtility.HtmlDecode(to < 0 ? tag[from..] : tag[from..to]);
        }
    }
}
