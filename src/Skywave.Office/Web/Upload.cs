using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Skywave.Office;

/// <summary>Reads a form that brings a file: into memory and nowhere else, because what a camera wrote into it must not lie on a disk; so many at once and no more.</summary>
internal static class Upload
{
    /// <summary>Bytes of a file.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>Fields and what stands around them.</summary>
    private const int Around = 64 << 10;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // What they hold together is bounded: three files.
    private static readonly SemaphoreSlim Places = new(3);

    /// <summary>Reads the form of somebody who may send it; a status with what to say, where it was not read.</summary>
    public static async Task<(int Status, string What, string Then)?> RefusalAsync(Visit visit)
    {
        var request = visit.Context.Request;
        if (!request.HasFormContentType)
        {
            return null;
        }
        var limit = visit.Context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        if (request.ContentLength is null or > MostBytes + Around)
        {
            // So that the answer arrives: the server lets what still comes run past for some seconds and keeps none of it.
            limit.MaxRequestBodySize = null;
            return TooLarge;
        }
        limit.MaxRequestBodySize = MostBytes + Around;
        visit.Context.Features.Set<IFormFeature>(new FormFeature(request, new FormOptions { MemoryBufferThreshold = MostBytes + Around, MultipartBodyLengthLimit = MostBytes, ValueCountLimit = 32, ValueLengthLimit = Around }));
        using var time = CancellationTokenSource.CreateLinkedTokenSource(visit.Stop);
        time.CancelAfter(Longest);
        if (!await Places.WaitAsync(Patience, visit.Stop).ConfigureAwait(false))
        {
            return (StatusCodes.Status503ServiceUnavailable, "Other pictures are just coming in.", "Go back, and send yours again in a minute.");
        }
        // Until the answer is out: the file is held as long.
        visit.Context.Response.RegisterForDispose(new Place());
        try
        {
            await request.ReadFormAsync(time.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!visit.Stop.IsCancellationRequested)
        {
            return (StatusCodes.Status408RequestTimeout, "It took more than five minutes to come in.", "Send a smaller copy of the picture, or find a better line.");
        }
        catch (InvalidDataException)
        {
            return TooLarge;
        }
    }

    private sealed class Place : IDisposable
    {
        public void Dispose() => Places.Release();
    }

    private static (int, string, string) TooLarge => (StatusCodes.Status413PayloadTooLarge, "This was too large, or not a form of ours.", "A picture may have 64 MB at most. Go back, and choose another one.");
}
