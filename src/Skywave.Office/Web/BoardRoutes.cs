using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>The board, and what begins there: a new text, a flash.</summary>
internal static class BoardRoutes
{
    private const int AtOnce = 50;

    private static readonly Stage[] Open = [Stage.Idea, Stage.Draft, Stage.InEdit, Stage.InReview, Stage.Ready, Stage.Scheduled, Stage.Correcting];

    public static IEnumerable<Route> All =>
    [
        new("GET", "/", new Access.SignedIn(), ShowAsync),
        new("GET", "/new", new Access.AtAnyDesk(Permission.Write), visit => NewAsync(visit, null)),
        new("POST", "/new", new Access.AtAnyDesk(Permission.Write), BeginAsync),
        new("GET", "/archive", new Access.AtAnyDesk(Permission.Read), ArchiveAsync),
        new("POST", "/archive", new Access.AtAnyDesk(Permission.Write), TakeUpAsync),
        new("GET", "/flash", new Access.AtAnyDesk(Permission.Flash), visit => FlashAsync(visit, null)),
        new("POST", "/flash", new Access.AtAnyDesk(Permission.Flash), SendFlashAsync),
    ];

    private static async Task ShowAsync(Visit visit)
    {
        if (!await Means.HasAnyAsync(visit.Db, visit.Me, visit.Stop).ConfigureAwait(false) || !visit.May(Permission.Read))
        {
            await visit.GoAsync(visit.May(Permission.People) ? "/people" : "/me").ConfigureAwait(false);
            return;
        }
        var desks = visit.DesksFor(Permission.Read).Select(d => d.Tag).ToList();
        var desk = desks.Contains(visit.Query("desk")) ? visit.Query("desk") : null;
        var asked = Enum.TryParse<Stage>(visit.Query("stage"), ignoreCase: true, out var one) ? one : (Stage?)null;
        var (seen, words) = (desk is null ? desks : [desk], visit.Query("q").Trim());
        var stages = asked is { } only ? [only] : words.Length > 0 ? Enum.GetValues<Stage>() : Open;
        var before = long.TryParse(visit.Query("before"), out var time) ? time : long.MaxValue;
        var found = Headlines.Of(visit.Db, words).Where(m => m.Changed < before);
        // One desk or stage is asked for by itself: then an index has them in the order of the page.
        found = seen.Count == 1 ? found.Where(m => m.Desk == seen[0]) : found.Where(m => seen.Contains(m.Desk));
        found = stages.Length == 1 ? found.Where(m => m.Stage == stages[0]) : found.Where(m => stages.Contains(m.Stage));
        var rows = await found.OrderByDescending(m => m.Changed).Take(AtOnce + 1).ToListAsync(visit.Stop).ConfigureAwait(false);
        // A handful at all desks together: asked for by themselves, or every manuscript of the desks would be looked at.
        var unseen = (await visit.Db.Manuscripts.AsNoTracking().Where(m => m.Unseen != null).ToListAsync(visit.Stop).ConfigureAwait(false)).FindAll(m => desks.Contains(m.Desk));
        await Frame.SendAsync(visit.Context, BoardSlice.Create(new BoardPage
        {
            Visit = visit, Desk = desk, Stage = asked, Asked = words, Rows = [.. rows.Take(AtOnce)], Unseen = unseen, Older = rows.Count > AtOnce ? rows[AtOnce - 1].Changed : null,
            Names = await NamesAsync(visit, [.. rows.Select(r => r.ChangedBy), .. rows.Select(r => r.Holder ?? "")]).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    /// <summary>What people are called, by id; of the newsroom that this one was moved from, their handles.</summary>
    internal static async Task<Dictionary<string, string>> NamesAsync(Visit visit, IReadOnlyCollection<string> ids)
    {
        var names = await visit.Db.Users.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, visit.Stop).ConfigureAwait(false);
        foreach (var id in ids)
        {
            if (Elsewhere.HandleIn(id) is { } handle)
            {
                names[id] = $"{handle} ({visit.T("before the newsroom moved")})";
            }
        }
        return names;
    }

    private static async Task NewAsync(Visit visit, string? wrong)
    {
        var source = visit.Query("source") is { Length: > 0 } id ? await BeginManuscript.FindAsync(visit.Db, id, visit.Stop).ConfigureAwait(false) : null;
        source = source is not null && visit.May(Permission.Read, source.Desk) ? source : null;
        var desks = visit.DesksFor(source is null ? Permission.Write : Permission.Translate).Where(d => d.Tag != source?.Desk).ToList();
        if (source is not null && desks.Count == 0)
        {
            await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "This is not among what you may do.", "A translation needs the role of a translator at the other desk.").ConfigureAwait(false);
            return;
        }
        await Frame.SendAsync(visit.Context, NewSlice.Create(new NewPage { Visit = visit, Wrong = wrong, Desks = desks, Source = source })).ConfigureAwait(false);
    }

    private static async Task BeginAsync(Visit visit)
    {
        var (desk, headline) = (visit.Field("desk"), string.Join(' ', visit.Field("headline").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var source = visit.Field("source") is { Length: > 0 } id ? await BeginManuscript.FindAsync(visit.Db, id, visit.Stop).ConfigureAwait(false) : null;
        if (source is not null && !visit.May(Permission.Read, source.Desk))
        {
            source = null;
        }
        if (visit.Parts.Desks.All(d => d.Tag != desk) || !visit.May(source is null ? Permission.Write : Permission.Translate, desk))
        {
            await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "This is not among what you may do.", "Choose a desk at which you write.").ConfigureAwait(false);
            return;
        }
        if (headline.Length is 0 or > 300)
        {
            await NewAsync(visit, "Write a headline of 1 to 300 characters; it can be changed later.").ConfigureAwait(false);
            return;
        }
        // A translator begins with the text as it is, and writes over it.
        var text = source is null ? "" : await SavedText.OfAsync(visit.Db, source, visit.Stop).ConfigureAwait(false);
        var begun = await BeginManuscript.RunAsync(visit.Db, visit.Parts, desk, source is null ? headline + "\n" : text, visit.Field("idea") == "yes", source, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await visit.GoAsync(visit.Field("idea") == "yes" ? $"/m/{begun}" : $"/m/{begun}/write").ConfigureAwait(false);
    }

    private static async Task ArchiveAsync(Visit visit)
    {
        var desk = visit.DesksFor(Permission.Read).FirstOrDefault(d => d.Tag == visit.Query("desk")) ?? visit.DesksFor(Permission.Read).First();
        var found = await visit.Parts.Find(desk.Tag, visit.Query("q"), visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, ArchiveSlice.Create(new ArchivePage { Visit = visit, Desk = desk, Asked = visit.Query("q").Trim(), Found = found })).ConfigureAwait(false);
    }

    private static async Task TakeUpAsync(Visit visit)
    {
        var opened = await visit.Parts.Open(visit.Field("article"), visit.Stop).ConfigureAwait(false);
        if (opened is null || !visit.May(Permission.Write, opened.Desk))
        {
            await Answer.SayAsync(visit, StatusCodes.Status404NotFound, "There is nothing here.", "It may have been somebody else’s, or never was.").ConfigureAwait(false);
            return;
        }
        await visit.GoAsync("/m/" + await BeginManuscript.TakeUpAsync(visit.Db, visit.Parts, opened, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static Task FlashAsync(Visit visit, string? wrong) => Frame.SendAsync(visit.Context, FlashSlice.Create(new FlashPage { Visit = visit, Wrong = wrong, Headline = visit.Field("headline") }));

    private static async Task SendFlashAsync(Visit visit)
    {
        var desk = visit.Field("desk");
        if (visit.Parts.Desks.All(d => d.Tag != desk) || !visit.May(Permission.Flash, desk))
        {
            await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "This is not among what you may do.", "Choose a desk at which you publish.").ConfigureAwait(false);
            return;
        }
        var (taken, id) = await Flash.RunAsync(visit.Db, visit.Parts, desk, visit.Field("headline"), visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        if (taken.Why is { } why)
        {
            await FlashAsync(visit, why).ConfigureAwait(false);
            return;
        }
        var edition = await visit.Parts.Publish(visit.Stop).ConfigureAwait(false);
        await visit.GoAsync($"/m/{id}?said={(edition.Problem is null ? "out" : "waits")}").ConfigureAwait(false);
    }
}
