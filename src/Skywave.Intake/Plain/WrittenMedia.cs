using System.Globalization;
using System.Text;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>Pictures and recordings as text. What has entered is named by its file in the media folder, <c>media/&lt;hash&gt;.&lt;ext&gt;</c>.</summary>
internal static class WrittenMedia
{
    /// <summary>Where a picture lies: its widest JPEG when it has entered, else where it is to come from.</summary>
    public static string Place(Picture picture) => picture.Renditions.IsDefaultOrEmpty ? picture.Origin ?? "" : picture.Renditions[^1].Path;

    /// <summary><c>40 30</c>.</summary>
    public static string Focus(FocalPoint focus) => string.Create(CultureInfo.InvariantCulture, $"{focus.X} {focus.Y}");

    public static string Of(Picture picture)
    {
        var made = new StringBuilder($"![{WrittenRuns.Text(picture.Alt, "]")}]({WrittenRuns.Text(Place(picture), "()")}");
        made.Append(picture.Caption is { Length: > 0 } caption ? $" \"{WrittenRuns.Text(caption, "\"")}\")" : ")");
        Add(made, "credit", picture.Credit);
        Add(made, "picture-copyright", picture.Copyright);
        Add(made, "focus", picture.Focus is { } focus ? Focus(focus) : null);
        return made.ToString();
    }

    public static string Of(Media media)
    {
        var place = media.File?.Path ?? media.Origin ?? "";
        var made = new StringBuilder($"!{(media.Kind == MediaKind.Video ? "video" : "audio")}[{WrittenRuns.Text(media.Title, "]")}]({WrittenRuns.Text(place, "()")})");
        // A poster has the credit that stands above it.
        var isCreditedApart = media.Poster is { Credit: null };
        Add(made, "credit", isCreditedApart ? null : media.Credit);
        if (media.Poster is { } poster)
        {
            Add(made, "poster", Place(poster));
            Add(made, "poster-alt", poster.Alt == media.Title ? null : poster.Alt);
            Add(made, "poster-caption", poster.Caption);
            Add(made, "poster-credit", poster.Credit == media.Credit ? null : poster.Credit);
            Add(made, "poster-copyright", poster.Copyright);
            Add(made, "poster-focus", poster.Focus is { } focus ? Focus(focus) : null);
        }
        Add(made, "credit", isCreditedApart ? media.Credit : null);
        foreach (var captions in media.Captions)
        {
            Add(made, "captions", WrittenFront.Parts(captions.Language, captions.Hash is null ? captions.Origin : captions.Path));
        }
        foreach (var said in media.Transcript)
        {
            Add(made, "transcript", said);
        }
        return made.ToString();
    }

    private static void Add(StringBuilder made, string name, string? value) => made.Append(value is { Length: > 0 } ? $"\n{name}: {value}" : "");
}
