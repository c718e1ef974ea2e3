namespace Skywave.Delivery;

/// <summary>
/// The sizes a page may have on the wire (docs/900-design.md, section 15): few, fixed, the budgets among them, so that a size names many pages. Some pages, drawn by their own hash, go
/// up a class or two, so that the longest of a thousand do not stand alone in theirs.
/// </summary>
public sealed class SizeClasses
{
    /// <summary>How many of 256 pages go up to each of <see cref="_crowded"/>.</summary>
    private const int Drawn = 9;

    /// <summary>From here on the classes are multiples of this; below, of an eighth of the power of two under them.</summary>
    private const int WidestStep = 32_768;

    private static readonly int[] Small = [2_560, 3_072, 3_584, 4_096, 4_608, 5_120, 5_632, 6_144, 6_656, 7_168, 8_192, 9_728, 11_264, 12_288, 14_336, 15_360, 16_384];

    private readonly int _least;
    private readonly int[] _crowded;

    private SizeClasses(int least, params int[] crowded) => (_least, _crowded) = (least, crowded);

    /// <summary>Those of brotli.</summary>
    public static SizeClasses Brotli { get; } = new(5_632, 6_656, 7_168, 8_192);

    /// <summary>Those of gzip: everything is an eighth longer.</summary>
    public static SizeClasses Gzip { get; } = new(6_144, 7_168, 8_192, 9_728);

    /// <summary>Those of zstd with a desk's dictionary.</summary>
    public static SizeClasses Dictionary { get; } = new(2_560, 3_072, 3_584, 4_096);

    /// <summary>The class of a page.</summary>
    /// <param name="length">How long it is before padding.</param>
    /// <param name="lot">A byte of its own hash.</param>
    public int Of(int length, byte lot)
    {
        var drawn = lot / Drawn;
        return Above(Math.Max(Math.Max(length, _least), drawn < _crowded.Length ? _crowded[drawn] : 0));
    }

    private static int Above(int length)
    {
        foreach (var size in Small)
        {
            if (length <= size)
            {
                return size;
            }
        }
        var step = Math.Min((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length) / 16, WidestStep);
        return checked((length + step - 1) / step * step);
    }
}
