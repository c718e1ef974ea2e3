using System.Collections.Immutable;
using System.Globalization;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A recording as a podcast feed names it.</summary>
/// <param name="Title">As readers see it.</param>
/// <param name="Urn">Its name: the article's; a further recording of the article has its number behind it.</param>
/// <param name="Path">Where the article's page stands in the edition.</param>
/// <param name="Published">When it was first published.</param>
/// <param name="MediaPath">Where the file stands in the edition: <c>media/&lt;hash&gt;.mp3</c>.</param>
/// <param name="MediaType">Its type: <c>audio/mpeg</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Duration">How long it plays, or null.</param>
/// <param name="Summary">What it is about, or null.</param>
public sealed record PodcastItem(
    string Title, string Urn, string Path, DateTimeOffset Published, string MediaPath, string MediaType, long Length, TimeSpan? Duration = null, string? Summary = null)
{
    /// <summary>An article's recordings of sound, in their order; none of one that was taken down.</summary>
    public static IEnumerable<PodcastItem> Of(PublishedArticle article) => article.Status == ArticleStatus.Withdrawn ? [] : Sounds(article.Text).Select((sound, i) => new PodcastItem(
        sound.Title, article.Id.Urn + (i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"#{i + 1}")), article.Path, article.FirstPublished, sound.File!.Path, TypeOf(sound.File),
        sound.File.Length, sound.File.Seconds > 0 ? TimeSpan.FromSeconds(sound.File.Seconds) : null, article.Text.Deck is { Length: > 0 } deck ? deck : article.Text.Headline));

    /// <summary>What of a text is needed for that: its recordings, without what is said in them.</summary>
    public static ImmutableArray<Block> Kept(ArticleText text) => [.. Sounds(text).Select(sound => new MediaBlock(new Media { Kind = sound.Kind, Title = sound.Title, File = sound.File }))];

    private static IEnumerable<Media> Sounds(ArticleText text) => text.Body.OfType<MediaBlock>().Select(b => b.Media).Where(m => m.Kind == MediaKind.Audio && m.File is not null);

    // A container of films may hold sound alone.
    private static string TypeOf(MediaFile file) => MediaNames.Types[file.Extension].Replace("video/", "audio/", StringComparison.Ordinal);
}
