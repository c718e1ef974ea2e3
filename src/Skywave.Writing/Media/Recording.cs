using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A recording's file with nothing but the recording in it, or why there is none.</summary>
/// <param name="Bytes">What is published; null with <paramref name="Wrong"/>.</param>
/// <param name="Kind">Sound or film.</param>
/// <param name="Extension">One of <see cref="MediaNames.Types"/>.</param>
/// <param name="Seconds">How long it plays; 0 when it does not say.</param>
/// <param name="Wrong">Why it is not taken.</param>
internal readonly record struct Recording(byte[]? Bytes, MediaKind Kind, string Extension, double Seconds, MediaRefusal? Wrong)
{
    public static Recording No(MediaRefusal wrong) => new(null, default, "", 0, wrong);

    public static Recording Damaged { get; } = No(new(MediaCodes.MediaDamaged, "it is damaged, cut short, or has bytes that belong to no recording"));

    public static Recording Coded(string how) => No(new(MediaCodes.MediaFormat, $"it is coded as {how}, which many browsers do not play: export film as H.264 or VP9, sound as AAC, Opus or MP3"));

    public static Recording Tracked(string what) =>
        No(new(MediaCodes.MediaMetadata, $"beside sound and film it has a track of {what}, which can say where and with what it was made: export it without"));
}

/// <summary>
/// Looks through a recording by its first bytes and takes out whatever says where, when or with what it was made. Only containers that can be read to
/// their last byte are taken; coded sound and film are neither decoded nor changed.
/// </summary>
internal static class CleanRecording
{
    /// <summary>The most bytes a recording may have.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>The recording, clean, or why not. Never an exception.</summary>
    public static Recording Of(ReadOnlySpan<byte> file) => file switch
    {
        { Length: > MostBytes } => Recording.No(new(MediaCodes.MediaTooBig, $"it is larger than {MostBytes >> 20} MB: make it shorter, or export it in a lower quality")),
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => OggFile.Clean(file),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => WebmFile.Clean(file),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => Mp4File.Clean(file),
        [(byte)'I', (byte)'D', (byte)'3', ..] or [0xFF, >= 0xE0, ..] => Mp3File.Clean(file),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] or [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] or [_, _, _, _, (byte)'m' or (byte)'w', (byte)'o' or (byte)'d' or (byte)'i', ..] =>
            Recording.No(new(MediaCodes.MediaFormat, "it is WAV, FLAC or QuickTime, which is too large or not played everywhere: export sound as MP3 or Opus, film as MP4")),
        _ => Recording.No(new(MediaCodes.MediaFormat, "it is no recording in MP3, Ogg (Opus, Vorbis), M4A, MP4 or WebM")),
    };
}
