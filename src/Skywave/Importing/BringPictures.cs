using Skywave.Intake.Fetch;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Importing;

/// <summary>
/// A text's pictures and recordings enter: local ones from beside the document, remote ones by a guarded fetch. A remote one that will not do is left out with
/// a warning; a local one is a reason to refuse the text, since whoever wrote it can mend it.
/// </summary>
/// <param name="db">The writing.</param>
/// <param name="mediaFolder">Where renditions go.</param>
/// <param name="fetch">Gets a remote file: its bytes, or a reason. Null: remote files are left out.</param>
/// <param name="report">Gets the warnings.</param>
/// <param name="clock">The time.</param>
internal sealed class BringPictures(
    WritingDb db, string mediaFolder, Func<Uri, FetchKind, CancellationToken, Task<(byte[]? Bytes, string? Reason)>>? fetch, ImportReport report, TimeProvider clock)
{
    private readonly BringFiles _files = new(fetch);

    /// <summary>The text with what its pictures and recordings became, or a reason.</summary>
    /// <param name="text">The text as it was read.</param>
    /// <param name="id">Whose text it is.</param>
    /// <param name="place">What warnings call it.</param>
    /// <param name="folder">Where relative names start; null for a document from elsewhere, which may name no file of this machine.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<(ArticleText? Text, string? Reason)> RunAsync(ArticleText text, ArticleId id, string place, string? folder, CancellationToken cancel)
    {
        text = folder is null ? text : await FindEntered.InAsync(db, mediaFolder, id, text, cancel).ConfigureAwait(false);
        var brought = new Dictionary<(Picture Picture, PictureShape Shape), PictureEntry.Entered>();
        foreach (var (picture, shape) in ArticlePictures.Of(text).Where(p => p.Picture is { Origin: not null, Renditions.IsEmpty: true }))
        {
            var (entered, reason) = await OneAsync(picture, shape, place, folder, cancel).ConfigureAwait(false);
            if (reason is not null)
            {
                return (null, reason);
            }
            if (entered is not null)
            {
                brought[(picture, shape)] = entered;
            }
        }
        var pictured = ArticlePictures.Replace(text, (picture, shape) => brought.TryGetValue((picture, shape), out var entered) ? entered.In(picture) : picture);
        return await new BringMedia(this, _files, mediaFolder, report).RunAsync(pictured, place, folder, cancel).ConfigureAwait(false);
    }

    /// <summary>One picture's renditions; neither when it is left out; a reason to refuse the text.</summary>
    public async Task<(PictureEntry.Entered? Entered, string? Reason)> OneAsync(Picture picture, PictureShape shape, string place, string? folder, CancellationToken cancel)
    {
        var origin = picture.Origin!;
        var remote = BringFiles.IsRemote(origin);
        if (remote && string.IsNullOrWhiteSpace(picture.Alt))
        {
            return (null, null); // approving says that it is left out, and why
        }
        var (bytes, reason) = await _files.ReadAsync(origin, FetchKind.Picture, EnterPicture.MostBytes, folder, cancel).ConfigureAwait(false);
        PictureEntry.Entered? entered = null;
        if (bytes is not null)
        {
            var wish = PictureWish.Of(picture, shape) with { Ending = remote ? null : Path.GetExtension(origin) };
            var entry = await EnterPicture.EnterAsync(db, mediaFolder, bytes, wish, clock.GetUtcNow(), cancel).ConfigureAwait(false);
            (entered, reason) = (entry as PictureEntry.Entered, (entry as PictureEntry.Refused)?.Why.ToString());
        }
        if (reason is null || !remote)
        {
            return (entered, reason is null ? null : $"the picture \"{origin}\": {reason}");
        }
        report.Warn(place, $"the picture {origin} is left out: {reason}");
        return (null, null);
    }
}
