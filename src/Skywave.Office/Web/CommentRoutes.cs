using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>Comments and suggestions beside the text that they are about (docs/045-office.md, "Comments").</summary>
internal static class CommentRoutes
{
    public static IEnumerable<Route> All =>
    [
        new("GET", "/m/{id}/comments", new Access.AtItsDesk(Permission.Read), visit => ShowAsync(visit, null)),
        new("POST", "/m/{id}/comments", new Access.AtItsDesk(Permission.Read), SayAsync),
        new("POST", "/m/{id}/comments/act", new Access.AtItsDesk(Permission.Read), ActAsync),
    ];

    /// <summary>What was said about a text, where it stands in the newest version.</summary>
    /// <param name="visit">Who reads it.</param>
    /// <param name="text">The newest text.</param>
    /// <param name="standing">How the text stands.</param>
    /// <param name="all">False: only what nobody has settled.</param>
    public static async Task<CommentList> OfAsync(Visit visit, string text, Standing standing, bool all)
    {
        var row = visit.Manuscript;
        var rows = await visit.Db.Comments.AsNoTracking().Where(c => c.Manuscript == row.Id && (all || c.State == CommentState.Open)).OrderBy(c => c.Id).ToListAsync(visit.Stop).ConfigureAwait(false);
        var (begun, answers) = (rows.Where(c => c.Answers is null).ToList(), rows.Where(c => c.Answers is not null).ToLookup(c => c.Answers!.Value));
        var read = begun.Select(c => c.Version).Where(v => v != row.Version).ToHashSet();
        var texts = read.Count == 0 ? [] : await visit.Db.Versions.AsNoTracking().Where(v => v.Manuscript == row.Id && read.Contains(v.Number)).ToDictionaryAsync(v => v.Number, v => v.Text, visit.Stop).ConfigureAwait(false);
        texts[row.Version] = text;
        var placed = begun.ConvertAll(c => new PlacedComment(c, Anchor.Follow(texts.GetValueOrDefault(c.Version, ""), text, c.First, c.Last, c.Quote), [.. answers[c.Id]]));
        return new CommentList
        {
            Visit = visit, Row = row, MayWrite = Workflow.MayWrite(standing, visit.Actor), Comments = [.. placed.OrderBy(c => c.At.First).ThenBy(c => c.Row.Id)],
            Names = await BoardRoutes.NamesAsync(visit, [.. rows.SelectMany(c => new[] { c.By, c.ClosedBy ?? "" }).Distinct()]).ConfigureAwait(false),
        };
    }

    private static async Task ShowAsync(Visit visit, string? wrong)
    {
        var row = visit.Manuscript;
        var text = await SavedText.AtAsync(visit.Db, row.Id, row.Version, visit.Stop).ConfigureAwait(false);
        if (wrong is not null)
        {
            visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        var standing = await Standings.OfAsync(visit.Db, row, visit.Stop).ConfigureAwait(false);
        var at = int.TryParse(wrong is null ? visit.Query("at") : visit.Field("first"), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : -1;
        await Frame.SendAsync(visit.Context, CommentsSlice.Create(new CommentsPage { Visit = visit, Row = row, Wrong = wrong, At = at, Text = text, List = await OfAsync(visit, text, standing, all: true).ConfigureAwait(false) })).ConfigureAwait(false);
    }

    private static async Task SayAsync(Visit visit)
    {
        static int Number(string field) => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var row = visit.Manuscript;
        var sent = new SentComment(Number(visit.Field("version")), Number(visit.Field("first")), Number(visit.Field("last")), visit.Field("lines"), visit.Field("words"), visit.Field("text"), visit.Field("kind") == "suggest" ? visit.Field("instead") : null);
        await DoneAsync(visit, await Comment.SayAsync(visit.Db, row, sent, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false), $"#l{sent.First}").ConfigureAwait(false);
    }

    private static async Task ActAsync(Visit visit)
    {
        var row = visit.Manuscript;
        var id = long.TryParse(visit.Field("comment"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        // Of this text: another's number leads nowhere.
        if (await visit.Db.Comments.SingleOrDefaultAsync(c => c.Id == id && c.Manuscript == row.Id && c.Answers == null, visit.Stop).ConfigureAwait(false) is not { } comment)
        {
            await Answer.SayAsync(visit, StatusCodes.Status404NotFound, "There is nothing here.", "It may have been somebody else’s, or never was.").ConfigureAwait(false);
            return;
        }
        var mayWrite = Workflow.MayWrite(await Standings.OfAsync(visit.Db, row, visit.Stop).ConfigureAwait(false), visit.Actor);
        var isOwn = comment.By == visit.Me.Id;
        var maySettle = isOwn || visit.May(Permission.Write, row.Desk) || visit.May(Permission.Edit, row.Desk);
        var why = visit.Field("act") switch
        {
            "answer" => await Comment.AnswerAsync(visit.Db, row, comment, visit.Field("text"), visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false),
            "accept" when mayWrite => await Comment.AcceptAsync(visit.Db, visit.Parts, row.Id, id, visit.Actor, visit.Now, visit.Stop).ConfigureAwait(false),
            "decline" when (mayWrite || isOwn) && comment is { Instead: not null, State: CommentState.Open } => await SetAsync(CommentState.Declined).ConfigureAwait(false),
            "resolve" when maySettle && comment is { Instead: null, State: CommentState.Open } => await SetAsync(CommentState.Resolved).ConfigureAwait(false),
            // What was accepted is in the text: it is taken out there.
            "reopen" when maySettle && comment.State != CommentState.Accepted => await SetAsync(CommentState.Open).ConfigureAwait(false),
            _ => "this cannot be done with it now, or not by you",
        };
        await DoneAsync(visit, why, string.Create(CultureInfo.InvariantCulture, $"#c{id}")).ConfigureAwait(false);

        Task<string?> SetAsync(CommentState state) => Comment.SetAsync(visit.Db, row, comment, state, visit.Me.Id, visit.Now, visit.Stop);
    }

    private static async Task DoneAsync(Visit visit, string? why, string there)
    {
        if (why is null)
        {
            await visit.GoAsync($"/m/{visit.Manuscript.Id}/comments{there}").ConfigureAwait(false);
            return;
        }
        visit.Db.ChangeTracker.Clear();
        visit.Row = await BeginManuscript.FindAsync(visit.Db, visit.Manuscript.Id, visit.Stop).ConfigureAwait(false);
        await ShowAsync(visit, why).ConfigureAwait(false);
    }
}
