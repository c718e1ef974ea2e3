using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Skywave.Delivery;

/// <summary>
/// What follows the beginning of a log's file, for a mirror that has that: a bundle of entries that has grown since (RFC 9110, section 14). Nothing else is sent in parts: what readers ask for is as large as its size class.
/// </summary>
internal static class LogRest
{
    /// <summary>What is to be sent: all of the body, or its rest with the headers that say so.</summary>
    public static ReadOnlySpan<byte> Of(HttpContext context, Copy copy, Body body)
    {
        if (context.Request.Headers.Range.Count == 0 || !copy.Path.StartsWith("log/", StringComparison.Ordinal) || body.Coding.Count > 0
            || From(context.Request.Headers.Range.ToString()) is not { } from || from >= body.Bytes.Length)
        {
            return body.Bytes;
        }
        var (response, length) = (context.Response, body.Bytes.Length);
        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{length - 1}/{length}");
        response.ContentLength = length - from;
        return body.Bytes.AsSpan((int)from);
    }

    // One range to the end; any other wish is answered with all of it, as RFC 9110 allows.
    private static long? From(string header) =>
        RangeHeaderValue.TryParse(header, out var range) && range is { Unit: "bytes", Ranges.Count: 1 } && range.Ranges.First() is { From: > 0 and var from, To: null } ? from : null;
}
