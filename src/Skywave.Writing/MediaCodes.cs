namespace Skywave.Writing;

/// <summary>Why a picture, a recording or its captions are not taken (docs/070-codes.md). A code never changes its meaning.</summary>
public static class MediaCodes
{
    /// <summary>A picture that no decoder of ours may read.</summary>
    public const string PictureFormat = "picture.format";

    /// <summary>SVG or other markup, which can carry script.</summary>
    public const string PictureMarkup = "picture.markup";

    /// <summary>HEIC, as some phones take it.</summary>
    public const string PictureHeic = "picture.heic";

    /// <summary>A name that says another format than the content.</summary>
    public const string PictureName = "picture.name";

    /// <summary>More bytes than a picture may have.</summary>
    public const string PictureTooBig = "picture.too-big";

    /// <summary>More pixels than a picture may have, by its header.</summary>
    public const string PictureTooManyPixels = "picture.too-many-pixels";

    /// <summary>So small that it shows nothing.</summary>
    public const string PictureTooSmall = "picture.too-small";

    /// <summary>More than one frame.</summary>
    public const string PictureAnimated = "picture.animated";

    /// <summary>Bytes after the picture's end.</summary>
    public const string PictureTrailing = "picture.trailing";

    /// <summary>Another kind of file inside.</summary>
    public const string PictureForeign = "picture.foreign";

    /// <summary>Damaged, cut short, or not what its first bytes say.</summary>
    public const string PictureDamaged = "picture.damaged";

    /// <summary>More work than any camera's picture asks for.</summary>
    public const string PictureTooCostly = "picture.too-costly";

    /// <summary>Renditions that were made before are gone, and this machine would make others.</summary>
    public const string PictureLost = "picture.lost";

    /// <summary>A recording in a format or container that is not taken.</summary>
    public const string MediaFormat = "media.format";

    /// <summary>A recording over its size limit.</summary>
    public const string MediaTooBig = "media.too-big";

    /// <summary>A recording that is damaged, cut short, or has foreign bytes.</summary>
    public const string MediaDamaged = "media.damaged";

    /// <summary>A recording that says where, when or with what it was made, in a place that cannot be cleaned.</summary>
    public const string MediaMetadata = "media.metadata";

    /// <summary>Captions that are not WebVTT, or too long.</summary>
    public const string MediaCaptions = "media.captions";
}

/// <summary>Why something is not taken.</summary>
/// <param name="Code">One of <see cref="MediaCodes"/>.</param>
/// <param name="Reason">One clause that says why and what to do.</param>
public sealed record MediaRefusal(string Code, string Reason)
{
    /// <summary>The reason, and the code for whoever looks it up.</summary>
    public override string ToString() => $"{Reason} [{Code}]";
}
