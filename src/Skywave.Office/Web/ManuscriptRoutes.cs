using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>A manuscript: read, written, previewed, compared, taken a step further.</summary>
internal static partial class ManuscriptRoutes
{
    private static readonly Permission[] Readers = [Permission.Read];
    private static readonly Permission[] Writers = [Permission.Write, Permission.Edit];

    public static IEnumerable<Route> All =>
    [
        new("GET", "/m/{id}", new Access.AtItsDesk(Readers), visit => ShowAsync(visit, null)),
        new("GET", "/m/{id}/write", new Access.AtItsDesk(Writers), WriteAsync),
        new("POST", "/m/{id}/write", new Access.AtItsDesk(Writers), SaveAsync),
        new("POST", "/m/{id}/check", new Access.AtItsDesk(Readers), CheckAsync),
        new("POST", "/m/{id}/blocks", new Access.AtItsDesk(Readers), EditorRoutes.BlocksAsync),
        new("GET", "/m/{id}/preview", new Access.AtItsDesk(Readers), PreviewAsync),
        new("GET", "/media/{file}", new Access.AtAnyDesk(Permission.Read), MediaAsync),
        new("GET", "/m/{id}/history", new Access.AtItsDesk(Readers), HistoryAsync),
        new("POST", "/m/{id}/step", new Access.AtItsDesk(Readers), StepAsync),
        new("POST", "/m/{id}/embargo", new Access.AtItsDesk(Permission.Edit, Permission.Publish), EmbargoAsync),
        new("POST", "/m/{id}/mark", new Access.AtItsDesk(Permission.Write, Permission.Edit, Permission.Review), MarkAsync),
    ];

    private static async Task ShowAsync(Visit visit, Taken? taken)
    {
        var row = visit.Manuscript;
        var standing = await Standings.WithPicturesAsync(visit.Db, row, await Standings.OfAsync(visit.Db, row, visit.Stop).ConfigureAwait(false), visit.Now, visit.Stop).ConfigureAwait(false);
        var text = await visit.TextAsync(row.Version).ConfigureAwait(false);
        var story = await TranslationRoutes.OfStoryAsync(visit, row).ConfigureAwait(false);
        var asides = await visit.Db.Asides.AsNoTracking().Where(a => a.Manuscript == row.Id && a.By == visit.Me.Id).ToListAsync(visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, ManuscriptSlice.Create(new ManuscriptPage
        {
            Visit = visit, Row = row, Text = text, Checked = await LookedAtAsync(visit, text).ConfigureAwait(false), Taken = taken, Said = visit.Query("said"), Asides = asides,
            Steps = [.. Workflow.Offered(standing, visit.Actor).Select(s => (s.Step, Embargo.Judge(row, new AskedStep(s.Step, row.Version), visit.Now) is { } waits ? new Verdict.Refused("step.embargo", waits) : s.Verdict))], MayWrite = Workflow.MayWrite(standing, visit.Actor), Story = [.. story.Where(m => m.Id != row.Id)], Original = await TranslationRoutes.OriginalAsync(visit, row).ConfigureAwait(false), Comments = await CommentRoutes.OfAsync(visit, text, standing, all: false).ConfigureAwait(false),
            Names = await BoardRoutes.NamesAsync(visit, [row.ChangedBy, row.Holder ?? "", .. standing.Writers]).ConfigureAwait(false), Writers = [.. standing.Writers],
        })).ConfigureAwait(false);
    }

    private static async Task WriteAsync(Visit visit)
    {
        var row = visit.Manuscript;
        var standing = await Standings.OfAsync(visit.Db, row, visit.Stop).ConfigureAwait(false);
        var other = Hold.Other(row, visit.Me.Id, visit.Now);
        if (!Workflow.MayWrite(standing, visit.Actor) || (other is not null && visit.Query("over") != "yes"))
        {
            await ShowAsync(visit, null).ConfigureAwait(false);
            return;
        }
        var sitting = Person.NewId();
        Hold.Renew(row, visit.Me.Id, sitting, visit.Now);
        await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
        var (text, number) = (await visit.TextAsync(row.Version).ConfigureAwait(false), row.Version);
        // What was kept aside is offered again, on the version that stands now.
        if (visit.Query("aside") is { Length: > 0 } aside && await visit.Db.Asides.AsNoTracking().SingleOrDefaultAsync(a => a.Manuscript == row.Id && a.Sitting == aside && a.By == visit.Me.Id, visit.Stop).ConfigureAwait(false) is { } kept)
        {
            text = Merge.Of(await visit.TextAsync(kept.Base).ConfigureAwait(false), kept.Text, text).Text;
        }
        await ShowEditorAsync(visit, sitting, number, text, null).ConfigureAwait(false);
    }

