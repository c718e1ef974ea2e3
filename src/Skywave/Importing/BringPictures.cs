using System.Collections.Immutable;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Importing;

/// <summary>
/// A text's pictures enter: local ones from beside the document, remote ones by a guarded fetch. A remote picture that has no alternative text or is
/// out of reach is left out with a warning; a local one that will not do is a reason to refuse the text, since whoever wrote it can mend it.
/// </summary>
/// <param name="db">The writing.</param>
/// <param name="mediaFolder">Where renditions go.</param>
/// <param name="fetch">Gets a remote picture: its bytes, or a reason. Null: remote pictures are left out.</param>
/// <param name="report">Gets the warnings.</param>
/// <param name="clock">The time.</param>
internal sealed class BringPictures(
    WritingDb db, string mediaFolder, Func<Uri, CancellationToken, Task<(byte[]? Bytes, string? Reason)>>? fetch, ImportReport report, TimeProvider clock)
{
    /// <summary>The text with its pictures' renditions, or a reason.</summary>
    /// <param name="text">The text as it was read.</param>
    /// <param name="place">What warnings call it.</param>
    /// <param name="folder">Where relative names start; null for a document from elsewhere, which may name no file of this machine.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<(ArticleText? Text, string? Reason)> RunAsync(ArticleText text, string place, string? folder, CancellationToken cancel)
    {
        var brought = new Dictionary<(string Origin, PictureShape Shape), ImmutableArray<Rendition>>();
        foreach (var (picture, shape) in ArticlePictures.Of(text).Where(p => p.Picture is { Origin: not null, Renditions.IsEmpty: true }).DistinctBy(p => (p.Picture.Origin, p.Shape)))
        {
            var (renditions, reason) = IsRemote(picture.Origin!, out var address)
                ? await RemoteAsync(picture, address, shape, place, cancel).ConfigureAwait(false)
                : await LocalAsync(picture.Origin!, shape, folder, cancel).ConfigureAwait(false);
            if (reason is not null)
            {
                return (null, reason);
            }
            brought[(picture.Origin!, shape)] = renditions;
        }
        return (ArticlePictures.Replace(text, (picture, shape) =>
            picture.Origin is { } origin && brought.TryGetValue((origin, shape), out var renditions) ? picture with { Renditions = renditions } : picture), null);
    }

    private static bool IsRemote(string origin, out Uri address) => Uri.TryCreate(origin, UriKind.Absolute, out address!) && address.Scheme is "http" or "https";

    private async Task<(ImmutableArray<Rendition>, string?)> RemoteAsync(Picture picture, Uri address, PictureShape shape, string place, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(picture.Alt) || fetch is null)
        {
            return ([], null); // approving says that it is left out, and why
        }
        var (bytes, reason) = await fetch(address, cancel).ConfigureAwait(false);
        var renditions = ImmutableArray<Rendition>.Empty;
        if (bytes is not null)
        {
            (renditions, reason) = await EnterAsync(bytes, shape, cancel).ConfigureAwait(false);
        }
        if (reason is not null)
        {
            report.Warn(place, $"the picture {address} is left out: {reason}");
        }
        return (renditions, null);
    }

    private async Task<(ImmutableArray<Rendition>, string?)> LocalAsync(string origin, PictureShape shape, string? folder, CancellationToken cancel)
    {
        if (folder is null || Path.IsPathRooted(origin))
        {
            return ([], $"the picture \"{origin}\" must be named by its address: a text from elsewhere names no file of this machine");
        }
        var file = new FileInfo(Path.GetFullPath(origin, folder));
        if (!file.Exists || file.Length > EnterPicture.MostBytes)
        {
            return ([], file.Exists ? $"the picture \"{origin}\" is larger than {EnterPicture.MostBytes >> 20} MB" : $"the picture \"{origin}\" is not there");
        }
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancel).ConfigureAwait(false);
        var (renditions, reason) = await EnterAsync(bytes, shape, cancel).ConfigureAwait(false);
        return (renditions, reason is null ? null : $"the picture \"{origin}\": {reason}");
    }

    private async Task<(ImmutableArray<Rendition>, string?)> EnterAsync(byte[] original, PictureShape shape, CancellationToken cancel) =>
        await EnterPicture.EnterAsync(db, mediaFolder, original, shape, clock.GetUtcNow(), cancel).ConfigureAwait(false) switch
        {
            PictureEntry.Entered entered => (entered.Renditions, null),
            PictureEntry.Refused refused => ([], refused.Reason),
            var other => throw new InvalidOperationException($"a picture cannot be {other.GetType().Name}"),
        };
}
