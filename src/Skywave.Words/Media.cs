using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>What plays.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MediaKind>))]
public enum MediaKind
{
    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Film.</summary>
    Video,
}

/// <summary>Sound or film as an article carries it: an immutable file, and in words everything that is said in it.</summary>
public sealed record Media
{
    /// <summary>Sound or film; what the file itself shows once it has entered.</summary>
    public MediaKind Kind { get; init; }

    /// <summary>What it is, in words; required to publish.</summary>
    public required string Title { get; init; }

    /// <summary>Who made it, or null.</summary>
    public string? Credit { get; init; }

    /// <summary>What is said and heard in it, a paragraph each; required to publish.</summary>
    public ImmutableArray<string> Transcript { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The picture shown before a film plays, or null. Its alternative text is the title.</summary>
    public Picture? Poster { get; init; }

    /// <summary>Captions by language; may be empty.</summary>
    public ImmutableArray<Captions> Captions { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The file that plays; null while it has not entered.</summary>
    public MediaFile? File { get; init; }

    /// <summary>Where the file is to be fetched or read from while <see cref="File"/> is null; never exported.</summary>
    public string? Origin { get; init; }
}

/// <summary>A file that plays: <c>media/&lt;hash&gt;.&lt;ext&gt;</c>.</summary>
/// <param name="Hash">Lower-case hex SHA-256 of the file's bytes.</param>
/// <param name="Extension">Without the dot, one of <see cref="MediaNames.Types"/>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Seconds">How long it plays, rounded; 0 when it does not say.</param>
public sealed record MediaFile(string Hash, string Extension, long Length, int Seconds)
{
    /// <summary>The file's path in an edition.</summary>
    [JsonIgnore]
    public string Path => $"media/{Hash}.{Extension}";
}

/// <summary>Captions of a film or recording in one language, WebVTT.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Hash">Of the file <c>media/&lt;hash&gt;.vtt</c>; null while it has not entered.</param>
/// <param name="Origin">Where the file is to be fetched or read from; never exported.</param>
public sealed record Captions(string Language, string? Hash = null, string? Origin = null)
{
    /// <summary>The file's path in an edition.</summary>
    [JsonIgnore]
    public string Path => $"media/{Hash}.vtt";
}
