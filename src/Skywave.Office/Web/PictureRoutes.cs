using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Skywave.Office.Pages;

namespace Skywave.Office;

/// <summary>The library of pictures: found, added, described, looked at, put into a text.</summary>
internal static class PictureRoutes
{
    private const int AtOnce = 24;

    private static readonly Access.OneOf Room = new(Permission.Write, Permission.Pictures);
    private static readonly Access.OfPicture See = new();
    private static readonly Access.OfPicture Describe = new(Permission.Write, Permission.Pictures);

    public static IEnumerable<Route> All =>
    [
        new("GET", "/pictures", Room, ListAsync),
        new("GET", "/pictures/new", Room, visit => AddPageAsync(visit, null)),
        new("POST", "/pictures/new", Room, AddAsync) { TakesFile = true },
        new("GET", "/pictures/{picture}", See, visit => PictureAsync(visit, null)),
        new("GET", "/pictures/{picture}/file/{size}", See, FileAsync),
        new("POST", "/pictures/{picture}/words", Describe, WordsAsync),
        new("POST", "/pictures/{picture}/focus", Describe, FocusAsync),
        new("POST", "/pictures/{picture}/checks", new Access.OfPicture(Permission.Pictures), ChecksAsync),
        new("POST", "/pictures/{picture}/remove", new Access.OfPicture(Permission.Pictures), RemoveAsync),
        new("POST", "/m/{id}/pictures", new Access.AtItsDesk(Permission.Write, Permission.Edit), PutAsync),
    ];

    private static IEnumerable<OfficeDesk> Desks(Visit visit) => visit.Parts.Desks.Where(d => visit.May(Permission.Write, d.Tag) || visit.May(Permission.Pictures, d.Tag));

    // The text for which a picture is looked for, where this person may write in it.
    private static async Task<ManuscriptRow?> ForAsync(Visit visit)
    {
        var row = visit.Query("for") is { Length: > 0 } id ? await BeginManuscript.FindAsync(visit.Db, id, visit.Stop).ConfigureAwait(false) : null;
        return row is not null && Workflow.MayWrite(await Standings.OfAsync(visit.Db, row, visit.Stop).ConfigureAwait(false), visit.Actor) ? row : null;
    }

