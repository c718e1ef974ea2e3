using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>A recording's lines in a text: what it is and where it lies, then what belongs to it, a name and a value each.</summary>
internal static partial class StoryMedia
{
    /// <summary>Whether a line begins one, and so ends the paragraph before it.</summary>
    public static bool Begins(StoryLine line) => Pattern().IsMatch(line.Text);

    /// <summary>The block and how many lines it took; null when these lines are none, or wrong ones (which is noted).</summary>
    public static (MediaBlock? Block, int Lines)? Read(IEnumerable<StoryLine> here, Mistakes mistakes)
    {
        var first = here.First();
        var match = Pattern().Match(first.Text);
        if (!match.Success)
        {
            return null;
        }
        var title = CleanText.Line(StoryRuns.Unescape(match.Groups[2].Value));
        var origin = StoryPicture.Origin(StoryRuns.Unescape(match.Groups[3].Value));
        var about = here.Skip(1).ToList();
        var media = new Media { Kind = match.Groups[1].Value == "video" ? MediaKind.Video : MediaKind.Audio, Title = title, Origin = origin };
        var isWhole = true;
        foreach (var line in about)
        {
            if (With(media, line) is { } more)
            {
                media = more;
            }
            else
            {
                isWhole = false;
                mistakes.Add(line.Number, "below a recording stand lines of credit: name, poster: file, captions: language | file, transcript: words; an empty line ends it");
            }
        }
        var wrong = title.Length == 0 ? "a recording needs words that say what it is: !audio[words](file)"
            : origin is null ? $"the recording is not {StoryPicture.Expected}"
            : media.Transcript.IsEmpty ? "a recording needs what is said and heard in it: lines of transcript: words below it" : null;
        if (wrong is not null)
        {
            mistakes.Add(first.Number, wrong);
        }
        return (wrong is null && isWhole ? new MediaBlock(media) : null, 1 + about.Count);
    }

    /// <summary>With what a line says; null where that is nothing that a recording has.</summary>
    private static Media? With(Media media, StoryLine line)
    {
        var colon = line.Text.IndexOf(':', StringComparison.Ordinal);
        var value = colon < 0 ? "" : CleanText.Line(line.Text[(colon + 1)..]);
        switch (colon < 0 || value.Length == 0 ? "" : line.Text[..colon].Trim())
        {
            case "credit":
                return media with { Credit = value };
            case "transcript":
                return media with { Transcript = media.Transcript.Add(value) };
            case "poster" when StoryPicture.Origin(value) is { } still:
                return media with { Poster = new Picture { Alt = media.Title, Credit = media.Credit, Origin = still } };
            case "poster-alt" when media.Poster is { } poster:
                return media with { Poster = poster with { Alt = value } };
            case "poster-caption" when media.Poster is { } poster:
                return media with { Poster = poster with { Caption = value } };
            case "poster-credit" when media.Poster is { } poster:
                return media with { Poster = poster with { Credit = value } };
            case "poster-copyright" when media.Poster is { } poster:
                return media with { Poster = poster with { Copyright = value } };
            case "poster-focus" when media.Poster is { } poster && StoryPicture.Focus(value) is { } focus:
                return media with { Poster = poster with { Focus = focus } };
            case "captions" when FrontMatter.Parts(value) is [{ } tag, { } file] && CleanText.Language(tag) is { } language && StoryPicture.Origin(file) is { } origin:
                return media with { Captions = media.Captions.Add(new(language, null, origin)) };
            default:
                return null;
        }
    }

    [GeneratedRegex("""^!(audio|video)\[((?:[^\\\]]|\\.)*)\]\(((?:[^\\\s()]|\\.)+)\)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
