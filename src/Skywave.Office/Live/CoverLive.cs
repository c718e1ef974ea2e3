using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>Something done to a live story from its page.</summary>
/// <param name="Change">The text after it, of the newest text, or why not.</param>
internal sealed record LiveStep(Func<string, (string? Text, string? Why)> Change);

/// <summary>Does it: on the newest text, whoever saved in between, as a version of its own.</summary>
internal static class CoverLive
{
    /// <summary>How often it is tried when others save at the same moment.</summary>
    private const int Tries = 20;

    /// <summary>Why it was not done, or null: it is on the disk.</summary>
    public static async Task<string?> RunAsync(OfficeDb db, OfficeParts parts, string id, LiveStep step, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            db.ChangeTracker.Clear();
            if (await BeginManuscript.FindAsync(db, id, stop).ConfigureAwait(false) is not { } row)
            {
                return "there is no such manuscript";
            }
            // What is out is opened for one more entry without further ado.
            if (row.Stage == Stage.Published)
            {
                db.ChangeTracker.Clear();
                if ((await TakeStep.RunAsync(db, parts, id, new AskedStep(Step.Correct, row.Version), actor, now, stop).ConfigureAwait(false)).Why is { } closed && !actor.May(Permission.Write, row.Desk))
                {
                    return closed;
                }
                // Somebody else may have been quicker to open it: whatever it was, what stands now counts.
                db.ChangeTracker.Clear();
                row = await BeginManuscript.FindAsync(db, id, stop).ConfigureAwait(false) ?? row;
            }
            var (saved, why) = await OnceAsync(db, parts, row, step, actor, now, stop).ConfigureAwait(false);
            if (saved is Saved.Kept || why is not null)
            {
                return why;
            }
        }
        return "others save at this moment: send it once more";
    }

    private static async Task<(Saved? Saved, string? Why)> OnceAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, LiveStep step, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        var hold = (row.Holder, row.Sitting, row.HeldUntil);
        var text = await SavedText.OfAsync(db, row, stop).ConfigureAwait(false);
        // The correction that went out with this text is told; with the next one it would be told again.
        var before = row.Version == row.Published && LiveCoverage.Of(parts, text) is { HasCorrection: true } told ? told.WithoutCorrection().Text : text;
        var (changed, why) = step.Change(before);
        if (changed is null)
        {
            return (null, why);
        }
        var mistakes = New(CheckText.Of(parts, row.With(before)).Mistakes, CheckText.Of(parts, row.With(changed)).Mistakes);
        if (mistakes.Length > 0)
        {
            return (null, string.Join("; ", mistakes));
        }
        var saved = await SaveText.RunAsync(db, parts, row.Id, new SentText(Person.NewId(), row.Version, changed), actor, now, stop).ConfigureAwait(false);
        if (saved is not Saved.Kept)
        {
            // Kept aside it would be offered to be merged, and it is tried again on the newest text.
            await db.Asides.Where(a => a.Manuscript == row.Id && a.By == actor.Person && a.Text == changed).ExecuteDeleteAsync(stop).ConfigureAwait(false);
            return (saved, saved is Saved.Refused refused && row.Stage != Stage.Published ? refused.Why : null);
        }
        // Whoever holds the text to write goes on holding it.
        row = await db.Manuscripts.SingleAsync(m => m.Id == row.Id, stop).ConfigureAwait(false);
        (row.Holder, row.Sitting, row.HeldUntil) = hold;
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        return (saved, null);
    }

    private static ImmutableArray<string> New(ImmutableArray<TextRemark> before, ImmutableArray<TextRemark> after) => [.. after.Select(m => m.Sentence).Except(before.Select(m => m.Sentence))];
}
