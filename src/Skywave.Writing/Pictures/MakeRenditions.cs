using System.Collections.Immutable;
using NetVips;

namespace Skywave.Writing;

/// <summary>The frame a picture is shown in.</summary>
public enum PictureShape
{
    /// <summary>The 16:9 picture at the top, cut where the eye goes.</summary>
    Lead,

    /// <summary>A picture in the body, whole.</summary>
    Body,
}

/// <summary>One rendition's bytes.</summary>
internal sealed record RenditionBytes(byte[] Jpeg, int Width, int Height);

/// <summary>
/// Turns a picture's bytes into progressive JPEGs without any metadata. The caller has looked at the first bytes; this looks at the header
/// before a pixel is decoded.
/// </summary>
internal static class MakeRenditions
{
    private const long MostPixels = 100_000_000;
    private const int LeastSide = 16;

    /// <summary>A picture in the body is at most this many times as high as wide.</summary>
    private const int MostTall = 4;

    private static readonly int[] Widths = [320, 640];

    /// <summary>The first quality whose file is small enough is taken; the last one in any case.</summary>
    private static readonly int[] Qualities = [82, 74, 66, 58, 50, 42, 34, 26];

    static MakeRenditions()
    {
        NetVips.NetVips.Concurrency = 2;
        Cache.Max = 0; // a decoded picture does not outlive its use
        _ = Log.SetLogHandler("VIPS", Enums.LogLevelFlags.All, Quiet);
    }

    /// <summary>Kept here so that it lives as long as the library may call it. What a damaged picture makes it say, the refusal says.</summary>
    private static readonly Log.LogDelegate Quiet = (_, _, _) => { };

    /// <summary>The renditions in ascending width, or why there are none.</summary>
    /// <param name="original">The file.</param>
    /// <param name="loader">The only decoder that may read it.</param>
    /// <param name="shape">The frame.</param>
    public static (ImmutableArray<RenditionBytes> Made, string? Reason) Of(byte[] original, string loader, PictureShape shape)
    {
        try
        {
            using var header = Image.NewFromBuffer(original, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
            if (header.Get("vips-loader") as string != loader)
            {
                return ([], "its content is not what its first bytes say");
            }
            if ((long)header.Width * header.Height > MostPixels)
            {
                return ([], $"it has {header.Width}x{header.Height} pixels; {MostPixels / 1_000_000} million are the most");
            }
            var (width, height) = Upright(header);
            var room = shape == PictureShape.Lead ? Math.Min(width, height * 16 / 9) : Math.Min(width, height * MostTall);
            if (Math.Min(room, height) < LeastSide)
            {
                return ([], $"it is smaller than {LeastSide} pixels a side");
            }
            _ = header.Avg(); // reads every pixel: shrinking while loading skips some, and would take a file that is cut short
            return ([.. WidthsFor(room).Select(w => Make(original, w, shape))], null);
        }
        catch (VipsException)
        {
            return ([], "it is damaged or cut short");
        }
    }

    /// <summary>320 and 640 as far as the original goes; its own width where it ends between or below. Nothing is enlarged.</summary>
    private static IEnumerable<int> WidthsFor(int room) => Widths.Where(w => w <= room).Append(Math.Min(room, Widths[^1])).Distinct();

    /// <summary>EXIF orientations 5 to 8 are turned by a quarter.</summary>
    private static (int Width, int Height) Upright(Image header) =>
        header.Contains("orientation") && header.Get("orientation") is int and >= 5 ? (header.Height, header.Width) : (header.Width, header.Height);

    private static RenditionBytes Make(byte[] original, int width, PictureShape shape)
    {
        using var fitted = shape == PictureShape.Lead
            ? Image.ThumbnailBuffer(original, width, height: Math.Max(1, width * 9 / 16), crop: Enums.Interesting.Attention, outputProfile: "srgb", failOn: Enums.FailOn.Error)
            : Image.ThumbnailBuffer(original, width, height: width * MostTall, size: Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Error);
        using var colours = fitted.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = colours.HasAlpha() ? colours.Flatten(background: [255, 255, 255]) : colours.Copy();
        using var pixels = opaque.CopyMemory();
        byte[] jpeg = [];
        foreach (var quality in Qualities)
        {
            jpeg = pixels.JpegsaveBuffer(q: quality, optimizeCoding: true, interlace: true, keep: Enums.ForeignKeep.None);
            if (jpeg.Length <= Budget(pixels))
            {
                break;
            }
        }
        return new RenditionBytes(jpeg, pixels.Width, pixels.Height);
    }

    /// <summary>Bytes a rendition should stay under: 26,000 for 640x360, so that a page with its picture fits into 35 KB; in proportion for others.</summary>
    private static long Budget(Image pixels) => 4_000 + ((long)pixels.Width * pixels.Height * 22_000 / (640 * 360));
}
