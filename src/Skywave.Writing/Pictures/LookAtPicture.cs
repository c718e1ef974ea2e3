namespace Skywave.Writing;

/// <summary>Everything that is decided about a picture's bytes before a decoder sees them. Bytes in, a format or a reason out; never an exception.</summary>
internal static class LookAtPicture
{
    /// <summary>The most bytes an original may have.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>A decoder that cannot shrink while it loads needs some five bytes for each: 250 MB.</summary>
    private const long MostPixels = 50_000_000;

    private const int LeastSide = 16;

    /// <summary>The format whose decoder may read it, or why none may.</summary>
    /// <param name="file">The file as it came.</param>
    /// <param name="ending">How its name ends, with the dot; null or empty: it has none to be held to.</param>
    public static (PictureFormat? Format, MediaRefusal? Wrong) At(ReadOnlySpan<byte> file, string? ending = null)
    {
        if (file.Length > MostBytes)
        {
            return (null, new(MediaCodes.PictureTooBig, $"it is larger than {MostBytes >> 20} MB"));
        }
        var (format, wrong) = PictureFormat.Of(file);
        wrong ??= !string.IsNullOrEmpty(ending) && !format!.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase)
            ? new(MediaCodes.PictureName, $"its name ends in {ending} and its content is that of {format.Endings[0]}: find out what it is, and name it so")
            : null;
        wrong ??= Size(format!.Walk(file, out var declared), declared);
        wrong ??= ForeignContent.In(file) is { } foreign
            ? new(MediaCodes.PictureForeign, $"there is {foreign} inside: open it and save it anew as JPEG")
            : null;
        return wrong is null ? (format, null) : (null, wrong);
    }

    // What is too large is said even where the rest is damaged as well: a bomb's header is all there is of it.
    private static MediaRefusal? Size(MediaRefusal? wrong, Declared declared) =>
        declared.Pixels > MostPixels
            ? new(MediaCodes.PictureTooManyPixels, $"it has {declared.Width}x{declared.Height} pixels; {MostPixels / 1_000_000} million are the most")
        : wrong ?? (IsTooSmall(declared.Width, declared.Height) ? TooSmall : null);

    public static MediaRefusal TooSmall { get; } = new(MediaCodes.PictureTooSmall, $"it is smaller than {LeastSide} pixels a side");

    /// <summary>Whether a side is too short to show anything.</summary>
    public static bool IsTooSmall(long width, long height) => Math.Min(width, height) < LeastSide;
}
