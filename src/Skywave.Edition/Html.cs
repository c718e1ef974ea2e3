using System.Collections.Immutable;
using System.Text;

namespace Skywave.Edition;

/// <summary>
/// Writes markup whose bytes are signed. Its rules are few and fixed, so that an upgrade of a template engine or of Unicode tables changes no fragment:
/// text escapes <c>&amp; &lt; &gt; " '</c>; control characters but LF, bidi overrides and broken surrogates never get through; there is no white space of its own.
/// </summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new(4096);

    /// <summary>Opens an element. An attribute that is null is left out.</summary>
    public Html Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (key, value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(key).Append("=\"");
                Text(value);
                _text.Append('"');
            }
        }
        _text.Append('>');
        return this;
    }

    /// <summary>Closes an element.</summary>
    public Html Close(string name)
    {
        _text.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>An element with nothing but text in it.</summary>
    public Html Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) => Open(name, attributes).Text(text).Close(name);

    /// <summary>A line break between blocks.</summary>
    public Html Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Text.</summary>
    public Html Text(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': _text.Append("&amp;"); break;
                case '<': _text.Append("&lt;"); break;
                case '>': _text.Append("&gt;"); break;
                case '"': _text.Append("&quot;"); break;
                case '\'': _text.Append("&#39;"); break;
                default:
                    i += Character(text, i) - 1;
                    break;
            }
        }
        return this;
    }

    /// <summary>Markup made by another writer.</summary>
    public Html Raw(Html other)
    {
        _text.Append(other._text);
        return this;
    }

    /// <summary>A sentence with its placeholders filled by markup. In another language than its surroundings it says so.</summary>
    public Html Phrase(Phrase phrase, string surroundingLanguage, params ReadOnlySpan<(string Name, Action<Html> Fill)> parts)
    {
        var foreign = phrase.From.Tag != surroundingLanguage;
        if (foreign)
        {
            Open("span", ("lang", phrase.From.Tag), ("dir", phrase.From.Direction));
        }
        var rest = phrase.Text;
        for (var at = rest.IndexOf('{', StringComparison.Ordinal); at >= 0; at = rest.IndexOf('{', StringComparison.Ordinal))
        {
            var end = rest.IndexOf('}', at);
            Text(rest[..at]);
            Fill(rest[(at + 1)..end], parts);
            rest = rest[(end + 1)..];
        }
        Text(rest);
        return foreign ? Close("span") : this;
    }

    /// <summary>Names one after another, as the language lists them.</summary>
    public Html List(Locale locale, ImmutableArray<Action<Html>> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            Text(i == 0 ? "" : i == items.Length - 1 ? locale.ListLast : locale.ListSeparator);
            items[i](this);
        }
        return this;
    }

    /// <summary>The markup so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>The markup so far, UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private void Fill(string name, ReadOnlySpan<(string Name, Action<Html> Fill)> parts)
    {
        foreach (var part in parts)
        {
            if (part.Name == name)
            {
                part.Fill(this);
                return;
            }
        }
        throw new ArgumentException($"nobody fills {{{name}}}", nameof(name));
    }

    // Appends what may pass of the character at i and gives how many chars it is.
    private int Character(string text, int i)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            _text.Append(c).Append(text[i + 1]);
            return 2;
        }
        if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
        {
            _text.Append('\uFFFD');
        }
        else if (!(char.IsControl(c) && c != '\n') && c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))
        {
            _text.Append(c);
        }
        return 1;
    }
}