    private static async Task ShowEditorAsync(Visit visit, string sitting, int number, string text, string? wrong)
    {
        var row = visit.Manuscript;
        var checkedText = await LookedAtAsync(visit, text).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, WriteSlice.Create(new WritePage
        {
            Visit = visit, Row = row, Sitting = sitting, Base = number, Text = text, Wrong = wrong, Checked = checkedText, Weight = await WeighAsync(visit, text, checkedText).ConfigureAwait(false), Original = await TranslationRoutes.WithEarlierAsync(visit, row).ConfigureAwait(false), Comments = await CommentRoutes.OfAsync(visit, text, await Standings.OfAsync(visit.Db, row, visit.Stop).ConfigureAwait(false), all: false).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private static async Task SaveAsync(Visit visit)
    {
        _ = int.TryParse(visit.Field("base"), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var sitting = visit.Field("sitting") is { Length: > 0 and <= 32 } given ? given : Person.NewId();
        var sent = new SentText(sitting, number, visit.Field("text"));
        var saved = await SaveText.RunAsync(visit.Db, visit.Parts, visit.Manuscript.Id, sent, visit.Actor, visit.Now, visit.Stop).ConfigureAwait(false);
        switch (saved)
        {
            case Saved.Kept kept when visit.WantsJson:
                await Answer.JsonAsync(visit, StatusCodes.Status200OK, await MarginAsync(visit, kept.Version, sent.Text, kept.Checked).ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case Saved.Kept when visit.Field("then") == "pictures":
                await visit.GoAsync($"/pictures?for={visit.Manuscript.Id}").ConfigureAwait(false);
                break;
            case Saved.Kept when visit.Field("then") == "current" && int.TryParse(visit.Field("original"), NumberStyles.None, CultureInfo.InvariantCulture, out var looked):
                await TranslationRoutes.BroughtAsync(visit, looked).ConfigureAwait(false);
                await visit.GoAsync($"/m/{visit.Manuscript.Id}").ConfigureAwait(false);
                break;
            case Saved.Kept when visit.Field("then") == "on":
                await visit.GoAsync($"/m/{visit.Manuscript.Id}/write?over=yes").ConfigureAwait(false);
                break;
            case Saved.Kept:
                await visit.GoAsync($"/m/{visit.Manuscript.Id}").ConfigureAwait(false);
                break;
            case Saved.Crossed crossed when visit.WantsJson:
                await Answer.JsonAsync(visit, StatusCodes.Status409Conflict, new { go = $"/m/{visit.Manuscript.Id}/write?over=yes&aside={sitting}", why = visit.T("Somebody else saved in between. What you wrote is kept.") }).ConfigureAwait(false);
                break;
            case Saved.Crossed crossed:
                await ShowEditorAsync(visit, Person.NewId(), crossed.Theirs, crossed.Merged, "Somebody else saved in between. Both texts are merged here: look at it, and save.").ConfigureAwait(false);
                break;
            case Saved.Refused refused when visit.WantsJson:
                await Answer.JsonAsync(visit, StatusCodes.Status422UnprocessableEntity, new { why = visit.T(refused.Why) }).ConfigureAwait(false);
                break;
            default:
                visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                await ShowEditorAsync(visit, sitting, number, sent.Text, ((Saved.Refused)saved).Why).ConfigureAwait(false);
                break;
        }
    }

    private static Task<CheckedText> LookedAtAsync(Visit visit, string text) =>
        LookAtPictures.WithAsync(visit.Db, CheckText.Of(visit.Parts, visit.Manuscript.With(text)), visit.Manuscript.Desk, text, visit.Now, visit.Stop);

    // What is wrong with a text that is not saved: for the editor's margin.
    private static async Task CheckAsync(Visit visit)
    {
        await Hold.StayAsync(visit.Db, visit.Manuscript.Id, visit.Me.Id, visit.Field("sitting"), visit.Now, visit.Stop).ConfigureAwait(false);
        var text = visit.Field("text").ReplaceLineEndings("\n");
        await Answer.JsonAsync(visit, StatusCodes.Status200OK, await MarginAsync(visit, visit.Manuscript.Version, text, await LookedAtAsync(visit, text).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task<object> MarginAsync(Visit visit, int version, string text, CheckedText looked)
    {
        var weight = await WeighAsync(visit, text, looked).ConfigureAwait(false);
        var said = visit.Said(looked);
        return new { version, words = looked.Words, minutes = ReadingTime.Minutes(looked.Words), mistakes = said.Mistakes, remarks = said.Remarks, weight = weight is null ? null : new { weight.Bytes, weight.Good, weight.Most, said = weight.Say() } };
    }

    private static async Task<PageWeight?> WeighAsync(Visit visit, string text, CheckedText looked) =>
        looked.Mistakes.IsEmpty && await visit.Parts.Preview(visit.Manuscript.With(text), visit.Stop).ConfigureAwait(false) is { } page ? PageWeight.Of(page, looked.IsLive) : null;

    private static async Task PreviewAsync(Visit visit)
    {
        var row = visit.Manuscript;
        var text = await visit.TextAsync(row.Version).ConfigureAwait(false);
        var pictures = await LookAtPictures.ForAsync(visit.Db, row.Desk, text, visit.Stop).ConfigureAwait(false);
        if (await visit.Parts.Preview(row.With(text) with { Pictures = pictures }, visit.Stop).ConfigureAwait(false) is not { } page)
        {
            await Answer.SayAsync(visit, StatusCodes.Status422UnprocessableEntity, "There is no preview while the text has mistakes.", "Mend them first.").ConfigureAwait(false);
            return;
        }
        await Answer.PreviewAsync(visit, page).ConfigureAwait(false);
    }

    // Pictures of a preview. Their names are the hashes of their bytes, and nothing else is there.
    private static async Task MediaAsync(Visit visit)
    {
        var file = visit.RouteText("file");
        var path = MediaName().IsMatch(file) ? Path.Combine(visit.Parts.MediaFolder, file) : null;
        if (path is null || !File.Exists(path))
        {
            visit.Context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        visit.Context.Response.ContentType = Path.GetExtension(file) switch { ".jpg" => "image/jpeg", ".webp" => "image/webp", ".avif" => "image/avif", _ => "application/octet-stream" };
        await visit.Context.Response.SendFileAsync(path, visit.Stop).ConfigureAwait(false);
    }

    [GeneratedRegex(@"^[0-9a-f]{64}\.[a-z0-9]{2,5}\z")]
    private static partial Regex MediaName();

    private static async Task HistoryAsync(Visit visit)
    {
        var row = visit.Manuscript;
        var versions = await visit.Db.Versions.AsNoTracking().Where(v => v.Manuscript == row.Id).OrderByDescending(v => v.Number)
            .Select(v => new VersionLine(v.Number, v.Base, v.By, v.Saved)).ToListAsync(visit.Stop).ConfigureAwait(false);
        var b = int.TryParse(visit.Query("b"), out var newer) ? newer : row.Version;
        var a = int.TryParse(visit.Query("a"), out var older) ? older : versions.Find(v => v.Number == b)?.Base ?? 0;
        var (before, after) = (await visit.TextAsync(a).ConfigureAwait(false), await visit.TextAsync(b).ConfigureAwait(false));
        var trail = await Trail.PageAsync(visit.Db, row.Id, null, 200, visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, HistorySlice.Create(new HistoryPage
        {
            Visit = visit, Row = row, Versions = versions, A = a, B = b, Lines = Difference.Of(before, after), Trail = trail,
            Names = await BoardRoutes.NamesAsync(visit, [.. versions.Select(v => v.By), .. trail.Select(t => t.By)]).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private static async Task StepAsync(Visit visit)
    {
        var row = visit.Manuscript;
        if (!Enum.TryParse<Step>(visit.Field("step"), out var step) || !int.TryParse(visit.Field("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            await visit.GoAsync($"/m/{row.Id}").ConfigureAwait(false);
            return;
        }
        var due = TimeIn(visit, "due");
        visit.Db.ChangeTracker.Clear();
        var taken = await TakeStep.RunAsync(visit.Db, visit.Parts, row.Id, new AskedStep(step, version, due, visit.Field("sentence")), visit.Actor, visit.Now, visit.Stop).ConfigureAwait(false);
        if (taken.Why is not null)
        {
            visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            visit.Row = await BeginManuscript.FindAsync(visit.Db, row.Id, visit.Stop).ConfigureAwait(false);
            await ShowAsync(visit, taken).ConfigureAwait(false);
            return;
        }
        var said = step is Step.Publish or Step.Withdraw ? "?said=" + ((await visit.Parts.Publish(visit.Stop).ConfigureAwait(false)).Problem is null ? "out" : "waits") : "";
        await visit.GoAsync($"/m/{row.Id}{(visit.Field("then") == "live" ? "/live" : "")}{said}").ConfigureAwait(false);
    }

    private static DateTimeOffset? TimeIn(Visit visit, string field) =>
        DateTimeOffset.TryParse(visit.Field(field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static async Task EmbargoAsync(Visit visit)
    {
        await Embargo.SetAsync(visit.Db, visit.Manuscript, TimeIn(visit, "until"), visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await visit.GoAsync($"/m/{visit.Manuscript.Id}").ConfigureAwait(false);
    }

    private static async Task MarkAsync(Visit visit)
    {
        await using var transaction = await visit.Db.Database.BeginTransactionAsync(visit.Stop).ConfigureAwait(false);
        var (row, marked) = (visit.Manuscript, visit.Field("marked") == "yes");
        // Taking the mark off is for whoever could clear it.
        if (row.IsMarked != marked && (marked || visit.May(Permission.Review, row.Desk)))
        {
            row.IsMarked = marked;
            await Trail.AddAsync(visit.Db, visit.Now, visit.Me.Id, marked ? "manuscript.mark" : "manuscript.unmark", row.Id, row.Desk, null, visit.Stop).ConfigureAwait(false);
            await visit.Db.SaveChangesAsync(visit.Stop).ConfigureAwait(false);
            await transaction.CommitAsync(visit.Stop).ConfigureAwait(false);
        }
        await visit.GoAsync($"/m/{row.Id}").ConfigureAwait(false);
    }
}
