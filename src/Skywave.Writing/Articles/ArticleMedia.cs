using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Sound and film of a text: seeing and replacing them.</summary>
public static class ArticleMedia
{
    /// <summary>Each recording, in order.</summary>
    public static IEnumerable<Media> Of(ArticleText text) => text.Body.OfType<MediaBlock>().Select(block => block.Media);

    /// <summary>The text with each recording's block replaced; null leaves it out.</summary>
    public static ArticleText Replace(ArticleText text, Func<Media, Block?> replace) => !Of(text).Any() ? text : text with
    {
        Body = [.. text.Body.Select(block => block is MediaBlock with ? replace(with.Media) : block).OfType<Block>()],
    };

    /// <summary>Without origins: a path of this machine or a supplier's address is nobody's business.</summary>
    internal static MediaBlock ForReaders(Media media) => new(media with
    {
        Origin = null,
        Poster = media.Poster is { } poster ? poster with { Origin = null } : null,
        Captions = [.. media.Captions.Select(c => c with { Origin = null })],
    });

    /// <summary>Gives recordings that could not be fetched again the file, poster and captions they had when they could.</summary>
    internal static ArticleText CarryOver(ArticleText text, ArticleText before)
    {
        var known = Of(before).Where(m => m is { Origin: not null, File: not null }).GroupBy(m => m.Origin).ToDictionary(same => same.Key!, same => same.First());
        return Replace(text, media => new MediaBlock(media is { File: null, Origin: { } origin } && known.TryGetValue(origin, out var had)
            ? media with { File = had.File, Kind = had.Kind, Poster = had.Poster, Captions = had.Captions }
            : media));
    }
}
