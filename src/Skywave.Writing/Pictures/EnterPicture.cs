using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What became of a picture that came in.</summary>
public abstract record PictureEntry
{
    private PictureEntry()
    {
    }

    /// <summary>Its renditions stand in the media folder.</summary>
    /// <param name="All">Every one that was made.</param>
    /// <param name="Renditions">The JPEGs an article carries: <see cref="Picture.Renditions"/>.</param>
    /// <param name="Lighter">The AVIFs and WebPs an article carries: <see cref="Picture.Lighter"/>; default where there are none.</param>
    public sealed record Entered(ImmutableArray<Rendition> All, ImmutableArray<Rendition> Renditions, ImmutableArray<Rendition> Lighter) : PictureEntry
    {
        /// <summary>The picture with its renditions.</summary>
        public Picture In(Picture picture) => picture with { Renditions = Renditions, Lighter = Lighter };
    }

    /// <summary>It was not taken.</summary>
    public sealed record Refused(MediaRefusal Why) : PictureEntry;
}

/// <summary>
/// A picture comes in: its renditions are made once and stored under the hash of their own bytes. The original is not kept.
/// </summary>
public static class EnterPicture
{
    /// <summary>The most bytes an original may have.</summary>
    public const int MostBytes = LookAtPicture.MostBytes;

    /// <summary>Gives the renditions of a picture, making them when this original has not entered with this wish before.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="mediaFolder"><see cref="NewsroomStore.MediaFolder"/>.</param>
    /// <param name="original">The file as it came.</param>
    /// <param name="wish">The frame it is for, and what is written into its files.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<PictureEntry> EnterAsync(WritingDb db, string mediaFolder, ReadOnlyMemory<byte> original, PictureWish wish, DateTimeOffset now, CancellationToken stop = default)
    {
        var (format, wrong) = LookAtPicture.At(original.Span, wish.Ending);
        if (format is null)
        {
            return new PictureEntry.Refused(wrong!);
        }
        var hash = ImmutableFile.NameOf(original.Span);
        var known = await KnownAsync(db, hash, wish, stop);
        if (!known.IsEmpty && known.All(r => File.Exists(Path.Combine(mediaFolder, FileName(r)))))
        {
            return Entered(known, wish);
        }
        var (made, refused) = await MakeAsync(original, format, wish, stop);
        if (refused is not null)
        {
            return new PictureEntry.Refused(refused);
        }
        var renditions = made.Select(Describe).ToImmutableArray();
        if (!known.IsEmpty && !known.SequenceEqual(renditions))
        {
            return new PictureEntry.Refused(new(MediaCodes.PictureLost, "its renditions are missing from media/ and this machine would make other ones: put media/ back from a backup or a mirror"));
        }
        for (var i = 0; i < made.Length; i++)
        {
            await ImmutableFile.WriteAsync(mediaFolder, FileName(renditions[i]), made[i].Bytes, stop);
        }
        return Entered(known.IsEmpty ? await RememberAsync(db, hash, wish, renditions, now, stop) : known, wish);
    }

    /// <summary>The renditions that were made together with one of them, or null when none of that name ever was.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="path">A JPEG, <c>media/&lt;hash&gt;.jpg</c>.</param>
    /// <param name="shape">The frame it was made for.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<PictureEntry.Entered?> FindAsync(WritingDb db, string path, PictureShape shape, CancellationToken stop = default)
    {
        var (hash, frame) = (Path.GetFileNameWithoutExtension(path), shape.ToString());
        // Looks at every picture there is: for what entered and stands in no revision yet (FindEntered looks there first).
        var rows = await db.Pictures.AsNoTracking().Where(p => p.Renditions.Contains(hash) && p.Shape.StartsWith(frame)).OrderBy(p => p.Original).ThenBy(p => p.Shape).ToListAsync(stop);
        return rows.Select(row => Entered(JsonSerializer.Deserialize(row.Renditions, PicturesJson.Default.ImmutableArrayRendition), new PictureWish(shape)))
            .FirstOrDefault(entered => entered.Renditions.Any(r => r.Path == path));
    }

    private static async Task<(ImmutableArray<RenditionBytes> Made, MediaRefusal? Wrong)> MakeAsync(ReadOnlyMemory<byte> original, PictureFormat format, PictureWish wish, CancellationToken stop)
    {
        await Vips.Gate.WaitAsync(stop);
        try
        {
            return MakeRenditions.Of(original.ToArray(), format, wish);
        }
        finally
        {
            Vips.Gate.Release();
        }
    }

    // What entered when only JPEGs were made has no lighter ones, and keeps to that: the original is gone.
    private static PictureEntry.Entered Entered(ImmutableArray<Rendition> all, PictureWish wish) =>
        all.All(r => r.Extension == "jpg") ? new(all, all, default) : new(all, NamedRenditions.Jpegs(all), NamedRenditions.Lighter(all, wish.Shape));

    private static async Task<ImmutableArray<Rendition>> KnownAsync(WritingDb db, string hash, PictureWish wish, CancellationToken stop)
    {
        var (key, first) = (wish.Key, wish.Shape.ToString()); // rows of the first version are named by the shape alone
        var rows = await db.Pictures.AsNoTracking().Where(p => p.Original == hash && (p.Shape == key || p.Shape == first)).ToListAsync(stop);
        var row = rows.Find(p => p.Shape == key) ?? (wish.Focus is null ? rows.FirstOrDefault() : null);
        return row is null ? [] : JsonSerializer.Deserialize(row.Renditions, PicturesJson.Default.ImmutableArrayRendition);
    }

    /// <summary>Files first, then the row: a row never names a file that is not there. Whoever came first is kept.</summary>
    private static async Task<ImmutableArray<Rendition>> RememberAsync(WritingDb db, string hash, PictureWish wish, ImmutableArray<Rendition> renditions, DateTimeOffset now, CancellationToken stop)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        if (await KnownAsync(db, hash, wish, stop) is { IsEmpty: false } first)
        {
            return first;
        }
        db.Pictures.Add(new PictureRow
        {
            Original = hash,
            Shape = wish.Key,
            Renditions = JsonSerializer.Serialize(renditions, PicturesJson.Default.ImmutableArrayRendition),
            Entered = now.ToUnixTimeSeconds(),
        });
        await unit.SaveAsync(stop);
        return renditions;
    }

    private static Rendition Describe(RenditionBytes made) => new(ImmutableFile.NameOf(made.Bytes), made.Extension, made.Width, made.Height, made.Bytes.Length);

    private static string FileName(Rendition rendition) => $"{rendition.Hash}.{rendition.Extension}";
}

/// <summary>Generated JSON for the renditions in the table of pictures.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImmutableArray<Rendition>))]
internal sealed partial class PicturesJson : JsonSerializerContext;
