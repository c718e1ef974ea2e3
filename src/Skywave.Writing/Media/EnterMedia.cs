using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What became of a recording that came in.</summary>
public abstract record MediaEntry
{
    private MediaEntry()
    {
    }

    /// <summary>Its file stands in the media folder.</summary>
    public sealed record Entered(MediaFile File, MediaKind Kind) : MediaEntry;

    /// <summary>It was not taken.</summary>
    public sealed record Refused(MediaRefusal Why) : MediaEntry;
}

/// <summary>
/// Sound and film come in, and captions: cleaned of whatever says where, when and with what they were made, and stored under the hash of what is
/// left. They are not coded anew, so the same file always gives the same bytes.
/// </summary>
public static class EnterMedia
{
    /// <summary>The most bytes a recording may have.</summary>
    public const int MostBytes = CleanRecording.MostBytes;

    /// <summary>Takes a recording.</summary>
    /// <param name="mediaFolder"><see cref="NewsroomStore.MediaFolder"/>.</param>
    /// <param name="original">The file as it came.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<MediaEntry> EnterAsync(string mediaFolder, ReadOnlyMemory<byte> original, CancellationToken stop = default)
    {
        var clean = CleanRecording.Of(original.Span);
        if (clean.Bytes is not { } bytes)
        {
            return new MediaEntry.Refused(clean.Wrong!);
        }
        var file = new MediaFile(ImmutableFile.NameOf(bytes), clean.Extension, bytes.Length, (int)Math.Round(clean.Seconds));
        await ImmutableFile.WriteAsync(mediaFolder, $"{file.Hash}.{file.Extension}", bytes, stop);
        return new MediaEntry.Entered(file, clean.Kind);
    }

    /// <summary>A recording that stands in the media folder, or null. Cleaning it again gives the same bytes, or it is none of ours.</summary>
    /// <param name="mediaFolder"><see cref="NewsroomStore.MediaFolder"/>.</param>
    /// <param name="path"><c>media/&lt;hash&gt;.&lt;ext&gt;</c>.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<MediaEntry.Entered?> FindAsync(string mediaFolder, string path, CancellationToken stop = default)
    {
        var file = new FileInfo(Path.Combine(mediaFolder, Path.GetFileName(path)));
        if (!file.Exists || file.Length > MostBytes)
        {
            return null;
        }
        var bytes = await File.ReadAllBytesAsync(file.FullName, stop);
        var clean = CleanRecording.Of(bytes);
        var found = clean.Bytes is null ? null : new MediaFile(ImmutableFile.NameOf(clean.Bytes), clean.Extension, clean.Bytes.Length, (int)Math.Round(clean.Seconds));
        return found?.Path == path ? new MediaEntry.Entered(found, clean.Kind) : null;
    }

    /// <summary>Takes captions; gives the hash that names them, or why not.</summary>
    /// <param name="mediaFolder"><see cref="NewsroomStore.MediaFolder"/>.</param>
    /// <param name="original">The file as it came.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<(string? Hash, MediaRefusal? Wrong)> EnterCaptionsAsync(string mediaFolder, ReadOnlyMemory<byte> original, CancellationToken stop = default)
    {
        var (clean, wrong) = WebVtt.Clean(original.Span);
        if (clean is null)
        {
            return (null, wrong);
        }
        var hash = ImmutableFile.NameOf(clean);
        await ImmutableFile.WriteAsync(mediaFolder, hash + ".vtt", clean, stop);
        return (hash, null);
    }
}
