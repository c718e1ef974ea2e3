using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>
/// A picture as an article carries it: the renditions its page names, and no others. They were made once, when it entered; each one's name is the hash
/// of its own bytes, so what signs the article signs the picture.
/// </summary>
public sealed record Picture
{
    /// <summary>What it shows, for those who do not see it; required to publish.</summary>
    public required string Alt { get; init; }

    /// <summary>The line under it, or null.</summary>
    public string? Caption { get; init; }

    /// <summary>Who made it (ninjs <c>creditLine</c>), or null. Stands in the files too.</summary>
    public string? Credit { get; init; }

    /// <summary>Whose it is ("© The Paper"), or null. Stands in the files only.</summary>
    public string? Copyright { get; init; }

    /// <summary>What must stay in the frame when it leads; null: where the eye goes.</summary>
    public FocalPoint? Focus { get; init; }

    /// <summary>The JPEGs, which everything can show, in ascending width. Empty while the picture has not entered.</summary>
    public ImmutableArray<Rendition> Renditions { get; init; } = [];

    /// <summary>The same in lighter formats (AVIF, then WebP), each in ascending width. Default (not empty) for a picture that entered before there were any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<Rendition> Lighter { get; init; }

    /// <summary>True: a page links to it and says how large it is, and loads it only when the reader asks. Fixed when the revision is approved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnTap { get; init; }

    /// <summary>Where the original is to be fetched or read from while <see cref="Renditions"/> is empty; never exported.</summary>
    public string? Origin { get; init; }
}

/// <summary>The point of a picture that must stay in the frame, in percent of its width and height, turned upright.</summary>
/// <param name="X">From the left, 0 to 100.</param>
/// <param name="Y">From the top, 0 to 100.</param>
public readonly record struct FocalPoint(int X, int Y);

/// <summary>One size of a picture in one format: an immutable file <c>media/&lt;hash&gt;.&lt;ext&gt;</c>.</summary>
/// <param name="Hash">Lower-case hex SHA-256 of the file's bytes.</param>
/// <param name="Extension">Without the dot: <c>jpg</c>, <c>webp</c> or <c>avif</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Length">Bytes.</param>
public sealed record Rendition(string Hash, string Extension, int Width, int Height, long Length)
{
    /// <summary>The file's path in an edition: <c>media/&lt;hash&gt;.&lt;ext&gt;</c>.</summary>
    [JsonIgnore]
    public string Path => $"media/{Hash}.{Extension}";
}
