using System.Collections.Immutable;
using Skywave.Intake.Fetch;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Importing;

/// <summary>A text's recordings enter, with their captions and posters. What keeps one out is a warning or a reason by the rule of <see cref="BringPictures"/>.</summary>
internal sealed class BringMedia(BringPictures pictures, BringFiles files, string mediaFolder, ImportReport report)
{
    private const long MostCaptions = 1 << 20;

    /// <summary>The text with its recordings' files, or a reason.</summary>
    public async Task<(ArticleText? Text, string? Reason)> RunAsync(ArticleText text, string place, string? folder, CancellationToken cancel)
    {
        var brought = new Dictionary<Media, Media>();
        foreach (var media in ArticleMedia.Of(text).Where(m => m.Origin is not null))
        {
            var (entered, reason) = await OneAsync(media, place, folder, cancel).ConfigureAwait(false);
            if (entered is null)
            {
                return (null, reason);
            }
            brought[media] = entered;
        }
        return (ArticleMedia.Replace(text, media => new MediaBlock(brought.GetValueOrDefault(media, media))), null);
    }

    private async Task<(Media? Media, string? Reason)> OneAsync(Media media, string place, string? folder, CancellationToken cancel)
    {
        var remote = BringFiles.IsRemote(media.Origin!);
        if (remote && media.File is null && media.Transcript.All(string.IsNullOrWhiteSpace))
        {
            return (media, null); // approving makes it a link, and says why
        }
        var (bytes, reason) = media.File is not null ? (null, null) : await files.ReadAsync(media.Origin!, FetchKind.Recording, EnterMedia.MostBytes, folder, cancel).ConfigureAwait(false);
        if (bytes is not null)
        {
            var entry = await EnterMedia.EnterAsync(mediaFolder, bytes, cancel).ConfigureAwait(false);
            reason = (entry as MediaEntry.Refused)?.Why.ToString();
            media = entry is MediaEntry.Entered entered ? media with { File = entered.File, Kind = entered.Kind } : media;
        }
        if (reason is not null)
        {
            if (!remote)
            {
                return (null, $"the recording \"{media.Origin}\": {reason}");
            }
            report.Warn(place, $"the recording {media.Origin}: {reason}");
        }
        (var captions, reason) = await CaptionsAsync(media.Captions, place, folder, cancel).ConfigureAwait(false);
        var (poster, refused) = await PosterAsync(media, place, folder, cancel).ConfigureAwait(false);
        return reason is not null || refused is not null ? (null, reason ?? refused) : (media with { Captions = captions, Poster = poster }, null);
    }

    private async Task<(ImmutableArray<Captions> Captions, string? Reason)> CaptionsAsync(ImmutableArray<Captions> all, string place, string? folder, CancellationToken cancel)
    {
        var brought = ImmutableArray.CreateBuilder<Captions>();
        foreach (var captions in all.Where(c => c.Origin is not null || c.Hash is not null))
        {
            if (captions.Hash is not null)
            {
                brought.Add(captions);
                continue;
            }
            var (bytes, reason) = await files.ReadAsync(captions.Origin!, FetchKind.Recording, MostCaptions, folder, cancel).ConfigureAwait(false);
            var (hash, wrong) = bytes is null ? (null, null) : await EnterMedia.EnterCaptionsAsync(mediaFolder, bytes, cancel).ConfigureAwait(false);
            reason ??= wrong?.ToString();
            if (reason is not null && !BringFiles.IsRemote(captions.Origin!))
            {
                return ([], $"the captions \"{captions.Origin}\": {reason}");
            }
            if (reason is not null)
            {
                report.Warn(place, $"the captions {captions.Origin} are left out: {reason}");
            }
            brought.Add(captions with { Hash = hash });
        }
        return (brought.ToImmutable(), null);
    }

    private async Task<(Picture? Poster, string? Reason)> PosterAsync(Media media, string place, string? folder, CancellationToken cancel)
    {
        if (media.Poster is not { Origin: not null, Renditions.IsEmpty: true } poster)
        {
            return (media.Poster, null);
        }
        var (entered, reason) = await pictures.OneAsync(poster, PictureShape.Body, place, folder, cancel).ConfigureAwait(false);
        return (entered?.In(poster) ?? poster, reason);
    }
}
