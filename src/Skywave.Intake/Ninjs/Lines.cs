namespace Skywave.Intake.Ninjs;

/// <summary>Some whole lines of a document, with their numbers.</summary>
public sealed class Lines
{
    private readonly List<(int Number, int From, int Length)> _lines = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _from;
    private bool _isTooLong;

    /// <summary>How many there are.</summary>
    public int Count => _lines.Count;

    internal int Bytes { get; private set; }

    /// <summary>The lines in their order; null bytes: too long to be read.</summary>
    internal IEnumerable<(int Number, ReadOnlyMemory<byte>? Utf8)> All() => _lines.Select(l => (l.Number, l.Length < 0 ? (ReadOnlyMemory<byte>?)null : _bytes.AsMemory(l.From, l.Length)));

    /// <summary>More of the line that is being read.</summary>
    internal void Append(ReadOnlySpan<byte> more)
    {
        _isTooLong |= Bytes - _from + more.Length > IntakeLimits.LineBytes;
        if (_isTooLong)
        {
            Bytes = _from;
            return;
        }
        if (Bytes + more.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Bytes + more.Length));
        }
        more.CopyTo(_bytes.AsSpan(Bytes));
        Bytes += more.Length;
    }

    /// <summary>The line is over. An empty one is passed over.</summary>
    internal void End(int number)
    {
        var from = number == 1 && _bytes.AsSpan(_from, Bytes - _from).StartsWith("\ufeff"u8) ? _from + 3 : _from;
        if (_isTooLong || !_bytes.AsSpan(from, Bytes - from).Trim(" \t\r"u8).IsEmpty)
        {
            _lines.Add((number, from, _isTooLong ? -1 : Bytes - from));
        }
        (_from, _isTooLong) = (Bytes, false);
    }
}
