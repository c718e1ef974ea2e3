using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>Numbers of claims go from an original into its translations: by themselves where nobody writes and nothing was passed, else when somebody says so.</summary>
internal static class FollowClaims
{
    /// <summary>The sitting of versions that the program saves.</summary>
    private const string Sitting = "claims";

    // What was passed, cleared or published is changed by people alone.
    private static readonly Stage[] Open = [Stage.Idea, Stage.Draft, Stage.InEdit, Stage.Correcting];

    /// <summary>The original was saved: its translation takes the numbers, or is behind. Within the caller's transaction.</summary>
    public static async Task RunAsync(OfficeDb db, OfficeParts parts, ManuscriptRow source, ManuscriptRow row, string before, string after, DateTimeOffset now, CancellationToken stop)
    {
        var changes = await LookAsync(db, parts, row, before, after, stop).ConfigureAwait(false);
        if (!Open.Contains(row.Stage) || Hold.Other(row, TrailEntry.TheProgram, now) is not null || changes.All(c => c.Carried is null))
        {
            return;
        }
        var newest = await db.Versions.SingleAsync(v => v.Manuscript == row.Id && v.Number == row.Version, stop).ConfigureAwait(false);
        var (text, version) = (CarryClaims.Apply(newest.Text, changes, parts), row.Version);
        if (text == newest.Text)
        {
            return;
        }
        await SaveText.PutAsync(db, parts, row, newest, new SentText(Sitting, version, text), TrailEntry.TheProgram, now, stop).ConfigureAwait(false);
        if (row.Version > version)
        {
            await Trail.AddAsync(db, now, TrailEntry.TheProgram, "manuscript.claims", row.Id, row.Desk, string.Create(CultureInfo.InvariantCulture, $"from version {source.Version} of {source.Id}"), stop).ConfigureAwait(false);
        }
        // Its own translations, if there are any, follow it; and what it says by now is counted again.
        await FollowSource.SavedAsync(db, parts, row, text, now, stop).ConfigureAwait(false);
    }

    /// <summary>What is other between the original's claims and the translation's; counts it, and remembers the numbers that the translation says.</summary>
    public static async Task<ImmutableArray<ClaimChange>> LookAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, string before, string after, CancellationToken stop)
    {
        var (changes, from) = await CompareAsync(db, parts, row, before, after, stop).ConfigureAwait(false);
        if (from is { } said)
        {
            row.Claims = string.Join('\n', said.Select(parts.ClaimLine));
        }
        row.Behind = row.Behind.With(changes);
        return changes;
    }

    /// <summary>The same, only looked at.</summary>
    public static async Task<(ImmutableArray<ClaimChange> Changes, ImmutableArray<Words.Claim>? From)> CompareAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, string before, string after, CancellationToken stop)
    {
        var (from, now) = (parts.Claims(row.Claims is { } said ? $"---\n{said}\n---\n" : before), parts.Claims(after));
        if (from.Select(c => c.Claim).SequenceEqual(now.Select(c => c.Claim)))
        {
            return ([], null);
        }
        var (changes, says) = CarryClaims.Of(from, now, parts.Claims(await SavedText.AtAsync(db, row.Id, row.Version, stop).ConfigureAwait(false)));
        return (changes, from.All(c => c.Claim is not null) ? says : null);
    }

    /// <summary>Somebody takes the numbers of the original as they looked at it; why not, or null. What is published is corrected by it.</summary>
    public static async Task<string?> TakeAsync(OfficeDb db, OfficeParts parts, string id, int version, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        if (await db.Manuscripts.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, stop).ConfigureAwait(false) is not { Source: { } of } row || await BeginManuscript.FindAsync(db, of, stop).ConfigureAwait(false) is not { } source)
        {
            return "it translates nothing";
        }
        if (version != source.Version)
        {
            return "somebody was quicker: look at the original again";
        }
        var (before, after) = (await SavedText.AtAsync(db, of, row.SourceVersion, stop).ConfigureAwait(false), await SavedText.AtAsync(db, of, version, stop).ConfigureAwait(false));
        var (changes, _) = await CompareAsync(db, parts, row, before, after, stop).ConfigureAwait(false);
        var own = await SavedText.AtAsync(db, id, row.Version, stop).ConfigureAwait(false);
        var text = CarryClaims.Apply(own, changes, parts);
        if (text == own)
        {
            return "there are no numbers that can be taken: write them yourself";
        }
        if (row.Stage == Stage.Published && (await TakeStep.RunAsync(db, parts, id, new AskedStep(Step.Correct, row.Version), actor, now, stop).ConfigureAwait(false)).Why is { } why)
        {
            return why;
        }
        // Others may have done something between two transactions.
        db.ChangeTracker.Clear();
        if (await SaveText.RunAsync(db, parts, id, new SentText(Person.NewId(), row.Version, text), actor, now, stop).ConfigureAwait(false) is Saved.Refused refused)
        {
            return refused.Why;
        }
        // Whoever wrote in it goes on: their next save is merged with this one.
        var saved = await db.Manuscripts.SingleAsync(m => m.Id == id, stop).ConfigureAwait(false);
        (saved.Holder, saved.Sitting, saved.HeldUntil) = (row.Holder, row.Sitting, row.HeldUntil);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        return null;
    }
}
