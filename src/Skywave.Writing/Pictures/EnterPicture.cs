using System.Collections.Immutable;
using System.Security.Cryptography;
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
    public sealed record Entered(ImmutableArray<Rendition> Renditions) : PictureEntry;

    /// <summary>It was not taken; one clause says why and what to do.</summary>
    public sealed record Refused(string Reason) : PictureEntry;
}

/// <summary>
/// A picture comes in: its renditions are made once, without metadata, and stored under the hash of their own bytes. The original is not kept.
/// </summary>
public static class EnterPicture
{
    /// <summary>The most bytes an original may have.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>Gives the renditions of a picture, making them when this original has not entered in this shape before.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="mediaFolder"><see cref="NewsroomStore.MediaFolder"/>.</param>
    /// <param name="original">The file as it came.</param>
    /// <param name="shape">The frame it is for.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<PictureEntry> EnterAsync(WritingDb db, string mediaFolder, ReadOnlyMemory<byte> original, PictureShape shape, DateTimeOffset now, CancellationToken stop = default)
    {
        if (original.Length > MostBytes)
        {
            return new PictureEntry.Refused($"it is larger than {MostBytes >> 20} MB");
        }
        var (loader, reason) = PictureFormat.Of(original.Span);
        if (loader is null)
        {
            return new PictureEntry.Refused(reason!);
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(original.Span));
        var known = await KnownAsync(db, hash, shape, stop);
        if (!known.IsEmpty && known.All(r => File.Exists(Path.Combine(mediaFolder, FileName(r)))))
        {
            return new PictureEntry.Entered(known);
        }
        var (made, wrong) = MakeRenditions.Of(original.ToArray(), loader, shape);
        if (wrong is not null)
        {
            return new PictureEntry.Refused(wrong);
        }
        var renditions = made.Select(Describe).ToImmutableArray();
        if (!known.IsEmpty && !known.SequenceEqual(renditions))
        {
            return new PictureEntry.Refused("its renditions are missing from media/ and this machine would make other ones: put media/ back from a backup or a mirror");
        }
        for (var i = 0; i < made.Length; i++)
        {
            await WriteOnceAsync(mediaFolder, FileName(renditions[i]), made[i].Jpeg, stop);
        }
        return new PictureEntry.Entered(known.IsEmpty ? await RememberAsync(db, hash, shape, renditions, now, stop) : known);
    }

    private static async Task<ImmutableArray<Rendition>> KnownAsync(WritingDb db, string hash, PictureShape shape, CancellationToken stop)
    {
        var json = await db.Pictures.AsNoTracking().Where(p => p.Original == hash && p.Shape == shape).Select(p => p.Renditions).SingleOrDefaultAsync(stop);
        return json is null ? [] : JsonSerializer.Deserialize(json, PicturesJson.Default.ImmutableArrayRendition);
    }

    /// <summary>Files first, then the row: a row never names a file that is not there. Whoever came first is kept.</summary>
    private static async Task<ImmutableArray<Rendition>> RememberAsync(WritingDb db, string hash, PictureShape shape, ImmutableArray<Rendition> renditions, DateTimeOffset now, CancellationToken stop)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        if (await KnownAsync(db, hash, shape, stop) is { IsEmpty: false } first)
        {
            return first;
        }
        db.Pictures.Add(new PictureRow
        {
            Original = hash,
            Shape = shape,
            Renditions = JsonSerializer.Serialize(renditions, PicturesJson.Default.ImmutableArrayRendition),
            Entered = now.ToUnixTimeSeconds(),
        });
        await unit.SaveAsync(stop);
        return renditions;
    }

    private static Rendition Describe(RenditionBytes bytes) =>
        new(Convert.ToHexStringLower(SHA256.HashData(bytes.Jpeg)), "jpg", bytes.Width, bytes.Height, bytes.Jpeg.Length);

    private static string FileName(Rendition rendition) => $"{rendition.Hash}.{rendition.Extension}";

    /// <summary>Whole or not at all: written beside, flushed to the disk, then renamed. Two writers of one name write the same bytes.</summary>
    private static async Task WriteOnceAsync(string folder, string name, byte[] bytes, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{name}.{Path.GetRandomFileName()}.new");
        try
        {
            await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(bytes, stop);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, Path.Combine(folder, name), overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}

/// <summary>Generated JSON for the renditions in the table of pictures.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImmutableArray<Rendition>))]
internal sealed partial class PicturesJson : JsonSerializerContext;
