using System.Collections.Immutable;
using NetVips;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What became of a picture that was to be cleaned.</summary>
public abstract record PictureCleaned
{
    private PictureCleaned()
    {
    }

    /// <summary>Its working copy stands in the folder.</summary>
    /// <param name="Hash">Names it: <c>&lt;hash&gt;.jpg</c>.</param>
    /// <param name="Width">Pixels of the working copy.</param>
    /// <param name="Height">Pixels of the working copy.</param>
    /// <param name="Removed">What the file said beside its pixels; the working copy says nothing.</param>
    public sealed record Clean(string Hash, int Width, int Height, ImmutableArray<MetadataKind> Removed) : PictureCleaned;

    /// <summary>It was not taken.</summary>
    public sealed record Refused(MediaRefusal Why) : PictureCleaned;
}

/// <summary>
/// A working copy of a picture for whoever works with it before it is published (docs/045-office.md, "Pictures"): upright, sRGB, on white, nothing but pixels. What is published is made of it
/// like of any picture that comes in; the file that came is not kept.
/// </summary>
public static class CleanPicture
{
    /// <summary>How wide the small copy is, <c>&lt;hash&gt;-small.jpg</c>.</summary>
    public const int SmallWidth = 320;

    /// <summary>Pixels of its longer side: twice what the widest rendition needs.</summary>
    private const int Side = 2560;

    private const int FrameWidth = 640;

    /// <summary>Makes the working copy and the small one.</summary>
    /// <param name="folder">Where they go.</param>
    /// <param name="original">The file as it came.</param>
    /// <param name="ending">How its name ends, with the dot; null or empty where it has none.</param>
    /// <param name="stop">Stops the waiting.</param>
    public static async Task<PictureCleaned> TakeAsync(string folder, ReadOnlyMemory<byte> original, string? ending, CancellationToken stop = default)
    {
        var (format, wrong) = LookAtPicture.At(original.Span, ending);
        if (format is null)
        {
            return new PictureCleaned.Refused(wrong!);
        }
        var (copy, small, removed) = await GatedAsync(() => Make(original.ToArray(), format), stop);
        if (copy is null)
        {
            return new PictureCleaned.Refused(PictureFormat.Damaged);
        }
        var hash = ImmutableFile.NameOf(copy.Bytes);
        await ImmutableFile.WriteAsync(folder, SmallOf(hash), small!, stop);
        await ImmutableFile.WriteAsync(folder, FileOf(hash), copy.Bytes, stop);
        return new PictureCleaned.Clean(hash, copy.Width, copy.Height, removed);
    }

    /// <summary>The 16:9 frame that a working copy would lead with, 640 pixels wide, made as the published one is; null when there is no such copy.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="hash">Its name.</param>
    /// <param name="focus">What must stay in the frame; null: where the eye goes.</param>
    /// <param name="stop">Stops the waiting.</param>
    public static async Task<byte[]?> FrameAsync(string folder, string hash, FocalPoint? focus, CancellationToken stop = default)
    {
        var file = Path.Combine(folder, FileOf(hash));
        if (!File.Exists(file))
        {
            return null;
        }
        var copy = await File.ReadAllBytesAsync(file, stop);
        return await GatedAsync(() => MakeRenditions.Frame(copy, focus, FrameWidth), stop);
    }

    /// <summary>The small copy of a working copy, with how large that one is and whether it has nothing but pixels; null where it is damaged or none of ours by its size.</summary>
    internal static Task<SmallCopy?> SmallAsync(byte[] copy, CancellationToken stop) => GatedAsync(() => Small(copy), stop);

    /// <summary>A working copy's file.</summary>
    public static string FileOf(string hash) => $"{hash}.jpg";

    /// <summary>The small one's.</summary>
    public static string SmallOf(string hash) => $"{hash}-small.jpg";

    private static async Task<T> GatedAsync<T>(Func<T> work, CancellationToken stop)
    {
        await Vips.Gate.WaitAsync(stop);
        try
        {
            return work();
        }
        finally
        {
            Vips.Gate.Release();
            FreedMemory.GiveBack();
        }
    }

    private static (RenditionBytes? Copy, byte[]? Small, ImmutableArray<MetadataKind> Removed) Make(byte[] original, PictureFormat format)
    {
        try
        {
            var (loader, width, height) = MakeRenditions.Header(original);
            if (loader != format.Loader || LookAtPicture.IsTooSmall(width, height))
            {
                return (null, null, []);
            }
            using var pixels = MakeRenditions.Upright(original, Side);
            var copy = pixels.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off, optimizeCoding: true, keep: Enums.ForeignKeep.None);
            return (new(copy, "jpg", pixels.Width, pixels.Height), Small(pixels), PictureMetadata.Of(original));
        }
        catch (VipsException)
        {
            return (null, null, []);
        }
    }

    private static byte[] Small(Image pixels)
    {
        using var small = pixels.ThumbnailImage(SmallWidth, height: SmallWidth, size: Enums.Size.Down);
        return small.JpegsaveBuffer(q: 70, optimizeCoding: true, keep: Enums.ForeignKeep.None);
    }

    // Every row is read, so that a file cut short is found out.
    private static SmallCopy? Small(byte[] copy)
    {
        try
        {
            var (loader, width, height) = MakeRenditions.Header(copy);
            if (loader != PictureFormat.Jpeg.Loader || Math.Max(width, height) > Side)
            {
                return null;
            }
            using var pixels = MakeRenditions.Upright(copy, Side);
            return new SmallCopy(Small(pixels), width, height, PictureMetadata.Of(copy).IsEmpty);
        }
        catch (VipsException)
        {
            return null;
        }
    }
}

/// <summary>What was made of a working copy.</summary>
/// <param name="Bytes">The small copy.</param>
/// <param name="Width">Pixels of the working copy.</param>
/// <param name="Height">Pixels of the working copy.</param>
/// <param name="IsBare">The working copy has nothing but pixels.</param>
internal sealed record SmallCopy(byte[] Bytes, int Width, int Height, bool IsBare);
