using System.Collections.Immutable;
using NetVips;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>One rendition's bytes.</summary>
internal sealed record RenditionBytes(byte[] Bytes, string Extension, int Width, int Height);

/// <summary>
/// Turns a picture's bytes into renditions that carry nothing but pixels, credit and copyright. The original is decoded once, at twice the size that is
/// needed or less; every rendition is made of the widest one. The same bytes and the same wish give the same files.
/// </summary>
internal static class MakeRenditions
{
    /// <summary>A picture in the body is at most this many times as high as wide.</summary>
    private const int MostTall = 4;

    private static readonly int[] Widths = [320, 640, 1024, 1280];

    static MakeRenditions() => _ = Vips.Gate; // the library is set up before it is first used

    /// <summary>The renditions, by width and then in the order JPEG, WebP, AVIF; or why there are none.</summary>
    /// <param name="original">The file; <see cref="LookAtPicture"/> has let it pass.</param>
    /// <param name="format">What it is.</param>
    /// <param name="wish">How they shall be.</param>
    public static (ImmutableArray<RenditionBytes> Made, MediaRefusal? Wrong) Of(byte[] original, PictureFormat format, PictureWish wish)
    {
        try
        {
            var (loader, width, height) = Header(original);
            if (loader != format.Loader)
            {
                return ([], PictureFormat.Damaged);
            }
            var room = wish.Shape == PictureShape.Lead ? Math.Min(width, height * 16 / 9) : width;
            if (LookAtPicture.IsTooSmall(room, height))
            {
                return ([], LookAtPicture.TooSmall);
            }
            using var widest = Widest(original, width, height, Math.Min(room, Widths[^1]), wish);
            return (All(widest, PictureWords.Of(wish)), null);
        }
        catch (VipsException)
        {
            return ([], PictureFormat.Damaged);
        }
    }

    /// <summary>Which decoder reads it, and its size when it stands upright.</summary>
    internal static (string? Loader, int Width, int Height) Header(byte[] original)
    {
        using var header = Image.NewFromBuffer(original, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        var (width, height) = Upright(header);
        return (header.Get("vips-loader") as string, width, height);
    }

    /// <summary>The whole picture, upright, in sRGB, on white, in memory, its longer side at most so many pixels.</summary>
    internal static Image Upright(byte[] original, int side)
    {
        using var file = new MemoryStream(original, writable: false);
        using var fitted = Image.ThumbnailStream(file, side, height: side, size: Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Error);
        return OnWhite(fitted);
    }

    /// <summary>A lead picture's frame alone, as a JPEG.</summary>
    internal static byte[] Frame(byte[] original, FocalPoint? focus, int most)
    {
        var (_, width, height) = Header(original);
        using var frame = Widest(original, width, height, Math.Min(Math.Min(width, Math.Max(1, height * 16 / 9)), most), new PictureWish(PictureShape.Lead) { Focus = focus });
        return frame.JpegsaveBuffer(q: 80, optimizeCoding: true, keep: Enums.ForeignKeep.None);
    }

    /// <summary>EXIF orientations 5 to 8 are turned by a quarter.</summary>
    private static (int Width, int Height) Upright(Image header) =>
        header.Contains("orientation") && header.Get("orientation") is int and >= 5 ? (header.Height, header.Width) : (header.Width, header.Height);

    // Upright, in sRGB, on white, in memory: every row has been read then, so that a file cut short is found out.
    private static Image Widest(byte[] original, int width, int height, int to, PictureWish wish)
    {
        var frame = Math.Max(1, to * 9 / 16);
        using var file = new MemoryStream(original, writable: false); // a buffer would be copied
        using var fitted = (wish.Shape, wish.Focus) switch
        {
            (PictureShape.Lead, null) => Image.ThumbnailStream(file, to, height: frame, crop: Enums.Interesting.Attention, outputProfile: "srgb", failOn: Enums.FailOn.Error),
            (PictureShape.Lead, { } focus) => Around(focus, file, width, height, to, frame),
            _ => Image.ThumbnailStream(file, to, height: to * MostTall, size: Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Error),
        };
        return OnWhite(fitted);
    }

    private static Image OnWhite(Image fitted)
    {
        using var colours = fitted.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = colours.HasAlpha() ? colours.Flatten(background: [255, 255, 255]) : colours.Copy();
        return opaque.CopyMemory();
    }

    private static Image Around(FocalPoint focus, Stream file, int width, int height, int to, int frame)
    {
        var scale = Math.Max((double)to / width, (double)frame / height);
        var (across, down) = (Math.Max(to, (int)Math.Round(width * scale)), Math.Max(frame, (int)Math.Round(height * scale)));
        using var whole = Image.ThumbnailStream(file, across, height: down, size: Enums.Size.Force, outputProfile: "srgb", failOn: Enums.FailOn.Error);
        using var pixels = whole.CopyMemory();
        return pixels.ExtractArea(From(across, to, focus.X), From(down, frame, focus.Y), to, frame);
    }

    private static int From(int side, int part, int percent) => Math.Clamp((side * Math.Clamp(percent, 0, 100) / 100) - (part / 2), 0, side - part);

    private static ImmutableArray<RenditionBytes> All(Image widest, byte[]? words)
    {
        var made = ImmutableArray.CreateBuilder<RenditionBytes>();
        var coders = PictureCoder.ForAll();
        foreach (var width in WidthsFor(widest.Width))
        {
            FreedMemory.GiveBack();
            var height = Math.Max(1, (int)Math.Round((double)widest.Height * width / widest.Width));
            using var scaled = width == widest.Width ? widest.Copy() : widest.ThumbnailImage(width, height: height, size: Enums.Size.Force);
            using var pixels = scaled.CopyMemory();
            using var said = words is null ? pixels.Copy() : pixels.Mutate(m => m.Set(GValue.BlobType, "xmp-data", words));
            made.AddRange(coders.Select(coder => coder.Code(said, words is null ? Enums.ForeignKeep.None : Enums.ForeignKeep.Xmp)));
        }
        FreedMemory.GiveBack();
        return made.ToImmutable();
    }

    /// <summary>The widths as far as the original goes, and its own where that is noticeably more. Nothing is enlarged.</summary>
    private static IEnumerable<int> WidthsFor(int widest)
    {
        var below = Widths.Where(w => w <= widest).ToArray();
        return below.Length == 0 || widest > below[^1] * 9 / 8 ? below.Append(widest) : below;
    }
}
