using System.Text;

namespace Skywave.Writing;

/// <summary>What the first bytes of a file say that it is. Only these few formats ever reach a decoder.</summary>
internal static class PictureFormat
{
    private const int MostBrands = 32;

    /// <summary>The decoder to use, or why there is none.</summary>
    public static (string? Loader, string? Reason) Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ("jpegload_buffer", null),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ("pngload_buffer", null),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ("gifload_buffer", null),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ("webpload_buffer", null),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => OfBrands(bytes),
        _ => (null, LooksLikeMarkup(bytes)
            ? "it is SVG or another kind of markup, which can carry script: export it as PNG or JPEG"
            : "it is not a picture in JPEG, PNG, WebP, GIF or AVIF"),
    };

    /// <summary>ISO 14496-12: a box of type <c>ftyp</c> with a major brand, a version and compatible brands of four bytes.</summary>
    private static (string? Loader, string? Reason) OfBrands(ReadOnlySpan<byte> bytes)
    {
        var length = Math.Min(bytes.Length, 16 + (4 * MostBrands));
        var brands = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 8; at + 4 <= length; at += 4)
        {
            brands.Add(Encoding.Latin1.GetString(bytes.Slice(at, 4)));
        }
        if (brands.Overlaps(["heic", "heix", "heim", "heis", "hevc", "hevx"]))
        {
            return (null, "it is HEIC, as some phones take it, and cannot be read here: save it as JPEG");
        }
        return brands.Overlaps(["avif", "avis"]) ? ("heifload_buffer", null) : (null, "it is a film or an unknown kind of picture: save it as JPEG");
    }

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }
        return bytes.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] or [0xFF, 0xFE, (byte)'<', ..] or [0xFE, 0xFF, 0, (byte)'<', ..] or [0x1F, 0x8B, ..];
    }
}
