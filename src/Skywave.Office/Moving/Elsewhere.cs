using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>
/// People of the newsroom that this one was moved from. They are invited anew, so what they did stands under the handle that they had, which nobody here can be taken for:
/// no id has the mark. Where two pairs of eyes are asked, whoever has that handle here counts as the same person.
/// </summary>
internal static class Elsewhere
{
    private const string Mark = "moved:";

    /// <summary>What a row names them by.</summary>
    public static string By(string? handle) => handle is null ? TrailEntry.TheProgram : Mark + handle;

    /// <summary>The handle in what a row names somebody by; null: it is somebody here, or the program.</summary>
    public static string? HandleIn(string? by) => by?.StartsWith(Mark, StringComparison.Ordinal) == true ? by[Mark.Length..] : null;

    /// <summary>True where a row names this person, by id or by the handle from before.</summary>
    public static bool Is(string? by, Person person) => by == person.Id || (HandleIn(by) is { } handle && handle == person.UserName);

    /// <summary>With those who have one of these handles here.</summary>
    public static async Task<List<string>> WithThoseHereAsync(OfficeDb db, List<string> writers, CancellationToken stop)
    {
        var handles = writers.Select(HandleIn).OfType<string>().ToList();
        return handles.Count == 0 ? writers : [.. writers, .. await db.Users.Where(p => handles.Contains(p.UserName!)).Select(p => p.Id).ToListAsync(stop).ConfigureAwait(false)];
    }
}
