using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Skywave.Edition;

/// <summary>
/// The table of <c>web/fold.json</c>: of which kind each code point is and what it is written as. Nothing is asked of .NET's Unicode data, which grows with
/// its versions and is not the browser's.
/// </summary>
internal sealed class FoldTable
{
    private static readonly Lazy<FoldTable> Built = new(() => new FoldTable(SearchScript.Resource("fold.json")));

    private readonly int[] _starts;
    private readonly char[] _kinds;
    private readonly FrozenDictionary<int, string> _letters;
    private readonly FrozenDictionary<(char, char), string> _pairs;
    private readonly string _seconds;

    // Most code points that are asked for, so that few are searched for.
    private readonly char[] _plane;

    private FoldTable(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        string[] runs = root.GetProperty("runs").GetString()!.Split(' ');
        _kinds = [.. runs.Select(r => r[0])];
        _starts = new int[runs.Length];
        for (var i = 1; i < runs.Length; i++)
        {
            _starts[i] = _starts[i - 1] + (int)Base36(runs[i - 1].AsSpan(1));
        }
        var letters = new Dictionary<int, string>();
        foreach (var plain in root.GetProperty("map").EnumerateObject())
        {
            foreach (var rune in plain.Value.GetString()!.EnumerateRunes())
            {
                letters[rune.Value] = plain.Name;
            }
        }
        foreach (var shift in root.GetProperty("shifts").GetString()!.Split(','))
        {
            long[] parts = [.. shift.Split(' ').Select(n => Base36(n))];
            for (var i = 0; i < parts[1]; i++)
            {
                var from = parts[0] + (i * parts[2]);
                letters[(int)from] = char.ConvertFromUtf32((int)(from + parts[3]));
            }
        }
        _letters = letters.ToFrozenDictionary();
        _pairs = root.GetProperty("pairs").EnumerateObject().ToFrozenDictionary(p => (p.Name[0], p.Name[1]), p => p.Value.GetString()!);
        _seconds = string.Concat(_pairs.Keys.Select(p => p.Item2).Distinct());
        _plane = [.. Enumerable.Range(0, 0x10000).Select(code => _kinds[RunOf(code)])];
        Cyrillic = root.GetProperty("cyrillic").EnumerateObject().ToFrozenDictionary(p => p.Name[0], p => p.Value.GetString()![0]);
    }

    /// <summary>The table the program is built with.</summary>
    public static FoldTable Default => Built.Value;

    /// <summary>Latin letters and digits that stand for Cyrillic ones inside a Cyrillic word.</summary>
    public FrozenDictionary<char, char> Cyrillic { get; }

    /// <summary>True for letters of scripts that write no spaces.</summary>
    public static bool IsJoined(char kind) => kind is 'u' or 'c' or 'm' or 'v' or 'k' or 'e';

    /// <summary>
    /// a separates, l letter, d digit, s silent, j joiner, h hyphen; of scripts without spaces: u a unit of its own, c begins one, m v k belong to the one before, e to the one after.
    /// </summary>
    public char KindOf(int code) => code < _plane.Length ? _plane[code] : _kinds[RunOf(code)];

    /// <summary>What a letter or digit is written as; null when it is as it is.</summary>
    public string? LetterOf(int code, char kind) =>
        kind != 'd' ? _letters.GetValueOrDefault(code) : code is >= '0' and <= '9' ? null : ((code - _starts[RunOf(code)]) % 10).ToString(CultureInfo.InvariantCulture);

    /// <summary>The one character that two are, or null.</summary>
    public string? PairOf(char first, char second) => _seconds.Contains(second) ? _pairs.GetValueOrDefault((first, second)) : null;

    private int RunOf(int code)
    {
        var at = Array.BinarySearch(_starts, code);
        return at >= 0 ? at : ~at - 1;
    }

    private static long Base36(ReadOnlySpan<char> text)
    {
        var (value, negative) = (0L, text[0] == '-');
        foreach (var c in negative ? text[1..] : text)
        {
            value = (value * 36) + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10);
        }
        return negative ? -value : value;
    }
}
