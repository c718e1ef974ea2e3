using System.Collections.Immutable;
using System.Globalization;
using Skywave.Words;

namespace Skywave.Edition;

internal sealed partial class FragmentWriter
{
    // Nothing of it is loaded before the reader asks, and its words stand beside it. What has not entered yet is its words alone.
    private void Media(Media media)
    {
        _html.Open("figure");
        if (media.File is { } file)
        {
            Player(media, file);
        }
        _html.Open("figcaption").Text(media.Title);
        if (media.File is { } shown)
        {
            _html.Text(" · ").Element("bdi", (shown.Seconds > 0 ? Length(shown.Seconds) + " · " : "") + Size(shown.Length));
        }
        if (media.Credit is { Length: > 0 } credit)
        {
            _html.Text(" ").Open("small").Element("bdi", credit).Close("small");
        }
        _html.Close("figcaption");
        Transcript(media.Transcript);
        _html.Close("figure").Line();
    }

    private void Player(Media media, MediaFile file)
    {
        var (name, type) = media.Kind == MediaKind.Video ? ("video", MediaNames.Types[file.Extension]) : ("audio", MediaNames.Types[file.Extension].Replace("video/", "audio/", StringComparison.Ordinal));
        var poster = media.Kind == MediaKind.Video && media.Poster is { Renditions: [_, ..] } still ? PictureMarkup.Middle(still) : null;
        // A film without a poster keeps the room of one, so that the text below does not jump.
        _html.Open(name, ("controls", ""), ("preload", "none"), ("poster", poster is null ? null : root + poster.Path),
            ("width", name == "video" ? Invariant(poster?.Width ?? 640) : null), ("height", name == "video" ? Invariant(poster?.Height ?? 360) : null), ("aria-label", media.Title))
            .Open("source", ("src", root + file.Path), ("type", type));
        foreach (var captions in media.Captions.Where(c => c.Hash is not null))
        {
            _html.Open("track", ("kind", "captions"), ("src", root + captions.Path), ("srclang", captions.Language), ("label", captions.Language));
        }
        _html.Open("a", ("href", root + file.Path));
        Say("media.download", ("size", h => h.Element("bdi", Size(file.Length)))).Close("a").Close(name);
    }

    private void Transcript(ImmutableArray<string> paragraphs)
    {
        if (paragraphs.IsEmpty)
        {
            return;
        }
        _html.Open("details").Open("summary");
        Say("media.transcript").Close("summary").Line();
        foreach (var paragraph in paragraphs)
        {
            _html.Element("p", paragraph).Line();
        }
        _html.Close("details");
    }

    // 1:02:03 or 2:03, as every player writes it.
    private string Length(int seconds) => string.Join(':', (seconds >= 3600 ? (int[])[seconds / 3600] : []).Select(h => locale.Number(h))
        .Append(seconds >= 3600 ? Two(seconds / 60 % 60) : locale.Number(seconds / 60)).Append(Two(seconds % 60)));

    private string Two(int number) => (number < 10 ? locale.Number(0) : "") + locale.Number(number);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
