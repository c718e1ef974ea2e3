using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>
/// A text that was opened again names its pictures and recordings by their files in the media folder (docs/030-story-text.md, "How it is written"). Here they become those that entered,
/// with all that was made of them then and, where the article had them, with the origin they had: the same text is the same again.
/// </summary>
public static class FindEntered
{
    /// <summary>The text with all that could be found; what could not keeps its name as its origin.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="mediaFolder"><see cref="NewsroomStore.MediaFolder"/>.</param>
    /// <param name="id">Whose text it is: its newest revision is looked at first.</param>
    /// <param name="text">The text. Not one from elsewhere, which may name no file of this newsroom.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<ArticleText> InAsync(WritingDb db, string mediaFolder, ArticleId id, ArticleText text, CancellationToken stop = default)
    {
        if (!ArticlePictures.Of(text).Any(p => IsNamed(p.Picture)) && !ArticleMedia.Of(text).Any(IsNamed))
        {
            return text;
        }
        var newest = await db.Revisions.AsNoTracking().Where(r => r.Article == id.Value).OrderByDescending(r => r.Number).Select(r => r.Text).FirstOrDefaultAsync(stop);
        return await new Search(db, mediaFolder, newest is null ? null : StoredText.Read(newest)).InAsync(text, stop);
    }

    private static bool IsNamed(Picture? picture) => picture is { Renditions.IsEmpty: true } && MediaNames.Is(picture.Origin);

    private static bool IsNamed(Captions captions) => captions.Hash is null && MediaNames.Is(captions.Origin);

    private static bool IsNamed(Media media) => (media.File is null && MediaNames.Is(media.Origin)) || IsNamed(media.Poster) || media.Captions.Any(IsNamed);

    private sealed class Search(WritingDb db, string mediaFolder, ArticleText? before)
    {
        private readonly ImmutableArray<(Picture Picture, PictureShape Shape)> _pictures =
            before is null ? [] : [.. ArticlePictures.Of(before), .. ArticleMedia.Of(before).Select(m => m.Poster).OfType<Picture>().Select(p => (p, PictureShape.Body))];

        private readonly ImmutableArray<Media> _recordings = before is null ? [] : [.. ArticleMedia.Of(before)];

        public async Task<ArticleText> InAsync(ArticleText text, CancellationToken stop)
        {
            var pictures = new Dictionary<(Picture, PictureShape), Picture>();
            foreach (var (picture, shape) in ArticlePictures.Of(text).Where(p => IsNamed(p.Picture)))
            {
                pictures[(picture, shape)] = await PictureAsync(picture, shape, stop);
            }
            var recordings = new Dictionary<Media, Media>();
            foreach (var media in ArticleMedia.Of(text).Where(IsNamed))
            {
                recordings[media] = await RecordingAsync(media, stop);
            }
            text = ArticlePictures.Replace(text, (picture, shape) => pictures.GetValueOrDefault((picture, shape), picture));
            return ArticleMedia.Replace(text, media => new MediaBlock(recordings.GetValueOrDefault(media, media)));
        }

        private async Task<Picture> PictureAsync(Picture picture, PictureShape shape, CancellationToken stop)
        {
            if (_pictures.FirstOrDefault(p => p.Shape == shape && p.Picture.Renditions.Any(r => r.Path == picture.Origin)).Picture is { } had)
            {
                return picture with { Origin = had.Origin, Renditions = had.Renditions, Lighter = had.Lighter };
            }
            return (await EnterPicture.FindAsync(db, picture.Origin!, shape, stop))?.In(picture) ?? picture;
        }

        private async Task<Media> RecordingAsync(Media media, CancellationToken stop)
        {
            if (media.File is null && _recordings.FirstOrDefault(m => m.File?.Path == media.Origin) is { } had)
            {
                media = media with { File = had.File, Kind = had.Kind, Origin = had.Origin };
            }
            else if (media.File is null && MediaNames.Is(media.Origin) && await EnterMedia.FindAsync(mediaFolder, media.Origin!, stop) is { } found)
            {
                media = media with { File = found.File, Kind = found.Kind };
            }
            return media with
            {
                Poster = IsNamed(media.Poster) ? await PictureAsync(media.Poster!, PictureShape.Body, stop) : media.Poster,
                Captions = [.. media.Captions.Select(Found)],
            };
        }

        private Captions Found(Captions captions)
        {
            if (!IsNamed(captions))
            {
                return captions;
            }
            var had = _recordings.SelectMany(m => m.Captions).FirstOrDefault(c => c.Hash is not null && c.Path == captions.Origin);
            var name = Path.GetFileName(captions.Origin!);
            return had is not null ? captions with { Hash = had.Hash, Origin = had.Origin }
                : name.EndsWith(".vtt", StringComparison.Ordinal) && File.Exists(Path.Combine(mediaFolder, name)) ? captions with { Hash = Path.GetFileNameWithoutExtension(name) } : captions;
        }
    }
}
