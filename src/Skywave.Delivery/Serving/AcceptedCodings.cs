using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Skywave.Delivery;

/// <summary>The codings a client takes (RFC 9110, section 12.5.3), of those we have.</summary>
/// <param name="Brotli">Its weight, 0 to 1000.</param>
/// <param name="Gzip">Its weight.</param>
/// <param name="Dictionary">The weight of <c>dcz</c>: zstd with a dictionary (RFC 9842).</param>
/// <param name="Plain">The weight of no coding; <see cref="Unsaid"/> when it was not named.</param>
internal readonly record struct AcceptedCodings(int Brotli, int Gzip, int Dictionary, int Plain)
{
    private const int Unsaid = -1;

    /// <summary>Reads the header's values. What is not in its form counts as not said.</summary>
    public static AcceptedCodings Read(StringValues header)
    {
        var codings = new AcceptedCodings(Unsaid, Unsaid, 0, Unsaid);
        var others = Unsaid;
        foreach (var value in header)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                codings = codings.With(value.AsSpan(range), ref others);
            }
        }
        return codings with { Brotli = Said(codings.Brotli, others), Gzip = Said(codings.Gzip, others), Plain = codings.Plain == Unsaid ? others : codings.Plain };
    }

    private static int Said(int weight, int others) => weight != Unsaid ? weight : Math.Max(others, 0);

    /// <summary>True when no coding is what is asked for: named with a greater weight than both, or nothing else is taken.</summary>
    public bool PrefersPlain => Plain > Math.Max(Brotli, Gzip) || (Brotli == 0 && Gzip == 0);

    private AcceptedCodings With(ReadOnlySpan<char> part, ref int others)
    {
        var end = part.IndexOf(';');
        var weight = end < 0 ? 1000 : Weight(part[(end + 1)..]);
        var name = (end < 0 ? part : part[..end]).Trim();
        if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
        {
            return this with { Brotli = weight };
        }
        if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
        {
            return this with { Gzip = weight };
        }
        if (name.Equals("dcz", StringComparison.OrdinalIgnoreCase))
        {
            return this with { Dictionary = weight };
        }
        if (name.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return this with { Plain = weight };
        }
        others = name is "*" ? weight : others;
        return this;
    }

    // "q=0.8", with white space around. A weight that is none counts as not taken.
    private static int Weight(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.StartsWith("q=", StringComparison.OrdinalIgnoreCase) && decimal.TryParse(text[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) && q is >= 0 and <= 1
            ? (int)(q * 1000)
            : 0;
    }
}
