using System.Text;

namespace Skywave.Trust.Pages;

/// <summary>Where the attributes of one tag lie in its text.</summary>
internal sealed class MarkupAttributes
{
    // Beyond so many, a stranger's tag is no longer compared name by name.
    private const int Few = 32;

    private (Range Name, Range Value)[] _places = new (Range, Range)[8];
    private HashSet<string>? _many;

    public int Count { get; private set; }

    public (Range Name, Range Value) this[int i] => _places[i];

    public void Clear() => (Count, _many) = (0, null);

    /// <summary>False when the tag has an attribute of this name already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> text, Range name, Range value)
    {
        if (!IsNew(text, name))
        {
            return false;
        }
        if (Count == _places.Length)
        {
            Array.Resize(ref _places, 2 * Count);
        }
        _places[Count++] = (name, value);
        return true;
    }

    private bool IsNew(ReadOnlySpan<byte> text, Range name)
    {
        if (Count > Few)
        {
            _many ??= NamesOf(text);
            return _many.Add(Encoding.ASCII.GetString(text[name]));
        }
        for (var i = 0; i < Count; i++)
        {
            if (text[_places[i].Name].SequenceEqual(text[name]))
            {
                return false;
            }
        }
        return true;
    }

    private HashSet<string> NamesOf(ReadOnlySpan<byte> text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
        {
            names.Add(Encoding.ASCII.GetString(text[_places[i].Name]));
        }
        return names;
    }
}

/// <summary>The attributes of one tag.</summary>
internal readonly ref struct AttributeList(ReadOnlySpan<byte> text, MarkupAttributes attributes)
{
    private readonly ReadOnlySpan<byte> _text = text;

    public int Count => attributes.Count;

    public ReadOnlySpan<byte> Name(int i) => _text[attributes[i].Name];

    public ReadOnlySpan<byte> Value(int i) => _text[attributes[i].Value];

    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Name(i).SequenceEqual(name))
            {
                value = Value(i);
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>True when there is such an attribute with exactly this value.</summary>
    public bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => TryGet(name, out var found) && found.SequenceEqual(value);
}