    private static async Task ListAsync(Visit visit)
    {
        var target = await ForAsync(visit).ConfigureAwait(false);
        var narrowed = Enum.TryParse<Narrowed>(visit.Query("only"), out var only) ? only : Narrowed.All;
        var before = long.TryParse(visit.Query("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var serial) ? serial : long.MaxValue;
        var desks = Desks(visit).Select(d => d.Tag).Where(d => target is null || d == target.Desk).ToList();
        var words = visit.Query("q").Trim();
        words = words.Length > 100 ? words[..100] : words;
        var rows = await Library.PageAsync(visit.Db, desks, words, narrowed, Library.Day(visit.Now), before, AtOnce + 1, visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, LibrarySlice.Create(new LibraryPage
        {
            Visit = visit, Asked = words, Narrowed = narrowed, For = target, Rows = [.. rows.Take(AtOnce)], Older = rows.Count > AtOnce ? rows[AtOnce - 1].Serial : null,
        })).ConfigureAwait(false);
    }

    private static async Task AddPageAsync(Visit visit, string? wrong)
    {
        if (wrong is not null)
        {
            visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        await Frame.SendAsync(visit.Context, AddPictureSlice.Create(new AddPicturePage { Visit = visit, Wrong = wrong, For = await ForAsync(visit).ConfigureAwait(false), Words = PictureWords.In(visit), Desks = [.. Desks(visit)] })).ConfigureAwait(false);
    }

    private static async Task AddAsync(Visit visit)
    {
        var desk = visit.Field("desk");
        if (Desks(visit).All(d => d.Tag != desk))
        {
            await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "This is not among what you may do.", "Choose a desk at which you write.").ConfigureAwait(false);
            return;
        }
        if (visit.Context.Request.Form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            await AddPageAsync(visit, "Choose a picture’s file.").ConfigureAwait(false);
            return;
        }
        var bytes = new byte[file.Length];
        var stream = file.OpenReadStream();
        await using (stream.ConfigureAwait(false))
        {
            await stream.ReadExactlyAsync(bytes, visit.Stop).ConfigureAwait(false);
        }
        var (id, wasThere, why) = await AddPicture.RunAsync(visit.Db, visit.Parts, desk, bytes, file.FileName, PictureWords.In(visit), visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        if (why is not null)
        {
            await AddPageAsync(visit, why).ConfigureAwait(false);
            return;
        }
        var target = await ForAsync(visit).ConfigureAwait(false);
        await visit.GoAsync($"/pictures/{id}?said={(wasThere ? "there" : "added")}{(target is null ? "" : "&for=" + target.Id)}").ConfigureAwait(false);
    }

    private static async Task PictureAsync(Visit visit, string? wrong)
    {
        var row = visit.Picture;
        if (wrong is not null)
        {
            visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        var uses = await visit.Db.PictureUses.Where(u => u.Picture == row.Id).Join(visit.Db.Manuscripts, u => u.Manuscript, m => m.Id, (u, m) => m).AsNoTracking().OrderByDescending(m => m.Changed).Take(100).ToListAsync(visit.Stop).ConfigureAwait(false);
        await Frame.SendAsync(visit.Context, PictureSlice.Create(new PicturePage
        {
            Visit = visit, Row = row, Wrong = wrong, Said = visit.Query("said"), For = await ForAsync(visit).ConfigureAwait(false), Words = wrong is null ? PictureWords.Of(row) : PictureWords.In(visit),
            Uses = [.. uses.Where(m => visit.May(Permission.Read, m.Desk))], Elsewhere = uses.Count(m => !visit.May(Permission.Read, m.Desk)),
            Names = await BoardRoutes.NamesAsync(visit, [row.AddedBy, row.ChangedBy ?? ""]).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private static async Task FileAsync(Visit visit)
    {
        var row = visit.Picture;
        visit.Context.Response.ContentType = "image/jpeg";
        if (visit.RouteText("size") == "frame")
        {
            if (await visit.Parts.FramePicture(row.Hash, row is { FocusX: { } x, FocusY: { } y } ? new Skywave.Words.FocalPoint(x, y) : null, visit.Stop).ConfigureAwait(false) is { } frame)
            {
                await visit.Context.Response.BodyWriter.WriteAsync(frame, visit.Stop).ConfigureAwait(false);
                return;
            }
        }
        else if (Path.Combine(visit.Parts.LibraryFolder, row.Hash + (visit.RouteText("size") == "small" ? "-small.jpg" : ".jpg")) is var path && File.Exists(path))
        {
            await visit.Context.Response.SendFileAsync(path, visit.Stop).ConfigureAwait(false);
            return;
        }
        visit.Context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static async Task WordsAsync(Visit visit)
    {
        var words = PictureWords.In(visit);
        if (await IsNotTheirsAsync(visit).ConfigureAwait(false))
        {
            return;
        }
        if (words.Wrong() is { } wrong)
        {
            await PictureAsync(visit, wrong).ConfigureAwait(false);
            return;
        }
        await ChangePicture.RunAsync(visit.Db, visit.Picture, words.Into, "picture.words", _ => null, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await BackAsync(visit).ConfigureAwait(false);
    }

    private static async Task FocusAsync(Visit visit)
    {
        if (await IsNotTheirsAsync(visit).ConfigureAwait(false))
        {
            return;
        }
        var (isSaid, point) = FocusForm.Read(visit.Field, visit.Picture.Width, visit.Picture.Height);
        if (!isSaid)
        {
            await PictureAsync(visit, "Click into the picture, or write two numbers from 0 to 100.").ConfigureAwait(false);
            return;
        }
        await ChangePicture.RunAsync(visit.Db, visit.Picture, row => (row.FocusX, row.FocusY) = (point?.X, point?.Y), "picture.focus", _ => null, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await BackAsync(visit, "#frame").ConfigureAwait(false);
    }

    private static async Task ChecksAsync(Visit visit)
    {
        if (!Enum.TryParse<Faces>(visit.Field("faces"), out var faces) || !Enum.IsDefined(faces) || !Enum.TryParse<PlaceLevel>(visit.Field("level"), out var level) || !Enum.IsDefined(level))
        {
            await BackAsync(visit).ConfigureAwait(false);
            return;
        }
        await ChangePicture.RunAsync(visit.Db, visit.Picture, row =>
        {
            (row.Faces, row.PlaceLevel) = (faces, level);
            (row.IsPlaceChecked, row.IsSensitive, row.IsForAll) = (visit.Field("place") == "yes", visit.Field("sensitive") == "yes", visit.Field("all") == "yes");
        }, "picture.checks", ChangePicture.Checks, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false);
        await BackAsync(visit).ConfigureAwait(false);
    }

    private static async Task RemoveAsync(Visit visit)
    {
        if (await ChangePicture.RemoveAsync(visit.Db, visit.Parts, visit.Picture, visit.Me.Id, visit.Now, visit.Stop).ConfigureAwait(false) is { } why)
        {
            await PictureAsync(visit, why).ConfigureAwait(false);
            return;
        }
        await visit.GoAsync("/pictures").ConfigureAwait(false);
    }

    // Saved like any text: on the newest version, by the rules of who may write now.
    private static async Task PutAsync(Visit visit)
    {
        var row = visit.Manuscript;
        var picture = await visit.Db.Pictures.AsNoTracking().SingleOrDefaultAsync(p => p.Id == visit.Field("picture") && (p.IsForAll || p.Desk == row.Desk), visit.Stop).ConfigureAwait(false);
        if (picture is null || !Library.MaySee(visit, picture))
        {
            await Answer.SayAsync(visit, StatusCodes.Status404NotFound, "There is nothing here.", "It may have been somebody else’s, or never was.").ConfigureAwait(false);
            return;
        }
        var text = await visit.TextAsync(row.Version).ConfigureAwait(false);
        var (put, why) = PutPicture.Into(text, picture, visit.Field("as") == "lead");
        visit.Db.ChangeTracker.Clear();
        var saved = put is null ? null : await SaveText.RunAsync(visit.Db, visit.Parts, row.Id, new SentText(Person.NewId(), row.Version, put), visit.Actor, visit.Now, visit.Stop).ConfigureAwait(false);
        if (saved is Saved.Kept)
        {
            await visit.GoAsync($"/m/{row.Id}/write?over=yes").ConfigureAwait(false);
            return;
        }
        await Answer.SayAsync(visit, StatusCodes.Status422UnprocessableEntity, why ?? "The text was changed in between, or cannot be changed now.", "Go back to the text, and copy the picture’s lines from its page.").ConfigureAwait(false);
    }

    private static async Task<bool> IsNotTheirsAsync(Visit visit)
    {
        if (Library.MayDescribe(visit, visit.Picture))
        {
            return false;
        }
        await Answer.SayAsync(visit, StatusCodes.Status403Forbidden, "A picture is described by its photo editors and by whoever added it.", "Ask one of them.").ConfigureAwait(false);
        return true;
    }

    private static async Task BackAsync(Visit visit, string place = "")
    {
        var target = await ForAsync(visit).ConfigureAwait(false);
        await visit.GoAsync($"/pictures/{visit.Picture.Id}?said=kept{(target is null ? "" : "&for=" + target.Id)}{place}").ConfigureAwait(false);
    }
}
