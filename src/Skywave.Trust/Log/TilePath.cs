using System.Globalization;
using System.Text;

namespace Skywave.Trust.Log;

/// <summary>Where tiles and entry bundles of a C2SP tlog-tiles log stand, relative to the log's folder.</summary>
public static class TilePath
{
    /// <summary>Hashes in a full tile and entries in a full bundle.</summary>
    public const int Width = 256;

    /// <summary>The path of the tile at a level and index: <c>tile/0/x001/234</c>, or <c>tile/0/x001/234.p/17</c> when it has fewer than 256 hashes.</summary>
    public static string Tile(int level, long index, int width = Width) =>
        $"tile/{level.ToString(CultureInfo.InvariantCulture)}/{Number(index)}{Partial(width)}";

    /// <summary>The path of an entry bundle: <c>tile/entries/x001/234</c>, or with <c>.p/17</c> when it has fewer than 256 entries.</summary>
    public static string Entries(long index, int width = Width) => $"tile/entries/{Number(index)}{Partial(width)}";

    /// <summary>The bundles that hold the entries from an index up to the size: a mirror that has <paramref name="from"/> entries fetches these.</summary>
    public static IEnumerable<BundlePlace> Bundles(long from, long size)
    {
        for (var n = from / Width; n * Width < size; n++)
        {
            var width = (int)Math.Min(Width, size - n * Width);
            yield return new(Entries(n, width), n * Width, width);
        }
    }

    /// <summary>The partial tiles and the partial bundle in which a log of that size ends.</summary>
    public static IEnumerable<string> Partials(long size)
    {
        if (size % Width > 0)
        {
            yield return Entries(size / Width, (int)(size % Width));
        }
        for (var level = 0; size > 0; level++, size /= Width)
        {
            if (size % Width > 0)
            {
                yield return Tile(level, size / Width, (int)(size % Width));
            }
        }
    }

    private static string Partial(int width) => width == Width ? "" : ".p/" + width.ToString(CultureInfo.InvariantCulture);

    private static string Number(long index)
    {
        var text = new StringBuilder((index % 1000).ToString("D3", CultureInfo.InvariantCulture));
        for (index /= 1000; index > 0; index /= 1000)
        {
            text.Insert(0, $"x{(index % 1000).ToString("D3", CultureInfo.InvariantCulture)}/");
        }
        return text.ToString();
    }
}

/// <summary>One entry bundle of a tree.</summary>
/// <param name="Path">Relative to the log's folder.</param>
/// <param name="First">Index of its first entry in the log.</param>
/// <param name="Width">How many entries it holds, 1 to 256.</param>
public sealed record BundlePlace(string Path, long First, int Width);
