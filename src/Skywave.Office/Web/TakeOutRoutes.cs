using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>Words are taken out of everything, by two reviewers. They come in the bodies of forms and stand in no address.</summary>
internal static class TakeOutRoutes
{
    public static IEnumerable<Route> All =>
    [
        new("GET", "/take-out", new Access.AtAnyDesk(Permission.Review), visit => IfMayAsync(visit, () => PageAsync(visit, new TakeOutPage { Visit = visit, Said = visit.Query("said") }))),
        new("POST", "/take-out", new Access.AtAnyDesk(Permission.Review), visit => IfMayAsync(visit, () => WithWordsAsync(visit, words => FoundAsync(visit, words, null)))),
        new("POST", "/take-out/ask", new Access.AtAnyDesk(Permission.Review), visit => IfMayAsync(visit, () => WithWordsAsync(visit, words => AskAsync(visit, words)))),
        new("POST", "/take-out/do", new Access.AtAnyDesk(Permission.Review), visit => IfMayAsync(visit, () => WithWordsAsync(visit, words => DoAsync(visit, words)))),
    ];

    /// <summary>It touches every desk, so it is for who reviews at all of them.</summary>
    public static bool May(Visit visit) => visit.Parts.Desks.All(d => visit.May(Permission.Review, d.Tag));

    private static Task IfMayAsync(Visit visit, Func<Task> then) => May(visit) ? then()
        : Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "This is for who reviews at all desks.", "Ask one of them.");

    private static async Task WithWordsAsync(Visit visit, Func<WordsToTakeOut, Task> then)
    {
        if (WordsToTakeOut.Read(visit.Field("words"), visit.Field("longer") == "yes") is { } words)
        {
            await then(words).ConfigureAwait(false);
            return;
        }
        visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await PageAsync(visit, new TakeOutPage { Visit = visit, Typed = visit.Field("words"), Wrong = "Write at least three letters, and 200 at most." }).ConfigureAwait(false);
    }

    private static async Task FoundAsync(Visit visit, WordsToTakeOut words, string? wrong)
    {
        if (wrong is not null)
        {
            visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        var asked = await TakeOut.AskedAsync(visit.Db, words, visit.Now, visit.Stop).ConfigureAwait(false);
        await PageAsync(visit, new TakeOutPage
        {
            Visit = visit, Wrong = wrong, Typed = visit.Field("words"), IsLonger = visit.Field("longer") == "yes", AskedBy = asked?.AskedBy, Found = await FindWords.RunAsync(visit.Db, words, visit.Stop).ConfigureAwait(false),
        }).ConfigureAwait(false);
    }

    private static async Task AskAsync(Visit visit, WordsToTakeOut words)
    {
        if (await TakeOut.AskedAsync(visit.Db, words, visit.Now, visit.Stop).ConfigureAwait(false) is not null)
        {
            await FoundAsync(visit, words, null).ConfigureAwait(false);
            return;
        }
        await TakeOut.AskAsync(visit.Db, words, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await visit.GoAsync("/take-out?said=asked").ConfigureAwait(false);
    }

    private static async Task DoAsync(Visit visit, WordsToTakeOut words)
    {
        visit.Db.ChangeTracker.Clear();
        // Once begun it is done, whether its page is still looked at or not.
        var taken = visit.Field("sure") == "yes" ? await TakeOut.RunAsync(visit.Db, visit.Parts, words, visit.Me.Id, visit.Now, CancellationToken.None).ConfigureAwait(false) : TakenOut.NotAsked;
        if (taken != TakenOut.NotAsked)
        {
            await visit.GoAsync($"/take-out?said={(taken == TakenOut.Done ? "done" : "log")}").ConfigureAwait(false);
            return;
        }
        await FoundAsync(visit, words, "Somebody else has to ask for exactly these words first, and you have to say that you looked at every form.").ConfigureAwait(false);
    }

    private static async Task PageAsync(Visit visit, TakeOutPage page)
    {
        var open = await visit.Db.TakeOuts.AsNoTracking().OrderBy(t => t.At).ToListAsync(visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, TakeOutSlice.Create(page with { Open = open, Names = await BoardRoutes.NamesAsync(visit, [.. open.Select(t => t.AskedBy)]).ConfigureAwait(false) })).ConfigureAwait(false);
    }
}
