namespace Skywave.Trust.Pages;

/// <summary>What a piece of markup is.</summary>
internal enum MarkupKind
{
    Text,
    Open,
    Close,
}

/// <summary>
/// Reads markup of the small kind our own pages are written in: lower-case tags, attributes in double quotes, no comment or declaration. Every browser
/// reads that kind alike, which cannot be said of the rest of HTML; the rest is broken. Reads valid UTF-8 where it lies: what a tag is made of is ASCII,
/// and no byte of another character looks like it.
/// </summary>
internal ref struct Markup
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly MarkupAttributes _attributes;
    private int _at;

    public Markup(ReadOnlySpan<byte> text)
    {
        _text = text;
        _attributes = new MarkupAttributes();
        IsBroken = text.Contains((byte)0);
    }

    /// <summary>True when what comes next is not of that kind.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What was read.</summary>
    public MarkupKind Kind { get; private set; }

    /// <summary>The text, or the element's name.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The attributes of the element that was read.</summary>
    public readonly AttributeList Attributes => new(_text, _attributes);

    /// <summary>Reads the next piece; false at the end and at what is broken.</summary>
    public bool Read()
    {
        if (IsBroken || _at >= _text.Length)
        {
            return false;
        }
        if (_text[_at] == '<')
        {
            IsBroken = !TryTag();
            return !IsBroken;
        }
        var length = _text[_at..].IndexOf((byte)'<') is var next and >= 0 ? next : _text.Length - _at;
        Kind = MarkupKind.Text;
        Value = _text.Slice(_at, length);
        _at += length;
        return true;
    }

    private bool TryTag()
    {
        var closing = _text[_at..].StartsWith("</"u8);
        _at += closing ? 2 : 1;
        Kind = closing ? MarkupKind.Close : MarkupKind.Open;
        Value = _text[Name()];
        _attributes.Clear();
        while (!closing && Space() && _at < _text.Length && _text[_at] is not ((byte)'>' or (byte)'/'))
        {
            var name = Name();
            if (_text[name].IsEmpty || !TryValue(out var value) || !_attributes.TryAdd(_text, name, value))
            {
                return false;
            }
        }
        _at += !closing && _at < _text.Length && _text[_at] == '/' ? 1 : 0;
        return !Value.IsEmpty && _at < _text.Length && _text[_at++] == '>';
    }

    private Range Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterLower((char)_text[_at]) || (_at > start && (char.IsAsciiDigit((char)_text[_at]) || _text[_at] is (byte)'-' or (byte)':'))))
        {
            _at++;
        }
        return start.._at;
    }

    private bool Space()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n')
        {
            _at++;
        }
        return _at > start;
    }

    // Nothing, or ="…" without a < inside.
    private bool TryValue(out Range value)
    {
        value = _at.._at;
        if (_at >= _text.Length || _text[_at] != '=')
        {
            return true;
        }
        var length = _at + 1 < _text.Length && _text[_at + 1] == '"' ? _text[(_at + 2)..].IndexOf((byte)'"') : -1;
        if (length < 0)
        {
            return false;
        }
        value = (_at + 2)..(_at + 2 + length);
        _at += length + 3;
        return !_text[value].Contains((byte)'<');
    }
}
