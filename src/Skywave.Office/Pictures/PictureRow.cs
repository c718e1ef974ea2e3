namespace Skywave.Office;

/// <summary>What is known of faces in a picture.</summary>
public enum Faces
{
    /// <summary>Nobody has looked.</summary>
    Unseen,

    /// <summary>There are none that anybody could know.</summary>
    None,

    /// <summary>There are, and they may be shown.</summary>
    MayShow,

    /// <summary>There are, and they are to be hidden: the picture does not go out.</summary>
    Hide,
}

/// <summary>How near it may be told where a picture was taken.</summary>
public enum PlaceLevel
{
    /// <summary>Not at all, or nobody has said.</summary>
    Nothing,

    /// <summary>The country.</summary>
    Country,

    /// <summary>The region.</summary>
    Region,

    /// <summary>The town.</summary>
    Town,

    /// <summary>The very spot.</summary>
    Spot,
}

/// <summary>A picture of the library. Times are Unix seconds, days ISO dates.</summary>
internal sealed class PictureRow
{
    public required string Id { get; init; }

    /// <summary>Its place in the library and in the index of words, from 1.</summary>
    public required long Serial { get; init; }

    /// <summary>Where it was added.</summary>
    public required string Desk { get; init; }

    /// <summary>Every desk may see and use it.</summary>
    public bool IsForAll { get; set; }

    /// <summary>Its working copy: <c>library/&lt;hash&gt;.jpg</c>.</summary>
    public required string Hash { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>What was taken out of the file: <c>place:4 device:6</c>.</summary>
    public required string Removed { get; init; }

    public required string Alt { get; set; }

    public required string Caption { get; set; }

    public required string Credit { get; set; }

    public required string Copyright { get; set; }

    /// <summary>Who sent it or where it was found.</summary>
    public required string Source { get; set; }

    /// <summary>On what terms it may be used; empty: nobody wrote it down.</summary>
    public required string Terms { get; set; }

    /// <summary>The last day on which they hold, <c>2026-12-31</c>; null: no end.</summary>
    public string? TermsEnd { get; set; }

    /// <summary>The day, or empty.</summary>
    public required string TakenOn { get; set; }

    public PlaceLevel PlaceLevel { get; set; }

    public Faces Faces { get; set; }

    /// <summary>Somebody looked whether it gives its place away.</summary>
    public bool IsPlaceChecked { get; set; }

    public bool IsSensitive { get; set; }

    /// <summary>In percent from the left; null with <see cref="FocusY"/>: where the eye goes.</summary>
    public int? FocusX { get; set; }

    /// <summary>In percent from the top.</summary>
    public int? FocusY { get; set; }

    public required long Added { get; init; }

    public required string AddedBy { get; init; }

    public long Changed { get; set; }

    public string? ChangedBy { get; set; }

    /// <summary>True when the terms no longer hold on a day.</summary>
    public bool HasEnded(string day) => TermsEnd is { } end && string.CompareOrdinal(end, day) < 0;
}

/// <summary>That a manuscript's newest text names a picture of the library, whether there is one or not.</summary>
internal sealed class PictureUseRow
{
    public required string Manuscript { get; init; }

    public required string Picture { get; init; }
}
