using Microsoft.AspNetCore.Http;

namespace Skywave.Office;

/// <summary>What every answer of the office says to the browser, and which questions get none.</summary>
internal static class Headers
{
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Guards every answer. A question for another host is a trick with names (DNS rebinding) or a proxy set up wrongly.</summary>
    public static Task GuardAsync(HttpContext context, RequestDelegate next, string host)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
        if (!string.Equals(context.Request.Host.Host, host, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return context.Response.WriteAsync($"The office answers as {host} only: open it under that name.\n");
        }
        // Browsers take http on this machine and on an onion for as safe as https, for cookies and passkeys alike; so do the parts that guard them here.
        context.Items[AskedScheme] = context.Request.Scheme;
        context.Request.Scheme = IsSafeWithoutTls(context.Request.Host.Host) ? "https" : context.Request.Scheme;
        return next(context);
    }

    /// <summary>The address under which this question was asked, without a path.</summary>
    public static string AddressOf(HttpContext context) => $"{context.Items[AskedScheme]}://{context.Request.Host}";

    private const string AskedScheme = "asked scheme";

    private static bool IsSafeWithoutTls(string host) => host is "localhost" or "127.0.0.1" or "[::1]" || host.EndsWith(".onion", StringComparison.OrdinalIgnoreCase);

    public static async Task SendFileAsync(HttpContext context, WebFile file)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = "Accept-Encoding";
        var isBrotli = context.Request.Headers.AcceptEncoding.ToString().Split(',').Any(coding => coding.Trim() is "br");
        if (isBrotli)
        {
            context.Response.Headers.ContentEncoding = "br";
        }
        var bytes = isBrotli ? file.Brotli : file.Bytes;
        (context.Response.ContentType, context.Response.ContentLength) = (file.Type, bytes.Length);
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
