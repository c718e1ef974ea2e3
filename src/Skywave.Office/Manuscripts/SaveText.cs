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
        db.ChangeTracker.Clear(); // what was read before the transaction may be of before somebody else's save
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
            var kept = await KeepAsync(db, parts, row, newest, sent with { Text = text }, actor, now, stop).ConfigureAwait(false);
            saved = kept with { Checked = await LookAtPictures.WithAsync(db, kept.Checked, row.Desk, text, now, stop).ConfigureAwait(false) };
        }
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return saved;
    }

    private static async Task<Saved.Kept> KeepAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, VersionRow? newest, SentText sent, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        Hold.Renew(row, actor.Person, sent.Sitting, now);
        if (newest?.Text == sent.Text)
        {
            return new Saved.Kept(row.Version, CheckText.Of(parts, row.With(sent.Text)));
        }
        var looked = await PutAsync(db, parts, row, newest, sent, actor.Person, now, stop).ConfigureAwait(false);
        await FollowSource.SavedAsync(db, parts, row, sent.Text, now, stop).ConfigureAwait(false);
        return new Saved.Kept(row.Version, looked);
    }

    /// <summary>Another text becomes the newest, within the caller's transaction.</summary>
    internal static async Task<CheckedText> PutAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, VersionRow? newest, SentText sent, string by, DateTimeOffset now, CancellationToken stop)
    {
        var at = now.ToUnixTimeSeconds();
        await LookAtPictures.RememberAsync(db, row.Id, sent.Text, stop).ConfigureAwait(false);
        if (newest?.Sitting == sent.Sitting && newest.By == by && at - newest.Begun < SittingVersion && !await IsNamedAsync(db, row, newest.Number, stop).ConfigureAwait(false))
        {
            (newest.Text, newest.Saved) = (sent.Text, at);
        }
        else
        {
            row.Version++;
            db.Versions.Add(new VersionRow { Manuscript = row.Id, Number = row.Version, Base = newest?.Number ?? 0, By = by, Sitting = sent.Sitting, Begun = at, Saved = at, Text = sent.Text });
        }
        var looked = CheckText.Of(parts, row.With(sent.Text));
        (row.Changed, row.ChangedBy, row.Headline, row.Mistakes) = (at, by, Naming.Headline(looked, sent.Text), looked.Mistakes.Length);
        return looked;
    }

    // What somebody cleared, published, translated or spoke about stays as it was then.
    private static async Task<bool> IsNamedAsync(OfficeDb db, ManuscriptRow row, int version, CancellationToken stop) =>
        version == row.Cleared || version == row.Published || await db.Manuscripts.AnyAsync(m => m.Source == row.Id && m.SourceVersion == version, stop).ConfigureAwait(false)
        || await db.Comments.AnyAsync(c => c.Manuscript == row.Id && c.Version == version, stop).ConfigureAwait(false);

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
