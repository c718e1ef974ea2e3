using System.Text;

namespace Skywave.Writing;

/// <summary>What a file says of itself before a pixel is decoded.</summary>
/// <param name="Width">Of the largest picture it declares.</param>
/// <param name="Height">Of the same.</param>
internal readonly record struct Declared(long Width, long Height)
{
    /// <summary>The longest side counted: a header may say anything, and a product must not wrap around.</summary>
    private const long MostSide = 1L << 31;

    public long Pixels => Math.Min(Width, MostSide) * Math.Min(Height, MostSide);

    public Declared Or(long width, long height) => new Declared(width, height) is var other && other.Pixels > Pixels ? other : this;
}

/// <summary>
/// A format that may reach a decoder. Everything is looked at here first, in code of ours: the first bytes, every chunk to the exact end, the pixels
/// declared. What is not on this list reaches no decoder.
/// </summary>
/// <param name="Loader">The only decoder that may read it.</param>
/// <param name="Endings">How such files are named.</param>
/// <param name="Walk">Goes through its chunks; null when they are whole and end with the file.</param>
internal sealed record PictureFormat(string Loader, string[] Endings, PictureFormat.Walker Walk)
{
    private const int MostBrands = 32;

    /// <summary>Looks through a file and says what it declares, or what is wrong.</summary>
    public delegate MediaRefusal? Walker(ReadOnlySpan<byte> file, out Declared declared);

    public static readonly PictureFormat Jpeg = new("jpegload_buffer", [".jpg", ".jpeg", ".jpe", ".jfif"], JpegFile.Walk);
    public static readonly PictureFormat Png = new("pngload_buffer", [".png"], PngFile.Walk);
    public static readonly PictureFormat Gif = new("gifload_buffer", [".gif"], GifFile.Walk);
    public static readonly PictureFormat Webp = new("webpload_buffer", [".webp"], WebpFile.Walk);
    public static readonly PictureFormat Avif = new("heifload_buffer", [".avif"], AvifFile.Walk);

    /// <summary>What the first bytes say, or why that will not do.</summary>
    public static (PictureFormat? Format, MediaRefusal? Wrong) Of(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => (Jpeg, null),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => (Png, null),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => (Gif, null),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => (Webp, null),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => OfBrands(file),
        _ => (null, LooksLikeMarkup(file)
            ? new(MediaCodes.PictureMarkup, "it is SVG or another kind of markup, which can carry script: export it as PNG or JPEG")
            : new(MediaCodes.PictureFormat, "it is not a picture in JPEG, PNG, WebP, GIF or AVIF")),
    };

    /// <summary>ISO 14496-12: a box of type <c>ftyp</c> with a major brand, a version and compatible brands of four bytes.</summary>
    private static (PictureFormat? Format, MediaRefusal? Wrong) OfBrands(ReadOnlySpan<byte> file)
    {
        var length = Math.Min(file.Length, 16 + (4 * MostBrands));
        var brands = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 8; at + 4 <= length; at += 4)
        {
            brands.Add(Encoding.Latin1.GetString(file.Slice(at, 4)));
        }
        if (brands.Overlaps(["heic", "heix", "heim", "heis", "hevc", "hevx"]))
        {
            return (null, new(MediaCodes.PictureHeic, "it is HEIC, as some phones take it, and cannot be read here: save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)"));
        }
        return brands.Contains("avis") ? (null, Animated)
            : brands.Contains("avif") ? (Avif, null)
            : (null, new(MediaCodes.PictureFormat, "it is a film or an unknown kind of picture: save it as JPEG"));
    }

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> file)
    {
        if (file is [0xEF, 0xBB, 0xBF, ..])
        {
            file = file[3..];
        }
        return file.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] or [0xFF, 0xFE, (byte)'<', ..] or [0xFE, 0xFF, 0, (byte)'<', ..] or [0x1F, 0x8B, ..];
    }

    /// <summary>For walkers: it breaks off or does not fit together.</summary>
    public static MediaRefusal Damaged { get; } = new(MediaCodes.PictureDamaged, "it is damaged or cut short");

    /// <summary>For walkers: an editor, not a program, chooses the frame.</summary>
    public static MediaRefusal Animated { get; } = new(MediaCodes.PictureAnimated, "it has several frames: save the one you want as PNG or JPEG");

    /// <summary>For walkers: something follows the end.</summary>
    public static MediaRefusal Trailing { get; } =
        new(MediaCodes.PictureTrailing, "there are bytes after the picture's end (a phone's film or another file hidden behind it): open it and save it anew as JPEG");
}
