using Microsoft.AspNetCore.Http;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>Names in one place for what forms send back.</summary>
internal static class Antiforgeries
{
    public const string Field = "form";
}

/// <summary>Pages that any route may answer with.</summary>
internal static class Answer
{
    /// <summary>One sentence with a status, and what to do.</summary>
    public static Task SayAsync(Visit visit, int status, string what, string then)
    {
        visit.Context.Response.StatusCode = status;
        return Frame.SendAsync(visit.Context, SaySlice.Create(new SayPage { Visit = visit, What = what, Do = then }));
    }

    /// <summary>A page as readers would see it. It has a policy of its own; nothing in it may run, and only the office may frame it.</summary>
    public static async Task PreviewAsync(Visit visit, byte[] page)
    {
        var headers = visit.Context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox allow-same-origin; script-src 'none'; frame-ancestors 'self'";
        headers.XFrameOptions = "SAMEORIGIN";
        visit.Context.Response.ContentType = "text/html; charset=utf-8";
        await visit.Context.Response.BodyWriter.WriteAsync(page, visit.Stop).ConfigureAwait(false);
    }

    /// <summary>JSON for a script of ours.</summary>
    public static Task JsonAsync<T>(Visit visit, int status, T answer)
    {
        visit.Context.Response.StatusCode = status;
        return visit.Context.Response.WriteAsJsonAsync(answer, visit.Stop);
    }
}
