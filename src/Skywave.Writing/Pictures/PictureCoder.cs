using NetVips;

namespace Skywave.Writing;

/// <summary>
/// One format's settings: the first quality whose file is small enough is taken, the last one in any case. What is wider than a phone starts from the
/// quality that the phone's size came to, since it is the same picture.
/// </summary>
/// <param name="extension">Of its files.</param>
/// <param name="qualities">From the best down.</param>
/// <param name="budget">Bytes that 640x360 should stay under; others in proportion.</param>
/// <param name="save">Makes the bytes.</param>
internal sealed class PictureCoder(string extension, int[] qualities, int budget, Func<Image, int, Enums.ForeignKeep, byte[]> save)
{
    private const int PhoneWidth = 640;
    private const int PhonePixels = PhoneWidth * 360;

    /// <summary>What a file costs before its first pixel.</summary>
    private const int Head = 4_000;

    private int _phone;

    /// <summary>
    /// The formats with fresh memories. A page with its 640x360 lead must stay under 35 KB whatever the browser takes, so no budget is over 26,000 bytes.
    /// Effort 2 makes AVIFs a tenth larger than effort 4 in a fifth of the time.
    /// </summary>
    public static PictureCoder[] ForAll() =>
    [
        new("jpg", [82, 74, 66, 58, 50, 42, 34, 26], 26_000, (image, q, keep) => image.JpegsaveBuffer(q: q, optimizeCoding: true, interlace: true, keep: keep)),
        new("webp", [72, 60, 48, 36], 24_000, (image, q, keep) => image.WebpsaveBuffer(q: q, effort: 4, keep: keep)),
        new("avif", [52, 44, 36, 28], 20_000, (image, q, keep) => image.HeifsaveBuffer(q: q, effort: 2, compression: Enums.ForeignHeifCompression.Av1, keep: keep)),
    ];

    /// <summary>Codes one size; sizes come in ascending width.</summary>
    public RenditionBytes Code(Image pixels, Enums.ForeignKeep keep)
    {
        var most = Head + ((long)pixels.Width * pixels.Height * (budget - Head) / PhonePixels);
        var at = pixels.Width > PhoneWidth ? _phone : 0;
        var bytes = save(pixels, qualities[at], keep);
        while (bytes.Length > most && at + 1 < qualities.Length)
        {
            bytes = save(pixels, qualities[++at], keep);
        }
        _phone = pixels.Width == PhoneWidth ? at : _phone;
        return new RenditionBytes(bytes, extension, pixels.Width, pixels.Height);
    }
}
