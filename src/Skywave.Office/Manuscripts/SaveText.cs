using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>What saving came to.</summary>
internal abstract record Saved
{
    private Saved()
    {
    }

    /// <summary>It is on the disk.</summary>
    public sealed record Kept(int Version, CheckedText Checked) : Saved;

    /// <summary>Another sitting saved in between. The text is on the disk, beside; both are to be merged.</summary>
    public sealed record Crossed(int Theirs, string By, string Merged, bool HasConflicts) : Saved;

    /// <summary>It was not saved.</summary>
    public sealed record Refused(string Why) : Saved;
}

/// <summary>A text as an editor sends it.</summary>
/// <param name="Sitting">One opening of the editor.</param>
/// <param name="Base">The version it began from, or that it last saved.</param>
/// <param name="Text">Story text, as typed.</param>
internal sealed record SentText(string Sitting, int Base, string Text);

/// <summary>Saves a text. Whatever was typed is on the disk before it is answered, or the answer says that it is not.</summary>
internal static class SaveText
{
    /// <summary>Characters a text may have; more is refused by the server before it is read.</summary>
    public const int Longest = 400_000;

    /// <summary>How long one version takes the saves of its sitting, in seconds.</summary>
    private const int SittingVersion = 600;

    public static async Task<Saved> RunAsync(OfficeDb db, OfficeParts parts, string id, SentText sent, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        var text = sent.Text.ReplaceLineEndings("\n");
        if (text.Length > Longest)
        {
            return new Saved.Refused($"it has {text.Length} characters and at most {Longest} fit: make two stories of it");
        }
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await db.Manuscripts.SingleOrDefaultAsync(m => m.Id == id, stop).ConfigureAwait(false) is not { } row)
        {
            return new Saved.Refused("there is no such manuscript");
        }
        if (!Workflow.MayWrite(await Standings.OfAsync(db, row, stop).ConfigureAwait(false), actor))
        {
            return new Saved.Refused($"it is {Naming.Of(row.Stage)} now, and you cannot change it there. Copy what you wrote, and look at it again");
        }
        if (sent.Base < row.Version && await db.Versions.AnyAsync(v => v.Manuscript == id && v.Number > sent.Base && v.Sitting == TakeOut.Sitting, stop).ConfigureAwait(false))
        {
            return new Saved.Refused("words were taken out of this text for somebody’s safety while you had it open. Open it again; what you wrote since then is not saved");
        }
        var newest = await db.Versions.SingleOrDefaultAsync(v => v.Manuscript == id && v.Number == row.Version, stop).ConfigureAwait(false);
        Saved saved;
        if (newest is not null && newest.Sitting != sent.Sitting && newest.Number != sent.Base)
        {
            saved = await AsideAsync(db, row, newest, sent with { Text = text }, actor, now, stop).ConfigureAwait(false);
        }
        else
        {
            var kept = Keep(db, parts, row, newest, sent with { Text = text }, actor, now);
            await LookAtPictures.RememberAsync(db, id, text, stop).ConfigureAwait(false);
            saved = kept with { Checked = await LookAtPictures.WithAsync(db, kept.Checked, row.Desk, text, now, stop).ConfigureAwait(false) };
        }
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return saved;
    }

    private static Saved.Kept Keep(OfficeDb db, OfficeParts parts, ManuscriptRow row, VersionRow? newest, SentText sent, Actor actor, DateTimeOffset now)
    {
        var at = now.ToUnixTimeSeconds();
        var isSame = newest?.Text == sent.Text;
        if (!isSame && newest?.Sitting == sent.Sitting && newest.By == actor.Person && at - newest.Begun < SittingVersion && newest.Number != row.Cleared && newest.Number != row.Published)
        {
            (newest.Text, newest.Saved) = (sent.Text, at);
        }
        else if (!isSame)
        {
            row.Version++;
            db.Versions.Add(new VersionRow { Manuscript = row.Id, Number = row.Version, Base = newest?.Number ?? 0, By = actor.Person, Sitting = sent.Sitting, Begun = at, Saved = at, Text = sent.Text });
        }
        var looked = CheckText.Of(parts, row.With(sent.Text));
        if (!isSame)
        {
            (row.Changed, row.ChangedBy) = (at, actor.Person);
        }
        (row.Headline, row.Mistakes) = (Naming.Headline(looked, sent.Text), looked.Mistakes.Length);
        Hold.Renew(row, actor.Person, sent.Sitting, now);
        return new Saved.Kept(row.Version, looked);
    }

    private static async Task<Saved.Crossed> AsideAsync(OfficeDb db, ManuscriptRow row, VersionRow newest, SentText sent, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        var aside = await db.Asides.SingleOrDefaultAsync(a => a.Manuscript == row.Id && a.Sitting == sent.Sitting, stop).ConfigureAwait(false);
        if (aside is null)
        {
            aside = new AsideRow { Manuscript = row.Id, Sitting = sent.Sitting, By = actor.Person, Base = sent.Base, Saved = 0, Text = "" };
            db.Asides.Add(aside);
        }
        (aside.Saved, aside.Text) = (now.ToUnixTimeSeconds(), sent.Text);
        var before = await db.Versions.Where(v => v.Manuscript == row.Id && v.Number == sent.Base).Select(v => v.Text).SingleOrDefaultAsync(stop).ConfigureAwait(false);
        var (merged, conflicts) = Merge.Of(before ?? "", sent.Text, newest.Text);
        return new Saved.Crossed(newest.Number, newest.By, merged, conflicts);
    }
}
