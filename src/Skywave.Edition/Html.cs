using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Skywave.Edition;

/// <summary>
/// Writes markup whose bytes are signed. Its rules are few and fixed, so that an upgrade of a template engine or of Unicode tables changes no fragment:
/// text escapes <c>&amp; &lt; &gt; " '</c>; control characters but LF, bidi overrides and broken surrogates never get through; there is no white space of its own.
/// </summary>
internal sealed class Html
{
    // What does not simply stay itself: markup, control characters, bidi overrides, surrogates, the two that are no characters.
    internal static readonly SearchValues<char> NotPlain = SearchValues.Create(
        [.. "&<>\"'", .. Range('\0', '\u001F'), .. Range('\u007F', '\u009F'), .. Range('\u202A', '\u202E'), .. Range('\u2066', '\u2069'), .. Range('\uD800', '\uDFFF'), '\uFFFE', '\uFFFF']);

    private const int Page = 16 * 1024;

    [ThreadStatic]
    private static char[]? _spare;

    private char[] _text;
    private int _length;

    /// <summary>Writes into room for some characters, and makes more when it is full.</summary>
    public Html(int room = 256) => _text = new char[room];

    /// <summary>For as much as a whole article, in a buffer that <see cref="Finish"/> keeps for the next.</summary>
    public static Html Long()
    {
        var html = new Html(0) { _text = _spare ?? new char[Page] };
        _spare = null;
        return html;
    }

    /// <summary>Opens an element. An attribute that is null is left out.</summary>
    public Html Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Put("<");
        Put(name);
        foreach (var (key, value) in attributes)
        {
            if (value is not null)
            {
                Put(" ");
                Put(key);
                Put("=\"");
                Text(value);
                Put("\"");
            }
        }
        Put(">");
        return this;
    }

    /// <summary>Closes an element.</summary>
    public Html Close(string name)
    {
        Put("</");
        Put(name);
        Put(">");
        return this;
    }

    /// <summary>An element with nothing but text in it.</summary>
    public Html Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) => Open(name, attributes).Text(text).Close(name);

    /// <summary>A line break between blocks.</summary>
    public Html Line()
    {
        Put("\n");
        return this;
    }

    /// <summary>Text.</summary>
    public Html Text(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(NotPlain); at >= 0; at = text.IndexOfAny(NotPlain))
        {
            Put(text[..at]);
            text = text[(at + Character(text[at..]))..];
        }
        Put(text);
        return this;
    }

    /// <summary>Markup made by another writer.</summary>
    public Html Raw(Html other)
    {
        Put(other._text.AsSpan(0, other._length));
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
            Text(rest.AsSpan(0, at));
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
    public override string ToString() => new(_text, 0, _length);

    /// <summary>The markup, UTF-8. Nothing can be written after it.</summary>
    public byte[] Finish()
    {
        var bytes = Encoding.UTF8.GetBytes(_text, 0, _length);
        _spare = _text.Length <= 8 * Page ? _text : null;
        (_text, _length) = ([], 0);
        return bytes;
    }

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

    // Writes what may pass of the character that a text begins with, and gives how many chars it is.
    private int Character(ReadOnlySpan<char> text)
    {
        var c = text[0];
        switch (c)
        {
            case '&': Put("&amp;"); break;
            case '<': Put("&lt;"); break;
            case '>': Put("&gt;"); break;
            case '"': Put("&quot;"); break;
            case '\'': Put("&#39;"); break;
            case '\n': Put("\n"); break;
            case var _ when char.IsHighSurrogate(c) && text.Length > 1 && char.IsLowSurrogate(text[1]):
                Put(text[..2]);
                return 2;
            case var _ when char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF': Put("\uFFFD"); break;
            default: break;
        }
        return 1;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        if (_text.Length - _length < text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + text.Length));
        }
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);
}
