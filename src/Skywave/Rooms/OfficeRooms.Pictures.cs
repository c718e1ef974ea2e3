using System.Collections.Immutable;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Rooms;

/// <summary>Pictures of the office's library: taken in, framed, and made into what an article carries.</summary>
internal sealed partial class OfficeRooms
{
    private async Task<TakenPicture> TakePictureAsync(ReadOnlyMemory<byte> file, string ending, CancellationToken cancel) => await CleanPicture.TakeAsync(house.MakeLibrary(), file, ending, cancel).ConfigureAwait(false) switch
    {
        PictureCleaned.Clean clean => new TakenPicture(null, clean.Hash, clean.Width, clean.Height, [.. clean.Removed.Select(r => new RemovedKind(r.Kind, r.Count))]),
        var refused => new TakenPicture(((PictureCleaned.Refused)refused).Why.ToString(), "", 0, 0, []),
    };

    private Task<byte[]?> FramePictureAsync(string hash, FocalPoint? focus, CancellationToken cancel) => CleanPicture.FrameAsync(house.Library, hash, focus, cancel);

    private async Task<bool> ForgetPictureAsync(string hash, string origin, CancellationToken cancel)
    {
        var store = NewsroomStore.At(house.Path);
        await using var db = store.OpenWriting();
        return await ForgetPicture.RunAsync(db, store.MediaFolder, hash, origin, cancel).ConfigureAwait(false);
    }

    /// <summary>The text with what its pictures of the library became; or why it has one that cannot be had.</summary>
    private async Task<(ArticleText Text, string? Reason)> FromLibraryAsync(WritingDb db, string mediaFolder, Manuscript manuscript, ArticleText text, CancellationToken cancel)
    {
        var made = new Dictionary<(Picture, PictureShape), Picture>();
        var posters = ArticleMedia.Of(text).Select(m => m.Poster).OfType<Picture>().Select(p => (Picture: p, Shape: PictureShape.Body));
        foreach (var (picture, shape) in ArticlePictures.Of(text).Concat(posters).Distinct().Where(p => LibraryNames.IdIn(p.Picture.Origin) is not null).ToList())
        {
            var (known, reason) = await OneAsync(db, mediaFolder, manuscript.Pictures, picture, shape, cancel).ConfigureAwait(false);
            if (known is null)
            {
                return (text, reason);
            }
            made[(picture, shape)] = known;
        }
        text = ArticlePictures.Replace(text, (picture, shape) => made.GetValueOrDefault((picture, shape), picture));
        return (ArticleMedia.Replace(text, media => new MediaBlock(media.Poster is { } poster ? media with { Poster = made.GetValueOrDefault((poster, PictureShape.Body), poster) } : media)), null);
    }

    private async Task<(Picture? Picture, string? Reason)> OneAsync(WritingDb db, string mediaFolder, ImmutableArray<LibraryPicture> library, Picture picture, PictureShape shape, CancellationToken cancel)
    {
        var known = library.FirstOrDefault(p => p.Id == LibraryNames.IdIn(picture.Origin));
        var file = known is null ? null : Path.Combine(house.Library, CleanPicture.FileOf(known.Hash));
        if (known is null || !File.Exists(file))
        {
            return (null, $"the picture {picture.Origin} is not in the library, or its file is missing: put library/ back from a backup, or take another picture");
        }
        // What the text itself says counts: it may be another paper's way to write a credit.
        picture = picture with { Credit = picture.Credit ?? known.Credit, Copyright = picture.Copyright ?? known.Copyright, Focus = picture.Focus ?? known.Focus };
        var copy = await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false);
        return await EnterPicture.EnterAsync(db, mediaFolder, copy, PictureWish.Of(picture, shape), clock.GetUtcNow(), cancel).ConfigureAwait(false) is PictureEntry.Entered entered
            ? (entered.In(picture), null) : (null, $"the picture {picture.Origin} cannot be read any more: take another one");
    }
}
