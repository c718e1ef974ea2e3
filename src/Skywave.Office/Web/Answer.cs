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

    /// <summary>JSON for a script of ours.</summary>
    public static Task JsonAsync<T>(Visit visit, int status, T answer)
    {
        visit.Context.Response.StatusCode = status;
        return visit.Context.Response.WriteAsJsonAsync(answer, visit.Stop);
    }
}
