using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A file of a moved newsroom's media folder is looked at before it is taken as it is: it was made by a newsroom's program, or it says so.</summary>
public static class LookAtMoved
{
    /// <summary>The most bytes such a file may have.</summary>
    public const int MostBytes = EnterMedia.MostBytes;

    /// <summary>Why a file cannot be taken, or null: its bytes have the name's hash, are whole, and of the kind that the name says.</summary>
    /// <param name="path"><c>media/&lt;hash&gt;.&lt;ext&gt;</c>.</param>
    /// <param name="bytes">The file.</param>
    public static string? Reason(string path, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!MediaNames.Is(path))
        {
            return "it is not named by the SHA-256 of its bytes and a known ending";
        }
        if (ImmutableFile.NameOf(bytes.Span) != Path.GetFileNameWithoutExtension(path))
        {
            return "its bytes are not those its name says: put back the file that was exported";
        }
        var ending = Path.GetExtension(path);
        return ending switch
        {
            ".jpg" or ".webp" or ".avif" => LookAtPicture.At(bytes.Span, ending).Wrong?.ToString(),
            ".vtt" => WebVtt.Clean(bytes.Span) is var (clean, wrong) && clean is not null ? Same(clean, bytes) : wrong!.ToString(),
            _ => Recording(bytes, ending),
        };
    }

    private static string? Recording(ReadOnlyMemory<byte> bytes, string ending)
    {
        var clean = CleanRecording.Of(bytes.Span);
        return clean.Bytes is null ? clean.Wrong!.ToString() : "." + clean.Extension != ending ? $"its content is that of .{clean.Extension}: name it so" : Same(clean.Bytes, bytes);
    }

    private static string? Same(ReadOnlySpan<byte> clean, ReadOnlyMemory<byte> bytes) =>
        clean.SequenceEqual(bytes.Span) ? null : "it was not made by Skywave, which leaves out whatever says where, when and with what it was made: import it with its story as news from elsewhere";
}
