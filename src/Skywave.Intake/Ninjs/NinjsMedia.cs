using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake.Ninjs;

/// <summary>Associated sound and film: the file that plays, its captions and poster among the renditions, and in its body what is said in it.</summary>
internal static class NinjsMedia
{
    private const int WideEnough = 1280;

    private static readonly string[] Playable = ["audio/mpeg", "audio/mp3", "audio/mp4", "audio/x-m4a", "audio/ogg", "audio/opus", "video/mp4", "video/webm", "audio/webm"];

    /// <summary>The block, or null when nothing of it plays.</summary>
    public static MediaBlock? Block(Members part, string kind, List<NinjsRendition> renditions, string? language)
    {
        var playable = renditions.Where(r => Playable.Contains(r.Kind.Split(';')[0].Trim().ToLowerInvariant())).ToList();
        var best = playable.Where(r => r.Width is > 0 and <= WideEnough).MaxBy(r => r.Width) ?? playable.MinBy(r => r.Width);
        if (best is null)
        {
            return null;
        }
        var words = NinjsTexts.Read(part, new Notes());
        var title = words.Headline ?? words.Caption ?? words.Alt ?? new Uri(best.Href).IdnHost;
        var credit = words.Credit ?? CleanText.LineOrNull(part.Text("creditline") ?? part.Text("byline", "by") ?? part.Text("copyrightholder"));
        return new MediaBlock(new Media
        {
            Kind = kind == "video" ? MediaKind.Video : MediaKind.Audio,
            Title = title,
            Credit = credit,
            Transcript = Transcript(words, language),
            Poster = renditions.Find(r => r.Kind.StartsWith("image/", StringComparison.OrdinalIgnoreCase)) is { } still ? new Picture { Alt = title, Credit = credit, Origin = still.Href } : null,
            Captions = renditions.Find(r => r.Kind.StartsWith("text/vtt", StringComparison.OrdinalIgnoreCase)) is { } captions && language is not null ? [new(language, null, captions.Href)] : [],
            Origin = best.Href,
        });
    }

    private static ImmutableArray<string> Transcript(NinjsTexts words, string? language) => words.Body is null ? []
        : [.. Draft.Blocks(words.Body, words.BodyIsHtml, null, language, new Notes()).Blocks.SelectMany(BlockText.Pieces).Where(p => p.Length > 0)];
}
